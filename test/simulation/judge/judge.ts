import type {ActionRecord, Incident} from '../../../functions/core/incident/incident.ts';
import type {Change, Watcher} from '../world/changes.ts';
import {type FaultKind, isAmbiguous} from '../play/faults.ts';
import type {Path} from '../paths/path.ts';
import type {Process} from '../play/process.ts';
import type {Posted} from '../world/slack.ts';
import {AtRest} from './at-rest.ts';
import {Changing} from './changing.ts';
import {Outputs} from './outputs.ts';
import type {Scene} from './scene.ts';
import {Silences, silencesMark} from './silences.ts';
import {standing, wireId} from './stored.ts';
import {halfHour, minute, sixHours, within} from './times.ts';
import {Told} from './told.ts';
import {World} from './world.ts';

/**
 * Watches a history and says which law was broken: each finding begins with the name of its
 * invariant, I1 to I32 as in docs/testing.md.
 */
export class Judge implements Watcher {
  readonly violations: string[] = [];
  readonly #parts: Scene;
  /** Chat calls whose end nobody knows, by incident, and those that no incident names. */
  readonly #ambiguous = new Map<string, number>();
  /** Stalled calls, refused looks, and leases that were taken from somebody alive. */
  #unknowable = 0;
  /** Processes that were frozen: each tells late what it took a turn for. */
  #stalls = 0;
  /** The attempts that a person has said yes to. */
  readonly #approved = new Set<string>();
  /** When something that was shown was sent, by project. */
  readonly #shows = new Map<string, number[]>();
  /** Whether anything but the chat has failed. */
  #faulty = false;
  readonly world: World;
  readonly silences: Silences;
  readonly changing: Changing;
  readonly told: Told;
  readonly outputs = new Outputs(finding => {
    this.violations.push(finding);
  });

  constructor(parts: Scene) {
    this.#parts = parts;
    this.world = new World(parts.cloud, parts.now);
    this.silences = new Silences(parts.now, parts.duty.skew);
    this.told = new Told({...parts, world: this.world, silences: this.silences});
    this.changing = new Changing({...parts, silences: this.silences}, finding => {
      this.violations.push(finding);
    });
    parts.slack.sent = body => {
      this.outputs.posted(body);
    };
    parts.slack.showed = message => {
      this.#showed(message);
    };
  }

  faulted(process: Process, verb: string, about: string, kind: FaultKind, until: number): void {
    this.told.faulted(verb, kind, until);
    this.#faulty = true;
    if (verb === 'store.mark' && about === silencesMark) this.silences.blinded(process);
    if (kind === 'stall') this.#stalls += 1;
    if (kind === 'stall' && process.posting > 0) this.#unknowable += 1;
    // Which incident a look is for is not known here: it may be any.
    if (verb.startsWith('slack.conversations') && kind === 'denied') this.#unknowable += 1;
    if (verb === 'slack.chat.postMessage' && isAmbiguous(kind)) {
      this.#ambiguous.set(about, (this.#ambiguous.get(about) ?? 0) + 1);
    }
    if (kind === 'denied') this.changing.denied(process, verb, about);
  }

  looked(process: Process, thing: string, broken: boolean): void {
    this.changing.looked(process, thing, broken);
  }

  asked(process: Process, change: Change): void {
    this.changing.asked(process, change);
  }

  changed(change: Change): void {
    this.world.look(true);
    this.changing.changed(change);
  }

  committed(process: Process, before: Incident | undefined, after: Incident): void {
    this.told.committed(after);
    this.outputs.stored(before, after);
    this.changing.committed(process, before, after);
    // By its own clock the lease was over; its holder may be telling people at this very moment.
    const mine = after.lease?.holder === process.name;
    const other = before?.lease?.holder !== undefined && before.lease.holder !== process.name;
    if (mine && other && this.#parts.isAtWork(before.lease.holder)) this.#unknowable += 1;
    const attempts = Math.max(0, ...madeIn(after).map(one => one.attempt));
    const name = (attempt: number) => `${after.id}/${after.work.run}/${attempt}`;
    const use = after.work.approval?.use;
    if (use?.kind === 'attempt') this.#approved.add(name(use.attempt));
    // A fourth is a person's to say yes to (I9).
    if (attempts > 3 && !this.#approved.has(name(attempts))) {
      this.#broken('I5', `${after.id}: attempt ${attempts}`);
    }
    if (before === undefined) return;
    this.#judgeAnswerKept(before, after);
    if (after.work.repairs.length > before.work.repairs.length) this.#judgeRepairs(after);
    if (after.outbox.revision < before.outbox.revision)
      this.#broken('I13', `${after.id}: its revision went back`);
    if (after.intake.entries.count < before.intake.entries.count)
      this.#broken('I1', `${after.id}: lost entries`);
    if (before.work.actions.length > after.work.actions.length) {
      this.#broken('I3', `${after.id}: a record of an action is gone`);
    }
  }

  /** I9: what a person has said stays, as long as what it was said of is open. */
  #judgeAnswerKept(before: Incident, after: Incident): void {
    const given = before.work.approval?.at;
    if (given === undefined || standing(before.state) === 'closed') return;
    // What nobody said need not stay: who holds the lease does not look for it.
    if (this.changing.isForged) return;
    if (before.work.run !== after.work.run || (after.work.approval?.at ?? -1) >= given) return;
    this.#broken('I9', `${after.id}: an answer was written over`);
  }

