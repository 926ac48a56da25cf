import type {Locale} from '../../../core/texts/define-texts.ts';
import {readFile} from 'node:fs/promises';
import {dirname, resolve} from 'node:path';
import {ConfigError} from '../../../adapters/config/config-error.ts';
import {readDocument} from '../../../adapters/config/read.ts';
import {
  resolveSecret,
  type SecretKind,
  type SecretSource,
} from '../../../adapters/config/secret.ts';
import {validate} from '../../../adapters/config/validate.ts';
import {
  located,
  type SecretRef,
  type Validated,
} from '../../../adapters/config/validated-config.ts';
import type {ChatSettings, Settings} from '../../../core/config/settings.ts';
import {known} from '../../../wiring/load-config.ts';
import {found, type Line, ok} from './check.ts';
import {deployAgain, deploymentOf} from './deployment.ts';
import {phrase} from './texts.ts';

/** As much of a configuration as could be read. Without settings nothing else can be checked. */
export interface Configured {
  readonly lines: readonly Line[];
  readonly settings?: Settings;
}

/** Where infra/ mounts the chat's secrets into the functions (infra/config.tf). */
const mounted = '/etc/mesh-responder/';

/**
 * Reads the configuration file and its secrets; a missing secret hides no other fault. Never throws.
 * @param locale of faults, where the file cannot say which it is.
 */
export async function readConfiguration(
  path: string,
  env: SecretSource['env'],
  locale: Locale,
): Promise<Configured> {
  try {
    const validated = await validate(await readDocument(path), path, known);
    return await withSecrets(validated, path, env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const lines = error.faults.map(({path: where, problem}): Line => {
      const said = phrase('doctor.config-fault', {
        where: where === '' ? 'file' : where,
        problem: problem[locale],
      });
      return {
        check: 'configuration',
        subject: path,
        result: 'broken',
        said,
        next: `$EDITOR ${path}`,
      };
    });
    return {lines};
  }
}

async function withSecrets(
  validated: Validated,
  path: string,
  env: SecretSource['env'],
): Promise<Configured> {
  const directory = resolve(dirname(path));
  const source = {directory, env, readFile: (file: string) => readFile(file, 'utf8')};
  const lines: Line[] = [summary(validated, path)];
  const fetch = async (kind: SecretKind, where: string, ref: SecretRef) => {
    const secret = await resolveSecret(kind, ref, source);
    const there = deploymentOf(validated) !== undefined && isMounted(ref);
    if (secret.kind === 'ok') lines.push(secretLine(where, ok('secret-read')));
    else if (there) lines.push(secretLine(where, found('unknown', 'secret-mounted', {})));
    else {
      const params = {problem: secret.problem[validated.locale]};
      lines.push(secretLine(where, found('broken', 'secret-missing', params, `$EDITOR ${path}`)));
    }
    return secret.kind === 'ok' ? secret.value : undefined;
  };
  const chat: ChatSettings = {
    ...(await slackOf(validated.chat.slack, fetch)),
    ...(await googleChatOf(validated.chat.googleChat, fetch)),
  };
  return {lines, settings: {...validated, chat, ...located(validated, directory)}};
}

type Fetch = (kind: SecretKind, where: string, ref: SecretRef) => Promise<string | undefined>;

async function slackOf(
  slack: Validated['chat']['slack'],
  fetch: Fetch,
): Promise<Pick<ChatSettings, 'slack'>> {
  if (slack === undefined) return {};
  if (slack.kind === 'webhook') {
    const url = await fetch('slackWebhook', 'chat.slack.webhook', slack.url);
    return url === undefined ? {} : {slack: {kind: 'webhook', url}};
  }
  const token = await fetch('slackToken', 'chat.slack.botToken', slack.token);
  return token === undefined ? {} : {slack: {kind: 'bot', token, channel: slack.channel}};
}

async function googleChatOf(
  googleChat: Validated['chat']['googleChat'],
  fetch: Fetch,
): Promise<Pick<ChatSettings, 'googleChat'>> {
  if (googleChat === undefined) return {};
  const url = await fetch('googleChatWebhook', 'chat.googleChat.webhook', googleChat.url);
  return url === undefined ? {} : {googleChat: {kind: 'webhook', url}};
}

function isMounted(ref: SecretRef): boolean {
  return ref.kind === 'file' && ref.path.startsWith(mounted);
}

function summary(validated: Validated, path: string): Line {
  const deployment = deploymentOf(validated);
  const {mode, projects, workTopic} = validated;
  const params = {mode, projects: projects.length};
  const line = {check: 'configuration', subject: path};
  if (deployment !== undefined)
    return {...line, ...ok('config-deployed', {...params, ...deployment})};
  if (workTopic === undefined) return {...line, ...ok('config-local', params)};
  return {
    ...line,
    ...found('warning', 'config-foreign', {...params, topic: workTopic}, deployAgain),
  };
}

function secretLine(subject: string, one: ReturnType<typeof found>): Line {
  return {check: 'secrets', subject, ...one};
}
