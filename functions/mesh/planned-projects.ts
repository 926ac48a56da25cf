import type {PlanGround} from '../core/contract/danger.ts';
import type {Project} from '../core/config/settings.ts';
import {type Planned, valueOf} from '../core/planned/value.ts';

/** The allow-listed project that a plan names by id or number. */
export function plannedProject(
  {projects}: Pick<PlanGround, 'projects'>,
  name: Planned<string> | undefined,
): Project | undefined {
  const wanted = valueOf(name);
  return projects?.find(one => one.id === wanted || one.number === wanted);
}

/** Whether two names of a plan are known to be different projects. */
export function isOther(a: Planned<string> | undefined, b: Planned<string> | undefined): boolean {
  const [one, other] = [valueOf(a), valueOf(b)];
  return one !== undefined && other !== undefined && one !== other;
}
