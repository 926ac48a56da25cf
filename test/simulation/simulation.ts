import {actions} from '../../functions/actions/index.ts';
import {jsonLog} from '../../functions/adapters/log.ts';
import {slackBot} from '../../functions/adapters/chat/slack/bot.ts';
import {type Mode, type Settings, usualBudgets} from '../../functions/core/config/settings.ts';
import type {Runbook} from '../../functions/core/contract/runbook.ts';
import type {Approval} from '../../functions/core/incident/approval.ts';
import {dueAt, type Incident, standing} from '../../functions/core/incident/incident.ts';
import {CallError, StoreError} from '../../functions/core/lib/error.ts';
import {TimeScale} from '../../functions/core/lib/time-scale.ts';
import type {Channel, Clock, History, Log, WorkQueue} from '../../functions/core/ports/ports.ts';
import type {Deps} from '../../functions/engine/lib/context.ts';
import {StaleError} from '../../functions/engine/lib/compare-and-set.ts';
import type {Received} from '../../functions/engine/intake/intake.ts';
import {answerPlan} from '../../functions/engine/operate/answer-plan.ts';
import {pauseAll, unpauseAll} from '../../functions/engine/operate/pause.ts';
import {runbooks} from '../../functions/runbooks/index.ts';
import {service, type Service} from '../../functions/wiring/service.ts';
import {speakAll} from '../../functions/wiring/translations.ts';
import {fleet, shop} from '../support/cloud/harbor.ts';
import {start} from '../support/entries.ts';
import {BreakingCloud} from './cloud.ts';
import {type Effect, Effects, type FaultSource} from './effects.ts';
import {Judge} from './judge/judge.ts';
import type {Verdict} from './judge/outputs.ts';
import {wireId} from './judge/stored.ts';
import type {Delivery, Desk, Path, Published} from './paths/path.ts';
import {hit, type Probes} from './probes.ts';
import {process, type Process} from './process.ts';
import {Scheduler} from './scheduler.ts';
import {sendOf, Slack} from './slack.ts';
import {portsOf} from './watched-ports.ts';
import {directStore, Durable, storeOf} from './store.ts';

const second = 1000;
const minute = 60 * second;
/** A push request gets this long; then it is delivered again, and what it started may go on. */
const requestMs = 130 * second;
const redeliverMs = 10 * second;
/** After this time an incident that is still open will never end. */
const horizonMs = 3 * 60 * minute;
/** Every incident has ended or waits for a person this long after the last fault. */
const livenessMs = 20 * minute;
/** Waiting incidents are looked at this often; what a fault has parked goes on by then. */
const watchMs = 16 * minute;

/** The longest history has a few hundred effects; more means that something runs in circles. */
const tooManyEffects = 5_000;
/** A flood of sixty problems has some hundred each. */
const tooManyInFlood = 30_000;

/** What slow answers may add to the wait for a message. */
const slowMs = 10 * minute;

/** How far off a clock may be, each way. */
export const skewMs = 5 * minute;

/** One history to play. */
export interface Play {
  readonly path: Path;
  readonly delivery: Delivery;
  readonly faults: FaultSource;
  /** Milliseconds that each effect takes. */
  readonly latency?: () => number;
  /** How far off the clock of each process is, milliseconds. */
  readonly skew?: () => number;
  /** True where an answer may take seconds. */
  readonly slow?: boolean;
  /** More that happens to the world. */
  readonly meddle?: (
    cloud: BreakingCloud,
    scheduler: Scheduler,
    publish: (entry: unknown) => void,
  ) => void;
  /** What an adversary sends, and how long after the beginning. */
  readonly attack?: readonly {
    readonly after: number;
    readonly forge: (at: number, n: number) => unknown;
  }[];
  /** True when somebody undoes a repair, which may stay undone. */
  readonly quarrels?: boolean;
}

/** What became of a history. */
export interface Played {
  readonly effects: readonly Effect[];
  readonly violations: readonly string[];
  /** Which rare branches it went through, and how often. */
  readonly probes: ReadonlyMap<string, number>;
  /** How each incident ended, and what was changed: the same for every order of delivery. */
  readonly digest: string;
}

