import {type Phrase, phrase} from '../../core/phrase.ts';
import type {InspectDeps} from '../../adapters/google/client/call.ts';

/**
 * How a check came out. `warning`: works, and is not as it should be; `unknown`: there was no answer to
 * judge by, and the sentence says why.
 */
export type Result = 'ok' | 'warning' | 'broken' | 'unknown';

/** What one check found. */
export interface Found {
  readonly result: Result;
  readonly said: Phrase;
  /** What to do, as a command; absent where nothing is to be done. */
  readonly next?: string;
}

/** One line of the report. */
export interface Line extends Found {
  readonly check: string;
  readonly subject: string;
}

/** One thing to look at. It throws `CallError` or `StoreError` when it cannot. */
export interface Check {
  readonly check: string;
  readonly subject: string;
  /** Where a look needs a right, and a role that has it: told when the look is refused. */
  readonly access?: {readonly project: string; readonly role: string};
  run(deps: InspectDeps): Promise<readonly Found[]>;
}

/** Nothing to do. */
export function ok(code: string, params: Phrase['params'] = {}): Found {
  return {result: 'ok', said: phrase(`doctor.${code}`, params)};
}

/** Anything else, with what to do. */
export function found(
  result: Exclude<Result, 'ok'>,
  code: string,
  params: Phrase['params'] = {},
  next?: string,
): Found {
  const said = phrase(`doctor.${code}`, params);
  return next === undefined ? {result, said} : {result, said, next};
}

/** Names in a sentence: the first ones, and how many more there are. */
export function names(all: readonly string[], most = 8): string {
  const rest = all.length - most;
  return rest > 0 ? `${all.slice(0, most).join(', ')} … +${rest}` : all.join(', ');
}
