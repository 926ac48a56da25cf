import {type Beats, type HeartbeatFact, heartbeatOf} from '../../../core/poll/heartbeat.ts';
import type {Store} from '../../../core/ports/ports.ts';
import type {Deps, Looking} from '../context.ts';
import {beatMark, beatsOf, pulseOf, spacing} from './marks.ts';

type Needs = Pick<Looking, 'settings' | 'store' | 'clock' | 'timing'>;

/** The scheduler is not exact to the second: a sweep this much early sends the beat as well. */
const earlySeconds = 20;

/** The beats of a project, as its marks hold them. */
export interface Known {
  /** Of the mark that holds the beats; 0: there is none yet. */
  readonly version: number;
  readonly beats: Beats | undefined;
  /** The newest beat known to have come back, epoch ms. Of one that has all its beats back there may be a newer. */
  readonly pulse: number | undefined;
}

/** Whether the next beat is due, `every` milliseconds after the last. */
export function isDue(
  beats: Beats | undefined,
  now: number,
  every: number,
  {timing}: Pick<Deps, 'timing'>,
): boolean {
  const early = Math.min(timing.seconds(earlySeconds), every / 2);
  return beats === undefined || now - beats.sentAt >= every - early;
}

/**
 * What a process knows of its projects' beats; lives as long as the process. It asks the store only for what can have
 * changed: beats do not until the next is due, whoever sends it, and one that has come back stays so. Without it
 * the heartbeats of a thousand projects are most of what the store is asked for.
 */
export class KnownBeats {
  readonly #deps: Needs;
  readonly #known = new Map<string, Known>();

  constructor(deps: Needs) {
    this.#deps = deps;
  }

  /** The beats of a project, sent every so many milliseconds. */
  async of(project: string, every: number): Promise<Known> {
    const before = this.#known.get(project);
    if (before !== undefined && this.#lasts(before, every)) {
      if (isBack(before)) return before;
      return this.#keep(project, {...before, pulse: await pulseOf(this.#deps, project)});
    }
    const mark = await this.#deps.store.mark(beatMark(project));
    const version = mark?.version ?? 0;
    if (before?.version === version && isBack(before)) return before;
    const pulse = await pulseOf(this.#deps, project);
    return this.#keep(project, {version, beats: beatsOf(mark), pulse});
  }

  /** Stores beats that come after those that are known. Whoever was faster has stored the same. */
  async set(store: Pick<Store, 'setMark'>, project: string, beats: Beats): Promise<void> {
    const before = this.#known.get(project);
    const version = (before?.version ?? 0) + 1;
    const value = {...beats, ...(beats.refused && {refused: {...beats.refused}})};
    this.#known.delete(project);
    if ((await store.setMark({name: beatMark(project), version, value})) === 'stored') {
      this.#keep(project, {version, beats, pulse: before?.pulse});
    }
  }

  /** How the heartbeat of a project fares. */
  async fact(project: string): Promise<HeartbeatFact> {
    const every = spacing(this.#deps);
    if (every === undefined) return {kind: 'off'};
    const {beats, pulse} = await this.of(project, every);
    return heartbeatOf(beats, pulse, this.#deps.clock.now(), every);
  }

  /** Whether nobody can have sent another beat, by a clock that was not put back. */
  #lasts({beats}: Known, every: number): boolean {
    const now = this.#deps.clock.now();
    return beats !== undefined && now >= beats.sentAt && !isDue(beats, now, every, this.#deps);
  }

  #keep(project: string, known: Known): Known {
    this.#known.set(project, known);
    return known;
  }
}

function isBack({beats, pulse}: Known): boolean {
  return beats !== undefined && pulse !== undefined && pulse >= beats.from;
}
