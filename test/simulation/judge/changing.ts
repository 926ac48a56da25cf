import type {Approval} from '../../../functions/core/incident/approval.ts';
import type {ActionRecord, Incident} from '../../../functions/core/incident/incident.ts';
import {fleet, shop} from '../../support/cloud/harbor.ts';
import {type Change, thingOf} from '../world/changes.ts';
import type {PressedVerb} from '../paths/path.ts';
import type {Process} from '../play/process.ts';
import {actionsOfCall, isIntended, isRisky, isUndo, wrongDifference, wrongIn} from './allowed.ts';
import type {Scene} from './scene.ts';
import type {Silences} from './silences.ts';
import {pauseMark} from './stored.ts';
import {halfHour, sixHours, skew, within} from './times.ts';

/** An effect that was written down before it is made. */
interface Intent {
  readonly incident: string;
  readonly run: string;
  readonly record: ActionRecord;
  readonly order: number;
  readonly approval: Approval | undefined;
  readonly plan: string | undefined;
}

/** A person's press of a button, by the person's own account. */
interface Click {
  readonly incident: string;
  readonly verb: PressedVerb;
  /** What the history calls them. */
  readonly who: string;
  /** The first digits of the plan that stood beside the button. */
  readonly plan: string;
  readonly at: number;
}

/** So long a click may take until it is written down: a process is frozen, and every write is lost once. */
const slowest = 3 * 400_000;

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

/**
 * Watches what is read, written down, asked for and changed: no change without a look, an intent and,
 * where it needs one, a person's yes (I3 to I6, I8 to I10, I15 to I19, I25).
 */
export class Changing {
  readonly #scene: Scene & {readonly silences: Silences};
  readonly #broken: (finding: string) => void;
  readonly #looks = new Map<Process, Looks>();
  /** Incident runs whose change was refused for good, and when. */
  readonly #refused = new Map<string, number>();
  readonly #asked = new Map<string, number>();
  readonly #changes = new Map<string, number[]>();
  /** When changes were made, by project. */
  readonly #ofProject = new Map<string, number[]>();
  readonly #answers: {readonly incident: string; readonly approval: Approval}[] = [];
  readonly #clicks: Click[] = [];
  /** What people had taken back, and how often, and what of it was not made again. */
  readonly #takenBack = new Map<string, number>();
  readonly #gone = new Set<string>();
  /** The run and attempt that each approval served. */
  readonly #used = new Map<string, string>();
  readonly #lookedForPause = new Map<Process, number>();
  #pausedSince = Infinity;
  #isForged = false;
  #order = 0;

  constructor(scene: Scene & {readonly silences: Silences}, broken: (finding: string) => void) {
    this.#scene = scene;
    this.#broken = broken;
  }

  /** How often the world was changed, by what. */
  get changes(): ReadonlyMap<string, readonly number[]> {
    return this.#changes;
  }

  /** Whether a change was refused for good. */
  get refused(): boolean {
    return this.#refused.size > 0;
  }

  /** Whether somebody wrote an answer into incidents that nobody gave. */
  get isForged(): boolean {
    return this.#isForged;
  }

  looked(process: Process, thing: string, broken: boolean): void {
    this.#of(process).seen.set(thing, {broken, order: (this.#order += 1)});
  }

