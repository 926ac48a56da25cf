import {at} from '../core/json.ts';
import {CallError} from '../core/error.ts';
import {beaten, type Beats, type HeartbeatFact, heartbeatOf} from '../core/heartbeat.ts';
import type {Mark} from '../core/ports.ts';
import type {Deps, Looking} from './deps.ts';
import {sideBySide} from './side-by-side.ts';

/** The scheduler is not exact to the second: a sweep this much early sends the beat as well. */
const earlySeconds = 20;

/**
 * Sends a beat to the log of each watched project whose last one is old enough. One that cannot be
 * sent is logged, is not counted as sent, and is tried again by the next sweep.
 */
export async function beat(deps: Deps): Promise<void> {
  const every = spacing(deps);
  if (every === undefined) return;
  await sideBySide(deps.settings.projects, async ({id}) => {
    try {
      await beatOf(deps, id, every);
    } catch (error) {
      deps.log.error('no heartbeat was sent; the next sweep tries again', {
        project: id,
        failure: error instanceof CallError ? error.facts.failure : 'store',
        error: error instanceof Error ? error.message : String(error),
      });
    }
  });
}

async function beatOf(deps: Deps, project: string, every: number): Promise<void> {
  const now = deps.clock.now();
  const mark = await deps.store.mark(beatMark(project));
  const before = beatsOf(mark);
  const early = Math.min(deps.timing.seconds(earlySeconds), every / 2);
  if (before !== undefined && now - before.sentAt < every - early) return;
  const pulse = await pulseOf(deps, project);
  const {kind} = await deps.pulse.beat(project, now);
  if (kind !== 'accepted') return;
  const value = {...beaten(before, pulse, now, every)};
  // Whoever was faster has sent a beat as well, and has remembered it.
  await deps.store.setMark({name: beatMark(project), version: (mark?.version ?? 0) + 1, value});
}

/** How the heartbeat of a project fares, as far as the store knows. */
export async function heartbeatFact(deps: Looking, project: string): Promise<HeartbeatFact> {
  const every = spacing(deps);
  if (every === undefined) return {kind: 'off'};
  const beats = beatsOf(await deps.store.mark(beatMark(project)));
  return heartbeatOf(beats, await pulseOf(deps, project), deps.clock.now(), every);
}

/** Milliseconds between two beats; undefined: none are sent. */
export function spacing({settings, timing}: Pick<Deps, 'settings' | 'timing'>): number | undefined {
  const {heartbeat} = settings;
  return heartbeat === undefined ? undefined : timing.seconds(heartbeat.minutes * 60);
}

/** Where the newest beat of a project that has come back is remembered. */
export function pulseMark(project: string): string {
  return `pulse/${project}`;
}

/** The time of the beat that a pulse mark holds. */
export function pulseIn(mark: Mark | undefined): number | undefined {
  const beat = at(mark?.value, 'beat');
  return typeof beat === 'number' ? beat : undefined;
}

async function pulseOf(
  {store}: Pick<Looking, 'store'>,
  project: string,
): Promise<number | undefined> {
  return pulseIn(await store.mark(pulseMark(project)));
}

function beatMark(project: string): string {
  return `beat/${project}`;
}

function beatsOf(mark: Mark | undefined): Beats | undefined {
  const [sentAt, from] = [at(mark?.value, 'sentAt'), at(mark?.value, 'from')];
  return typeof sentAt === 'number' && typeof from === 'number' ? {sentAt, from} : undefined;
}
