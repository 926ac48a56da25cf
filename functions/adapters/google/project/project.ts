import type {ProjectFact} from '../../../core/facts.ts';
import {textAt} from '../../../core/json.ts';
import {malformed} from '../../http/failed-attempt.ts';

/**
 * Id and number of a Resource Manager v3 `Project`: `name` is `projects/NUMBER`.
 * https://docs.cloud.google.com/resource-manager/reference/rest/v3/projects
 * @throws Fault malformed when either is missing.
 */
export function parseProject(data: unknown): ProjectFact {
  const id = textAt(data, 'projectId') ?? '';
  const number = /^projects\/(\d{1,20})$/.exec(textAt(data, 'name') ?? '')?.[1];
  if (id === '' || number === undefined) throw malformed('the project has no id or no number');
  return {id, number};
}
