import type {Failure} from '../../../core/error.ts';
import type {OperationFact} from '../../../core/facts.ts';
import type {Written} from '../../../core/ports.ts';
import {textAt} from '../../../core/json.ts';
import {Fault} from '../../http/failed-attempt.ts';
import {parseOperation} from './operation.ts';

/**
 * What a write says that answers with an operation. One that is done at once has nothing to be
 * asked about later (enabling an enabled service: `operations/noop.DONE_OPERATION`).
 * @throws Fault when the operation is already over and failed.
 */
export function acceptOperation(data: unknown): Written {
  return accepted(parseOperation(data), textAt(data, 'name') ?? 'the operation');
}

/** The same for an operation that was read already. @throws Fault when it is over and failed. */
export function accepted(operation: OperationFact, name: string): Written {
  switch (operation.kind) {
    case 'running':
      return {kind: 'accepted', operation: operation.name};
    case 'done':
      return {kind: 'accepted'};
    case 'failed': {
      const said = `${name} failed at once (code ${operation.code}): ${operation.message}`;
      throw new Fault({failure: failureOf(operation.code), status: 200, said}, true);
    }
  }
}

/** google.rpc.Code: https://github.com/googleapis/googleapis/blob/master/google/rpc/code.proto */
function failureOf(code: number): Failure {
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
    case 10:
      return 'conflict';
    default:
      return 'invalid';
  }
}
