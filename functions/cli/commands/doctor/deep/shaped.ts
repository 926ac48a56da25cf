import {CallError, StoreError} from '../../../../core/lib/error.ts';
import {found, ok, type Check, type Found} from '../check.ts';
import {withoutQuotes} from './redact-names.ts';

/**
 * One read. What it says: how many things the answer held, or what else there is to tell of it. An answer that the
 * responder's own adapter cannot read is what `--deep` looks for.
 */
export function read(subject: string, ask: () => Promise<number | Found>): Check {
  const run = () =>
    shaped(async () => {
      const said = await ask();
      if (typeof said !== 'number') return [said];
      return [said === 0 ? ok('deep-empty') : ok('deep-read', {count: said})];
    });
  return {check: 'reads', subject, run};
}

/** Asks, and tells an answer of another shape as such. @throws CallError for every other failure. */
export async function shaped(ask: () => Promise<readonly Found[]>): Promise<readonly Found[]> {
  try {
    return await ask();
  } catch (error) {
    const call = callBehind(error);
    if (call?.facts.failure !== 'malformed') throw call ?? error;
    return [found('broken', 'deep-shape', {said: withoutQuotes(call.facts.said)})];
  }
}

/** The failed call behind what a store says of itself. */
function callBehind(error: unknown): CallError | undefined {
  if (error instanceof CallError) return error;
  return error instanceof StoreError ? callBehind(error.cause) : undefined;
}

/** Words of an enumeration that this version does not know are told: what they mean is decided as for none. */
export function strange(words: readonly string[], known: readonly string[]): Found | undefined {
  const fresh = [...new Set(words.filter(one => !known.includes(one)))];
  return fresh.length === 0
    ? undefined
    : found('warning', 'deep-word', {words: fresh.slice(0, 5).join(', ')});
}
