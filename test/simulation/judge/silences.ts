import type {Incident} from '../../../functions/core/incident/incident.ts';
import type {Process} from '../play/process.ts';
import type {Posted} from '../world/slack.ts';
import {isOverState} from './stored.ts';
import type {World} from './world.ts';

/** The mark by which people silence something. */
export const silencesMark = 'silences';

/** A project that a person has silenced. Times: epoch ms. */
interface Span {
  readonly project: string;
  readonly from: number;
  until: number;
  /** Its place in the order of what happened. */
  readonly order: number;
}

/** What was over so shortly behind a silence was over when it ended. */
const lookMs = 30_000;

/**
 * Watches what people have silenced (I32): whoever takes an incident while its project is silenced, and can know
 * of it, changes and tells nothing; of what was over by the end nothing is told then.
 */
export class Silences {
  readonly #now: () => number;
  /** How far apart clocks may be, ms. */
  readonly #skew: number;
  readonly #spans: Span[] = [];
  readonly #took = new Map<string, number>();
  /** When a process read last what is silenced, and when such a read failed last. */
  readonly #looked = new Map<Process, number>();
  readonly #blind = new Map<Process, number>();
  #order = 0;

  constructor(now: () => number, skew: number) {
    this.#now = now;
    this.#skew = skew;
  }

  silenced(project: string, until: number): void {
    this.#spans.push({project, from: this.#now(), until, order: (this.#order += 1)});
  }

  /** A person ended all that holds. */
  ended(): void {
    for (const span of this.#spans) span.until = Math.min(span.until, this.#now());
  }

  took(process: Process, incident: string): void {
    this.#took.set(`${process.name} ${incident}`, (this.#order += 1));
  }

  read(process: Process, name: string): void {
    if (name === silencesMark) this.#looked.set(process, (this.#order += 1));
  }

  /** A read of what is silenced failed: then nobody is kept in the dark. */
  blinded(process: Process): void {
    this.#blind.set(process, (this.#order += 1));
  }

  /** When the last silence of a project ends that began by then; -Infinity: there is none. */
  endFor(project: string, begun: number): number {
    const spans = this.#spans.filter(one => one.project === project && one.from <= begun);
    return Math.max(-Infinity, ...spans.map(one => one.until));
  }

  /** What is wrong with a change. */
  changing(process: Process, incident: string, project: string): string | undefined {
    const took = this.#tookOf(process, incident);
    if ((this.#looked.get(process) ?? -1) < took) {
      return `I32: ${incident}: did not look whether it is silenced`;
    }
    return this.#holds(project, took) ? `I32: ${incident}: changed while silenced` : undefined;
  }

  /** What is wrong with a message that is shown. */
  showing(process: Process, {id, target, intake}: Incident): string | undefined {
    const took = this.#tookOf(process, id);
    const isBlind = (this.#blind.get(process) ?? -1) >= took;
    const projects = [target, ...intake.symptoms.map(one => one.target)].map(one => one.project);
    return !isBlind && projects.every(project => this.#holds(project, took))
      ? `I32: ${id}: told while silenced`
      : undefined;
  }

  /** Whether a first message is about what began and was over within a silence. */
  isBelated(
    {shown}: Posted,
    {openedAt, work, state, target: {project}}: Incident,
    world: World,
  ): boolean {
    if (shown.length !== 1 || !isOverState(state)) return false;
    return this.#spans.some(
      one =>
        one.project === project &&
        openedAt >= one.from &&
        // Stamps are by the clock of whoever looked; what was mended behind it, the world knows.
        work.changedAt <= one.until + lookMs + this.#skew &&
        healedBy(world, project, one.until),
    );
  }

  /** Whether what is over may never have been told: it was over before a silence was. */
  mayStayUntold({state, openedAt, work, target}: Incident, world: World): boolean {
    if (!isOverState(state)) return false;
    return this.#spans.some(
      one =>
        one.project === target.project &&
        openedAt <= one.until &&
        work.changedAt >= one.from - this.#skew &&
        // What no look has ever seen broken, and the repair of its cause has healed since, its cause has told.
        (state === 'no-action' || healedBy(world, target.project, one.until)),
    );
  }

  #tookOf(process: Process, incident: string): number {
    return this.#took.get(`${process.name} ${incident}`) ?? 0;
  }

  #holds(project: string, took: number): boolean {
    const late = this.#now() + this.#skew;
    return this.#spans.some(one => one.project === project && one.order < took && late < one.until);
  }
}

/** Whether all that ever was broken in a project was well again by then. */
function healedBy({spells}: World, project: string, time: number): boolean {
  return spells
    .filter(spell => spell.place.split('/')[0] === project)
    .every(spell => (spell.until ?? Infinity) <= time);
}
