import type {ActionWords} from '../contract/action.ts';
import type {Incident} from '../incident/incident.ts';
import {lastActions} from '../lifecycle/plan-progress.ts';

/**
 * The permission that a refused change lacks: the one that the answer names, where the action needs it; else
 * that of the call; else all that the action writes with. Empty where nothing was refused.
 */
export function missingPermission(incident: Incident, actions: ActionWords): readonly string[] {
  const {reason} = incident;
  const last = lastActions(incident).findLast(one => one.result === 'failed');
  if (reason.kind !== 'denied' || last === undefined) return [];
  const all = actions.permissions(last.action);
  const named = all.filter(one => reason.said.includes(one));
  if (named.length > 0) return named;
  const verb = reason.call.split('.').at(-1) ?? '';
  const writes = all.filter(one => !/\.(?:get|list|getIamPolicy)$/.test(one));
  const exact = writes.filter(one => one.endsWith(`.${verb}`));
  return exact.length > 0 ? exact : writes;
}
