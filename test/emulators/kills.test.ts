import assert from 'node:assert/strict';
import {isDeepStrictEqual} from 'node:util';
import {before, describe, it} from 'mocha';
import {errorText} from '../../functions/core/lib/error.ts';
import {listAt} from '../../functions/core/lib/json.ts';
import {bothOrSkip, type Emulator} from '../support/emulator.ts';
import {sideBySide} from '../support/side-by-side.ts';
import {commandHistory} from './killed/command.ts';
import {type Ended, history} from './killed/history.ts';
import type {Problem} from './killed/judge.ts';
import {nameOf, type Point, type Strike, strikesAt} from './killed/points.ts';

/** Histories at a time: most of each is waiting. */
const width = 6;

/** With SAMPLED=1 only the first request of each kind is struck, before and after it was made. */
const sampled = process.env['SAMPLED'] === '1';

/** So often a history is played for the first request of a kind, until somebody is killed at it. */
const triesForFirst = 4;

const gateway: Problem = {
  scenario: 'connect-gateway-disabled',
  change: 'EnableService',
  already: 0,
};
const binding: Problem = {scenario: 'service-agent-unbound', change: 'SetIamPolicy', already: 1};

const dead = 'projects/shop-prod/topics/kills-dead';
const deadLetters = 'projects/shop-prod/subscriptions/kills-dead';

describe('SIGKILL at every request', () => {
  let pubsub: Emulator;
  let firestore = '';

  before(async function () {
    ({pubsub, firestore} = await bothOrSkip(this));
    await pubsub.call('PUT', dead, {});
    await pubsub.call('PUT', deadLetters, {topic: dead});
  });

  /**
   * Plays a problem undisturbed to learn where a process can be killed, then once more for each of
   * these places.
   * @returns how many processes were killed.
   */
  async function killEverywhere(play: (strike?: Strike) => Promise<Ended>): Promise<number> {
    const [quiet, other] = [await play(), await play()];
    assert.deepEqual([...quiet.complaints, ...other.complaints], [], 'nobody was killed');
    const complaints: (readonly string[])[] = [];
    const killed: Strike[] = [];
    const strikes = strikesAt(common(quiet.points, other.points)).filter(
      one => !sampled || one.point.number === 1,
    );
    await sideBySide(width, strikes, async strike => {
      const ended = await playUntilStruck(play, strike);
      if (ended.struck) killed.push(strike);
      if (ended.complaints.length > 0) complaints.push([nameOf(strike), ...ended.complaints]);
    });
    console.log(`      kills=${killed.length} violations=${complaints.length}`);
    assert.deepEqual(complaints, []);
    // How often a store is written to depends on how fast a run is; the first of every kind is there in all.
    const missed = strikes.filter(one => one.point.number === 1 && !killed.includes(one));
    assert.deepEqual(missed.map(nameOf), [], 'never reached');
    return killed.length;
  }

  async function assertNoDeadLetters(): Promise<void> {
    const ask = {maxMessages: 100, returnImmediately: true};
    const answer = await pubsub.call('POST', `${deadLetters}:pull`, ask);
    assert.deepEqual(listAt(answer, 'receivedMessages'), []);
  }

  it('repairs and tells once with Firestore between intake and respond', async function () {
    this.timeout(600_000);
    const ground = {pubsub, firestore, deadLetters: dead};
    const killed = await killEverywhere(strike => history(ground, gateway, {strike}));
    assert.ok(killed >= (sampled ? 15 : 40), `${killed} kills`);
    await assertNoDeadLetters();
  });

  it('repairs and tells once with a SQLite file between intake and respond', async function () {
    this.timeout(600_000);
    const ground = {pubsub, deadLetters: dead};
    await killEverywhere(strike => history(ground, binding, {strike}));
    await assertNoDeadLetters();
  });

  it('repeats the root message only where nobody can look whether it is there', async () => {
    const ground = {pubsub, firestore, deadLetters: dead};
    const posted: Strike = {
      point: {victim: 'respond', kind: 'slack root', number: 1},
      moment: 'after',
    };
    const look = 'slack:conversations.history';
    const [late, never] = await Promise.all([
      history(ground, gateway, {strike: posted, faults: [`${look}=503x3`]}),
      history(ground, {...gateway, roots: 2}, {strike: posted, faults: [`${look}=403`]}),
    ]);
    assert.deepEqual([late.struck, late.complaints], [true, []]);
    assert.deepEqual([never.struck, never.complaints], [true, []]);
  });

  it('settles when the command is run again on the same SQLite file', async function () {
    this.timeout(600_000);
    await killEverywhere(strike => commandHistory(gateway, strike));
    await killEverywhere(strike => commandHistory(binding, strike));
  });
});

/**
 * Plays until the strike falls, where it is the first of its kind: on a busy machine a message can come
 * to its last state before it is posted, and then nothing edits it.
 */
async function playUntilStruck(
  play: (strike: Strike) => Promise<Ended>,
  strike: Strike,
): Promise<Ended> {
  const tries = strike.point.number === 1 ? triesForFirst : 1;
  for (let turn = 1; ; turn += 1) {
    const ended = await play(strike).catch(noHistory);
    if (ended.struck || ended.complaints.length > 0 || turn >= tries) return ended;
  }
}

/** What never came to its end is a complaint like any other, with its place. */
function noHistory(error: unknown): Ended {
  return {points: [], struck: false, complaints: [errorText(error)]};
}

/** The points that two runs have in common, in the order of the first. */
function common(some: readonly Point[], others: readonly Point[]): readonly Point[] {
  return some.filter(one => others.some(other => isDeepStrictEqual(one, other)));
}
