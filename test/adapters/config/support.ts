import assert from 'node:assert/strict';
// zod keeps two globals; loaded in the middle of a test they would count as its leak.
import 'zod';
import {ConfigError} from '../../../functions/adapters/config/config-error.ts';
import {type Origin, parseConfig} from '../../../functions/adapters/config/read.ts';
import type {Project} from '../../../functions/core/config/settings.ts';

/** Must never be seen in an error. */
export const secretText = 'S3CR3T-Zm9v';

/** A project without a fault. */
export const project: Omit<Project, 'fleet'> = {id: 'shop-prod', number: '111111111111'};

export const slackUrl = `https://hooks.slack.com/services/T1/B2/${secretText}`;
export const chatUrl = `https://chat.googleapis.com/v1/spaces/A/messages?key=k&token=${secretText}`;

/** An origin with two readable files, and variables that are right, wrong and empty. */
export function origin(path: string): Origin {
  const files: Readonly<Record<string, string>> = {
    '/etc/mesh/secret': secretText,
    '/etc/mesh/two-words': `${secretText} ${secretText}`,
    '/etc/mesh/keys/token': `xoxb-1-${secretText}\n`,
    '/run/chat': `\n${chatUrl}\n`,
  };
  return {
    path,
    env: {SECRET: secretText, EMPTY: ' ', HOOK: `${slackUrl}\n`},
    readFile: name => {
      const text = files[name];
      if (text !== undefined) return Promise.resolve(text);
      return Promise.reject(Object.assign(new Error(`ENOENT ${name}`), {code: 'ENOENT'}));
    },
  };
}

/** The faults of a text: their paths, `path: problem` lines, and the whole message. */
export async function faultsOf(text: string, path: string) {
  const error: unknown = await parseConfig(text, origin(path)).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert(error instanceof ConfigError, 'the text has no fault');
  return {
    paths: error.faults.map(one => one.path),
    lines: error.faults.map(one => `${one.path || 'the file'}: ${one.problem.en}`),
    message: error.message,
  };
}
