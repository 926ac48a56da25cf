import assert from 'node:assert/strict';
import {setTimeout as sleep} from 'node:timers/promises';
import {afterEach, before, describe, it} from 'mocha';
import type {Incident} from '../../functions/core/incident/incident.ts';
import {bothOrSkip} from '../support/emulator.ts';
import {type Carried, pass, type Watch} from '../support/gate.ts';
import {settle} from '../support/settle-stage.ts';
import {type Ground, raise, type Server, type Stage} from '../support/stage.ts';
import {until, when} from '../support/until.ts';
import {effects} from '../support/world.ts';
import {complaintsAboutStage} from './killed/history.ts';
import type {Problem} from './killed/judge.ts';

/** A lease lasts 3 s however fast time runs. */
const patienceMs = 30_000;
const dead = 'projects/shop-prod/topics/lease-dead';

const problems: readonly {
  readonly problem: Problem;
  readonly verb: string;
  readonly late: number;
}[] = [
  {
    problem: {scenario: 'connect-gateway-disabled', change: 'EnableService', already: 0},
    verb: 'enable',
    // Turning on what is on changes nothing.
    late: 200,
  },
  {
    problem: {scenario: 'service-agent-unbound', change: 'SetIamPolicy', already: 1},
    verb: 'setIamPolicy',
    // The policy has another etag by then.
    late: 409,
  },
];

describe('two instances of respond, of which the one at work', () => {
  let ground: Ground;
  let stage: Stage | undefined;

  before(async function () {
    const {pubsub, firestore} = await bothOrSkip(this);
    await pubsub.call('PUT', dead, {});
    ground = {pubsub, firestore, deadLetters: dead};
  });

  afterEach(async () => {
    await stage?.clear('SIGKILL');
    stage = undefined;
  });

  /** A write of the first instance that was sent and is not let through. */
  interface Held {
    readonly stage: Stage;
    /** Lets it through, and what it is answered. */
    readonly release: () => Promise<Carried>;
    /** The incident while it is worked on. */
    readonly incident: Incident;
    readonly lease: NonNullable<Incident['lease']>;
  }

  /** Plays a problem until the first instance makes its change, and holds that up. */
  async function hold(scenario: string, verb: string): Promise<Held> {
    const held: (() => Promise<Carried>)[] = [];
    const made = await raise(ground, {
      scenario,
      watch: (target, server) => {
        if (target !== 'respond' || server !== 'apis') return pass;
        return ({url}, carry) => {
          if (!url.endsWith(`:${verb}`) || held.length > 0) return carry();
          return new Promise(resolve => {
            held.push(async () => {
              const answer = await carry();
              resolve(answer);
              return answer;
            });
          });
        };
      },
    });
    stage = made;
    await made.publish('intake', made.played.sandbox.entries().slice(0, 1));
    const release = await until(`${verb} on the wire`, () => held[0], made.respond.said);
    const [incident] = await made.incidents();
    assert.ok(incident?.lease !== undefined);
    assert.equal(incident.state, 'acting', 'the intent was written before the call');
    return {stage: made, release, incident, lease: incident.lease};
  }

  /** Another instance that sweeps as often as it can. */
  interface Other {
    /** When it wrote the incident as its own. */
    readonly taken: readonly number[];
    /** Ends its sweeps. */
    readonly halt: () => Promise<void>;
  }

  async function other({stage: played, incident, lease}: Held): Promise<Other> {
    const taken: number[] = [];
    const place = `mesh-responder-incidents/${incident.id}"`;
    const see = (server: Server): Watch =>
      server !== 'firestore'
        ? pass
        : ({url, body}, carry) => {
            // Entries and symptoms are counted under anybody's lease.
            const theirs = !body.includes(place) || body.includes(lease.holder);
            if (url.endsWith(':commit') && !theirs) taken.push(Date.now());
            return carry();
          };
    const one = await played.another(see);
    let on = true;
    const sweep = async (): Promise<void> => {
      while (on) {
        await one.post({sweep: true});
        await sleep(50);
      }
    };
    const sweeping = sweep();
    return {
      taken,
      halt() {
        on = false;
        return sweeping;
      },
    };
  }

  for (const {problem, verb, late} of problems) {
    const {scenario, change, already} = problem;

    it(`is killed at ${verb}: the other waits for the end of its lease, and takes over`, async function () {
      const held = await hold(scenario, verb);
      await held.stage.respond.kill();
      const {taken, halt} = await other(held);
      const first = await until('taken over', () => taken[0], held.stage.incidents, patienceMs);
      await halt();
      assert.ok(first >= held.lease.until, `${held.lease.until - first} ms too early`);
      assert.deepEqual(await settle(held.stage), []);
      assert.deepEqual(await complaintsAboutStage(held.stage, problem), []);
    });

    it(`is frozen at ${verb}: the other repairs, and what comes late changes nothing`, async function () {
      const held = await hold(scenario, verb);
      const {respond, played} = held.stage;
      await respond.freeze('SIGSTOP');
      const {halt} = await other(held);
      await until(
        'the change made by the other',
        () => when(effects(played.sandbox, change) > already),
        held.stage.incidents,
        patienceMs,
      );
      assert.equal((await held.release()).status, late);
      await respond.freeze('SIGCONT');
      assert.deepEqual(await settle(held.stage), []);
      await halt();
      assert.deepEqual(await complaintsAboutStage(held.stage, problem), []);
    });
  }
});
