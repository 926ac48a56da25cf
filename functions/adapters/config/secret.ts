import {resolve} from 'node:path';
import {at, isObject} from '../../core/lib/json.ts';
import {noAscii, webhookFault} from '../../core/config/webhook-url.ts';
import type {Words} from '../../core/texts/words.ts';
import {type ConfigFault, ConfigError} from './config-error.ts';
import {located, type SecretRef, type Validated} from './validated-config.ts';
import type {ChatSettings, Settings} from '../../core/config/settings.ts';

/** What a secret is for; decides the form that its value must have. */
export type SecretKind = 'slackWebhook' | 'slackToken' | 'googleChatWebhook';

/** Every secret that a configuration may hold. */
export const secretPaths: readonly {readonly kind: SecretKind; readonly path: readonly string[]}[] =
  [
    {kind: 'slackWebhook', path: ['chat', 'slack', 'webhook']},
    {kind: 'slackToken', path: ['chat', 'slack', 'botToken']},
    {kind: 'googleChatWebhook', path: ['chat', 'googleChat', 'webhook']},
  ];

/** The paths of the secrets whose value stands in the file. */
export function inlineSecrets({chat}: Pick<Validated, 'chat'>): readonly (readonly string[])[] {
  const {slack, googleChat} = chat;
  const refs: Readonly<Record<(typeof secretPaths)[number]['kind'], SecretRef | undefined>> = {
    slackWebhook: slack?.kind === 'webhook' ? slack.url : undefined,
    slackToken: slack?.kind === 'bot' ? slack.token : undefined,
    googleChatWebhook: googleChat?.url,
  };
  return secretPaths.filter(({kind}) => refs[kind]?.kind === 'value').map(({path}) => path);
}

/** What secrets are resolved against. */
export interface SecretSource {
  /** The configuration file's directory; relative paths count from it. */
  readonly directory: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly readFile: (path: string) => Promise<string>;
}

/** A value, or what is wrong with it in words that never hold it. */
export type Secret<T> =
  {readonly kind: 'ok'; readonly value: T} | {readonly kind: 'fault'; readonly problem: Words};

const forms: Words = {
  en: 'allowed: the value itself, {env: NAME} or {file: PATH}',
  ko: '허용: 값 자체, {env: 이름} 또는 {file: 경로}',
};

/** Reads how a configuration gives a secret: a value, the name of a variable or a file. */
export function readSecretRef(kind: SecretKind, given: unknown): Secret<SecretRef> {
  if (typeof given === 'string') {
    const checked = checkSecret(kind, given);
    return checked.kind === 'fault'
      ? checked
      : {kind: 'ok', value: {kind: 'value', value: checked.value}};
  }
  const [name, ...others] = isObject(given) ? Object.keys(given) : [];
  const where = name === undefined ? undefined : at(given, name);
  if (others.length > 0 || typeof where !== 'string') return fault(forms);
  if (name === 'env') {
    // A secret pasted in place of the name must not be repeated, so a bad name is not shown.
    if (!/^[A-Za-z_]\w*$/.test(where))
      return fault({
        en: 'env: no name of an environment variable',
        ko: 'env: 환경 변수의 이름이 아닙니다',
      });
    return {kind: 'ok', value: {kind: 'env', name: where}};
  }
  if (name === 'file') {
    if (where === '' || where.includes('\0') || /:\/\/|^xox/.test(where)) {
      return fault({en: 'file: no path of a file', ko: 'file: 파일 경로가 아닙니다'});
    }
    return {kind: 'ok', value: {kind: 'file', path: where}};
  }
  return fault(forms);
}

