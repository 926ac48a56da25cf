import {at, textAt} from '../../core/lib/json.ts';
import {type Beats, type HeartbeatFact, heartbeatOf} from '../../core/poll/heartbeat.ts';
import type {Mark} from '../../core/ports/ports.ts';
import type {Deps, Looking} from './context.ts';
import type {Detection} from '../../core/detection/finding.ts';
import type {SkipReason} from '../../core/incident/reason.ts';
import {findProject} from '../../core/config/settings.ts';

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
function pulseMark(project: string): string {
  return `pulse/${project}`;
}

/** The time of the beat that a pulse mark holds. */
function pulseIn(mark: Mark | undefined): number | undefined {
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

type Pulse = Extract<Detection, {kind: 'pulse'}>;

/**
 * Remembers the heartbeats that come back, at most one for each half of the time between two beats
 * and project: anybody may write such entries, as many as they like.
 * @returns what takes one, and gives the reason why it is no finding.
 */
export function heartbeatReceipts(
  deps: Pick<Deps, 'settings' | 'store' | 'clock' | 'timing'>,
): (pulse: Pulse) => Promise<SkipReason> {
  const newest = new Map<string, number>();
  return async ({project: claimed, beat}) => {
    const every = spacing(deps);
    if (every === undefined) return {kind: 'heartbeat-off'};
    const project = findProject(deps.settings, claimed)?.id;
    if (project === undefined) return {kind: 'project-not-listed', project: claimed};
    const taken = {kind: 'heartbeat'} as const;
    // A beat from the future would speak for those that are yet to come.
    const at = Math.min(beat, deps.clock.now());
    if (at - (newest.get(project) ?? -Infinity) < every / 2) return taken;
    const mark = await deps.store.mark(pulseMark(project));
    const known = pulseIn(mark) ?? -Infinity;
    if (at - known >= every / 2) {
      const version = (mark?.version ?? 0) + 1;
      // Somebody who was faster has remembered a beat of these minutes too.
      await deps.store.setMark({name: pulseMark(project), version, value: {beat: at}});
    }
    newest.set(project, Math.max(known, at));
    return taken;
  };
}
