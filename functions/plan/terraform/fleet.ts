import type {
  Management,
  MembershipSide,
  MeshMembershipSide,
  MeshSide,
} from '../../core/planned/change.ts';
import {mapped, valueOf} from '../../core/planned/value.ts';
import {type Attributes, partsAt, textAt} from '../attributes.ts';
import {clusterOfLink, firstOf, lastPart, part, projectOf} from '../names.ts';
import {isOurs, named, sides, type Understand} from '../resource.ts';

/** Understands `google_gke_hub_membership`. */
export const membership: Understand = resource => {
  const both = sides(resource, membershipSide);
  return isOurs(both) ? [{kind: 'membership', ...named(resource), ...both}] : [];
};

/** Understands `google_gke_hub_feature` of the mesh. */
export const mesh: Understand = resource => {
  const both = sides(resource, meshSide);
  return isOurs(both) ? [{kind: 'mesh', ...named(resource), ...both}] : [];
};

/** Understands `google_gke_hub_feature_membership` of the mesh. */
export const meshMembership: Understand = resource => {
  const both = sides(resource, meshMembershipSide);
  return isOurs(both) ? [{kind: 'mesh-membership', ...named(resource), ...both}] : [];
};

function membershipSide(from: Attributes): MembershipSide {
  const link = textAt(from, 'endpoint', 0, 'gke_cluster', 0, 'resource_link');
  return {
    project: projectOf(from),
    location: textAt(from, 'location'),
    membership: lastPart(textAt(from, 'membership_id')),
    cluster: clusterOfLink(link),
    issuer: textAt(from, 'authority', 0, 'issuer'),
  };
}

function meshSide(from: Attributes): MeshSide | undefined {
  if (valueOf(lastPart(textAt(from, 'name'))) !== 'servicemesh') return undefined;
  const config = ['fleet_default_member_config', 0, 'mesh', 0] as const;
  return {project: projectOf(from), management: managementOf(from, config)};
}

function meshMembershipSide(from: Attributes): MeshMembershipSide | undefined {
  const feature = lastPart(textAt(from, 'feature'));
  const hasMesh = (partsAt(from, 'mesh') ?? []).length > 0;
  if (feature.kind === 'known' ? feature.value !== 'servicemesh' : !hasMesh) return undefined;
  const name = textAt(from, 'membership');
  return {
    project: projectOf(from),
    location: firstOf(part(name, 'locations'), textAt(from, 'membership_location')),
    membership: lastPart(name),
    management: managementOf(from, ['mesh', 0]),
  };
}

/** `management` goes before the deprecated `control_plane`. */
function managementOf(from: Attributes, path: readonly (string | number)[]): Management {
  const management = textAt(from, ...path, 'management');
  const older = textAt(from, ...path, 'control_plane');
  return mapped(firstOf(management, older), value =>
    ['MANAGEMENT_AUTOMATIC', 'AUTOMATIC'].includes(value) ? ('automatic' as const) : 'other',
  );
}
