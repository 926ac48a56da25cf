import type {Phrase} from '../../functions/core/texts/phrase.ts';
import type {Earlier, SimilarCount, Delivered} from '../../functions/core/incident/deliveries.ts';
import assert from 'node:assert/strict';
import {tokens} from './tokens.ts';
import {actions} from '../../functions/actions/index.ts';
import {CallError, type Failure} from '../../functions/core/lib/error.ts';
import type {Policy} from '../../functions/core/facts/cloud.ts';
import type {JsonObject} from '../../functions/core/lib/json.ts';
import type {Message} from '../../functions/core/ports/message.ts';
import type {
  Channel,
  History,
  Log,
  Pulse,
  Readers,
  Store,
  WorkQueue,
  Writers,
  Written,
} from '../../functions/core/ports/ports.ts';
import type {Mode, Project, Settings} from '../../functions/core/config/settings.ts';
import {TimeScale} from '../../functions/core/lib/time-scale.ts';
import {sqliteStore} from '../../functions/adapters/store/sqlite/sqlite-store.ts';
import type {Deps} from '../../functions/engine/lib/context.ts';
import type {Speak} from '../../functions/adapters/chat/text/translate.ts';
import type {Runbook} from '../../functions/core/contract/runbook.ts';
import {runbooks} from '../../functions/runbooks/index.ts';
import {speakAll} from '../../functions/wiring/translations.ts';
import {FakeClock} from './clock.ts';
import {Cloud} from './cloud/cloud.ts';
import {callError, fleet, shop} from './cloud/harbor.ts';
import {readersOf, writersOf} from './cloud/ports.ts';
import {beatEntry} from './entries.ts';

export {
  callError,
  fleet,
  gateway,
  membership,
  namesakes,
  shop,
  withoutIssuer,
} from './cloud/harbor.ts';

type Verb = keyof Readers | keyof Writers | keyof Pulse;

interface Fault {
  readonly verb: Verb;
  readonly error: CallError;
  /** The change is made all the same: its answer is lost. */
  readonly applied: boolean;
  left: number;
}

/** The cloud of a test of the engine: its ports keep what they were asked, and can be made to fail. */
export class World extends Cloud {
  readonly clock: FakeClock;
  /** Beats that were written, as log entries, oldest first. */
  readonly beats: JsonObject[] = [];
  /** Every call, in order: `verb argument`. */
  readonly calls: string[] = [];
  /** Every change that was asked for, made or not. */
  readonly writes: string[] = [];
  /** Policies that were written. */
  readonly policiesWritten: Policy[] = [];
  /** Somebody else's edit, made between a policy's read and its write. */
  meanwhile: (() => void) | undefined;
  /** Runs before each call; for what happens in between. */
  before: ((verb: Verb) => Promise<void> | void) | undefined;
  readonly #faults: Fault[] = [];

  constructor(clock = new FakeClock(), projects: readonly Project[] = [fleet, shop]) {
    super(() => clock.now(), projects);
    this.clock = clock;
  }

  /** Makes a verb fail the next `times` times. */
  fail(verb: Verb, failure: Failure, options: {times?: number; applied?: boolean} = {}): void {
    const {times = Infinity, applied = false} = options;
    this.#faults.push({verb, error: callError(failure, verb), applied, left: times});
  }

  /** Ends all faults. */
  heal(): void {
    this.#faults.length = 0;
  }

  readonly readers: Readers = readersOf(this, (...asked) => this.#call(...asked));

  readonly writers: Writers = writersOf(this, (verb, about, answer) => {
    this.writes.push(`${verb} ${about}`);
    if (verb === 'setPolicy') this.meanwhile?.();
    return this.#call(verb, about, answer);
  });

  /** Writes heartbeats as the real one does. */
  readonly pulse: Pulse = {
    beat: (project, at) =>
      this.#call('beat', project, () => {
        this.beats.push(beatEntry(project, at));
        return {kind: 'accepted'};
      }),
  };

  override setPolicy(project: string, policy: Policy): Written {
    const written = super.setPolicy(project, policy);
    this.policiesWritten.push(policy);
    return written;
  }

  /** How often a verb was called, by what it was called for. */
  count(verb: Verb): Readonly<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const call of this.calls) {
      const [name, about = ''] = call.split(' ');
      if (name === verb) counts[about] = (counts[about] ?? 0) + 1;
    }
    return counts;
  }

  async #call<T>(verb: Verb, argument: string, answer: () => T): Promise<T> {
    this.calls.push(`${verb} ${argument}`);
    await this.before?.(verb);
    const fault = this.#faults.find(one => one.verb === verb && one.left > 0);
    if (fault === undefined) return answer();
    fault.left -= 1;
    if (fault.applied) answer();
    throw fault.error;
  }
}

/** A channel that keeps what it was told; it can be made to fail. */
export class FakeChannel implements Channel {
  readonly id: string;
  readonly messages: Message[] = [];
  /** How many doubts each delivery came with. */
  readonly doubts: number[] = [];
  failing = false;
  /** Answers that the thread's details are missing. */
  partly = false;

  readonly #voices: readonly Speak[];

  /** `all`: whose messages have to have words. */
  constructor(id = 'chat', all: readonly Runbook[] = runbooks) {
    this.id = id;
    this.#voices = [speakAll('en', all), speakAll('ko', all)];
  }

