import assert from 'node:assert/strict';
import nock from 'nock';
import type {WireAnswer} from './answers.ts';
import {callError} from './outside.ts';

/** Where a verb's request must arrive. */
export interface Arrives {
  readonly origin: string;
  readonly method: string;
  /** Path with query. */
  readonly path: string;
}

/** How often a call that may be repeated is made in these tests. */
export const attemptsInTests = 3;

/** Asks one verb for what it makes of one answer, given as often as the policy asks. */
export async function assertOutcome(
  at: Arrives,
  answer: WireAnswer,
  write: boolean,
  verb: () => Promise<unknown>,
): Promise<void> {
  const repeated = write ? answer.write : answer.read;
  const times = repeated ? attemptsInTests : 1;
  const mock = nock(at.origin).intercept(at.path, at.method).times(times);
  if (answer.reply === 'reset') mock.replyWithError(systemError('ECONNRESET'));
  else if (answer.reply === 'refused') mock.replyWithError(systemError('ECONNREFUSED'));
  else mock.reply(answer.reply.status, answer.reply.body, answer.reply.headers);
  const {facts} = await callError(verb());
  assert.equal(facts.failure, answer.failure);
  assert.equal(facts.attempts, times);
  assert.equal(facts.service, answer.service);
  assert.equal(facts.consumer, answer.consumer);
  assert.equal(facts.retryAfterMs, answer.retryAfterMs);
  if (typeof answer.reply !== 'string') assert.equal(facts.status, answer.reply.status);
  if (answer.said !== undefined) assert.match(facts.said, answer.said);
}

/** An error as node's sockets give it. */
export function systemError(code: string): Error {
  return Object.assign(new Error(`connect ${code} 192.0.2.1:443`), {code});
}
