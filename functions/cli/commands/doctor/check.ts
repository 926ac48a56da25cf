import type {InspectDeps} from '../../../adapters/google/client/call.ts';
import type {Arguments, CodeAfter, Params, Slots} from '../../../core/texts/define-texts.ts';
import {phraseByCode, type Phrase} from '../../../core/texts/phrase.ts';
import {phrase, type texts} from './texts.ts';

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

type Code = CodeAfter<typeof texts, 'doctor.'>;
type SlotsOf<One extends Code> = Slots<typeof texts, `doctor.${One}`>;

/** Nothing to do. The code is that of the sentence without `doctor.`. */
export function ok<One extends Code>(code: One, ...params: Arguments<SlotsOf<One>>): Found {
  return {result: 'ok', said: phrase(`doctor.${code}`, ...params)};
}

/** Anything else, with what to do. */
export function found<One extends Code>(
  result: Exclude<Result, 'ok'>,
  code: One,
  params: Params<SlotsOf<One>>,
  next?: string,
): Found {
  const said = phraseByCode(`doctor.${code}`, params);
  return next === undefined ? {result, said} : {result, said, next};
}
