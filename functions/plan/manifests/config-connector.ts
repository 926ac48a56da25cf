import type {
  ClusterSide,
  Grant,
  GrantSide,
  IamChange,
  MembershipSide,
  MeshMembershipSide,
  PlannedCluster,
  PoolSide,
  Scope,
} from '../../core/planned/change.ts';
import {absent, known, mapped, type Planned, unknown, valueOf} from '../../core/planned/value.ts';
import {type Attributes, at, partsAt, textAt, truthAt} from '../attributes.ts';
import {clusterOfLink, firstOf, lastPart, part} from '../names.ts';
import {isOurs, named, sides, type Understand} from '../resource.ts';

// Kinds of Config Connector: https://docs.cloud.google.com/config-connector/docs/reference/overview

const annotation = (name: string) => ['metadata', 'annotations', `cnrm.cloud.google.com/${name}`];

/** The name that a resource has in Google Cloud. */
function nameOf(from: Attributes): Planned<string> {
  return firstOf(textAt(from, 'spec', 'resourceID'), textAt(from, 'metadata', 'name'));
}

/** A reference: outside of the cluster by its path, inside by the object's name. */
function refOf(from: Attributes, ...path: readonly string[]): Planned<string> {
  return firstOf(textAt(from, ...path, 'external'), textAt(from, ...path, 'name'));
}

/**
 * The project of an object: what it refers to, its annotation, or its namespace, which Config Connector takes for
 * the id of a project: https://docs.cloud.google.com/config-connector/docs/how-to/organizing-resources/project-scoped-resources
 */
function projectOf(from: Attributes): Planned<string> {
  return lastPart(
    firstOf(
      refOf(from, 'spec', 'projectRef'),
      textAt(from, ...annotation('project-id')),
      textAt(from, 'metadata', 'namespace'),
    ),
  );
}

const levels: Readonly<Record<string, Scope['level']>> = {
  Project: 'project',
  Folder: 'folder',
  Organization: 'organization',
};

/** Understands IAMPolicyMember, IAMPartialPolicy and IAMPolicy of projects, folders and organizations. */
export function iam(
  authority: IamChange['authority'],
  grantsOf: (from: Attributes) => readonly Grant[],
): Understand {
  return resource => {
    const both = sides(resource, (from): GrantSide | undefined => {
      const scope = scopeOf(from);
      return scope && {scope, grants: known(grantsOf(from))};
    });
    return isOurs(both) ? [{kind: 'iam', authority, ...named(resource), ...both}] : [];
  };
}

function scopeOf(from: Attributes): Scope | undefined {
  const level = levels[valueOf(textAt(from, 'spec', 'resourceRef', 'kind')) ?? ''];
  if (level === undefined) return undefined;
  const ref = refOf(from, 'spec', 'resourceRef');
  const own = level === 'project' ? firstOf(ref, projectOf(from)) : ref;
  return {level, name: lastPart(own)};
}

/** Whom a policy member names; who is taken from another object is known only in the cluster. */
function memberOf(from: Attributes): Planned<string> {
  const member = textAt(from, 'member');
  const isReferred = at(from, 'memberFrom').value !== undefined;
  return member.kind === 'absent' && isReferred ? unknown : member;
}

function grant(from: Attributes, members: Grant['members']): Grant {
  return {
    role: textAt(from, 'role'),
    members,
    conditional: known(at(from, 'condition').value !== undefined),
  };
}

/** The one grant of an IAMPolicyMember. */
export function memberGrant(from: Attributes): readonly Grant[] {
  const spec = at(from, 'spec');
  return [grant(spec, known([memberOf(spec)]))];
}

/** The grants of an IAMPolicy (texts) or an IAMPartialPolicy (objects). */
export function bindingGrants(from: Attributes): readonly Grant[] {
  return (partsAt(from, 'spec', 'bindings') ?? []).map(one =>
    grant(
      one,
      known(
        (partsAt(one, 'members') ?? []).map(member =>
          typeof member.value === 'string' ? textAt(member) : memberOf(member),
        ),
      ),
    ),
  );
}

/** Understands Service of serviceusage: it is turned off with its object where it does not say otherwise. */
export const service: Understand = resource => {
  const both = sides(resource, from => ({
    project: projectOf(from),
    services: mapped(nameOf(from), one => [one]),
    offOnDestroy: firstOf(truthAt(from, ...annotation('disable-on-destroy')), known(true)),
    dependents: truthAt(from, ...annotation('disable-dependent-services')),
  }));
  return isOurs(both) ? [{kind: 'service', ...named(resource), ...both}] : [];
};