/** Fetches a secret's value and checks its form. */
export async function resolveSecret(
  kind: SecretKind,
  ref: SecretRef,
  source: SecretSource,
): Promise<Secret<string>> {
  switch (ref.kind) {
    case 'value':
      return checkSecret(kind, ref.value);
    case 'env': {
      const value = Object.hasOwn(source.env, ref.name) ? source.env[ref.name] : undefined;
      if (value === undefined) {
        return fault({
          en: `the environment variable ${ref.name} is not set`,
          ko: `환경 변수 ${ref.name}: 설정되지 않았습니다`,
        });
      }
      return named(
        {en: `the environment variable ${ref.name}`, ko: `환경 변수 ${ref.name}:`},
        checkSecret(kind, value),
      );
    }
    case 'file': {
      const path = resolve(source.directory, ref.path);
      try {
        return named(
          {en: `the file ${path}`, ko: `파일 ${path}:`},
          checkSecret(kind, await source.readFile(path)),
        );
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
        return fault({
          en: `the file ${path} cannot be read (${code}); give this process access to it`,
          ko: `파일 ${path}: 읽을 수 없습니다(${code}). 이 프로세스에 액세스 권한을 부여하세요`,
        });
      }
    }
  }
}

/** Puts the path of a secret to what is wrong with it. */
export function secretFault(path: readonly string[], problem: Words): ConfigFault {
  return {path: path.join('.'), problem};
}

function checkSecret(kind: SecretKind, given: string): Secret<string> {
  const value = given.trim();
  if (value === '') return fault({en: 'is empty', ko: '비어 있습니다'});
  const problem = formFault(kind, value);
  return problem === undefined ? {kind: 'ok', value} : fault(problem);
}

function formFault(kind: SecretKind, value: string): Words | undefined {
  switch (kind) {
    case 'slackWebhook':
      return webhookFault('slack', value);
    case 'googleChatWebhook':
      return webhookFault('googleChat', value);
    case 'slackToken':
      // https://docs.slack.dev/authentication/tokens: xoxb-… today, rotated ones xoxe.xoxb-…; the
      // form is Slack's to change, so only what cannot stand in a header is refused.
      if (/^[\x21-\x7e]+$/.test(value)) return undefined;
      return {
        en: `is no bot token: it ${noAscii.en}`,
        ko: `봇 토큰이 아닙니다. ${noAscii.ko}`,
      };
  }
}

function named(what: Words, secret: Secret<string>): Secret<string> {
  if (secret.kind === 'ok') return secret;
  const {en, ko} = secret.problem;
  return fault({en: `${what.en} ${en}`, ko: `${what.ko} ${ko}`});
}

function fault(problem: Words): {readonly kind: 'fault'; readonly problem: Words} {
  return {kind: 'fault', problem};
}

/**
 * The second stage of reading a configuration: fetches the secrets and makes its paths absolute. Loads no
 * parser and no schema.
 * @throws ConfigError with a fault for each secret that is missing or of the wrong form.
 */
export async function resolveSecrets(
  validated: Validated,
  source: SecretSource,
  file = 'of this bundle',
): Promise<Settings> {
  const faults: ConfigFault[] = [];
  const fetch = async (kind: SecretKind, ref: SecretRef): Promise<string> => {
    const secret = await resolveSecret(kind, ref, source);
    if (secret.kind === 'ok') return secret.value;
    const path = secretPaths.find(one => one.kind === kind)?.path ?? [];
    faults.push(secretFault(path, secret.problem));
    return '';
  };

  const {slack, googleChat} = validated.chat;
  const chat: ChatSettings = {
    ...(slack && {slack: await fetchSlack(slack, fetch)}),
    ...(googleChat && {
      googleChat: {kind: 'webhook', url: await fetch('googleChatWebhook', googleChat.url)},
    }),
  };
  if (faults.length > 0) throw new ConfigError(file, faults);
  return {...validated, chat, ...located(validated, source.directory)};
}

async function fetchSlack(
  slack: NonNullable<Validated['chat']['slack']>,
  fetch: (kind: SecretKind, ref: SecretRef) => Promise<string>,
): Promise<NonNullable<ChatSettings['slack']>> {
  switch (slack.kind) {
    case 'webhook':
      return {kind: 'webhook', url: await fetch('slackWebhook', slack.url)};
    case 'bot':
      return {kind: 'bot', token: await fetch('slackToken', slack.token), channel: slack.channel};
  }
}
