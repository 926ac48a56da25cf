import type {OperationFact} from '../../../core/facts/cloud.ts';
import {at, isObject, textAt} from '../../../core/lib/json.ts';
import {FailedAttempt, malformed} from '../../http/failed-attempt.ts';
import {isBusy} from '../../http/map-error.ts';
import {redact} from '../../http/redact.ts';
import type {Failure} from '../../../core/lib/error.ts';
import type {Written} from '../../../core/ports/ports.ts';

/**
 * A `google.longrunning.Operation`: `done` is absent while it runs, `error` is a google.rpc.Status.
 * https://docs.cloud.google.com/service-usage/docs/reference/rest/v1/operations
 * @throws FailedAttempt malformed when `done` is no boolean, or a running operation has no name.
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

/**
 * What a write says that answers with an operation. One that is done at once has nothing to be
 * asked about later (enabling an enabled service: `operations/noop.DONE_OPERATION`).
 * @throws FailedAttempt when the operation is already over and failed.
 */
export function acceptOperation(data: unknown): Written {
  return accepted(parseOperation(data), textAt(data, 'name') ?? 'the operation');
}

/** The same for an operation that was read already. @throws FailedAttempt when it is over and failed. */
export function accepted(operation: OperationFact, name: string): Written {
  switch (operation.kind) {
    case 'running':
      return {kind: 'accepted', operation: operation.name};
    case 'done':
      return {kind: 'accepted'};
    case 'failed': {
      const said = `${name} failed at once (code ${operation.code}): ${operation.message}`;
      throw new FailedAttempt({failure: failureOf(operation), status: 200, said}, true);
    }
  }
}

/** google.rpc.Code: https://github.com/googleapis/googleapis/blob/master/google/rpc/code.proto */
function failureOf({code, message}: Extract<OperationFact, {kind: 'failed'}>): Failure {
  switch (code) {
    case 4:
    case 13:
    case 14:
      return 'unavailable';
    case 5:
      return 'not-found';
    case 7:
    case 16:
      return 'denied';
    case 8:
      return 'rate-limited';
    case 9:
      return isBusy(message) ? 'busy' : 'invalid';
    case 10:
      return 'conflict';
    default:
      return 'invalid';
  }
}