/** Understands Project. */
export const project: Understand = resource => {
  const both = sides(resource, from => ({project: nameOf(from)}));
  return isOurs(both) ? [{kind: 'project', kept: false, ...named(resource), ...both}] : [];
};

/** Understands ContainerCluster. What its spec leaves out stays as it is in Google Cloud. */
export const cluster: Understand = resource => {
  const both = sides(resource, (from): ClusterSide => {
    const identity = at(from, 'spec', 'workloadIdentityConfig');
    return {
      project: projectOf(from),
      location: textAt(from, 'spec', 'location'),
      cluster: nameOf(from),
      pool:
        identity.value === undefined
          ? unknown
          : firstOf(textAt(identity, 'workloadPool'), textAt(identity, 'identityNamespace')),
      nodePools: [{name: known('default-pool'), metadata: metadataOf(from)}],
      fleet: absent,
      autopilot: valueOf(truthAt(from, 'spec', 'enableAutopilot')) === true,
    };
  });
  return isOurs(both) ? [{kind: 'cluster', ...named(resource), ...both}] : [];
};

/** Understands ContainerNodePool. */
export const nodePool: Understand = resource => {
  const both = sides(resource, (from): PlannedCluster & PoolSide => {
    const ref = refOf(from, 'spec', 'clusterRef');
    return {
      project: firstOf(part(ref, 'projects'), projectOf(from)),
      location: firstOf(part(ref, 'locations'), textAt(from, 'spec', 'location')),
      cluster: lastPart(ref),
      name: nameOf(from),
      metadata: metadataOf(from),
    };
  });
  return isOurs(both) ? [{kind: 'node-pool', ...named(resource), ...both}] : [];
};

function metadataOf(from: Attributes): PoolSide['metadata'] {
  const config = at(from, 'spec', 'nodeConfig', 'workloadMetadataConfig');
  const mode = firstOf(textAt(config, 'mode'), textAt(config, 'nodeMetadata'));
  if (mode.kind === 'absent') return {kind: 'default'};
  return mapped(mode, one => (one === 'GKE_METADATA_SERVER' ? 'GKE_METADATA' : one));
}

/** Understands GKEHubMembership. */
export const membership: Understand = resource => {
  const both = sides(resource, (from): MembershipSide => {
    const link = textAt(from, 'spec', 'endpoint', 'gkeCluster', 'resourceRef', 'external');
    const name = textAt(from, 'spec', 'endpoint', 'gkeCluster', 'resourceRef', 'name');
    const own = projectOf(from);
    const isNamed = name.kind !== 'absent';
    return {
      project: own,
      location: textAt(from, 'spec', 'location'),
      membership: nameOf(from),
      cluster: isNamed ? {project: own, location: absent, cluster: name} : clusterOfLink(link),
      issuer: textAt(from, 'spec', 'authority', 'issuer'),
    };
  });
  return isOurs(both) ? [{kind: 'membership', ...named(resource), ...both}] : [];
};

/** Understands GKEHubFeature of the mesh. */
export const mesh: Understand = resource => {
  const both = sides(resource, from =>
    valueOf(nameOf(from)) === 'servicemesh'
      ? {project: projectOf(from), management: absent}
      : undefined,
  );
  return isOurs(both) ? [{kind: 'mesh', ...named(resource), ...both}] : [];
};

/** Understands GKEHubFeatureMembership of the mesh. */
export const meshMembership: Understand = resource => {
  const both = sides(resource, (from): MeshMembershipSide | undefined => {
    const settings = at(from, 'spec', 'mesh');
    const feature = valueOf(lastPart(refOf(from, 'spec', 'featureRef')));
    if (settings.value === undefined && feature !== 'servicemesh') return undefined;
    const name = refOf(from, 'spec', 'membershipRef');
    const says = firstOf(textAt(settings, 'management'), textAt(settings, 'controlPlane'));
    return {
      project: projectOf(from),
      location: firstOf(part(name, 'locations'), textAt(from, 'spec', 'membershipLocation')),
      membership: lastPart(name),
      management: mapped(says, one =>
        ['MANAGEMENT_AUTOMATIC', 'AUTOMATIC'].includes(one) ? ('automatic' as const) : 'other',
      ),
    };
  });
  return isOurs(both) ? [{kind: 'mesh-membership', ...named(resource), ...both}] : [];
};