  deliver(message: Message, {ref, doubts = 0}: Earlier): Promise<Delivered> {
    this.doubts.push(doubts);
    if (this.failing) return Promise.reject(callError('unavailable', 'chat'));
    this.messages.push(message);
    unspoken.push(...faultsOf(message, this.#voices));
    const next = {posts: Number(ref?.['posts'] ?? 0) + 1};
    return Promise.resolve(
      this.partly ? {kind: 'partly', ref: next, error: 'no thread'} : {kind: 'done', ref: next},
    );
  }
}

const unspoken: string[] = [];

/** Fails the test in which a message was told that one language has no words for. */
export function assertSpoken(): void {
  assert.deepEqual(unspoken.splice(0), []);
}

/** What in a message cannot be put into words: the engine would swallow an error thrown here. */
function faultsOf(message: Message, voices: readonly Speak[]): readonly string[] {
  return phrasesIn(message).flatMap(phrase =>
    voices.flatMap(speak => {
      const text = speak(phrase);
      const missing = /\{[A-Za-z][\w-]*[:}]/.test(text) || text.startsWith(phrase.code);
      return missing ? [`${phrase.code}: ${text}`] : [];
    }),
  );
}

/** Every phrase of a message, wherever it stands. */
function phrasesIn(value: unknown): readonly Phrase[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('code' in value && 'params' in value) return [value as Phrase];
  return Object.values(value).flatMap(phrasesIn);
}

/** A store that counts the calls of its verbs. */
export function counting(store: Store): Store & {readonly count: Record<string, number>} {
  const count: Record<string, number> = {};
  const tally = (verb: string): void => {
    count[verb] = (count[verb] ?? 0) + 1;
  };
  return {
    count,
    create: incident => (tally('create'), store.create(incident)),
    read: id => (tally('read'), store.read(id)),
    latest: key => (tally('latest'), store.latest(key)),
    replace: incident => (tally('replace'), store.replace(incident)),
    due: (now, limit) => (tally('due'), store.due(now, limit)),
    earliest: () => (tally('earliest'), store.earliest()),
    ahead: limit => (tally('ahead'), store.ahead(limit)),
    explained: cause => (tally('explained'), store.explained(cause)),
    open: () => (tally('open'), store.open()),
    all: () => (tally('all'), store.all()),
    page: after => (tally('page'), store.page(after)),
    listed: (filter, part) => (tally('listed'), store.listed(filter, part)),
    total: filter => (tally('total'), store.total(filter)),
    quarantine: item => (tally('quarantine'), store.quarantine(item)),
    quarantined: () => (tally('quarantined'), store.quarantined()),
    replayed: (id, at) => (tally('replayed'), store.replayed(id, at)),
    mark: name => (tally('mark'), store.mark(name)),
    marks: prefix => (tally('marks'), store.marks(prefix)),
    setMark: mark => {
      tally('setMark');
      tally(`setMark ${mark.name.split('/')[0]}`);
      return store.setMark(mark);
    },
    lookPage: (incident, day) => (tally('lookPage'), store.lookPage(incident, day)),
    keepLookPage: page => (tally('keepLookPage'), store.keepLookPage(page)),
    lookPages: day => (tally('lookPages'), store.lookPages(day)),
    synced: () => store.synced(),
    close: () => store.close(),
  };
}

/** A queue that only remembers what it was handed. */
export class FakeQueue implements WorkQueue {
  readonly handed: string[] = [];
  failing = false;

  handOver(incident: string): Promise<void> {
    if (this.failing) return Promise.reject(callError('unavailable', 'queue'));
    this.handed.push(incident);
    return Promise.resolve();
  }
}

/** A log that keeps its lines. */
export function fakeLog(): Log & {readonly lines: string[]} {
  const lines: string[] = [];
  const line =
    (level: string) =>
    (message: string): void => {
      lines.push(`${level}: ${message}`);
    };
  return {lines, info: line('info'), warn: line('warn'), error: line('error')};
}

/** A history that always gives the same count. */
export function fakeHistory(
  answer: SimilarCount | CallError = {count: 7, atLeast: false},
): History {
  return {
    count: () => (answer instanceof CallError ? Promise.reject(answer) : Promise.resolve(answer)),
    newest: () => (answer instanceof CallError ? Promise.reject(answer) : Promise.resolve([])),
    since: () => {
      throw new Error('history.since is not for the engine');
    },
  };
}

/** What a test of the engine starts from. */
export interface Rig {
  readonly deps: Deps;
  readonly world: World;
  readonly clock: FakeClock;
  readonly chat: FakeChannel;
  readonly queue: FakeQueue;
  readonly store: ReturnType<typeof counting>;
  readonly log: ReturnType<typeof fakeLog>;
}

/** Engine, world and chat in memory, on the real embedded store; `parts` replace dependencies. */
export async function rig(
  mode: Mode = 'auto',
  parts: Partial<Deps> = {},
  projects: readonly Project[] = [fleet, shop],
): Promise<Rig> {
  const clock = new FakeClock();
  const world = new World(clock, projects);
  const chat = new FakeChannel('chat', parts.runbooks);
  const queue = new FakeQueue();
  const log = fakeLog();
  const store = counting(parts.store ?? (await sqliteStore()));
  const settings: Settings = {projects, mode, locale: 'en', chat: {}, store: {}};
  const deps: Deps = {
    settings,
    runbooks,
    actions,
    readers: world.readers,
    writers: world.writers,
    pulse: world.pulse,
    history: fakeHistory(),
    channels: [chat],
    queue,
    clock,
    timing: new TimeScale(),
    log,
    holder: 'me',
    isGone: () => false,
    random: () => 0.5,
    token: tokens(),
    // Apart, as in the cloud: what looks in the wrong one finds nothing.
    guardStore: await sqliteStore(),
    ...parts,
    store,
  };
  return {deps, world, clock, chat, queue, store, log};
}
