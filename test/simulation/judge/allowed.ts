import type {Policy} from '../../../functions/core/facts/cloud.ts';
import type {ActionRecord} from '../../../functions/core/incident/incident.ts';
import {fleet, gateway, shop} from '../../support/cloud/harbor.ts';
import type {Change, Membership} from '../world/changes.ts';
import {at} from './stored.ts';
import {agent, agentRole, isHealthy, managedRevision} from './things.ts';

// What each kind of change may be, whatever the code that makes it says: exactly what was broken, at the
// one place, in the one way that the page has.

/** The actions that make the changes. */
const actions = {
  service: 'enable-service',
  policy: 'bind-service-agent',
  pool: 'set-workload-pool',
  issuer: 'set-issuer',
  management: 'manage-mesh',
  labels: 'relabel-namespace',
  restart: 'restart-workloads',
} as const satisfies Record<Change['kind'], string>;

/** Those that take one back. */
const inverses: Readonly<Partial<Record<Change['kind'], string>>> = {
  service: 'disable-service',
  policy: 'unbind-service-agent',
};

/** Whether a change takes away what managed mesh needs: only a person has that done. */
export function isUndo(change: Change): boolean {
  switch (change.kind) {
    case 'service':
      return change.state === 'DISABLED';
    case 'policy':
      // A repair's is healthy, whatever it meets by the time that it arrives.
      return !isHealthy(change.after);
    case 'pool':
    case 'issuer':
    case 'management':
    case 'labels':
    case 'restart':
      return false;
  }
}

/** Those that a person says yes to in every mode: pods are made anew, or there is no way back. */
const risky: readonly Change['kind'][] = ['pool', 'issuer', 'management', 'labels', 'restart'];

/** Whether no mode makes such a change without a person. */
export function isRisky(change: Change): boolean {
  return risky.includes(change.kind) || isUndo(change);
}

/** Whether an effect that was written down is this very change. */
export function isIntended({action, params}: ActionRecord, change: Change): boolean {
  const wanted = isUndo(change) ? inverses[change.kind] : actions[change.kind];
  if (action !== wanted || params.project !== change.project) return false;
  const isSame = (names: Readonly<Record<string, string>>): boolean =>
    Object.entries(names).every(([name, value]) => at(params, name) === value);
  switch (change.kind) {
    case 'service':
    case 'policy':
      return true;
    case 'pool':
      return isSame({location: change.location, cluster: change.cluster});
    case 'issuer':
    case 'management':
      return isSame(namesOf(change.membership));
    case 'labels':
      return isSame({...namesOf(change.membership), namespace: change.namespace});
    case 'restart': {
      const {namespace, name, kind} = change.workload;
      const batch = at(params, 'workloads');
      const isOne = (one: unknown): boolean =>
        at(one, 'namespace') === namespace && at(one, 'name') === name && at(one, 'kind') === kind;
      return isSame(namesOf(change.membership)) && Array.isArray(batch) && batch.some(isOne);
    }
  }
}

function namesOf({fleet: host, location, name}: Membership): Readonly<Record<string, string>> {
  return {fleet: host, location, membership: name};
}

/** What is wrong with a change that is asked for, each with its law. */
export function wrongIn(change: Change): readonly string[] {
  const {project} = change;
  const strange = [fleet.id, shop.id].includes(project) ? [] : [`I6: ${project}`];
  switch (change.kind) {
    case 'service': {
      const {service, state} = change;
      const isOurs = service === gateway && state !== 'UNKNOWN';
      return isOurs ? strange : [...strange, `I6: ${service} ${state}`];
    }
    case 'policy':
      return [...strange, ...unfenced(change.after)];
    case 'pool': {
      const isOwn = change.pool === `${shop.id}.svc.id.goog` && change.location === 'europe-west4';
      return isOwn ? strange : [...strange, `I6: pool ${change.pool} in ${change.location}`];
    }
    case 'issuer': {
      const {membership, issuer} = change;
      const own = `https://container.googleapis.com/v1/projects/${shop.id}/locations/europe-west4/clusters/${membership.name}`;
      return [...strange, ...elsewhere(membership), ...(issuer === own ? [] : [`I6: ${issuer}`])];
    }
    case 'management':
      return [...strange, ...elsewhere(change.membership)];
    case 'labels': {
      const {labels, resourceVersion, membership} = change;
      const wanted = JSON.stringify({'istio-injection': null, 'istio.io/rev': managedRevision});
      return [
        ...[...strange, ...elsewhere(membership)],
        ...(JSON.stringify(labels) === wanted ? [] : [`I7: labels ${JSON.stringify(labels)}`]),
        ...(resourceVersion === '' ? ['I8: labels without a version'] : []),
      ];
    }
    case 'restart':
      return [...strange, ...elsewhere(change.membership)];
  }
}

/** Only the fleet's own memberships are ours. */
function elsewhere({fleet: host, location, name}: Membership): readonly string[] {
  const isOurs = host === fleet.id && location === 'europe-west4' && name === 'quay-1';
  return isOurs ? [] : [`I6: ${host}/${location}/${name}`];
}

function unfenced({etag, version}: Policy): readonly string[] {
  return [
    ...(etag === '' ? ['I8: a policy without an etag'] : []),
    ...(version < 3 ? [`I8: a policy of version ${version}`] : []),
  ];
}

/** How a policy that was written differs from the one before where it must not. */
export function wrongDifference(before: Policy, after: Policy): readonly string[] {
  const added = membersOf(after).filter(one => !membersOf(before).includes(one));
  const removed = membersOf(before).filter(one => !membersOf(after).includes(one));
  const member = JSON.stringify([agentRole, null, agent]);
  const isBack = !isHealthy(after);
  const [wanted, others] = isBack ? [removed, added] : [added, removed];
  return [
    ...(isHealthy(before) && !isBack ? ['I4: a healthy policy was written'] : []),
    ...(others.length > 0 ? [`I7: beside it ${others.join(' ')}`] : []),
    ...(wanted.length !== 1 || wanted[0] !== member ? [`I7: changed ${wanted.join(' ')}`] : []),
  ];
}

function membersOf({bindings}: Policy): readonly string[] {
  return bindings.flatMap(({role, condition, members}) =>
    members.map(member => JSON.stringify([role, condition ?? null, member])),
  );
}

/** The actions whose call this is; none: it changes nothing. */
export function actionsOfCall(verb: string): readonly string[] {
  return calls[verb] ?? [];
}

const policies = ['bind-service-agent', 'unbind-service-agent'];
const calls: Readonly<Record<string, readonly string[]>> = {
  'google.enableService': ['enable-service'],
  'google.disableService': ['disable-service'],
  // The read that its change rests on.
  'google.serviceState': ['disable-service'],
  'google.setPolicy': policies,
  // The read that a policy's change rests on.
  'google.policy': policies,
  'google.setWorkloadPool': ['set-workload-pool'],
  'google.setIssuer': ['set-issuer'],
  'google.manageMesh': ['manage-mesh'],
  'google.labelNamespace': ['relabel-namespace'],
  'google.restart': ['restart-workloads'],
  // The reads that these two rest on.
  'google.namespaces': ['relabel-namespace'],
  'google.workloads': ['restart-workloads'],
  'google.pods': ['restart-workloads'],
};