  /** The findings of a history that has come to rest, or ran out of its time. */
  end(path: Path, quarrels: boolean, forged: number): readonly string[] {
    const doubts = {
      ...{world: this.world, faulty: this.#faulty},
      ...{unknowable: this.#unknowable, ambiguous: this.#ambiguous},
      silences: this.silences,
    };
    const rest = new AtRest(this.#parts, doubts, finding => {
      this.violations.push(finding);
    });
    rest.judge(path, quarrels, forged);
    this.world.look();
    this.violations.push(...this.told.end());
    return this.violations;
  }

  /** A repair was verified: somebody who undoes them must have been noticed before this one. */
  #judgeRepairs(incident: Incident): void {
    const {id, work} = incident;
    const {repairs, run} = work;
    // Where a person says yes to each, whoever says it knows of the fight (I9).
    const attempt = Math.max(0, ...madeIn(incident).map(one => one.attempt));
    if (this.#parts.mode === 'approve' || this.#approved.has(`${id}/${run}/${attempt}`)) return;
    const now = this.#parts.now();
    if (within(repairs, halfHour, now) > 1) this.#broken('I19', `${id}: 2 repairs in 30 min`);
    if (within(repairs, sixHours, now) > 2) this.#broken('I19', `${id}: 3 repairs in 6 h`);
  }

  /** A revision was shown in a root. */
  #showed(message: Posted): void {
    this.world.look();
    // That something is silenced is no incident's message.
    if (message.incident.startsWith('silence/')) return;
    const lie = this.told.showed(message);
    if (lie !== undefined) this.violations.push(lie);
    const last = message.shown.at(-1);
    const incident = this.#parts.durable.all().find(one => wireId(one.id) === message.incident);
    if (last === undefined) return;
    if (incident !== undefined) {
      this.#judgeTurns(incident.target.project, last.sent);
      const told = this.silences.showing(last.by, incident);
      if (told !== undefined) this.violations.push(told);
      if (!this.#faulty && this.silences.isBelated(message, incident, this.world)) {
        this.#broken('I32', `${incident.id} was over in a silence, and is told behind it`);
      }
    }
    const durable = incident?.outbox.revision ?? 0;
    if (last.revision > durable) {
      this.#broken('I11', `${message.incident}: shows ${last.revision}, stored is ${durable}`);
    }
    const before = message.shown.at(-2);
    const overtaken = this.#unknowable > 0 && last.by !== before?.by;
    if (before !== undefined && last.revision < before.revision && !overtaken) {
      this.#broken('I13', `${message.incident}: ${before.revision} then ${last.revision}`);
    }
  }

  /** I18: a turn of one minute may still be shown in the next, so that any sixty seconds see those of three. */
  #judgeTurns(project: string, sent: number): void {
    const {messagesPerMinute = Infinity} = this.#parts;
    const times = [...(this.#shows.get(project) ?? []), sent];
    this.#shows.set(project, times);
    // What was sent first may be there last.
    const ends = times.filter(end => end >= sent && end < sent + minute);
    const shown = Math.max(
      ...ends.map(end =>
        within(
          times.filter(one => one <= end),
          minute,
          end,
        ),
      ),
    );
    if (shown > 3 * messagesPerMinute + this.#stalls) {
      this.#broken('I18', `${project}: ${shown} messages in a minute`);
    }
  }

  #broken(invariant: string, what: string): void {
    this.violations.push(`${invariant}: ${what}`);
  }
}

/** What was made in the run of an incident that goes on. */
function madeIn({work: {actions, run}}: Incident): readonly ActionRecord[] {
  return actions.filter(one => one.run === run);
}
