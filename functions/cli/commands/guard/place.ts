import type {PlannedPlace} from '../../../core/contract/danger.ts';
import {type Target, target} from '../../../core/detection/target.ts';
import {shown, valueOf} from '../../../core/planned/value.ts';

const parts = ['project', 'location', 'cluster', 'membership', 'namespace'] as const;

/** A place for people: what the plan masks or does not know yet is said so. */
export function placeText(at: PlannedPlace): string {
  return parts
    .flatMap(name => {
      const one = at[name];
      return one === undefined || one.kind === 'absent' ? [] : [shown(one)];
    })
    .join('/');
}

/** The same for programs; what is masked or not known is left out. */
export function placeJson(at: PlannedPlace): Readonly<Record<string, string>> {
  return Object.fromEntries(
    parts.flatMap(name => {
      const one = at[name];
      return one?.kind === 'known' && !one.secret ? [[name, one.value]] : [];
    }),
  );
}

/** Where live state would show it; undefined where the plan does not name the project. */
export function targetOf(at: PlannedPlace): Target | undefined {
  const project = valueOf(at.project);
  if (project === undefined) return undefined;
  return target({
    project,
    location: valueOf(at.location),
    cluster: valueOf(at.cluster),
  });
}
