import type {Grant, GrantSide, IamChange, Scope} from '../../core/planned/change.ts';
import {known, mapped, type Planned} from '../../core/planned/value.ts';
import {type Attributes, at, partsAt, textAt, textsAt} from '../attributes.ts';
import {lastPart} from '../names.ts';
import {policyGrants} from '../policy-grants.ts';
import {isOurs, named, sides, type Understand} from '../resource.ts';

const levels = {
  project: 'project',
  folder: 'folder',
  organization: 'org_id',
} as const satisfies Record<Scope['level'], string>;

/** Understands `google_{project,folder,organization}_iam_{member,binding,policy}`. */
export function iam(level: Scope['level'], authority: IamChange['authority']): Understand {
  const side = (from: Attributes): GrantSide => ({
    scope: {level, name: lastPart(textAt(from, levels[level]))},
    grants: grantsOf(from, authority),
  });
  return resource => {
    const both = sides(resource, side);
    return isOurs(both) ? [{kind: 'iam', authority, ...named(resource), ...both}] : [];
  };
}

function grantsOf(from: Attributes, authority: IamChange['authority']): Planned<readonly Grant[]> {
  switch (authority) {
    case 'policy':
      return policyGrants(textAt(from, 'policy_data'));
    case 'role':
      return known([{...roleOf(from), members: textsAt(from, 'members')}]);
    case 'member':
    case 'removal':
      return known([{...roleOf(from), members: known([textAt(from, 'member')])}]);
  }
}

function roleOf(from: Attributes): Pick<Grant, 'role' | 'conditional'> {
  const conditions = partsAt(from, 'condition');
  return {
    role: textAt(from, 'role'),
    conditional:
      conditions === undefined
        ? {kind: 'unknown'}
        : mapped(known(conditions), all => all.some(one => at(one).value !== null)),
  };
}
