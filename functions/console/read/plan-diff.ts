import type {PlannedAction} from '../../core/incident/plan.ts';
import {isObject, listAt, textAt} from '../../core/lib/json.ts';
import type {Change} from '../../pages/console/incident/view.ts';
import {phrase} from '../../pages/console/texts.ts';
import type {Speaking} from './speaking.ts';

/** So many lines of one step are shown; its command has them all. */
const mostChanges = 20;

/**
 * What a step makes of what is there, as before and after. What is before is what the diagnosis has read: without it the
 * step would not have been planned. Nothing for an action that is not known here, a private runbook's among them.
 */
export function changesOf({action, params}: PlannedAction, {say}: Speaking): readonly Change[] {
  const text = (name: string) => textAt(params, name) ?? '?';
  const none = say(phrase('console.change.none'));
  const bound = say(phrase('console.change.bound'));
  switch (action) {
    case 'enable-service':
      return servicesOf(params).map(service => ({
        what: say(phrase('console.change.service', {service})),
        before: 'DISABLED',
        after: 'ENABLED',
      }));
    case 'disable-service':
      return servicesOf(params).map(service => ({
        what: say(phrase('console.change.service', {service})),
        before: 'ENABLED',
        after: 'DISABLED',
      }));
    case 'bind-service-agent':
      return [{what: say(phrase('console.change.agent')), before: none, after: bound}];
    case 'unbind-service-agent':
      return [{what: say(phrase('console.change.agent')), before: bound, after: none}];
    case 'manage-mesh':
      return [
        {
          what: say(phrase('console.change.management', {membership: text('membership')})),
          after: 'MANAGEMENT_AUTOMATIC',
        },
      ];
    case 'restart-workloads': {
      const isLacking = isObject(params) && textAt(params, 'pods', 'kind') === 'lacking';
      return listAt(params, 'workloads')
        .slice(0, mostChanges)
        .map(one => ({
          what: say(
            phrase('console.change.pods', {
              workload: `${textAt(one, 'namespace') ?? '?'}/${textAt(one, 'kind') ?? '?'}/${textAt(one, 'name') ?? '?'}`,
            }),
          ),
          before: say(
            phrase(isLacking ? 'console.change.pods.lacking' : 'console.change.pods.old'),
          ),
          after: say(phrase('console.change.pods.new')),
        }));
    }
    case 'relabel-namespace':
      return [
        {
          what: say(phrase('console.change.label', {namespace: text('namespace')})),
          after: `istio.io/rev=${text('revision')}, istio-injection ${none}`,
        },
      ];
    case 'set-issuer':
      return [
        {
          what: say(phrase('console.change.issuer', {membership: text('membership')})),
          before: none,
          after: text('cluster'),
        },
      ];
    case 'set-workload-pool':
      return [
        {
          what: say(phrase('console.change.pool', {cluster: text('cluster')})),
          before: none,
          after: `${text('project')}.svc.id.goog`,
        },
      ];
    default:
      return [];
  }
}

function servicesOf(params: unknown): readonly string[] {
  const service = textAt(params, 'service');
  return service === undefined
    ? listAt(params, 'services').flatMap(one => (typeof one === 'string' ? one : []))
    : [service];
}
