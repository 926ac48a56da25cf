import {at, textAt} from '../../../core/lib/json.ts';
import type {Beats} from '../../../core/poll/heartbeat.ts';
import type {Mark} from '../../../core/ports/ports.ts';
import type {Deps, Looking} from '../context.ts';

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
  if (typeof sentAt !== 'number' || typeof from !== 'number') return undefined;
  const since = at(mark?.value, 'refused', 'since');
  const said = textAt(mark?.value, 'refused', 'said') ?? '';
  return {sentAt, from, ...(typeof since === 'number' ? {refused: {since, said}} : {})};
}
