import assert from 'node:assert/strict';
import {setTimeout as sleep} from 'node:timers/promises';
import {after, before, describe, it} from 'mocha';
import {bothOrSkip} from '../support/emulator.ts';
import {pass, type Watch} from '../support/gate.ts';
import type {Received} from '../support/loopback.ts';
import {settle} from '../support/settle-stage.ts';
import {type Ground, raise, type Server, type Stage} from '../support/stage.ts';
import {complaintsAboutStage} from './killed/history.ts';
import type {Problem} from './killed/judge.ts';

/** The longest that respond may take, as infra/functions.json has it; milliseconds. */
const timeoutMs = 120_000;
/** Longer than the deadline of one attempt of any call. */
const tooLateMs = 12_000;

const problem: Problem = {
  scenario: 'connect-gateway-disabled',
  change: 'EnableService',
  already: 0,
};

/** A call that is slow: which, and what becomes of it. */
interface Case {
  readonly name: string;
  readonly server: Server;
  /** Whether a call is one of them; `slow` counts those before it. */
  readonly hits: (request: Received, slow: number) => boolean;
  /** `lost` never arrives, `unheard` is made and never answered, `late` is made after the deadline. */
  readonly way: 'lost' | 'unheard' | 'late';
  /** How many calls are slow. */
  readonly times: number;
}

const cases: readonly Case[] = [
  {
    name: 'a change that is never answered, nor made',
    server: 'apis',
    hits: ({url}) => url.endsWith(':enable'),
    way: 'lost',
    times: 1,
  },
  {
    name: 'a change that is made, and never answered',
    server: 'apis',
    hits: ({url}) => url.endsWith(':enable'),
    way: 'unheard',
    times: 1,
  },
  {
    name: 'a change that is made after everybody has given up waiting for it',
    server: 'apis',
    hits: ({url}) => url.endsWith(':enable'),
    way: 'late',
    times: 1,
  },
  {
    name: 'reads that are never answered, attempt after attempt',
    server: 'apis',
    hits: ({method, url}) => method === 'GET' && url.includes('serviceusage'),
    way: 'lost',
    times: 3,
  },
  {
    name: 'a store that takes a write and never answers',
    server: 'firestore',
    hits: ({url, body}) => url.endsWith(':commit') && body.includes('"acting'),
    way: 'unheard',
    times: 1,
  },
  {
    name: 'a store that neither takes a write nor answers when it is asked about it',
    server: 'firestore',
    hits: ({url, body}, slow) =>
      slow === 0 ? url.endsWith(':commit') && body.includes('"acting') : url.endsWith(':batchGet'),
    way: 'lost',
    times: 4,
  },
  {
    name: 'a chat that takes a message and never answers',
    server: 'apis',
    hits: ({url}) => url.endsWith('/chat.postMessage'),
    way: 'unheard',
    times: 1,
  },
];

/** How a case ended. */
interface Ended {
  readonly slow: number;
  readonly complaints: readonly string[];
}

describe('respond, with', () => {
  const ends = new Map<Case, Promise<Ended>>();

  before(async function () {
    const {pubsub, firestore} = await bothOrSkip(this);
    const deadLetters = 'projects/shop-prod/topics/slow-dead';
    await pubsub.call('PUT', deadLetters, {});
    // Deadlines are real time: they are waited for side by side.
    for (const one of cases) ends.set(one, outlive({pubsub, firestore, deadLetters}, one));
  });

  after(() => Promise.allSettled(ends.values()));

  for (const one of cases) {
    it(`${one.name}: gives up, answers, gives the lease back, and repairs once`, async function () {
      const ended = await ends.get(one);
      assert.deepEqual(ended, {slow: one.times, complaints: []});
    });
  }
});

/** Plays a problem with one slow call. */
async function outlive(ground: Ground, one: Case): Promise<Ended> {
  let slow = 0;
  const complaints: string[] = [];
  const slowed: Watch = async (request, carry) => {
    if (slow >= one.times || !one.hits(request, slow)) return carry();
    slow += 1;
    if (one.way === 'late') await sleep(tooLateMs);
    if (one.way === 'unheard') await carry();
    return one.way === 'late' ? carry() : new Promise<undefined>(() => undefined);
  };
  const answered: Watch = async (request, carry) => {
    const began = Date.now();
    const answer = await carry();
    const took = Date.now() - began;
    if (took > timeoutMs) complaints.push(`${request.body} was answered after ${took} ms`);
    for (const {lease} of await stage.incidents()) {
      if ((lease?.until ?? 0) > Date.now()) complaints.push('the lease outlives the request');
    }
    return answer;
  };
  const stage: Stage = await raise(ground, {
    scenario: problem.scenario,
    watch: (target, server) => {
      if (target !== 'respond') return pass;
      if (server === 'door') return answered;
      return server === one.server ? slowed : pass;
    },
  });
  try {
    await stage.publish('intake', stage.played.sandbox.entries().slice(0, 1));
    complaints.push(...(await settle(stage, {patienceMs: 120_000})));
    return {slow, complaints: [...complaints, ...(await complaintsAboutStage(stage, problem))]};
  } finally {
    await stage.clear('SIGTERM');
  }
}
