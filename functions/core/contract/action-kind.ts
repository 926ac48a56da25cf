import type {ActionPlace} from '../incident/planned-action.ts';
import type {ActionKind} from './action.ts';
import {Misfit, type Schema} from '../lib/schema.ts';

/**
 * The parameters of one kind of action by their one schema: what a plan is made of, what the store holds
 * and what is done are checked by it.
 * @param id the name of the action's folder.
 */
export function actionKind<P extends ActionPlace>(id: string, schema: Schema<P>): ActionKind<P> {
  const parse = (params: unknown): P => {
    try {
      return schema(params, '');
    } catch (cause) {
      if (!(cause instanceof Misfit)) throw cause;
      const why = `what is asked of it cannot be read: ${cause.message}`;
      throw new Error(`action ${id}: ${why}; nothing is done, another diagnosis plans it anew`, {
        cause,
      });
    }
  };
  return {id, parse, plan: params => ({action: id, params: parse(params)})};
}
