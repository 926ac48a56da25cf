import {projectOf} from '../../../../adapters/google/project/project.ts';
import {CallError} from '../../../../core/lib/error.ts';
import {type Check, found, ok} from '../check.ts';
import type {DoctorContext} from '../doctor-context.ts';

/** Whether the project numbers in the allow-list agree with Resource Manager. */
export function projectChecks({settings, config}: DoctorContext): readonly Check[] {
  return settings.projects.map(({id, number}) => ({
    check: 'projects',
    subject: id,
    access: {project: id, role: 'roles/browser'},
    async run(deps) {
      try {
        const live = await projectOf(deps, id);
        if (live.number === number) return [ok('number', {number})];
        const params = {number, live: live.number};
        return [found('broken', 'number-differs', params, `$EDITOR ${config}`)];
      } catch (error) {
        if (!(error instanceof CallError) || error.facts.failure !== 'not-found') throw error;
        const look = `gcloud projects describe ${id}`;
        return [found('broken', 'no-project', {project: id}, look)];
      }
    },
  }));
}
