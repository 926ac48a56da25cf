import assert from 'node:assert/strict';
import {CallError} from '../../functions/core/lib/error.ts';
import {TimeScale} from '../../functions/core/lib/time-scale.ts';
import type {Outside} from '../../functions/adapters/http/retry.ts';
import {FakeClock} from './clock.ts';

/** An `Outside` for tests: half of every wait, a fake clock, short deadlines where asked for. */
export function outside(extra: Partial<Outside> = {}): Outside & {readonly clock: FakeClock} {
  const clock = new FakeClock();
  return {timing: new TimeScale(), random: () => 0.5, ...extra, clock};
}

/** The `CallError` that a call ends with; fails when it gives an answer. */
export async function callError(work: Promise<unknown>): Promise<CallError> {
  const error = await work.then(
    () => assert.fail('expected a CallError, got an answer'),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof CallError, `expected a CallError, got ${String(error)}`);
  return error;
}
