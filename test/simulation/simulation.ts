import {usualBudgets} from '../../functions/core/config/settings.ts';
import {inboxIn, inboxMark} from '../../functions/core/inbox/answer-inbox.ts';
import {dueAt, type Incident, standing} from '../../functions/core/incident/incident.ts';
import {start} from '../support/entries.ts';
import {BreakingCloud} from './world/cloud.ts';
import {Person} from './play/desk.ts';
import {Effects} from './play/effects.ts';
import {Instances} from './play/instances.ts';
import {Judge} from './judge/judge.ts';
import {wireId} from './judge/stored.ts';
import type {Path, Published} from './paths/path.ts';
import {type Play, type Played, skewMs} from './play/play.ts';
import {hit, type Probes} from './probes.ts';
import {Scheduler} from './play/scheduler.ts';
import {Slack} from './world/slack.ts';
import {Durable} from './world/store.ts';

const second = 1000;
const minute = 60 * second;
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
  readonly #instances: Instances;
  readonly #person: Person;
  #lastPublished = start;
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
      ...(play.path.consent && {consent: play.path.consent}),
      known: (play.path.settings?.people ?? []).map(one => one.email),
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
        play.skew !== undefined &&
        this.#instances.processes.some(one => one.name === name && one.alive),
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
    const shared = {play, scheduler: this.#scheduler, durable: this.#durable, judge: this.#judge};
    this.#instances = new Instances({
      ...{...shared, cloud: this.#cloud, slack: this.#slack},
      ...{effects: this.#effects, probes: this.#probes},
    });
    this.#person = new Person({
      ...shared,
      handOver: id => {
        this.#instances.advance(id);
      },
      slack: this.#slack,
      click: click => {
        this.#instances.click(click);
      },
    });
  }

  async play(): Promise<Played> {
    const {path, delivery} = this.#play;
    path.breaks(this.#cloud);
    if (path.chatDown !== undefined) this.#slack.downUntil = start + path.chatDown;
    this.#judge.world.look();
    for (const {after, happen} of path.events ?? []) {
      this.#instances.later(after, () => {
        happen(this.#cloud, this.#person);
      });
    }
    this.#play.meddle?.(this.#cloud, this.#scheduler, entry => {
      this.#judge.told.heard();
      this.#instances.deliver(entry, false);
    });
    this.#play.attack?.forEach(({after, forge}, n) => {
      this.#lastForged = Math.max(this.#lastForged, start + after);
      this.#instances.later(after, () => {
        this.#instances.deliver(forge(this.#scheduler.now, n), false);
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
    return {
      ...{effects: this.#effects.trace, violations, probes, digest: this.#digest()},
      story: () => this.#story(),
    };
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

  #story(): readonly string[] {
    const stored = this.#durable
      .all()
      .flatMap(({id, timeline}) =>
        timeline.map(({at, state, reason}) => ({at, line: `${id}  ${state} (${reason.kind})`})),
      );
    const seen = this.#slack.messages.flatMap(({incident, shown}) =>
      shown.map(({at, text}) => ({at, line: `shown ${incident.slice(0, 8)}  ${text}`})),
    );
    return [...stored, ...seen]
      .sort((a, b) => a.at - b.at)
      .map(({at, line}) => `${((at - start) / second).toFixed(2).padStart(14)} s  ${line}`);
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
      this.#instances.later(later + after, () => {
        if (honest) this.#judge.told.heard();
        for (let copy = 0; copy < copies; copy += 1) this.#instances.deliver(value, copy > 0);
      });
      // One before it is stored, one while it is diagnosed, one while it is repaired.
      for (const beside of delivery === 'racing-sweep' ? [0, 130, 260] : []) {
        this.#instances.later(later + after + beside, () => {
          this.#instances.sweep();
        });
      }
      if (delivery === 'twice') {
        this.#instances.later(later + after + 5 * second, () => {
          this.#instances.deliver(value, false);
        });
      }
    });
  }

  /** Sweeps each minute for which something is due, or was answered, until all is quiet. */
  #tick(until: number): void {
    const {now} = this.#scheduler;
    const incidents = this.#durable.all();
    const unsettled = incidents.some(one => this.#isUnsettled(one));
    const awaited = this.#instances.open > 0 || incidents.some(one => this.#isAwaited(one));
    if (unsettled) this.#unsettledAt = now;
    const answered = inboxIn(this.#durable.marks.get(inboxMark)?.value).size > 0;
    const quiet = !unsettled && !awaited && !answered && now > start + this.#pollsUntil();
    if (quiet || now > until) {
      this.#over = true;
      return;
    }
    const soon = now + this.#patience();
    const due = answered || this.#durable.due(soon, 1).length > 0;
    if (this.#play.path.polls === true || due) this.#instances.sweep();
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
}

function reversed(entries: readonly Published[]): readonly Published[] {
  const times = entries.map(one => one.after);
  return [...entries].reverse().map((one, index) => ({...one, after: times[index] ?? 0}));
}
