import type {Action} from '../core/action.ts';
import {bindServiceAgent} from './bind-service-agent/action.ts';
import {enableService} from './enable-service/action.ts';

/** THE REGISTRY of actions: one line each; a test compares it with the folders. */
export const actions: readonly Action[] = [enableService, bindServiceAgent];

/** The action with this id. @throws Error for an id that no folder has: a bug in a plan. */
export function actionById(id: string): Action {
  const found = actions.find(one => one.manifest.id === id);
  if (found === undefined) throw new Error(`no action is called ${id}`);
  return found;
}
