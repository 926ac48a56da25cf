import type {Incident} from '../../functions/core/incident/incident.ts';
import type {Quarantined} from '../../functions/core/ports/ports.ts';
import type {Story} from '../../sandbox/scenario.ts';
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
  /** The topic that takes what was delivered too often. */
  readonly deadLetters: string;
}

/** Who runs on a stage. */
export type Target = 'intake' | 'respond';
/** Where a request goes to: Google and Slack, a store, a topic, or the process itself. */
export type Server = 'apis' | 'firestore' | 'pubsub' | 'door';

/** What is played on a stage. */
export interface Play {
  readonly scenario: string | Story;
  /** Faults of the outside, as the sandbox reads them. */
  readonly faults?: readonly string[];
  /** Decides on each request that leaves a process or reaches it. */
  readonly watch: (target: Target, server: Server) => Watch;
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
  readonly quarantined: () => Promise<readonly Quarantined[]>;
  readonly clear: (signal: NodeJS.Signals) => Promise<void>;
}

/** How many times faster than in the cloud everything goes. */
const timeScale = 200;
let stages = 0;

/**
 * Raises a stage, in the place of one minute every 300 ms; nothing happens on it before something is
 * published or swept.
 */
export async function raise(ground: Ground, {scenario, faults = [], watch}: Play): Promise<Stage> {
  stages += 1;
  const name = `stage-${process.pid}-${stages}`;
  const topics = {
    intake: `projects/shop-prod/topics/${name}-entries`,
    respond: `projects/shop-prod/topics/${name}-work`,
  };
  const open: Open[] = [];
  const clear = async (signal: NodeJS.Signals): Promise<void> => {
    for (const one of open.splice(0).reverse()) await one(signal);
  };
  try {
    const played = await play(
      {scenario, timeScale, faults},
      {
        chat: {slack: {botToken: 'xoxb-sandbox', channel: 'C0SANDBOX'}},
        workTopic: topics.respond,
        ...(ground.firestore !== undefined && {store: {firestore: {project: name}}}),
      },
    );
    open.push(() => played.close());
    const place = {ground, played, open};
    const [intake, respond] = await Promise.all([
      launch(place, 'intake', server => watch('intake', server)),
      launch(place, 'respond', server => watch('respond', server)),
    ]);
    for (const [topic, to] of [
      [topics.intake, intake] as const,
      [topics.respond, respond] as const,
    ]) {
      const subscription = await subscribe(ground, topic, to.url);
      open.push(() => ground.pubsub.call('DELETE', subscription, undefined));
    }
    return {
      ...{played, intake, respond, clear},
      another: see => launch(place, 'respond', see),
      async publish(target, values) {
        const messages = values.map(value => ({
          data: Buffer.from(JSON.stringify(value)).toString('base64'),
        }));
        await ground.pubsub.call('POST', `${topics[target]}:publish`, {messages});
      },
      ...reading(played, ground, name),
    };
  } catch (error) {
    await clear('SIGKILL');
    throw error;
  }
}

/** Ends something that was begun. */
type Open = (signal: NodeJS.Signals) => Promise<unknown>;

/** What a deployable is launched with. */
interface Site {
  readonly ground: Ground;
  readonly played: Played;
  readonly open: Open[];
}

/** Starts a deployable, each of whose servers is behind a gate. */
async function launch(
  {ground, played, open}: Site,
  target: Target,
  see: (server: Server) => Watch,
): Promise<Supervised> {
  const through = async (server: Server, origin: string): Promise<Gate> => {
    const one = await gate(() => origin, see(server));
    open.push(() => {
      one.close();
      return Promise.resolve();
    });
    return one;
  };
  const apis = await through('apis', played.sandbox.url);
  const topics = await through('pubsub', `http://${ground.pubsub.host}`);
  const store = ground.firestore && (await through('firestore', `http://${ground.firestore}`));
  const one = await supervise({
    target,
    env: {
      ...played.env,
      MESH_RESPONDER_API_PROXY: apis.origin,
      PUBSUB_EMULATOR_HOST: topics.host,
      ...(store && {FIRESTORE_EMULATOR_HOST: store.host}),
    },
    // As infra/functions.json has it.
    concurrency: target === 'respond' ? 'one' : 'many',
    watch: see('door'),
  });
  open.push(signal => one.stop(signal));
  return one;
}

/** How a test reads the store, past every gate. */
function reading(
  played: Played,
  {firestore}: Ground,
  project: string,
): Pick<Stage, 'incidents' | 'quarantined'> {
  if (firestore === undefined) {
    return {incidents: () => played.incidents(), quarantined: () => played.quarantined()};
  }
  const store = emulated(firestore, project);
  return {incidents: () => store.all(), quarantined: () => store.quarantined()};
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
