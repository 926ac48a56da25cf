import {known, mapped, type Planned, valueOf} from '../../core/planned/value.ts';
import type {ServiceSide} from '../../core/planned/change.ts';
import {type Attributes, textAt, textsAt, truthAt} from '../attributes.ts';
import {lastPart, projectOf} from '../names.ts';
import {isOurs, named, sides, type Understand} from '../resource.ts';

/** Understands `google_project_service`, and `google_project_services` of providers before 3.0. */
export function service(which: 'one' | 'all'): Understand {
  return resource => {
    const both = sides(resource, one => serviceSide(one, which));
    return isOurs(both) ? [{kind: 'service', ...named(resource), ...both}] : [];
  };
}

function serviceSide(from: Attributes, which: 'one' | 'all'): ServiceSide {
  // Deleting with "ABANDON" leaves everything, with "PREVENT" the apply ends there.
  const keeping = keeps(from);
  // Up to version 6 the default is true and stands in the state; from 7.0 on it is false
  // (https://github.com/GoogleCloudPlatform/magic-modules/pull/14790). Where the state has none, as after an import,
  // every version reads false: ResourceData.Get knows no defaults.
  const off = truthAt(from, 'disable_on_destroy');
  return {
    project: projectOf(from),
    services: which === 'one' ? listOf(textAt(from, 'service')) : knownOnes(from),
    offOnDestroy: keeping ? known(false) : off.kind === 'absent' ? known(false) : off,
    dependents: truthAt(from, 'disable_dependent_services'),
  };
}

function listOf(name: Planned<string>): Planned<readonly string[]> {
  return mapped(name, one => [one]);
}

function knownOnes(from: Attributes): Planned<readonly string[]> {
  return mapped(textsAt(from, 'services'), all => all.flatMap(one => valueOf(one) ?? []));
}

/** Understands `google_project`. */
export const project: Understand = resource => {
  const both = sides(resource, one => ({project: lastPart(textAt(one, 'project_id'))}));
  if (!isOurs(both)) return [];
  const kept = resource.before !== undefined && keeps(resource.before);
  return [{kind: 'project', kept, ...named(resource), ...both}];
};

/** https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/google_project#deletion_policy */
function keeps(from: Attributes): boolean {
  return ['PREVENT', 'ABANDON'].includes(valueOf(textAt(from, 'deletion_policy')) ?? '');
}
