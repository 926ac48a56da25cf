import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {textAt} from '../../functions/core/lib/json.ts';
import type {Sandbox} from '../../sandbox/sandbox.ts';
import type {Story} from '../../sandbox/scenario.ts';
import {startSandbox} from '../../sandbox/start.ts';
import {type Assumed, type Counted, transferred} from './bill.ts';
import {countingProxy} from './counting-proxy.ts';
import {type Asked, type Responder, responder} from './responder.ts';
import {Tally} from './tally.ts';

const minute = 60_000;
/** As Terraform has it by default. */
const heartbeatMinutes = 5;
const firestoreProject = 'shop-ops';
let databases = 0;

/** What is played, and where Firestore is. */
export interface Playing {
  readonly story: string | Story;
  /** The emulator, `HOST:PORT`. */
  readonly firestore: string;
  readonly assumed: Pick<Assumed, 'apiMs' | 'firestoreMs'>;
}

/** A responder in a played world, a minute at a time, with everything counted that it asks for and is asked. */
export class Played {
  readonly #sandbox: Sandbox;
  readonly #responder: Responder;
  readonly #close: () => Promise<void>;
  readonly #clock: {ahead: number};
  readonly tally: Tally;
  #delivered = 0;
  #handed = 0;

  private constructor(
    parts: {
      readonly sandbox: Sandbox;
      readonly responder: Responder;
      readonly clock: {ahead: number};
      readonly tally: Tally;
    },
    close: () => Promise<void>,
  ) {
    this.#sandbox = parts.sandbox;
    this.#responder = parts.responder;
    this.#clock = parts.clock;
    this.tally = parts.tally;
    this.#close = close;
  }

  static async start({story, firestore, assumed}: Playing): Promise<Played> {
    const [clock, tally] = [{ahead: 0}, new Tally()];
    const folder = await mkdtemp(join(tmpdir(), 'mesh-responder-cost-'));
    const sandbox = await startSandbox({scenario: story, now: () => Date.now() + clock.ahead});
    const apis = await countingProxy(new URL(sandbox.url).host, assumed.apiMs, one => {
      tally.api(one);
    });
    const store = await countingProxy(firestore, assumed.firestoreMs, one => {
      tally.firestore(one);
    });
    databases += 1;
    const database = `cost-${databases}`;
    const config = join(folder, 'config.json');
    const settings = {
      ...sandbox.config,
      workTopic: `projects/${firestoreProject}/topics/mesh-responder-work`,
      heartbeat: {minutes: heartbeatMinutes},
      store: {firestore: {project: firestoreProject, database, guardDatabase: `${database}-guard`}},
    };
    await writeFile(config, JSON.stringify(settings));
    const own = await responder(config, {
      MESH_RESPONDER_API_PROXY: `http://${apis.host}`,
      FIRESTORE_EMULATOR_HOST: store.host,
    });
    return new Played({sandbox, responder: own, clock, tally}, async () => {
      await own.stop();
      await Promise.all([apis.close(), store.close(), sandbox.close()]);
      await rm(folder, {recursive: true, force: true});
    });
  }

  /**
   * A minute: what is in the logs goes to intake, what intake hands over to respond, then the sweep; heartbeats that it
   * wrote come back with the next one.
   */
  async minute(): Promise<void> {
    const entries = this.#sandbox.entries().slice(this.#delivered);
    this.#delivered += entries.length;
    for (const entry of entries)
      this.tally.add({pubsubBytes: transferred(JSON.stringify(entry).length)});
    if (entries.length > 0) await this.#ask({kind: 'entries', entries}, entries.length);
    const handed = this.#sandbox.published().slice(this.#handed);
    this.#handed += handed.length;
    for (const {message} of handed) {
      const text = Buffer.from(textAt(message, 'data') ?? '', 'base64').toString('utf8');
      const incident = textAt(JSON.parse(text), 'incident');
      if (incident === undefined) throw new Error(`nobody knows what ${text} asks for`);
      await this.#ask({kind: 'incident', incident});
    }
    await this.#ask({kind: 'sweep'});
    this.#clock.ahead += minute;
  }

  /** Whether the chat says that something was repaired, and verified. */
  isFixed(): boolean {
    return this.#sandbox.chat().messages.some(one => one.now.text.includes('Fixed · '));
  }

  close(): Promise<void> {
    return this.#close();
  }

  /** Requests that come together are billed once, by the instance that answers them. */
  async #ask(asked: Asked, invocations = 1): Promise<void> {
    const {ms, cpuSeconds, logBytes} = await this.#responder.ask(asked, this.#clock.ahead);
    // https://cloud.google.com/run/pricing: rounded up to the nearest 100 ms.
    const billedSeconds = Math.ceil(ms / 100) / 10;
    this.tally.add({invocations, billedSeconds, cpuSeconds, logBytes});
  }
}

/** What so many minutes took, without those before. */
export async function countMinutes(played: Played, minutes: number): Promise<Counted> {
  const before = played.tally.counted;
  for (let count = 0; count < minutes; count += 1) await played.minute();
  return difference(played.tally.counted, before);
}

function difference(one: Counted, other: Counted): Counted {
  const entries = Object.entries(one).map(([field, value]) => [
    field,
    value - other[field as keyof Counted],
  ]);
  return Object.fromEntries(entries) as Counted;
}
