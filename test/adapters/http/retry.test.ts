import assert from 'node:assert/strict';
import fc from 'fast-check';
import {describe, it} from 'mocha';
import {TimeScale} from '../../../functions/core/lib/time-scale.ts';
import {FailedAttempt, type AttemptFacts} from '../../../functions/adapters/http/failed-attempt.ts';
import {retry} from '../../../functions/adapters/http/retry.ts';
import {callError, outside} from '../../support/outside.ts';

const read = {call: 'example get', write: false};

function failing(facts: Partial<AttemptFacts> = {}): () => Promise<never> {
  return () =>
    Promise.reject(
      new FailedAttempt({failure: 'unavailable', status: 503, said: 'no', ...facts}, true),
    );
}

describe('the policy', () => {
  it('waits a random part of a doubling time: 0.5, 1, 2 s …, at most 8 s', async () => {
    const deps = outside({attempts: 7, random: () => 0.999_999});
    const {facts} = await callError(retry(read, deps, failing()));
    assert.deepEqual(deps.clock.sleeps, [500, 1000, 2000, 4000, 8000, 8000]);
    assert.equal(facts.attempts, 7);
  });

  it('waits as long as the service asks', async () => {
    const deps = outside({attempts: 2});
    await callError(retry(read, deps, failing({retryAfterMs: 9_000})));
    assert.deepEqual(deps.clock.sleeps, [9_000]);
  });

  it('ends at once when the service asks for more than the total deadline, and says how long', async () => {
    const deps = outside();
    const {facts} = await callError(retry(read, deps, failing({retryAfterMs: 60_000})));
    assert.deepEqual([facts.attempts, facts.retryAfterMs], [1, 60_000]);
    assert.deepEqual(deps.clock.sleeps, []);
  });

  it('never waits beyond the total deadline, whatever is drawn', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.double({min: 0, max: 0.999, noNaN: true}), {minLength: 1, maxLength: 9}),
        fc.integer({min: 100, max: 40_000}),
        fc.nat(3_000),
        async (draws, totalMs, lasts) => {
          let draw = 0;
          const random = (): number => draws[draw++ % draws.length] ?? 0;
          const deps = outside({attempts: 20, totalMs, random});
          const start = deps.clock.now();
          await callError(
            retry(read, deps, () => {
              deps.clock.advance(Math.min(lasts, start + totalMs - deps.clock.now()));
              return failing()();
            }),
          );
          assert.ok(deps.clock.now() - start <= totalMs);
        },
      ),
      {numRuns: 50},
    );
  });

  it('divides waits by the time scale, and no deadline', async () => {
    const deps = outside({timing: new TimeScale(10), attempts: 2, random: () => 0.999_999});
    await callError(retry(read, deps, failing()));
    assert.deepEqual(deps.clock.sleeps, [50]);
  });

  it('holds the deadline of an attempt that does not listen', async () => {
    const deps = outside({attemptMs: 20, attempts: 1});
    const {facts} = await callError(retry(read, deps, () => new Promise(() => undefined)));
    assert.deepEqual([facts.failure, facts.status], ['unavailable', 0]);
  });

  it('does not start again when the caller stops while it waits', async () => {
    const stop = new AbortController();
    const deps = outside();
    const clock = {
      now: () => deps.clock.now(),
      sleep: () => {
        stop.abort();
        return Promise.resolve();
      },
    };
    const {facts} = await callError(retry(read, {...deps, clock, signal: stop.signal}, failing()));
    assert.equal(facts.attempts, 1);
  });

  it('takes whatever else is thrown for a malformed answer, without what it carries', async () => {
    const error = Object.assign(new Error('lib: ya29.secretsecret'), {config: {token: 'canary'}});
    const thrown = await callError(retry(read, outside(), () => Promise.reject(error)));
    assert.equal(thrown.facts.failure, 'malformed');
    assert.equal(thrown.cause, undefined);
    assert.doesNotMatch(thrown.message, /secretsecret|canary/);
  });
});
