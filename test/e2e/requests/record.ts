import {channels} from '../../../functions/adapters/chat/delivery/channels.ts';
import {sendChat, sendRepeatable} from '../../../functions/adapters/chat/delivery/send-json.ts';
import {readEnv} from '../../../functions/adapters/env.ts';
import type {GoogleDeps} from '../../../functions/adapters/google/client/call.ts';
import {heartbeatWriter} from '../../../functions/adapters/google/logging/heartbeat-writer.ts';
import {loggingHistory} from '../../../functions/adapters/google/logging/history.ts';
import {pubsubQueue} from '../../../functions/adapters/google/pubsub/work-queue.ts';
import {googleReaders} from '../../../functions/adapters/google/readers.ts';
import {googleWriters} from '../../../functions/adapters/google/writers.ts';
import {sqliteStore} from '../../../functions/adapters/store/sqlite/sqlite-store.ts';
import type {Incident} from '../../../functions/core/incident/incident.ts';
import {at, listAt, textAt} from '../../../functions/core/lib/json.ts';
import type {Store} from '../../../functions/core/ports/ports.ts';
import type {Deps} from '../../../functions/engine/lib/context.ts';
import {askUndo} from '../../../functions/engine/operate/ask-undo.ts';
import {settled} from '../../../functions/engine/operate/sweep.ts';
import {loadConfig} from '../../../functions/wiring/load-config.ts';
import {service} from '../../../functions/wiring/service.ts';
import {speakAll} from '../../../functions/wiring/translations.ts';
import type {Sandbox} from '../../../sandbox/sandbox.ts';
import type {Seen} from '../../../sandbox/state.ts';
import {type Played, playScenario} from '../../support/scenario.ts';
import {scratch} from '../../support/scratch.ts';

/** What a scenario's run sent, as text that one can read and compare. */
export interface Recorded {
  readonly text: string;
  /** Requests that the sandbox saw, folded ones included. */
  readonly count: number;
  readonly seen: readonly Seen[];
}

const workTopic = 'projects/shop-ops/topics/mesh-responder-work';
/** How often somebody looks what is to be delivered. */
const stepMs = 10_000;
const minuteMs = 60_000;
/** A person reads before they answer. */
const readingMs = 20_000;
/** What only polls find is told up to 20 minutes after it began. */
const limitMs = 25 * minuteMs;

/** What happens in a scenario beside what its name says. */
export interface Story {
  readonly scenario: string;
  /** Once all is repaired, a person has the repair taken back; nobody says yes to making it again. */
  readonly undone?: true;
}

/**
 * Plays a scenario as `play --approve` does, in virtual time and one thing after the other, and writes
 * down what leaves for Google and chat.
 */
export async function record(story: Story): Promise<Recorded> {
  const played = await playScenario(story.scenario, (google, sandbox) =>
    oneByOne(google, sandbox, story.undone),
  );
  const plans = new Set<string>();
  const look = (incidents: readonly Incident[]) => {
    for (const {plan} of incidents.map(one => one.work))
      if (plan !== undefined) plans.add(plan.hash);
  };
  try {
    await tellStory(played, look, story.undone === true ? undoAll : () => Promise.resolve(false));
    const seen = played.sandbox.requests();
    return {text: masked(written(seen), [...plans]), count: seen.length, seen};
  } finally {
    await played.close();
  }
}

/** The parts that `compose` would make, each call waiting for the one before: runs repeat exactly. */
async function oneByOne(
  google: GoogleDeps,
  sandbox: Sandbox,
  undo: true | undefined,
): Promise<Partial<Deps>> {
  const files = await scratch();
  const told = {...sandbox.config, locale: 'en', workTopic, ...(undo && {undo})};
  const file = await files.write('config.json', told);
  const settings = await loadConfig(file, readEnv({}));
  await files.remove();
  const turn = turns();
  const routes = channels(settings, {
    send: sendChat(google),
    sendRepeatable: sendRepeatable(google),
    sendAsChatApp: sendRepeatable(google),
    speak: speakAll(settings.locale),
  });
  return {
    settings,
    store: oneDue(await sqliteStore()),
    readers: inTurn(googleReaders(google), turn),
    writers: inTurn(googleWriters(google), turn),
    pulse: inTurn(heartbeatWriter(google), turn),
    history: inTurn(loggingHistory(google), turn),
    channels: routes.map(one => inTurn(one, turn)),
    queue: inTurn(pubsubQueue(google, workTopic), turn),
  };
}

type Turn = <T>(work: () => Promise<T>) => Promise<T>;

/** Runs one thing at a time, in the order in which they were asked for. */
function turns(): Turn {
  let last: Promise<unknown> = Promise.resolve();
  return work => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };
}

/** The same port, each of whose promises waits for its turn. */
function inTurn<Port extends object>(port: Port, turn: Turn): Port {
  return new Proxy(port, {
    get(target, name, receiver): unknown {
      const verb: unknown = Reflect.get(target, name, receiver);
      if (typeof verb !== 'function') return verb;
      return (...args: readonly unknown[]): unknown =>
        turn(() => Promise.resolve(Reflect.apply(verb, target, args)));
    },
  });
}

