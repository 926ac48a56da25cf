import {setTimeout as sleep} from 'node:timers/promises';
import {dueAt, type Incident, standing} from '../../functions/core/incident.ts';
import type {Kept} from '../../functions/core/ports.ts';
import type {Scenario} from '../../sandbox/scenario.ts';
import type {Emulator} from './emulator.ts';
import {emulated} from './firestore.ts';
import {type Gate, gate, type Watch} from './gate.ts';
import {supervise, type Supervised} from './supervise.ts';
import {play, type Played} from './world.ts';

/** What all stages of a run share. */
export interface Ground {
  readonly pubsub: Emulator;
  /** `HOST:PORT` of the Firestore emulator; absent: the store is one SQLite file. */
  readonly firestore?: string;
  /** A directory in which node keeps what it has compiled: a process starts in a third of the time. */
  readonly compiled: string;
  /** The topic that takes what was delivered too often. */
  readonly deadLetters: string;
}

/** Who runs on a stage. */
export type Target = 'intake' | 'respond';
/** Where a request goes to: Google and Slack, a store, a topic, or the process itself. */
export type Server = 'apis' | 'firestore' | 'pubsub' | 'door';

/** What is played on a stage. */
export interface Play {
  readonly scenario: string | Scenario;
  /** Faults of the outside, as the sandbox reads them. */
  readonly faults?: readonly string[];
  /** Decides on each request that leaves a process or reaches it. */
  readonly watch?: (target: Target, server: Server) => Watch;
}

/**
 * A responder as the cloud runs it: Pub/Sub pushes entries to intake and work to respond, each a
 * process of its own; every request of theirs passes a gate.
 */
export interface Stage {
  readonly played: Played;
  readonly intake: Supervised;
  readonly respond: Supervised;
  /** Another instance of respond at an address of its own, which nobody delivers to. */
  readonly another: (watch: (server: Server) => Watch) => Promise<Supervised>;
  /** Publishes values, as JSON, to be delivered to intake or to respond. */
  readonly publish: (target: Target, values: readonly unknown[]) => Promise<void>;
  readonly incidents: () => Promise<readonly Incident[]>;
  readonly quarantined: () => Promise<readonly Kept[]>;
  readonly clear: (signal: NodeJS.Signals) => Promise<void>;
}

const timeScale = 200;
/** Cloud Scheduler's minute in a stage's time, milliseconds. */
export const sweepMs = 60_000 / timeScale;
let stages = 0;

/** Raises a stage; nothing happens on it before something is published or swept. */
export async function raise(ground: Ground, {scenario, faults = [], watch}: Play): Promise<Stage> {
  stages += 1;
  const name = `stage-${process.pid}-${stages}`;
  const {pubsub, firestore} = ground;
  const topics = {
    intake: `projects/shop-prod/topics/${name}-entries`,
    respond: `projects/shop-prod/topics/${name}-work`,
  };
  const played = await play(
    {scenario, timeScale, faults},
    {
      chat: {slack: {botToken: 'xoxb-sandbox', channel: 'C0SANDBOX'}},
      workTopic: topics.respond,
      ...(firestore !== undefined && {store: {firestore: {project: name}}}),
    },
  );
  const gates: Gate[] = [];
  const running: Supervised[] = [];
  const launch = async (target: Target, see: (server: Server) => Watch): Promise<Supervised> => {
    const through = async (server: Server, origin: string): Promise<Gate> => {
      const one = await gate(() => origin, see(server));
      gates.push(one);
      return one;
    };
    const apis = await through('apis', played.sandbox.url);
    const topic = await through('pubsub', `http://${pubsub.host}`);
    const store = firestore && (await through('firestore', `http://${firestore}`));
    const one = await supervise({
      target,
      env: {
        ...played.env,
        NODE_COMPILE_CACHE: ground.compiled,
        MESH_RESPONDER_API_PROXY: apis.origin,
        PUBSUB_EMULATOR_HOST: topic.host,
        ...(store && {FIRESTORE_EMULATOR_HOST: store.host}),
      },
      // As infra/functions.json has it.
      concurrency: target === 'respond' ? 'one' : 'many',
      watch: see('door'),
    });
    running.push(one);
    return one;
  };
  const seen = (target: Target) => (server: Server) =>
    watch?.(target, server) ?? ((_request, carry) => carry());
  const [intake, respond] = await Promise.all([
    launch('intake', seen('intake')),
    launch('respond', seen('respond')),
  ]);
  const open = await Promise.all([
    subscribe(ground, topics.intake, intake.url),
    subscribe(ground, topics.respond, respond.url),
  ]);
  const store = firestore === undefined ? undefined : emulated(firestore, name);
  return {
    played,
    intake,
    respond,
    another: see => launch('respond', see),
    async publish(target, values) {
      const messages = values.map(value => ({
        data: Buffer.from(JSON.stringify(value)).toString('base64'),
      }));
      await pubsub.call('POST', `${topics[target]}:publish`, {messages});
    },
    incidents: () => store?.all() ?? played.incidents(),
    quarantined: () => store?.quarantined() ?? played.quarantined(),
    async clear(signal) {
      for (const one of open) await pubsub.call('DELETE', one, undefined);
      await Promise.all(running.map(one => one.stop(signal)));
      for (const one of gates) one.close();
      await store?.close();
      await played.close();
    },
  };
}

/** Makes a topic whose messages are pushed as infra/modules/queue has it, but sooner. */
async function subscribe(
  {pubsub, deadLetters}: Ground,
  topic: string,
  to: string,
): Promise<string> {
  const subscription = topic.replace('/topics/', '/subscriptions/');
  await pubsub.call('PUT', topic, {});
  await pubsub.call('PUT', subscription, {
    topic,
    pushConfig: {pushEndpoint: to},
    ackDeadlineSeconds: 10,
    retryPolicy: {minimumBackoff: '0.1s', maximumBackoff: '0.5s'},
    deadLetterPolicy: {deadLetterTopic: deadLetters, maxDeliveryAttempts: 5},
  });
  return subscription;
}

/** True when nobody has anything left to do about an incident, nor is at work on it. */
export function isOver(incident: Incident, now: number): boolean {
  // Whoever died with nothing left to do but to give the lease back leaves one that runs out.
  const held = (incident.lease?.until ?? 0) > now;
  return standing(incident.state) === 'closed' && dueAt(incident) === undefined && !held;
}

/** Whoever has not settled by then never will; milliseconds. */
const usualPatienceMs = 30_000;

/**
 * Sweeps each minute until there are `count` incidents at least, and all are over.
 * @returns what is left after too long; nothing when all is settled.
 */
export async function settle(
  {respond, incidents}: Stage,
  {count = 1, patienceMs = usualPatienceMs} = {},
): Promise<readonly string[]> {
  const end = Date.now() + patienceMs;
  while (Date.now() < end) {
    await Promise.all([respond.post({sweep: true}), sleep(sweepMs)]);
    const all = await incidents();
    if (all.length >= count && all.every(one => isOver(one, Date.now()))) return [];
  }
  const left = (await incidents()).filter(one => !isOver(one, Date.now()));
  const shown = left.map(({id, state, reason, lease, nextLook, tellAfter, tellAgain}) => ({
    ...{id, state, reason, lease, nextLook, tellAfter, tellAgain},
  }));
  return [
    `not settled within ${patienceMs} ms: ${JSON.stringify(shown)}; respond said ${respond.said()}`,
  ];
}
