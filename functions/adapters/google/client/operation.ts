import type {OperationFact} from '../../../core/facts.ts';
import {at, isObject, textAt} from '../../../core/json.ts';
import {malformed} from '../../http/failed-attempt.ts';
import {redact} from '../../http/redact.ts';

/**
 * A `google.longrunning.Operation`: `done` is absent while it runs, `error` is a google.rpc.Status.
 * https://docs.cloud.google.com/service-usage/docs/reference/rest/v1/operations
 * @throws Fault malformed when `done` is no boolean, or a running operation has no name.
 */
export function parseOperation(data: unknown): OperationFact {
  const done = at(data, 'done') ?? false;
  if (typeof done !== 'boolean') throw malformed('the operation does not say whether it is done');
  if (!done) {
    const name = textAt(data, 'name') ?? '';
    if (name === '') throw malformed('the operation has no name');
    return {kind: 'running', name};
  }
  const error = at(data, 'error');
  if (!isObject(error)) return {kind: 'done'};
  const code = at(error, 'code');
  return {
    kind: 'failed',
    code: typeof code === 'number' ? code : 0,
    message: redact(textAt(error, 'message') ?? ''),
  };
}