/** A store whose sweeps find one incident at a time: none runs beside another. */
function oneDue(store: Store): Store {
  return {...store, due: async (now, limit) => (await store.due(now, limit)).slice(0, 1)};
}

/**
 * Delivers, forwards, sweeps each minute and approves, until nothing more happens and `afterwards`, which is asked
 * then, has begun nothing new.
 */
async function tellStory(
  {sandbox, deps, clock, say}: Played,
  look: (incidents: readonly Incident[]) => void,
  afterwards: (deps: Deps) => Promise<boolean>,
): Promise<void> {
  const responder = await service(deps, {local: false});
  let began = clock.now();
  const done = {entries: 0, published: 0};
  let nextSweep = began + minuteMs;
  while (clock.now() - began < limitMs) {
    const step = clock.now() + stepMs;
    const entries = sandbox.entries().slice(done.entries);
    done.entries += entries.length;
    for (const entry of entries) await responder.receive(entry);
    look(await deps.store.all());
    for (const {message} of sandbox.published().slice(done.published)) {
      done.published += 1;
      await responder.advance(incidentIn(message));
      look(await deps.store.all());
    }
    if (clock.now() >= nextSweep) {
      while (clock.now() >= nextSweep) nextSweep += minuteMs;
      do {
        await responder.sweep();
        look(await deps.store.all());
      } while ((await deps.store.due(clock.now(), 1)).length > 0);
    }
    for (const incident of (await deps.store.open()).filter(isAsked)) {
      const read = clock.now() - incident.work.changedAt >= readingMs;
      if (read) await say(incident.runbook, 'approved');
    }
    if (entries.length === 0 && (await isOver(sandbox, deps.store))) {
      if (!(await afterwards(deps))) return;
      began = clock.now();
    }
    if (clock.now() < step) clock.advance(step - clock.now());
  }
}

/** Whether a person is to say yes: not to a repair that they have had taken back. */
function isAsked({state, reason}: Incident): boolean {
  return state === 'awaiting-approval' && reason.kind !== 'undone-before';
}

/** A person wants each repair taken back that can be. */
async function undoAll(deps: Deps): Promise<boolean> {
  const wish = {by: 'kim', at: deps.clock.now()};
  // The sweep finds it: what is recorded has no turn of the queue in it.
  const queue = {handOver: () => Promise.resolve()};
  const asked = await Promise.all(
    (await deps.store.all()).map(({id}) => askUndo({...deps, queue}, id, wish)),
  );
  return asked.some(one => one.kind === 'taken');
}

function incidentIn(message: unknown): string {
  const data = Buffer.from(textAt(message, 'data') ?? '', 'base64').toString('utf8');
  const incident = textAt(JSON.parse(data), 'incident');
  if (incident === undefined) throw new Error(`a message without an incident: ${data}`);
  return incident;
}

async function isOver(sandbox: Sandbox, store: Store): Promise<boolean> {
  if (listAt(sandbox.state(), 'upcoming').length > 0) return false;
  const all = await store.all();
  return (
    all.length > 0 && all.every(one => settled(one) && one.lease === undefined && !isAsked(one))
  );
}

/** Requests between two writes are reads: which of them were made counts, not how often or in which order. */
function written(seen: readonly Seen[]): string {
  const lines: string[] = [];
  const reads = new Set<string>();
  const stretch = (): void => {
    lines.push(...[...reads].sort());
    reads.clear();
  };
  for (const one of seen) {
    if (!one.mutating) {
      reads.add(readLine(one));
      continue;
    }
    stretch();
    lines.push('', `${one.method} ${one.host}${one.path}`, ...bodyLines(one), '');
  }
  stretch();
  return `${lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}

function readLine({method, host, path, body}: Seen): string {
  const asked = body === null ? '' : ` ${JSON.stringify(body)}`;
  return `${method} ${host}${path}${asked}`;
}

/** The body as indented JSON; what a work message carries is put in the place of its base64. */
function bodyLines({host, body}: Seen): readonly string[] {
  if (body === null) return [];
  const messages = host === 'pubsub.googleapis.com' ? listAt(body, 'messages') : [];
  const shown =
    messages.length === 0
      ? body
      : messages.map(one => Buffer.from(String(at(one, 'data')), 'base64').toString('utf8'));
  return JSON.stringify(shown, undefined, 1)
    .split('\n')
    .map(line => `  ${line}`);
}

/** Names plans by the order in which they are told: what their hash is made of may change. */
function masked(text: string, plans: readonly string[]): string {
  return plans
    .filter(hash => text.includes(hash))
    .sort((one, other) => text.indexOf(one) - text.indexOf(other))
    .reduce((all, hash, at) => all.replaceAll(hash, `<plan-${at + 1}>`), text);
}