const base = {projects: [fleet, shop], locale: 'en', chat: {}, store: {}} as const;
/** One object a mode: what the engine works out of a configuration is worked out once. */
const settings: Readonly<Record<Mode, Settings>> = {
  auto: {...base, mode: 'auto'},
  approve: {...base, mode: 'approve'},
  observe: {...base, mode: 'observe'},
};
const configured = new Map<Path, Settings>();

function settingsOf(path: Path): Settings {
  if (path.settings === undefined) return settings[path.mode];
  const known = configured.get(path) ?? {...settings[path.mode], ...path.settings};
  configured.set(path, known);
  return known;
}

/** How often a person comes by, once a minute, to answer what waits. */
const answersLimit = 40;

/** A poll each minute, on paths that a log announces, would only make every history longer. */
const unpolled = runbooks.map((one): Runbook => ({
  manifest: one.manifest,
  texts: one.texts,
  detect: entry => one.detect(entry),
  diagnose: look => one.diagnose(look),
  suspects: (...place) => one.suspects(...place),
}));
const speak = speakAll('en');
const silent: Log = {info: () => undefined, warn: () => undefined, error: () => undefined};
/** Each line that comes back may make another one. */
const mostEchoes = 100;

/** Plays one history to its end. */
export async function simulate(play: Play): Promise<Played> {
  const simulation = new Simulation(play);
  return simulation.play();
}

class Simulation {
  readonly #play: Play;
  readonly #scheduler = new Scheduler(start);
  readonly #cloud = new BreakingCloud(() => this.#scheduler.now);
  readonly #slack = new Slack(() => this.#scheduler.now);
  readonly #durable = new Durable();
  readonly #effects: Effects;
  readonly #judge: Judge;
  readonly #processes: Process[] = [];
  /** Messages that are not acknowledged, and events still to come. */
  #open = 0;
  #lastPublished = start;
  #echoes = 0;
  readonly #probes: Probes = new Map();
  /** What is made up wakes up what waits, as a fault does. */
  #lastForged = -Infinity;
  #unsettledAt = start;
  #over = false;

