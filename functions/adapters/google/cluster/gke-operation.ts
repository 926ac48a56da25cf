import type {OperationFact} from '../../../core/facts.ts';
import {at, isObject, textAt} from '../../../core/json.ts';
import {malformed} from '../../http/failed-attempt.ts';
import {redact} from '../../http/redact.ts';

/** google.rpc.Code UNKNOWN: the operation says that it failed, and not how. */
const unknown = 2;

/**
 * An operation on clusters. It is not of google.longrunning: it has a `status` in the place of `done`,
 * and its own name is only the last part of the name that it is asked for by (`fullName`). Every
 * status but DONE is one that may still end well or badly, ABORTING and new ones too.
 * https://docs.cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.operations
 * @throws Fault malformed when it has no name or no status.
 */
export function parseClusterOperation(data: unknown, fullName: string): OperationFact {
  const [name, status] = [textAt(data, 'name') ?? '', textAt(data, 'status') ?? ''];
  if (name === '') throw malformed('the operation has no name');
  if (status === '') throw malformed('the operation has no status');
  if (status !== 'DONE') return {kind: 'running', name: fullName};
  const error = at(data, 'error');
  // The older field; what is done without an error leaves it empty.
  const said = textAt(data, 'statusMessage') ?? '';
  if (!isObject(error) && said === '') return {kind: 'done'};
  const code = at(error, 'code');
  return {
    kind: 'failed',
    code: typeof code === 'number' ? code : unknown,
    message: redact(textAt(error, 'message') ?? said),
  };
}