  committed(process: Process, before: Incident | undefined, after: Incident): void {
    const looks = this.#of(process);
    const {took, intents} = looks;
    if (after.reason.kind === 'approval-unproven' && !this.#isForged) {
      this.#broken(`I31: ${after.id}: a person's answer is called forged`);
    }
    if (after.lease?.holder !== process.name) return;
    if (isTaken(process, before, after, this.#scene.now())) {
      took.set(after.id, (this.#order += 1));
      this.#scene.silences.took(process, after.id);
      intents.delete(after.id);
      // A refusal whose run broke off before it was stored is forgotten: the next one asks again.
      looks.denied.delete(after.id);
    }
    const last = after.work.actions.at(-1);
    const added = after.work.actions.length > (before?.work.actions.length ?? 0);
    if (added && last !== undefined && last.result === undefined) {
      const order = (this.#order += 1);
      looks.denied.delete(after.id);
      const {approval, plan} = after.work;
      intents.set(after.id, {
        ...{incident: after.id, run: runOf(after), record: last, order},
        ...{approval, plan: plan?.hash},
      });
    } else if (last?.result !== undefined) intents.delete(after.id);
    const concluded = after.state === 'blocked' || after.state === 'diagnosing';
    if (concluded && last?.result !== undefined && looks.denied.delete(after.id)) {
      // From here on everybody can know.
      this.#refused.set(runOf(after), (this.#order += 1));
    }
  }

  /** A person answered a plan. */
  answered(incident: string, approval: Approval): void {
    this.#answers.push({incident, approval});
  }

  /** A person pressed a button, and said yes or no in its dialog. */
  clicked(click: Click): void {
    this.#clicks.push(click);
  }

  /** Somebody writes an answer into incidents that nobody gave. */
  forged(): void {
    this.#isForged = true;
  }

  /** A person paused everything, or ended that. */
  paused(since: boolean): void {
    this.#pausedSince = since ? (this.#order += 1) : Infinity;
  }

  /** A process looked whether there is a pause. */
  read(process: Process, name: string): void {
    this.#scene.silences.read(process, name);
    if (name === pauseMark) this.#lookedForPause.set(process, (this.#order += 1));
  }

  /** I17: whoever has seen a pause, or began after it, makes no change. */
  #judgePause(process: Process, incident: string): void {
    const looked = this.#lookedForPause.get(process);
    const took = this.#of(process).took.get(incident) ?? 0;
    if (looked === undefined || looked < took) {
      this.#broken(`I17: ${incident}: did not look whether there is a pause`);
    } else if (looked > this.#pausedSince) this.#broken(`I17: ${incident}: changed in a pause`);
  }

  /** I25: changes of one project's services never overlap, so that each has its turn. */
  #judgeTurn(process: Process, project: string, {incident, record}: Intent): void {
    const {durable, now, messagesPerMinute} = this.#scene;
    // Between clocks that are minutes apart a turn may be over for one and not for another.
    if (messagesPerMinute === undefined) return;
    // One that was frozen since it had its turn goes on, and repeats what another has done meanwhile.
    if (process.frozenUntil > record.intendedAt) return;
    const mark = durable.marks.get(`alone/${project}/${record.action}`)?.value;
    const held = mark?.['incident'] === incident && Number(mark['until']) > now();
    if (!held) this.#broken(`I25: ${incident}: changed services of ${project} out of its turn`);
  }

  /** I9: one unexpired yes of a person to this very plan came first, and it served no other attempt. */
  #judgeApproval({incident, record, approval, plan}: Intent): void {
    const given = this.#answers.findLast(
      one => one.incident === incident && one.approval.at === approval?.at,
    )?.approval;
    const isSaid = given?.answer === 'approved' && given.plan === plan;
    if (!isSaid && !this.#isClicked(incident, approval, plan)) {
      this.#broken(`I9: ${incident}: a change that nobody approved`);
      return;
    }
    const saidAt = given?.at ?? approval?.at ?? 0;
    if (record.intendedAt - saidAt > halfHour + 2 * skew) {
      this.#broken(`I9: ${incident}: an approval that had run out`);
    }
    const key = `${incident}/${saidAt}`;
    const attempt = `${record.run}/${record.attempt}`;
    const used = this.#used.get(key) ?? attempt;
    this.#used.set(key, used);
    if (used !== attempt) this.#broken(`I9: ${incident}: one approval, two attempts`);
  }

  /**
   * I10: as many different people as it takes have pressed yes beside this very plan, each within the half hour, and
   * the last of them when the answer was given: what was pressed before is no answer to what is asked now.
   */
  #isClicked(incident: string, approval: Approval | undefined, plan = ''): boolean {
    if (approval === undefined) return false;
    const {people, votes} = this.#scene.consent ?? {people: [], votes: 1};
    const names = new Set(approval.by.split(', '));
    const mine = this.#clicks.filter(
      one =>
        one.incident === incident &&
        one.verb === 'approve' &&
        one.plan !== '' &&
        plan.startsWith(one.plan) &&
        names.has(one.who) &&
        approval.at - one.at <= halfHour + 2 * skew + slowest,
    );
    const isNew = mine.some(one => Math.abs(approval.at - one.at) <= skew + slowest);
    const all = [...names].every(
      name => people.includes(name) && mine.some(one => one.who === name),
    );
    return isNew && all && names.size >= votes;
  }

  asked(process: Process, change: Change): void {
    if (this.#scene.mode === 'observe') this.#broken(`I16: a change in mode ${this.#scene.mode}`);
    if (this.#scene.frozen.includes(thingOf(change))) {
      this.#broken(`I16: ${thingOf(change)} was to be left alone`);
    }
    for (const finding of wrongIn(change)) this.#broken(finding);
    const {seen, took, intents} = this.#of(process);
    const intent = [...intents.values()].find(one => isIntended(one.record, change));
    if (intent === undefined) {
      this.#broken(`I3: ${process.name}: ${change.kind} of ${change.project} without an intent`);
      return;
    }
    this.#judgePause(process, intent.incident);
    const hushed = this.#scene.silences.changing(process, intent.incident, change.project);
    if (hushed !== undefined) this.#broken(hushed);
    if (change.kind === 'service') this.#judgeTurn(process, change.project, intent);
    const isBack = isUndo(change);
    const wasBack = !isBack && this.#gone.has(thingOf(change));
    if (isBack) this.#judgeUndo(intent);
    if (this.#scene.mode === 'approve' || isRisky(change) || wasBack) this.#judgeApproval(intent);
    const asked = (this.#asked.get(intent.run) ?? 0) + 1;
    this.#asked.set(intent.run, asked);
    if (asked > 15) this.#broken(`I5: ${intent.run}: asked ${asked} times`);
    // A process that was frozen since before the refusal does not know of it.
    if (intent.order > (this.#refused.get(intent.run) ?? Infinity))
      this.#broken(`I15: ${intent.run}: asked again`);
    const look = seen.get(thingOf(change));
    const isSeen = look !== undefined && look.broken !== isBack;
    if (!isSeen || look.order < (took.get(intent.incident) ?? 0)) {
      const said = isBack ? 'well' : 'broken';
      this.#broken(`I4: ${thingOf(change)}: no look of this attempt said ${said}`);
    }
  }

  /** I33: nothing is taken back but on the wish of somebody whom the configuration knows. */
  #judgeUndo({incident}: Intent): void {
    const isAsked = this.#clicks.some(
      one =>
        one.incident === incident && one.verb === 'undo' && this.#scene.known.includes(one.who),
    );
    if (!isAsked) this.#broken(`I33: ${incident}: taken back, and nobody asked for it`);
  }

  changed(change: Change): void {
    const thing = thingOf(change);
    if (isUndo(change)) {
      this.#takenBack.set(thing, (this.#takenBack.get(thing) ?? 0) + 1);
      this.#gone.add(thing);
      this.#judgeBudget(change.project);
      return;
    }
    this.#gone.delete(thing);
    const times = [...(this.#changes.get(thing) ?? []), this.#scene.now()];
    this.#changes.set(thing, times);
    this.#judgeBudget(change.project);
    const due = (this.#scene.cloud.broken.get(thing) ?? 0) + (this.#takenBack.get(thing) ?? 0);
    if (times.length > due)
      this.#broken(`I5: ${thing}: changed ${times.length} times, broken ${due}`);
    if (within(times, sixHours, this.#scene.now()) > 3) this.#broken(`I19: ${thing}: 4 in 6 h`);
    if (change.kind === 'policy') {
      for (const finding of wrongDifference(change.before, change.after)) this.#broken(finding);
    }
  }

  #judgeBudget(project: string): void {
    const {now, repairsPerHour} = this.#scene;
    const times = [...(this.#ofProject.get(project) ?? []), now()];
    this.#ofProject.set(project, times);
    // What was counted when it was intended may be made a while later, or by a clock that is off.
    if (within(times, 2 * halfHour - 2 * skew, now()) > repairsPerHour) {
      this.#broken(`I18: ${project}: more than ${repairsPerHour} changes in an hour`);
    }
  }

  /** A call of an effect was refused: what it asks for, or the read that it rests on. */
  denied(process: Process, verb: string, about: string): void {
    const actions = actionsOfCall(verb);
    if (actions.length === 0) return;
    const {intents, denied} = this.#of(process);
    for (const {incident, record} of intents.values()) {
      const {project} = record.params;
      const isOther = [fleet.id, shop.id].some(id => id !== project && about.startsWith(id));
      if (actions.includes(record.action) && !isOther) denied.add(incident);
    }
  }

  #of(process: Process): Looks {
    const known = this.#looks.get(process);
    if (known !== undefined) return known;
    const fresh: Looks = {seen: new Map(), took: new Map(), intents: new Map(), denied: new Set()};
    this.#looks.set(process, fresh);
    return fresh;
  }
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
