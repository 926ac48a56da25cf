import {pauseInForce} from '../../engine/lib/pause-in-force.ts';
import {silencesNow} from '../../engine/lib/silences-now.ts';
import {breakerIn, breakerMark} from '../../core/guard/circuit-breaker.ts';
import type {StopsView} from '../../pages/console/stops.ts';
import type {ReadDeps} from '../deps.ts';
import {pauseSpans} from './incident-view.ts';
import type {Looking} from './incident-view.ts';
import type {Speaking} from './speaking.ts';

/** What keeps anything from being told or changed right now. @throws StoreError. */
export async function stopsView(
  deps: ReadDeps,
  speaking: Speaking,
  {viewer, csrf}: Pick<Looking, 'viewer' | 'csrf'>,
): Promise<StopsView> {
  const {settings, actions, guardStore} = deps;
  const [pause, silences, breakers] = await Promise.all([
    pauseInForce(deps),
    silencesNow(deps),
    Promise.all(
      settings.projects.flatMap(({id: project}) =>
        actions.map(async ({manifest: {id: action}}) => {
          const mark = await guardStore.mark(breakerMark(project, action));
          return breakerIn(mark?.value, {project, action});
        }),
      ),
    ),
  ]);
  return {
    ...(pause === undefined ? {} : {pause}),
    silences,
    breakers: breakers.filter(one => one !== undefined),
    ...(viewer.kind === 'known'
      ? {acts: {csrf, spans: pauseSpans(speaking)}}
      : {readOnly: speaking.say(viewer.why)}),
  };
}
