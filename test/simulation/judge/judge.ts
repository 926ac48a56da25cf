import type {Mode} from '../../../functions/core/config/settings.ts';
import type {Approval} from '../../../functions/core/incident/approval.ts';
import type {ActionRecord, Incident} from '../../../functions/core/incident/incident.ts';
import {fleet, shop} from '../../support/cloud/harbor.ts';
import {type Change, thingOf, type Watcher} from '../changes.ts';
import type {BreakingCloud} from '../cloud.ts';
import {type FaultKind, isAmbiguous} from '../faults.ts';
import type {Path} from '../paths/path.ts';
import type {Process} from '../process.ts';
import type {Posted, Slack} from '../slack.ts';
import type {Durable} from '../store.ts';
import {actionOfCall, isIntended, isRisky, wrongDifference, wrongIn} from './allowed.ts';
import {Outputs} from './outputs.ts';
import {at, causeOf, dueAt, pauseMark, standing, wireId} from './stored.ts';
import {type Duty, Told} from './told.ts';
import {World} from './world.ts';

/** An effect that was written down before it is made. */
interface Intent {
  readonly incident: string;
  readonly run: string;
  readonly record: ActionRecord;
  readonly order: number;
  readonly approval: Approval | undefined;
  readonly plan: string | undefined;
}

/** What a process knows by its own reads. */
interface Looks {
  /** What was read last of a thing, and when. */
  readonly seen: Map<string, {readonly broken: boolean; readonly order: number}>;
  /** When the process took each incident. */
  readonly took: Map<string, number>;
  readonly intents: Map<string, Intent>;
  /** Incidents whose change was refused for good, until that is stored. */
  readonly denied: Set<string>;
}

/** What the judge looks at. */
export interface Scene {
  readonly mode: Mode;
  readonly repairsPerHour: number;
  /** Things that the configuration lets nobody change. */
  readonly frozen: readonly string[];
  /** Absent: clocks are minutes apart, and so are their minutes. */
  readonly messagesPerMinute?: number;
  readonly cloud: BreakingCloud;
  readonly durable: Durable;
  readonly slack: Slack;
  readonly now: () => number;
  /** What is to be told, and how soon. */
  readonly duty: Duty;
  /** When the history began. */
  readonly began: number;
  /** Whether the process of that name lives and may not know yet that its lease is over. */
  readonly isAtWork: (name: string) => boolean;
}

const halfHour = 30 * 60 * 1000;
const sixHours = 12 * halfHour;
const minute = halfHour / 30;
/** How far off a clock may be, each way. */
const skew = halfHour / 6;

/**
 * Watches a history and says which law was broken: each finding begins with the name of its
 * invariant, I1 to I25 as in docs/testing.md.
 */
export class Judge implements Watcher {
  readonly violations: string[] = [];
  readonly #parts: Scene;
  readonly #looks = new Map<Process, Looks>();
  /** Incident runs whose change was refused for good, and when. */
  readonly #refused = new Map<string, number>();
  readonly #asked = new Map<string, number>();
  readonly #changes = new Map<string, number[]>();
  /** When changes were made, by project. */
  readonly #ofProject = new Map<string, number[]>();
  readonly #answers: {readonly incident: string; readonly approval: Approval}[] = [];
  /** The run and attempt that each approval served. */
  readonly #used = new Map<string, string>();
  readonly #lookedForPause = new Map<Process, number>();
  #pausedSince = Infinity;
  /** Chat calls whose end nobody knows, by incident, and those that no incident names. */
  readonly #ambiguous = new Map<string, number>();
  /** Stalled calls, refused looks, and leases that were taken from somebody alive. */
  #unknowable = 0;
  /** Processes that were frozen: each tells late what it took a turn for. */
  #stalls = 0;
  /** When something that was shown was sent, by project. */
  readonly #shows = new Map<string, number[]>();
  /** Whether anything but the chat has failed. */
  #faulty = false;
  readonly world: World;
  readonly told: Told;
  readonly outputs = new Outputs(finding => {
    this.violations.push(finding);
  });
  #order = 0;