  constructor(play: Play) {
    this.#play = play;
    for (const [name, value] of Object.entries(play.path.marks ?? {})) {
      this.#durable.marks.set(name, {name, version: 1, value});
    }
    const {repairsPerHour, messagesPerMinute} = play.path.settings?.budgets ?? usualBudgets;
    this.#judge = new Judge({
      mode: play.path.mode,
      repairsPerHour,
      frozen: play.path.frozen ?? [],
      ...(play.skew === undefined ? {messagesPerMinute} : {}),
      cloud: this.#cloud,
      durable: this.#durable,
      slack: this.#slack,
      now: () => this.#scheduler.now,
      began: start,
      duty: {
        within: play.path.toldWithin ?? 2 * minute,
        patience: this.#patience() + (play.slow === true ? slowMs : 0),
        skew: this.#patience(),
        flood: this.#flood(),
        polls: play.path.polls === true,
        unwatched: play.delivery === 'day-later',
      },
      isAtWork: name =>
        play.skew !== undefined && this.#processes.some(one => one.name === name && one.alive),
    });
    this.#effects = new Effects({
      scheduler: this.#scheduler,
      faults: play.faults,
      latency: play.latency ?? (() => 20),
      kill: one => {
        one.alive = false;
        for (const orphan of [...one.orphans]) orphan();
      },
      faulted: (...fault) => {
        this.#judge.faulted(...fault);
      },
    });
  }

  async play(): Promise<Played> {
    const {path, delivery} = this.#play;
    path.breaks(this.#cloud);
    if (path.chatDown !== undefined) this.#slack.downUntil = start + path.chatDown;
    this.#judge.world.look();
    for (const {after, happen} of path.events ?? []) {
      this.#later(after, () => {
        happen(this.#cloud, this.#desk);
      });
    }
    this.#play.meddle?.(this.#cloud, this.#scheduler, entry => {
      this.#judge.told.heard();
      this.#deliver(entry, false);
    });
    this.#play.attack?.forEach(({after, forge}, n) => {
      this.#lastForged = Math.max(this.#lastForged, start + after);
      this.#later(after, () => {
        this.#deliver(forge(this.#scheduler.now, n), false);
      });
    });
    this.#publish(delivery === 'reversed' ? reversed(path.entries) : path.entries, 0);
    await this.#settle();
    if (delivery === 'day-later') {
      this.#publish(path.entries, 24 * 60 * minute);
      await this.#settle();
    }
    return this.#verdict();
  }

  /** The person at the command: the engine's own use cases, on a store that answers at once. */
  readonly #desk: Desk = {
    answer: (said, hash) => {
      void this.#answerAll(said, hash, 0);
    },
    pause: () => {
      const at = this.#scheduler.now;
      void pauseAll(this.#deskDeps(), {reason: 'migration', by: 'kim', at});
      this.#judge.changing.paused(true);
    },
    unpause: () => {
      void unpauseAll(this.#deskDeps(), 'kim');
      this.#judge.changing.paused(false);
    },
  };

  #deskDeps() {
    const store = directStore(this.#durable);
    return {
      store,
      guardStore: store,
      timing: new TimeScale(),
      clock: this.#scheduler.clock({alive: true}, 0),
      log: silent,
      queue: {
        handOver: (id: string) => {
          this.#request('respond', it => it.advance(id), {again: true, alone: false});
          return Promise.resolve();
        },
      },
    };
  }

  async #answerAll(
    said: Approval['answer'],
    hash: 'old' | undefined,
    times: number,
  ): Promise<void> {
    const {now} = this.#scheduler;
    for (const {
      id,
      work: {plan},
    } of this.#durable.all()) {
      const approval = {plan: hash ?? plan?.hash ?? '', answer: said, by: 'kim', at: now};
      const {kind} = await answerPlan(this.#deskDeps(), id, approval);
      if (kind !== 'taken') continue;
      if (hash === 'old') this.#judge.violations.push(`I10: ${id}: an old hash was taken`);
      this.#judge.changing.answered(id, approval);
    }
    if (hash === 'old' || times >= answersLimit) return;
    this.#scheduler.after(minute, () => {
      void this.#answerAll(said, hash, times + 1);
    });
  }

  /** Runs until everything has come to rest. */
  async #settle(): Promise<void> {
    this.#over = false;
    const from = this.#lastPublished;
    this.#tick(from + horizonMs);
    await this.#scheduler.run(() => {
      this.#judge.world.look();
      return this.#over || this.#tooMany();
    });
  }

  #tooMany(): boolean {
    const most = this.#flood() > minute ? tooManyInFlood : tooManyEffects;
    return this.#effects.trace.length > most;
  }

  #verdict(): Played {
    const {path, delivery} = this.#play;
    const violations = [
      ...this.#judge.end(
        this.#judged(),
        (this.#play.quarrels ?? path.quarrels) === true,
        this.#forged(),
      ),
    ];
    const since = Math.max(
      this.#effects.lastFaultAt,
      this.#lastPublished,
      this.#lastForged,
      ...this.#eventTimes(),
    );
    const patience = livenessMs + this.#patience() + this.#flood() + (path.waits ?? 0);
    if (delivery !== 'day-later' && this.#unsettledAt - since > patience) {
      const took = Math.round((this.#unsettledAt - since) / minute);
      violations.push(`I2: still open ${took} minutes after the last fault`);
    }
    if (this.#tooMany()) violations.push('I2: it never comes to rest');
    if (!this.#mayStay() && !path.healed(this.#cloud)) {
      violations.push('I2: the world was not repaired');
    }
    for (const {id} of this.#durable.all()) {
      if (this.#slack.roots(wireId(id)).length > 1) hit(this.#probes, 'told twice, in doubt');
    }
    const probes = this.#probes;
    return {effects: this.#effects.trace, violations, probes, digest: this.#digest()};
  }

  /** Between clocks that are minutes apart, one look of a poll is as good as two. */
  #judged(): Path {
    const {path, skew} = this.#play;
    const loose = (path.polls === true && skew !== undefined) || this.#play.attack !== undefined;
    return loose ? {...path, never: []} : path;
  }

  /** Whether the world may stay broken: refused for good, fought over, or tried as often as is allowed. */
  #mayStay(): boolean {
    const faults = this.#effects.trace.filter(one => one.fault !== undefined).length;
    // Broken again so soon after a repair that a fault has delayed.
    const fought = this.#durable.all().some(one => one.state === 'flapping');
    const quarrels =
      this.#play.quarrels === true ||
      (this.#play.path.quarrels === true && (faults > 0 || this.#patience() > 0));
    const denied = this.#effects.trace.some(
      one => one.fault === 'denied' && one.verb.startsWith('google.'),
    );
    // Its breaker knows of a refusal that the incident itself was killed before it could tell.
    const held = this.#durable.all().some(one => one.reason.kind === 'breaker-open');
    const refused = denied && (this.#judge.changing.refused || held);
    const unseen = denied && this.#play.path.unseenStays === true;
    // What was tried as often as is allowed is handed over, and says so.
    const spent = this.#durable.all().some(one => one.state === 'failed');
    return refused || unseen || fought || quarrels || spent;
  }

  /** A problem is polled twice before it is taken. */
  #pollsUntil(): number {
    return this.#play.path.polls === true ? 4 * minute + this.#patience() : 0;
  }

  /** Forgeries are told in their turns, a few of each. */
  #flood(): number {
    const {messagesPerMinute} = this.#play.path.settings?.budgets ?? usualBudgets;
    // What is made up is told, watched and gathered behind what is real; forty of them in some 40 minutes.
    return Math.ceil(this.#forged() * Math.max(1, 3 / messagesPerMinute)) * minute;
  }

  #forged(): number {
    const {path, attack = []} = this.#play;
    return attack.length + path.entries.filter(one => one.forged === true).length;
  }

  /** Clocks that are minutes apart make every wait that much longer. */
  #patience(): number {
    return this.#play.skew === undefined ? 0 : 2 * skewMs;
  }

  #eventTimes(): readonly number[] {
    return (this.#play.path.events ?? []).map(one => start + one.after);
  }

  #digest(): string {
    const ends = this.#durable.all().map(one => `${one.key} ${one.state}`);
    const changes = [...this.#judge.changing.changes].map(
      ([thing, times]) => `${thing} ${times.length}`,
    );
    return [...ends.sort(), ...changes.sort()].join('\n');
  }

  #publish(entries: readonly Published[], later: number): void {
    const {delivery} = this.#play;
    const began = this.#scheduler.now + later;
    this.#lastPublished = began + Math.max(0, ...entries.map(one => one.after));
    entries.forEach(({after, entry, junk, forged}, index) => {
      const honest = junk !== true && forged !== true;
      if (forged === true) this.#lastForged = Math.max(this.#lastForged, began + after);
      const value = entry(
        start + after,
        `e${this.#play.path.entries.findIndex(one => one.entry === entry)}-${index}`,
      );
      const copies = delivery === 'concurrent' ? 3 : 1;
      this.#later(later + after, () => {
        if (honest) this.#judge.told.heard();
        for (let copy = 0; copy < copies; copy += 1) this.#deliver(value, copy > 0);
      });
      // One before it is stored, one while it is diagnosed, one while it is repaired.
      for (const beside of delivery === 'racing-sweep' ? [0, 130, 260] : []) {
        this.#later(later + after + beside, () => {
          this.#sweep();
        });
      }
      if (delivery === 'twice') {
        this.#later(later + after + 5 * second, () => {
          this.#deliver(value, false);
        });
      }
    });
  }

  async #received(one: Service, value: unknown, isOwn: boolean): Promise<Received> {
    try {
      const received = await one.receive(value);
      this.#judge.outputs.received(value, verdictOf(received), isOwn);
      return received;
    } catch (error) {
      const expected = error instanceof CallError || error instanceof StoreError;
      if (!expected && !(error instanceof StaleError)) this.#judge.outputs.failed(value, error);
      throw error;
    }
  }

  /** A line of the responder's own log, as Cloud Logging would hand it to a sink. */
  #echo(line: string): void {
    this.#judge.outputs.logged(line);
    if (this.#play.path.echoes !== true || this.#echoes >= mostEchoes) return;
    this.#echoes += 1;
    const {severity, ...jsonPayload} = JSON.parse(line) as Record<string, unknown>;
    const time = new Date(this.#scheduler.now).toISOString();
    const entry = {
      ...{insertId: `own-${this.#echoes}`, timestamp: time, receiveTimestamp: time, severity},
      logName: `projects/${shop.id}/logs/run.googleapis.com%2Fstdout`,
      resource: {
        type: 'cloud_run_revision',
        labels: {project_id: shop.id, service_name: 'respond'},
      },
      jsonPayload,
    };
    this.#later(second, () => {
      this.#deliver(entry, false, true);
    });
  }

  #deliver(value: unknown, alone: boolean, isOwn = false): void {
    this.#request(
      'intake',
      async one => {
        const received = await this.#received(one, value, isOwn);
        if (received.kind === 'junk') await one.quarantine(received.reason, Buffer.from('junk'));
      },
      {again: true, alone},
    );
  }

  #sweep(): void {
    this.#request('respond', one => one.sweep(), {again: false, alone: false});
  }

  /** Sweeps each minute for which something is due, until all is quiet. */
  #tick(until: number): void {
    const {now} = this.#scheduler;
    const incidents = this.#durable.all();
    const unsettled = incidents.some(one => this.#isUnsettled(one));
    const awaited = this.#open > 0 || incidents.some(one => this.#isAwaited(one));
    if (unsettled) this.#unsettledAt = now;
    const quiet = !unsettled && !awaited && now > start + this.#pollsUntil();
    if (quiet || now > until) {
      this.#over = true;
      return;
    }
    const soon = now + this.#patience();
    if (this.#play.path.polls === true || this.#durable.due(soon, 1).length > 0) this.#sweep();
    this.#scheduler.after(minute, () => {
      this.#tick(until);
    });
  }

  /** Open, or with something to tell that nobody has told. */
  #isUnsettled(incident: Incident): boolean {
    const {now} = this.#scheduler;
    if (standing(incident.state) === 'open') return true;
    return (incident.outbox.dueAt ?? Infinity) <= now + 10 * minute;
  }

  /** Whether a look at a waiting incident may still bring it on. */
  #isAwaited(incident: Incident): boolean {
    const {now} = this.#scheduler;
    if ((incident.lease?.until ?? 0) > now || incident.outbox.againAt !== undefined) return true;
    if (standing(incident.state) !== 'parked') return dueAt(incident) !== undefined;
    // What only a count says differently is told with the next look.
    const shown = Object.values(incident.outbox.channels).map(one => one.revision);
    if (shown.some(one => one < incident.outbox.revision)) return dueAt(incident) !== undefined;
    return (
      this.#play.path.closes === true ||
      now < Math.max(this.#effects.lastFaultAt, this.#lastForged) + watchMs + this.#patience()
    );
  }

  #later(after: number, happen: () => void): void {
    this.#open += 1;
    this.#scheduler.after(after, () => {
      this.#open -= 1;
      happen();
    });
  }

  /** One push request: acknowledged, or delivered again. */
  #request(
    role: Process['role'],
    work: (service: Service) => Promise<void>,
    {again, alone}: {readonly again: boolean; readonly alone: boolean},
  ): void {
    this.#open += 1;
    const instance = this.#instance(role, alone);
    let over = false;
    const finish = (acknowledged: boolean): void => {
      if (over) return;
      over = true;
      this.#open -= 1;
      instance.busy -= 1;
      instance.orphans.delete(orphan);
      if (acknowledged || !again) return;
      this.#later(redeliverMs, () => {
        this.#request(role, work, {again, alone});
      });
    };
    const orphan = (): void => {
      finish(false);
    };
    instance.busy += 1;
    instance.orphans.add(orphan);
    this.#scheduler.after(requestMs, orphan);
    const serve = async (): Promise<void> => {
      await work(await this.#serviceOf(instance));
      await this.#effects.have(instance, {verb: 'pubsub.ack', about: role, make: () => undefined});
    };
    serve().then(() => {
      finish(true);
    }, orphan);
  }

  /** An instance that takes a request: respond works on one at a time. */
  #instance(role: Process['role'], alone: boolean): Process {
    const {now} = this.#scheduler;
    const free = this.#processes.find(
      one =>
        one.role === role &&
        one.alive &&
        one.frozenUntil <= now &&
        (role === 'intake' ? !alone : one.busy === 0),
    );
    if (free !== undefined) return free;
    const fresh = process(`${role}-${this.#processes.length}`, role);
    this.#processes.push(fresh);
    return fresh;
  }

  #serviceOf(instance: Process): Promise<Service> {
    instance.service ??= service(this.#depsOf(instance), {local: false}).catch((error: unknown) => {
      instance.service = undefined;
      throw error;
    });
    return instance.service;
  }

  #depsOf(instance: Process): Deps {
    instance.skew = this.#play.skew?.() ?? 0;
    const clock: Clock = this.#scheduler.clock(instance, instance.skew);
    const effects = this.#effects;
    const store = storeOf(
      this.#durable,
      effects,
      instance,
      (...commit) => {
        const [, before, {state, reason}] = commit;
        const isNew = before?.state !== state || before.reason.kind !== reason.kind;
        if (isNew) hit(this.#probes, `${state}/${reason.kind}`);
        this.#judge.committed(...commit);
      },
      (...read) => {
        this.#judge.changing.read(...read);
      },
    );
    return {
      settings: settingsOf(this.#play.path),
      runbooks: this.#play.path.polls === true ? runbooks : unpolled,
      actions,
      store,
      guardStore: store,
      ...portsOf(this.#cloud, effects, instance, this.#judge),
      // No path has heartbeats.
      pulse: {beat: () => Promise.reject(new Error('no heartbeat is configured'))},
      history: this.#historyOf(instance),
      channels: this.#channelsOf(instance),
      queue: this.#queueOf(instance),
      clock,
      timing: new TimeScale(),
      log: this.#log,
      holder: instance.name,
      isGone: () => false,
      random: () => 0.5,
    };
  }

  readonly #log = jsonLog(line => {
    this.#echo(line);
  });

  #historyOf(instance: Process): History {
    return {
      count: project =>
        this.#effects.have(instance, {
          verb: 'google.count',
          about: project,
          make: () => ({count: 7, atLeast: false}),
        }),
      newest: project =>
        this.#effects.have(instance, {verb: 'google.newest', about: project, make: () => []}),
      since: () => {
        throw new Error('the engine does not read history');
      },
    };
  }

  #channelsOf(instance: Process): readonly Channel[] {
    const send = sendOf(this.#slack, this.#effects, instance, () => this.#scheduler.now);
    return [slackBot({send, token: 'xoxb-canary', channel: 'C1', speak})];
  }

  /** When the copies of a message arrive: at least once is what Pub/Sub promises. */
  #copies(): readonly number[] {
    switch (this.#play.delivery) {
      case 'twice':
        return [20, 300];
      case 'concurrent':
        return [20, 20, 20];
      case 'once':
      case 'reversed':
      case 'day-later':
      case 'racing-sweep':
        return [20];
    }
  }

  #queueOf(instance: Process): WorkQueue {
    if (this.#play.path.onlySweep === true) return {handOver: () => Promise.resolve()};
    return {
      handOver: incident =>
        this.#effects.have(instance, {
          verb: 'pubsub.publish',
          about: incident,
          make: () => {
            for (const after of this.#copies()) {
              this.#later(after, () => {
                this.#request('respond', one => one.advance(incident), {again: true, alone: false});
              });
            }
          },
        }),
    };
  }
}

/** A copy of what was taken is taken, whoever counts it. */
function verdictOf(received: Received): Verdict {
  switch (received.kind) {
    case 'junk':
      return 'junk';
    case 'suppressed':
      return 'outside';
    case 'skipped':
      return received.reason.kind === 'duplicate' ? 'taken' : 'skipped';
    case 'opened':
    case 'joined':
    case 'reopened':
    case 'adopted':
    case 'duplicate':
    case 'counted':
    case 'stale':
      return 'taken';
  }
}

function reversed(entries: readonly Published[]): readonly Published[] {
  const times = entries.map(one => one.after);
  return [...entries].reverse().map((one, index) => ({...one, after: times[index] ?? 0}));
}
