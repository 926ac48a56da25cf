import {type SandboxOptions, startSandbox} from '../../sandbox/start.ts';
import type {Sandbox} from '../../sandbox/sandbox.ts';

/** What a call got: status, headers, the text, and the text as JSON where it is some. */
export interface Got {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: unknown;
}

/** A sandbox on a clock that the test moves, with calls through its front door. */
export interface Trial {
  readonly sandbox: Sandbox;
  /** Lets so many seconds pass. */
  readonly pass: (seconds: number) => void;
  readonly get: (path: string, headers?: Readonly<Record<string, string>>) => Promise<Got>;
  readonly post: (path: string, body?: unknown, method?: string) => Promise<Got>;
  /** A merge patch, as API servers want it. */
  readonly patch: (path: string, body: unknown, type?: string) => Promise<Got>;
}

/** The time at which every trial starts. */
export const start = Date.parse('2026-11-22T06:12:00Z');

/** Runs a test against a fresh sandbox and closes it. */
export async function tried(
  options: Omit<SandboxOptions, 'now'>,
  test: (trial: Trial) => Promise<void>,
): Promise<void> {
  let ms = start;
  const sandbox = await startSandbox({...options, now: () => ms});
  const call = async (path: string, init?: RequestInit): Promise<Got> => {
    const response = await fetch(`${sandbox.url}/${path}`, init);
    const text = await response.text();
    return {status: response.status, headers: response.headers, text, json: parsed(text)};
  };
  try {
    await test({
      sandbox,
      pass: seconds => {
        ms += seconds * 1000;
      },
      get: (path, headers = {}) => call(path, {headers}),
      patch: (path, body, type = 'application/merge-patch+json') =>
        call(path, {
          method: 'PATCH',
          headers: {'content-type': type},
          body: JSON.stringify(body),
        }),
      post: (path, body, method = 'POST') =>
        call(path, {
          method,
          headers: {'content-type': 'application/json'},
          ...(body === undefined ? {} : {body: JSON.stringify(body)}),
        }),
    });
  } finally {
    await sandbox.close();
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
