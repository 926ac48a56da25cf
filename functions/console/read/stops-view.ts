import {pauseInForce} from '../../engine/lib/pause-in-force.ts';
import {silencesNow} from '../../engine/lib/silences-now.ts';
import {breakersNow} from '../../engine/lib/breakers-now.ts';
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
  const {settings, actions} = deps;
  const [pause, silences, breakers] = await Promise.all([
    pauseInForce(deps),
    silencesNow(deps),
    breakersNow(
      deps,
      settings.projects.map(one => one.id),
      actions.map(one => one.manifest.id),
    ),
  ]);
  return {
    ...(pause === undefined ? {} : {pause}),
    silences,
    breakers,
    ...(viewer.kind === 'known'
      ? {acts: {csrf, spans: pauseSpans(speaking)}}
      : {readOnly: speaking.say(viewer.why)}),
  };
}
