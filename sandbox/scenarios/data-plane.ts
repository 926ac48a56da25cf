import {eventEntry} from '../entries/event.ts';
import type {Expected, Scenario} from '../scenario.ts';
import type {Plane} from '../world/world.ts';
import {atCluster, logged, oneProject, onlyTold, patched, prodCluster} from '../shop.ts';

/** One row of the page's table of data plane states, as a state that only a person or Google ends. */
interface Row {
  readonly name: string;
  readonly description: string;
  readonly plane: Plane;
  readonly controlPlane?: Plane;
  readonly expected: Expected;
}

/** Troubleshooting page, "managed data plane states"; DEGRADED is in the API and in no table. */
const rows: readonly Row[] = [
  {
    name: 'disabled',
    description: 'No namespace and no revision is set to use the managed data plane.',
    plane: {
      state: 'DISABLED',
      code: 'DISABLED',
      details: 'Data Plane Management is not enabled.',
    },
    expected: {ends: {}, changes: []},
  },
  {
    name: 'failed-precondition',
    description: 'The managed data plane waits for a managed control plane that is not active.',
    plane: {
      state: 'FAILED_PRECONDITION',
      code: 'MANAGED_CONTROL_PLANE_REQUIRED',
      details: 'Managed data plane requires an active managed control plane.',
    },
    controlPlane: {
      state: 'PROVISIONING',
      code: 'PROVISIONING',
      details: 'Control plane is being provisioned.',
    },
    expected: onlyTold('plane.control-provisioning'),
  },
  {
    name: 'provisioning',
    description: 'The managed data plane is being provisioned, and has been for far too long.',
    plane: {
      state: 'PROVISIONING',
      code: 'PROVISIONING',
      details: 'Data plane is being provisioned.',
    },
    expected: onlyTold('plane.data-provisioning'),
  },
  {
    name: 'stalled',
    description: 'The managed data plane is blocked by an internal error.',
    plane: {state: 'STALLED', code: 'INTERNAL_ERROR', details: 'Blocked by an internal error.'},
    expected: onlyTold('plane.data-internal'),
  },
  {
    name: 'degraded',
    description: 'The managed data plane is degraded, which no page explains.',
    plane: {state: 'DEGRADED', code: 'DEGRADED', details: 'Some proxies are out of date.'},
    expected: onlyTold('plane.data-degraded'),
  },
];

/** A workload that the data plane could not upgrade, and one that is protected by a budget. */
const needsAttention = oneProject(
  'data-plane/needs-attention',
  'The managed data plane could not upgrade the proxies of some pods; they have to be restarted.',
  {
    member: {
      inside: {
        namespaces: {
          shop: {
            workloads: {
              'Deployment/checkout': {replicas: 3, upgrade: 'failed'},
              'Deployment/cart': {replicas: 2},
              'StatefulSet/ledger': {replicas: 2, upgrade: 'failed'},
            },
            budgets: {checkout: {selector: {app: 'checkout'}, minAvailable: 2}},
          },
          search: {
            labels: {'istio.io/rev': 'asm-managed'},
            workloads: {'DaemonSet/indexer': {replicas: 2, upgrade: 'failed'}},
          },
        },
      },
    },
    acts: logged(ms =>
      ['ledger-0', 'ledger-1'].map((name, at) =>
        eventEntry(
          prodCluster,
          {kind: 'Pod', apiVersion: 'v1', namespace: 'shop', name},
          {
            reason: 'DataPlaneUpgradeFailure',
            message:
              "EvictionError: Cannot evict pod as it would violate the pod's disruption budget.",
            component: 'pod-controller',
          },
          ms - 5000 + at * 1000,
        ),
      ),
    ),
    expected: {
      ends: {[`data-plane-upgrade-failed @ ${atCluster}`]: 'resolved verified'},
      asks: ['data-plane-upgrade-failed'],
      changes: [patched('daemonsets'), patched('deployments'), patched('statefulsets')],
    },
  },
);

/** One scenario for each state of the data plane that is not as it should be. */
export const dataPlane: readonly Scenario[] = [
  ...rows.map(({name, description, plane, controlPlane, expected}) =>
    oneProject(`data-plane/${name}`, description, {
      member: {
        forced: {dataPlane: plane, ...(controlPlane === undefined ? {} : {controlPlane})},
      },
      expected,
    }),
  ),
  needsAttention,
];
