import {writeIncident} from '../../functions/adapters/store/incident-codec.ts';
import {targetText} from '../../functions/core/detection/target.ts';
import {explainedBy, type Incident} from '../../functions/core/incident/incident.ts';
import type {Store, WorkQueue} from '../../functions/core/ports/ports.ts';
import {sqliteStore} from '../../functions/adapters/store/sqlite/sqlite-store.ts';
import {DedupCache} from '../../functions/engine/intake/dedup-cache.ts';
import {intake} from '../../functions/engine/intake/intake.ts';
import {sweep} from '../../functions/engine/operate/sweep.ts';
import {poll} from '../../functions/engine/poll/poll.ts';
import {advance} from '../../functions/engine/remediate/advance.ts';
import {findScenario} from '../../sandbox/scenarios.ts';
import type {Seen} from '../../sandbox/state.ts';
import {FakeChannel} from '../support/fakes.ts';
import {type Played, playScenario} from '../support/scenario.ts';
import {type Flood, floodMinutes, mixed} from './flood.ts';
import {groundOf} from './forged.ts';

/** What became of one problem. */
export interface End {
  /** The state, and the reason for it. */
  readonly end: string;
  /** Log entries that were counted for it, over all its incidents. */
  readonly entries: number;
  /** The minute in which people first read of it, by its own message or its cause's; ms from the start. */
  readonly told: number | undefined;
  /** Whether it had a message of its own. */
  readonly speaks: boolean;
}

/** What a row came to. */
export interface Outcome {
  /** What became of each problem, by `runbook (variant) @ target`. */
  readonly ends: ReadonlyMap<string, End>;
  /** What was changed in Google Cloud, in order. */
  readonly changes: readonly string[];
  /** Messages in all, and the most of one minute. */
  readonly messages: {readonly all: number; readonly most: number};
  /** The largest document, characters of JSON. */
  readonly largest: number;
  /** Real milliseconds that taking in took, and how many entries that were. */
  readonly taken: {readonly ms: number; readonly entries: number};
  /** Who was not asked, and what was logged as an error, each once. */
  readonly errors: readonly string[];
}

const minute = 60_000;
/** Long enough for whatever may end by itself (15 minutes) to be seen and taken up, and a minute to begin. */
const settleMinutes = 21;
/**
 * Plays a scenario in virtual time, through the real adapters, as `test/e2e/rows.test.ts` does: with its real
 * entries alone, or in a flood. Each minute begins with what the scheduler starts; what is logged comes right
 * behind it, so that whatever is not worked on at once waits for the next minute. In a flood the work topic is jammed:
 * nothing that is handed over is worked on, and the sweep has to find it. Behind the last yes of a person there is time
 * for doubts that a flood leaves to end.
 */
export async function playRow(row: string, flood: Flood = []): Promise<Outcome> {
  const story = findScenario(row);
  const ground = groundOf(story);
  const store = await sqliteStore();
  const queue = new Handed();
  const chat = new Timed(store);
  const played = await playScenario(row, () => ({channels: [chat], queue, store}));
  try {
    const {deps, clock, sandbox} = played;
    const began = clock.now();
    const door = intake(deps, new DedupCache());
    const changed = new Set<Seen>();
    const taken = {ms: 0, entries: 0};
    const unasked: string[] = [];
    let known = 0;
    let minutes = 0;
    const pass = async (count: number): Promise<void> => {
      for (let until = minutes + count; minutes < until; minutes += 1) {
        const end = clock.now() + minute;
        chat.minute = clock.now();
        await sweep(deps);
        await poll(deps);
        const real = sandbox.entries().slice(known);
        known += real.length;
        const since = performance.now();
        for (const entry of mixed(minutes, {ground, flood, real, at: clock.now()})) {
          taken.entries += 1;
          await door.receive(entry);
        }
        taken.ms += performance.now() - since;
        if (flood.length === 0) for (const id of queue.next()) await advance(deps, id);
        for (const one of sandbox.requests()) if (one.mutating) changed.add(one);
        if (clock.now() < end) clock.advance(end - clock.now());
      }
    };
    const {asks = [], approvedAfterMinutes = settleMinutes} = story.expected;
    await pass(asks.length > 0 ? approvedAfterMinutes : settleMinutes);
    for (const runbook of asks) {
      // In a flood people may be asked a minute later.
      if (!(await isAsked(played, runbook))) await pass(1);
      if (!(await isAsked(played, runbook))) unasked.push(`${runbook}: nobody is asked`);
      else await played.say(runbook, 'approved');
      await pass(settleMinutes);
    }
    await pass(floodMinutes + settleMinutes);
    const incidents = await played.incidents();
    const perMinute = Map.groupBy(chat.told, one => Math.floor(one.at / minute));
    return {
      ends: endsOf(incidents, chat, began),
      changes: [...changed].map(({method, host, verb}) => `${method} ${host} ${verb}`),
      messages: {
        all: chat.told.length,
        most: Math.max(0, ...[...perMinute.values()].map(one => one.length)),
      },
      largest: Math.max(0, ...incidents.map(one => writeIncident(one).length)),
      taken,
      errors: [...unasked, ...new Set(logged(deps.log))],
    };
  } finally {
    await played.close();
  }
}