  constructor(parts: Scene) {
    this.#parts = parts;
    this.world = new World(parts.cloud, parts.now);
    this.told = new Told({...parts, world: this.world});
    parts.slack.sent = body => {
      this.outputs.posted(body);
    };
    parts.slack.showed = message => {
      this.#showed(message);
    };
  }

  /** How often the world was changed, by what. */
  get changes(): ReadonlyMap<string, readonly number[]> {
    return this.#changes;
  }

  /** Whether a change was refused for good. */
  get refused(): boolean {
    return this.#refused.size > 0;
  }

  faulted(process: Process, verb: string, about: string, kind: FaultKind, until: number): void {
    this.told.faulted(verb, kind, until);
    this.#faulty = true;
    if (kind === 'stall') this.#stalls += 1;
    if (kind === 'stall' && process.posting > 0) this.#unknowable += 1;
    // Which incident a look is for is not known here: it may be any.
    if (verb.startsWith('slack.conversations') && kind === 'denied') this.#unknowable += 1;
    if (verb === 'slack.chat.postMessage' && isAmbiguous(kind)) {
      this.#ambiguous.set(about, (this.#ambiguous.get(about) ?? 0) + 1);
    }
    if (kind === 'denied') this.#denied(process, verb, about);
  }

  looked(process: Process, thing: string, broken: boolean): void {
    this.#of(process).seen.set(thing, {broken, order: (this.#order += 1)});
  }

