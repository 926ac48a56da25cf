import type {Reach} from '../../../functions/core/facts/kubernetes.ts';
import type {Readers, Writers} from '../../../functions/core/ports/ports.ts';
import {gateway} from './harbor.ts';
import {type Inside, selected} from '../inside.ts';
import type {Cloud} from './cloud.ts';

/** Makes a call of a port: `answer` is what the cloud says when the call gets there. */
export type Ask<Verb> = <T>(verb: Verb, about: string, answer: () => T) => Promise<T>;

/** The readers of a cloud, each of whose calls is made by `ask`. */
export function readersOf(cloud: Cloud, ask: Ask<keyof Readers>): Readers {
  const within = <T>(
    verb: keyof Readers,
    {membership}: Reach,
    pick: (inside: Inside) => T,
  ): Promise<T> => ask(verb, membership, () => pick(cloud.inside(membership)));
  return {
    serviceState: (project, service) =>
      ask('serviceState', project, () => cloud.serviceState(project, service)),
    serviceOperation: name => ask('serviceOperation', name, () => cloud.serviceOperation(name)),
    project: id => ask('project', id, () => cloud.project(id)),
    policy: project => ask('policy', project, () => cloud.policy(project)),
    mesh: host => ask('mesh', host, () => cloud.mesh),
    registrations: host => ask('registrations', host, () => cloud.registrations()),
    fleetOperation: name => ask('fleetOperation', name, () => ({kind: 'done'})),
    cluster: (_project, _location, name) => ask('cluster', name, () => cloud.cluster(name)),
    clusters: project => ask('clusters', project, () => cloud.listClusters(project)),
    clusterOperation: name => ask('clusterOperation', name, () => ({kind: 'done'})),
    revisions: to => within('revisions', to, one => one.revisions),
    webhooks: to => within('webhooks', to, one => one.webhooks),
    namespaces: to => within('namespaces', to, one => one.namespaces),
    pods: (to, selector) => within('pods', to, one => selected(one.pods, selector)),
    replicaSets: to => within('replicaSets', to, one => one.replicaSets),
    workloads: to => within('workloads', to, one => one.workloads),
    budgets: to => within('budgets', to, one => one.budgets),
  };
}

/** The writers of a cloud, each of whose calls is made by `ask`. */
export function writersOf(cloud: Cloud, ask: Ask<keyof Writers>): Writers {
  const about = (project: string, service: string): string =>
    service === gateway ? project : `${project} ${service}`;
  return {
    enableService: (project, service) =>
      ask('enableService', about(project, service), () =>
        cloud.setService(project, service, 'ENABLED'),
      ),
    enableServices: (project, services) =>
      ask('enableServices', `${project} ${services.join(' ')}`, () =>
        cloud.setServices(project, services, 'ENABLED'),
      ),
    enableInTurn: (project, services) =>
      ask('enableInTurn', `${project} ${services.join(' ')}`, () =>
        cloud.setServices(project, services, 'ENABLED'),
      ),
    disableService: (project, service) =>
      ask('disableService', about(project, service), () =>
        cloud.setService(project, service, 'DISABLED'),
      ),
    setPolicy: (project, policy) =>
      ask('setPolicy', project, () => cloud.setPolicy(project, policy)),
    setWorkloadPool: (_project, _location, name, pool) =>
      ask('setWorkloadPool', name, () => cloud.setWorkloadPool(name, pool)),
    setIssuer: (_host, _location, name, issuer) =>
      ask('setIssuer', name, () => cloud.setIssuer(name, issuer)),
    manageMesh: (_host, _location, name) => ask('manageMesh', name, () => cloud.manageMesh(name)),
    labelNamespace: ({membership}, change) =>
      ask('labelNamespace', `${membership}/${change.namespace}`, () =>
        cloud.labelNamespace(membership, change),
      ),
    restart: ({membership}, change) =>
      ask('restart', `${membership}/${change.workload.namespace}/${change.workload.name}`, () =>
        cloud.restart(membership, change),
      ),
  };
}
