import {type Phrase, phrase} from '../../../core/phrase.ts';
import type {InspectDeps} from '../../../adapters/google/inspect/ask.ts';

/**
 * How a check came out. `warning`: it works, but is not as it should be; `unknown`: there was no answer
 * to judge, and the sentence says why.
 */
export type Result = 'ok' | 'warning' | 'broken' | 'unknown';

/** What one check found. */
export interface Found {
  readonly result: Result;
  readonly said: Phrase;
  /** The command to run next; absent when there is nothing to do. */
  readonly next?: string;
}

/** One line of the report. */
export interface Line extends Found {
  readonly check: string;
  readonly subject: string;
}

/** One thing to check. `run` throws `CallError` or `StoreError` when it gets no answer. */
export interface Check {
  readonly check: string;
  readonly subject: string;
  /** The project where the check needs a permission, and a role that has it; shown when it is denied. */
  readonly access?: {readonly project: string; readonly role: string};
  run(deps: InspectDeps): Promise<readonly Found[]>;
}

/** All is well: nothing to do. */
export function ok(code: string, params: Phrase['params'] = {}): Found {
  return {result: 'ok', said: phrase(`doctor.${code}`, params)};
}

/** Anything else, with the command to run next. */
export function found(
  result: Exclude<Result, 'ok'>,
  code: string,
  params: Phrase['params'] = {},
  next?: string,
): Found {
  const said = phrase(`doctor.${code}`, params);
  return next === undefined ? {result, said} : {result, said, next};
}
