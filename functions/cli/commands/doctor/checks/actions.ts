import {actions} from '../../../../actions/index.ts';
import type {DoctorContext} from '../doctor-context.ts';
import {type Check, ok} from '../check.ts';
import {actionsIn} from '../permissions.ts';

/** Which actions the configuration can reach, and which need no role. */
export function actionChecks({settings}: DoctorContext): readonly Check[] {
  const reached = new Set(settings.projects.flatMap(({id}) => actionsIn(settings, id)));
  const idle = actions.map(one => one.manifest.id).filter(id => !reached.has(id));
  const params = {reached: [...reached].sort().join(', '), idle: idle.join(', ')};
  const line =
    reached.size === 0 ? 'actions-none' : idle.length === 0 ? 'actions-all' : 'actions-some';
  return [{check: 'actions', subject: 'respond', run: () => Promise.resolve([ok(line, params)])}];
}
