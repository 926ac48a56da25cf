import {findProject} from '../../../core/config/settings.ts';
import type {Detection} from '../../../core/detection/finding.ts';
import type {SkipReason} from '../../../core/incident/reason.ts';
import type {Deps} from '../context.ts';
import {pulseIn, pulseMark, spacing} from './marks.ts';

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