/** Whether a plan of a runbook waits for a person. */
async function isAsked({incidents}: Pick<Played, 'incidents'>, runbook: string): Promise<boolean> {
  const all = await incidents();
  return all.some(one => one.runbook === runbook && one.state === 'awaiting-approval');
}

/**
 * A channel that remembers in which minute people first read of what: of an incident, and of those that it explained
 * then. Within a minute the virtual clock tells nothing: the waits of what is done side by side add up in it.
 */
class Timed extends FakeChannel {
  minute = 0;
  readonly told: {readonly at: number; readonly incident: string}[] = [];
  readonly first = new Map<string, number>();
  readonly #store: Pick<Store, 'explained'>;

  constructor(store: Pick<Store, 'explained'>) {
    super();
    this.#store = store;
  }

  override async deliver(...[message, earlier]: Parameters<FakeChannel['deliver']>) {
    const {incident} = message;
    const at = this.minute;
    this.told.push({at, incident});
    for (const id of [incident, ...(await this.#store.explained(incident))]) {
      if (!this.first.has(id)) this.first.set(id, at);
    }
    return super.deliver(message, earlier);
  }
}

/** A work topic: what was handed over first comes first. */
class Handed implements WorkQueue {
  readonly #waiting: string[] = [];

  handOver(incident: string): Promise<void> {
    this.#waiting.push(incident);
    return Promise.resolve();
  }

  next(): readonly string[] {
    return this.#waiting.splice(0);
  }
}

/** The newest incident of each problem; people first read of it with whichever was told first. */
function endsOf(
  incidents: readonly Incident[],
  {first, told: messages}: Pick<Timed, 'first' | 'told'>,
  began: number,
): ReadonlyMap<string, End> {
  const problems = Map.groupBy(incidents, nameOf);
  const speaking = new Set(messages.map(one => one.incident));
  const ends = [...problems].map(([name, all]): readonly [string, End] => {
    const newest = all.reduce((a, b) => (a.epoch < b.epoch ? b : a));
    // One that is explained in the end is told by its cause.
    const ids = all.flatMap(one => [one.id, explainedBy(one) ?? one.id]);
    const told = Math.min(...ids.map(id => first.get(id) ?? Infinity));
    const entries = all.reduce((sum, one) => sum + one.intake.entries.count, 0);
    return [
      name,
      {
        end: endOf(newest),
        entries,
        told: told === Infinity ? undefined : told - began,
        speaks: all.some(one => speaking.has(one.id)),
      },
    ];
  });
  return new Map(ends);
}

function nameOf({runbook, variant, target}: Incident): string {
  return `${runbook}${variant === undefined ? '' : ` (${variant})`} @ ${targetText(target)}`;
}

function endOf({state, reason}: Incident): string {
  return `${state} ${reason.kind === 'person-needed' ? reason.cause.code : reason.kind}`;
}

function logged(log: object): readonly string[] {
  const lines: unknown = 'lines' in log ? log.lines : undefined;
  return Array.isArray(lines)
    ? lines.filter((one): one is string => typeof one === 'string' && one.startsWith('error'))
    : [];
}
