import type {ServiceState} from '../../../functions/core/facts/cloud.ts';
import type {Reach} from '../../../functions/core/facts/kubernetes.ts';
import type {Readers, Writers, Written} from '../../../functions/core/ports/ports.ts';
import {callError, shop} from '../../support/cloud/harbor.ts';
import {type Ask, readersOf} from '../../support/cloud/ports.ts';
import {type Change, type Watcher, things} from './changes.ts';
import type {BreakingCloud} from './cloud.ts';
import type {Effects} from '../play/effects.ts';
import {isHealthy, isUnmanaged, lacksManagedProxy, needsRestart} from '../judge/things.ts';
import type {Process} from '../play/process.ts';

/** No history leads to these; one that does is a fault of its own. */
function unplayed(): Promise<Written> {
  throw new Error('the simulation plays no such change');
}

/** What a process reads of the cloud and changes in it: every call is an effect, which is watched. */
export function portsOf(
  cloud: BreakingCloud,
  effects: Effects,
  process: Process,
  watcher: Watcher,
): {readonly readers: Readers; readonly writers: Writers} {
  const ask: Ask<keyof Readers | keyof Writers> = (verb, about, make) =>
    effects.have(process, {verb: `google.${verb}`, about, make});
  const see = (thing: string, broken: boolean): void => {
    watcher.looked(process, thing, broken);
  };
  /** Everything that is said to be broken by an answer. */
  const said: Readonly<Partial<Record<keyof Readers, (about: string) => void>>> = {
    policy: project => {
      see(things.policy(project), !isHealthy(cloud.policy(project)));
    },
    cluster: name => {
      see(things.pool(name), cloud.cluster(name).workloadPool === undefined);
    },
    registrations: () => {
      for (const {membership, issuer} of cloud.registrations().memberships) {
        see(things.issuer(membership), issuer === undefined);
      }
    },
    mesh: () => {
      if (cloud.mesh.kind !== 'enabled') return;
      for (const one of cloud.mesh.memberships) {
        see(things.management(one.membership), isUnmanaged(one));
      }
    },
    namespaces: membership => {
      for (const one of cloud.inside(membership).namespaces) {
        see(things.labels(membership, one.name), lacksManagedProxy(one));
      }
    },
    workloads: membership => {
      const inside = cloud.inside(membership);
      for (const one of inside.workloads) {
        see(things.workload(membership, one), needsRestart(inside, one));
      }
    },
  };
  const change = (
    verb: keyof Writers,
    about: string,
    wanted: () => Change,
    differs: () => boolean,
    make: () => Written,
  ): Promise<Written> =>
    ask(verb, about, () => {
      const asked = wanted();
      watcher.asked(process, asked);
      const isNews = differs();
      const written = make();
      if (isNews) watcher.changed(asked);
      return written;
    });
  const set =
    (verb: 'enableService' | 'disableService', state: ServiceState) =>
    (project: string, service: string): Promise<Written> =>
      change(
        verb,
        project,
        () => ({kind: 'service', project, service, state}),
        () => cloud.serviceState(project, service) !== state,
        () => cloud.setService(project, service, state),
      );
  const membershipOf = ({fleet, location, membership: name}: Reach) => ({fleet, location, name});
  return {
    readers: {
      ...readersOf(cloud, (verb, about, make) =>
        ask(verb, about, () => {
          const answer = make();
          said[verb]?.(about);
          return answer;
        }),
      ),
      serviceState: (project, service) =>
        ask('serviceState', project, () => {
          const state = cloud.serviceState(project, service);
          see(things.service(project, service), state !== 'ENABLED');
          return state;
        }),
    },
    writers: {
      enableService: set('enableService', 'ENABLED'),
      enableServices: unplayed,
      enableInTurn: unplayed,
      disableService: set('disableService', 'DISABLED'),
      setPolicy: (project, policy) =>
        change(
          'setPolicy',
          project,
          () => ({kind: 'policy', project, before: cloud.policy(project), after: policy}),
          () => true,
          () => {
            if (!cloud.writesAnswer) throw callError('unavailable');
            return cloud.setPolicy(project, policy);
          },
        ),
      setWorkloadPool: (project, location, cluster, pool) =>
        change(
          'setWorkloadPool',
          cluster,
          () => ({kind: 'pool', project, location, cluster, pool}),
          () => cloud.cluster(cluster).workloadPool !== pool,
          () => cloud.setWorkloadPool(cluster, pool),
        ),
      setIssuer: (fleet, location, name, issuer) =>
        change(
          'setIssuer',
          name,
          () => ({kind: 'issuer', project: shop.id, membership: {fleet, location, name}, issuer}),
          () => cloud.registrations().memberships.some(one => one.issuer !== issuer),
          () => cloud.setIssuer(name, issuer),
        ),
      manageMesh: (fleet, location, name) =>
        change(
          'manageMesh',
          name,
          () => ({kind: 'management', project: shop.id, membership: {fleet, location, name}}),
          () => cloud.mesh.kind === 'enabled' && cloud.mesh.memberships.some(isUnmanaged),
          () => cloud.manageMesh(name),
        ),
      labelNamespace: (reach, {namespace, labels, resourceVersion}) => {
        const {membership} = reach;
        const before = () =>
          cloud.inside(membership).namespaces.find(one => one.name === namespace)?.labels ?? {};
        return change(
          'labelNamespace',
          `${membership}/${namespace}`,
          () => ({
            ...{kind: 'labels', project: shop.id, membership: membershipOf(reach), namespace},
            ...{labels, before: before(), resourceVersion},
          }),
          () => true,
          () => cloud.labelNamespace(membership, {namespace, labels, resourceVersion}),
        );
      },
      restart: (reach, {workload, stamp, resourceVersion}) =>
        change(
          'restart',
          `${reach.membership}/${workload.namespace}/${workload.name}`,
          () => ({kind: 'restart', project: shop.id, membership: membershipOf(reach), workload}),
          () => !cloud.isRestarted(reach.membership, workload, stamp),
          () => cloud.restart(reach.membership, {workload, stamp, resourceVersion}),
        ),
    },
  };
}
