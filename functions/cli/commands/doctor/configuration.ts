import type {Locale} from '../../../core/texts/define-texts.ts';
import {readFile} from 'node:fs/promises';
import {dirname, resolve} from 'node:path';
import {ConfigError, pathText} from '../../../adapters/config/config-error.ts';
import {readDocument} from '../../../adapters/config/read.ts';
import {
  resolveSecret,
  secretRefs,
  type SecretSource,
  withSecrets,
} from '../../../adapters/config/secret.ts';
import {validate} from '../../../adapters/config/validate.ts';
import type {SecretRef, Validated} from '../../../adapters/config/validated-config.ts';
import type {Settings} from '../../../core/config/settings.ts';
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
    return await resolved(validated, path, env);
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

async function resolved(
  validated: Validated,
  path: string,
  env: SecretSource['env'],
): Promise<Configured> {
  const directory = resolve(dirname(path));
  const source = {directory, env, readFile: (file: string) => readFile(file, 'utf8')};
  const lines: Line[] = [summary(validated, path)];
  const values = new Map<SecretRef, string>();
  for (const {kind, path: where, ref} of secretRefs(validated)) {
    const secret = await resolveSecret(kind, ref, source);
    const there = deploymentOf(validated) !== undefined && isMounted(ref);
    const subject = pathText(where);
    if (secret.kind === 'ok') {
      values.set(ref, secret.value);
      lines.push(secretLine(subject, ok('secret-read')));
    } else if (there) lines.push(secretLine(subject, found('unknown', 'secret-mounted', {})));
    else {
      const params = {problem: secret.problem[validated.locale]};
      lines.push(secretLine(subject, found('broken', 'secret-missing', params, `$EDITOR ${path}`)));
    }
  }
  return {lines, settings: withSecrets(validated, values, directory)};
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