  committed(process: Process, before: Incident | undefined, after: Incident): void {
    this.told.committed(after);
    this.outputs.stored(before, after);
    const looks = this.#of(process);
    const {took, intents} = looks;
    const mine = after.lease?.holder === process.name;
    if (mine && isTaken(process, before, after, this.#parts.now())) {
      took.set(after.id, (this.#order += 1));
      intents.delete(after.id);
      // A refusal whose run broke off before it was stored is forgotten: the next one asks again.
      looks.denied.delete(after.id);
    }
    // By its own clock the lease was over; its holder may be telling people at this very moment.
    const other = before?.lease?.holder !== undefined && before.lease.holder !== process.name;
    if (mine && other && this.#parts.isAtWork(before.lease.holder)) this.#unknowable += 1;
    const last = after.work.actions.at(-1);
    const added = after.work.actions.length > (before?.work.actions.length ?? 0);
    if (mine && added && last !== undefined && last.result === undefined) {
      const order = (this.#order += 1);
      looks.denied.delete(after.id);
      const {approval, plan} = after.work;
      intents.set(after.id, {
        ...{incident: after.id, run: runOf(after), record: last, order},
        ...{approval, plan: plan?.hash},
      });
    } else if (mine && last?.result !== undefined) intents.delete(after.id);
    const concluded = after.state === 'blocked' || after.state === 'diagnosing';
    if (mine && concluded && last?.result !== undefined && looks.denied.delete(after.id)) {
      // From here on everybody can know.
      this.#refused.set(runOf(after), (this.#order += 1));
    }
    const attempts = Math.max(0, ...madeIn(after).map(one => one.attempt));
    if (attempts > 3) this.#broken('I5', `${after.id}: attempt ${attempts}`);
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
    if (before.work.run !== after.work.run || (after.work.approval?.at ?? -1) >= given) return;
    this.#broken('I9', `${after.id}: an answer was written over`);
  }

  /** A person answered a plan. */
  answered(incident: string, approval: Approval): void {
    this.#answers.push({incident, approval});
  }

  /** A person paused everything, or ended that. */
  paused(since: boolean): void {
    this.#pausedSince = since ? (this.#order += 1) : Infinity;
  }

  /** A process looked whether there is a pause. */
  read(process: Process, name: string): void {
    if (name === pauseMark) this.#lookedForPause.set(process, (this.#order += 1));
  }

  /** I17: whoever has seen a pause, or began after it, makes no change. */
  #judgePause(process: Process, incident: string): void {
    const looked = this.#lookedForPause.get(process);
    const took = this.#of(process).took.get(incident) ?? 0;
    if (looked === undefined || looked < took) {
      this.#broken('I17', `${incident}: did not look whether there is a pause`);
    } else if (looked > this.#pausedSince) this.#broken('I17', `${incident}: changed in a pause`);
  }

  /** I25: changes of one project's services never overlap, so that each has its turn. */
  #judgeTurn(process: Process, project: string, {incident, record}: Intent): void {
    const {durable, now, messagesPerMinute} = this.#parts;
    // Between clocks that are minutes apart a turn may be over for one and not for another.
    if (messagesPerMinute === undefined) return;
    // One that was frozen since it had its turn goes on, and repeats what another has done meanwhile.
    if (process.frozenUntil > record.intendedAt) return;
    const mark = durable.marks.get(`alone/${project}/enable-service`)?.value;
    const held = mark?.['incident'] === incident && Number(mark['until']) > now();
    if (!held) this.#broken('I25', `${incident}: changed services of ${project} out of its turn`);
  }

  /** I9: one unexpired yes of a person to this very plan came first, and it served no other attempt. */
  #judgeApproval({incident, record, approval, plan}: Intent): void {
    const given = this.#answers.findLast(
      one => one.incident === incident && one.approval.at === approval?.at,
    )?.approval;
    if (given?.answer !== 'approved' || given.plan !== plan) {
      this.#broken('I9', `${incident}: a change that nobody approved`);
      return;
    }
    if (record.intendedAt - given.at > halfHour + 2 * skew) {
      this.#broken('I9', `${incident}: an approval that had run out`);
    }
    const key = `${incident}/${given.at}`;
    const attempt = `${record.run}/${record.attempt}`;
    const used = this.#used.get(key) ?? attempt;
    this.#used.set(key, used);
    if (used !== attempt) this.#broken('I9', `${incident}: one approval, two attempts`);
  }

  asked(process: Process, change: Change): void {
    if (this.#parts.mode === 'observe') this.#broken('I16', `a change in mode ${this.#parts.mode}`);
    if (this.#parts.frozen.includes(thingOf(change))) {
      this.#broken('I16', `${thingOf(change)} was to be left alone`);
    }
    this.violations.push(...wrongIn(change));
    const {seen, took, intents} = this.#of(process);
    const intent = [...intents.values()].find(one => isIntended(one.record, change));
    if (intent === undefined) {
      this.#broken('I3', `${process.name}: ${change.kind} of ${change.project} without an intent`);
      return;
    }
    this.#judgePause(process, intent.incident);
    if (change.kind === 'service') this.#judgeTurn(process, change.project, intent);
    if (this.#parts.mode === 'approve' || isRisky(change)) this.#judgeApproval(intent);
    const asked = (this.#asked.get(intent.run) ?? 0) + 1;
    this.#asked.set(intent.run, asked);
    if (asked > 15) this.#broken('I5', `${intent.run}: asked ${asked} times`);
    // A process that was frozen since before the refusal does not know of it.
    if (intent.order > (this.#refused.get(intent.run) ?? Infinity))
      this.#broken('I15', `${intent.run}: asked again`);
    const look = seen.get(thingOf(change));
    if (look === undefined || !look.broken || look.order < (took.get(intent.incident) ?? 0)) {
      this.#broken('I4', `${thingOf(change)}: no look of this attempt said broken`);
    }
  }

  changed(process: Process, change: Change): void {
    this.world.look(true);
    const thing = thingOf(change);
    // No version fences a restart: one that is sent by a process that was frozen comes on top.
    const intents = [...this.#of(process).intents.values()];
    const isLate = intents.some(one => process.frozenUntil > one.record.intendedAt);
    if (change.kind === 'restart' && isLate) return;
    const times = [...(this.#changes.get(thing) ?? []), this.#parts.now()];
    this.#changes.set(thing, times);
    this.#judgeBudget(change.project);
    const due = this.#parts.cloud.broken.get(thing) ?? 0;
    if (times.length > due)
      this.#broken('I5', `${thing}: changed ${times.length} times, broken ${due}`);
    if (within(times, sixHours, this.#parts.now()) > 3) this.#broken('I19', `${thing}: 4 in 6 h`);
    if (change.kind === 'policy')
      this.violations.push(...wrongDifference(change.before, change.after));
  }

  #judgeBudget(project: string): void {
    const {now, repairsPerHour} = this.#parts;
    const times = [...(this.#ofProject.get(project) ?? []), now()];
    this.#ofProject.set(project, times);
    // What was counted when it was intended may be made a while later, or by a clock that is off.
    if (within(times, 2 * halfHour - 2 * skew, now()) > repairsPerHour) {
      this.#broken('I18', `${project}: more than ${repairsPerHour} changes in an hour`);
    }
  }

  /** The findings of a history that has come to rest, or ran out of its time. */
  end(path: Path, quarrels: boolean, forged: number): readonly string[] {
    const {durable} = this.#parts;
    for (const {key} of path.entries) {
      if (key === undefined) continue;
      const found = durable.latest(key);
      const distinct =
        path.entries.filter(one => one.key === key).length + (quarrels ? 1 : 0) + forged;
      if (found === undefined) this.#broken('I1', `no incident for ${key}`);
      else if (found.intake.entries.count > distinct) {
        this.#broken('I1', `${key}: ${found.intake.entries.count} entries of ${distinct}`);
      }
    }
    if (path.chatDown !== undefined) this.#judgeChatDown(path.chatDown, path.entries);
    for (const key of path.opens ?? []) {
      if (durable.latest(key) === undefined) this.#broken('I1', `no incident for ${key}`);
    }
    for (const key of path.never ?? []) {
      if (durable.latest(key) !== undefined) this.#broken('I6', `an incident for ${key}`);
    }
    if (durable.quarantine.length < path.entries.filter(one => one.junk === true).length) {
      this.#broken('I1', 'junk is lost');
    }
    for (const incident of durable.all()) {
      this.#judgeEnd(incident);
      if (
        incident.epoch + incident.work.run > 1 &&
        !quarrels &&
        path.polls !== true &&
        forged === 0
      ) {
        this.#judgeReturn(incident, path);
      }
    }
    this.world.look();
    this.violations.push(...this.told.end());
    return this.violations;
  }

  /** I14: what cannot be told is repaired all the same, once. */
  #judgeChatDown(down: number, entries: Path['entries']): void {
    const {began, duty} = this.#parts;
    // What a clock that is ahead has stored, another may take up no sooner than the chat is back.
    if (this.#faulty || duty.skew > 0) return;
    for (const {problem, place, from, until = Infinity, ours} of this.world.spells) {
      if (ours === true && until - from < 3 * minute + duty.patience && until < began + down)
        continue;
      this.#broken('I14', `${problem} of ${place} waited for the chat`);
    }
    for (const {id, key, timeline} of this.#parts.durable.all()) {
      if (!entries.some(one => one.key === key)) continue;
      const end = timeline.find(one => standing(one.state) === 'closed')?.at ?? Infinity;
      if (end >= began + down + duty.patience)
        this.#broken('I14', `${id} waited for the chat to be verified`);
    }
  }

  /** Only a sign that is newer than an incident's end opens it again. */
  #judgeReturn({id, key, timeline}: Incident, path: Path): void {
    const ends = [...this.#parts.durable.incidents.values()]
      .filter(one => one.key === key)
      .flatMap(one => one.timeline)
      .filter(item => standing(item.state) === 'closed')
      .map(item => item.at);
    const newest = this.#parts.began + Math.max(0, ...path.entries.map(one => one.after));
    if (timeline.length > 0 && newest <= Math.min(...ends)) {
      this.#broken('I23', `${id} was opened again by what had ended`);
    }
  }

  #judgeEnd(incident: Incident): void {
    const {slack} = this.#parts;
    const {id} = incident;
    if (standing(incident.state) === 'open') this.#broken('I2', `${id} is ${incident.state}`);
    if (standing(incident.state) === 'parked' && dueAt(incident) === Infinity) {
      this.#broken('I2', `${id} is ${incident.state}, and nobody looks again`);
    }
    if (incident.work.actions.some(one => one.result === undefined)) {
      this.#broken('I3', `${id}: an action of which nobody says what became of it`);
    }
    const cause = causeOf(incident);
    // What nobody looks at any more was seen healthy.
    if (cause !== undefined && incident.work.nextLook !== undefined) {
      const state = this.#parts.durable.incidents.get(cause)?.state;
      const linked = this.#parts.durable.incidents.get(cause)?.intake.symptoms ?? [];
      if (state !== 'no-action' && !linked.some(one => one.key === incident.key)) {
        this.#broken('I1', `${id} is explained by ${cause}, which does not tell it`);
      }
      if (state === undefined || state === 'no-action') {
        this.#broken('I2', `${id} is explained by ${cause}, which is ${state ?? 'not there'}`);
      }
    }
    const roots = slack.roots(wireId(id));
    const allowed = 1 + this.#unknowable + (this.#ambiguous.get(wireId(id)) ?? 0);
    if (roots.length > allowed) this.#broken('I12', `${id}: ${roots.length} roots`);
    // Told elsewhere: whether that is so is for `told.ts` to find out.
    const elsewhere = incident.state === 'suppressed' || incident.reason.kind === 'breaker-told';
    if (elsewhere && roots.length === 0) return;
    // Of two roots, which an answer that was lost may leave, one is kept true.
    const shown = Math.max(0, ...roots.map(root => root.shown.at(-1)?.revision ?? 0));
    if (shown < incident.outbox.revision) {
      this.#broken(
        'I11',
        `${id}: shows ${shown} of ${incident.outbox.revision}, ${incident.state}`,
      );
    }
    const [root] = roots;
    if (root === undefined || roots.length > 1 || allowed > 1) return;
    const notes = slack.messages
      .filter(one => one.thread === root.ts)
      .map(one => Number(at(one.metadata, 'event_payload', 'notes')));
    if (notes.some((count, index) => count <= (notes[index - 1] ?? 0))) {
      this.#broken('I12', `${id}: told notes twice: ${notes.join(', ')}`);
    }
  }

  /** A repair was verified: somebody who undoes them must have been noticed before this one. */
  #judgeRepairs({id, work: {repairs}}: Incident): void {
    const now = this.#parts.now();
    if (within(repairs, halfHour, now) > 1) this.#broken('I19', `${id}: 2 repairs in 30 min`);
    if (within(repairs, sixHours, now) > 2) this.#broken('I19', `${id}: 3 repairs in 6 h`);
  }

  /** A revision was shown in a root. */
  #showed(message: Posted): void {
    this.world.look();
    const lie = this.told.showed(message);
    if (lie !== undefined) this.violations.push(lie);
    const last = message.shown.at(-1);
    const incident = this.#parts.durable.all().find(one => wireId(one.id) === message.incident);
    if (last === undefined) return;
    if (incident !== undefined) this.#judgeTurns(incident.target.project, last.sent);
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

  /** A call of an effect was refused: what it asks for, or the read that it rests on. */
  #denied(process: Process, verb: string, about: string): void {
    const action = actionOfCall(verb);
    if (action === undefined) return;
    const {intents, denied} = this.#of(process);
    for (const {incident, record} of intents.values()) {
      const {project} = record.params;
      const isOther = [fleet.id, shop.id].some(id => id !== project && about.startsWith(id));
      if (record.action === action && !isOther) denied.add(incident);
    }
  }

  #of(process: Process): Looks {
    const known = this.#looks.get(process);
    if (known !== undefined) return known;
    const fresh: Looks = {seen: new Map(), took: new Map(), intents: new Map(), denied: new Set()};
    this.#looks.set(process, fresh);
    return fresh;
  }

  #broken(invariant: string, what: string): void {
    this.violations.push(`${invariant}: ${what}`);
  }
}

function within(times: readonly number[], span: number, now: number): number {
  return times.filter(time => time > now - span).length;
}

/**
 * Whether a commit takes a lease: nobody had it, somebody else, or a run of the same process that
 * failed. A run that was only frozen goes on, and its commits say something.
 */
function isTaken(
  {name, skew}: Process,
  before: Incident | undefined,
  after: Incident,
  now: number,
): boolean {
  if (before?.lease?.holder !== name) return true;
  const says = after.timeline !== before.timeline || after.work.actions !== before.work.actions;
  // A sign that it is told of is written by others too, and leaves the lease as it is.
  const renewed = after.lease?.until !== before.lease.until;
  return renewed && before.lease.until <= now + skew && !says;
}

function runOf({id, work: {run}}: Incident): string {
  return `${id}/${run}`;
}

/** What was made in the run of an incident that goes on. */
function madeIn({work: {actions, run}}: Incident): readonly ActionRecord[] {
  return actions.filter(one => one.run === run);
}
