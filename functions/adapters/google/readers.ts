import type {Readers} from '../../core/ports/ports.ts';
import type {GoogleDeps} from './client/call.ts';
import {clusterReaders} from './cluster/cluster-readers.ts';
import {clusterOf, clusterOperationOf} from './cluster/gke-cluster.ts';
import {fleetOperationOf, registrationsOf} from './fleet/memberships.ts';
import {meshOf} from './fleet/mesh-feature.ts';
import {projectPolicy} from './project/policy.ts';
import {projectOf} from './project/project.ts';
import {serviceOperationOf, serviceStateOf} from './project/services.ts';

/** What the responder reads of Google Cloud, each verb one request (a list: one for each page). */
export function googleReaders(deps: GoogleDeps): Readers {
  return {
    serviceState: (project, service) => serviceStateOf(deps, project, service),
    serviceOperation: name => serviceOperationOf(deps, name),
    project: id => projectOf(deps, id),
    policy: project => projectPolicy(deps, project),
    mesh: fleet => meshOf(deps, fleet),
    registrations: fleet => registrationsOf(deps, fleet),
    fleetOperation: name => fleetOperationOf(deps, name),
    cluster: (project, location, cluster) => clusterOf(deps, project, location, cluster),
    clusterOperation: name => clusterOperationOf(deps, name),
    ...clusterReaders(deps),
  };
}
