import {at} from '../../core/lib/json.ts';
import {type Beats, type HeartbeatFact, heartbeatOf} from '../../core/poll/heartbeat.ts';
import type {Mark} from '../../core/ports/ports.ts';
import type {Deps, Looking} from '../lib/context.ts';

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

/** The newest beat of a project that has come back; epoch ms. */
export async function pulseOf(
  {store}: Pick<Looking, 'store'>,
  project: string,
): Promise<number | undefined> {
  return pulseIn(await store.mark(pulseMark(project)));
}

/** Where the beats of a project are remembered. */
export function beatMark(project: string): string {
  return `beat/${project}`;
}

/** The beats that a mark holds. */
export function beatsOf(mark: Mark | undefined): Beats | undefined {
  const [sentAt, from] = [at(mark?.value, 'sentAt'), at(mark?.value, 'from')];
  return typeof sentAt === 'number' && typeof from === 'number' ? {sentAt, from} : undefined;
}
