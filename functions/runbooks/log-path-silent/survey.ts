import type {Ground, Surveyed} from '../../core/runbook.ts';
import {target} from '../../core/target.ts';

/** Each watched project has a log, and a way from there, of its own. */
export function survey({projects}: Ground): Promise<Surveyed> {
  return Promise.resolve({places: projects.map(({id}) => target({project: id})), whole: true});
}
