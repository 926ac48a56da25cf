import type {Stall} from '../cluster/cluster.ts';
import type {ClusterSeed} from '../cluster/seed.ts';
import {managedInjector, managedUrl} from '../cluster/usual.ts';
import {stalledEntry} from '../entries/control-plane-revision.ts';
import type {Expected, Scenario} from '../scenario.ts';
import type {MembershipSeed} from '../world/seed.ts';
import {atCluster, logged, membership, oneProject, onlyTold, prod, prodCluster} from '../shop.ts';

/** One row of the page's table of stalled reasons. */
interface Row {
  readonly name: string;
  readonly description: string;
  readonly reason: 'PreconditionFailed' | 'ProvisioningFailed';
  readonly message: string;
  /** `NAMESPACE/NAME` of the ControlPlaneRevision; istio-system/asm-managed by default. */
  readonly revision?: string;
  /** What its spec says, where that is the trouble. */
  readonly spec?: {readonly channel?: string; readonly type?: string};
  /** What else is in the cluster. */
  readonly inside?: ClusterSeed;
  readonly member?: Partial<MembershipSeed>;
  /** True where the message follows from the cluster, and ends with its trouble. */
  readonly derived?: true;
  /** Absent: only a person can end it, and is told the row's cause. */
  readonly expected?: Expected;
}

const {cluster} = membership(prod.id, 'prod-eu-1', 'europe-west1');
const usual = 'istio-system/asm-managed';
/** Webhooks of an earlier installation of the control plane. */
const oldUrl = (verb: string) => managedUrl({...cluster, location: 'us-central1'}, verb);

function mismatch(webhook: string, verb: string): string {
  const said = `contains a webhook with URL of ${oldUrl(verb)} but expected`;
  return `${webhook} ${said} ${managedUrl(cluster, verb)}`;
}

/**
 * The 13 reasons of the troubleshooting page, "ControlPlaneRevision stalled reason codes". The English
 * text of the one about projects is not public any more; ours stands in for it.
 */
const rows: readonly Row[] = [
  {
    name: 'not-gke',
    description: 'the fleet does not see the cluster as one of GKE.',
    reason: 'PreconditionFailed',
    message: 'Only GKE memberships are supported but prod-eu-1 is not a GKE cluster.',
    member: {attached: true},
  },
  {
    name: 'name',
    description: 'a ControlPlaneRevision has a name that the managed mesh does not know.',
    reason: 'PreconditionFailed',
    message: 'Unsupported ControlPlaneRevision name: asm-main',
    revision: 'istio-system/asm-main',
    spec: {channel: 'regular'},
    expected: onlyTold('stalled.revision-name'),
  },
  {
    name: 'namespace',
    description: 'a ControlPlaneRevision lies outside of istio-system.',
    reason: 'PreconditionFailed',
    message: 'Unsupported ControlPlaneRevision namespace: mesh',
    revision: 'mesh/asm-managed',
    expected: onlyTold('stalled.revision-namespace'),
  },
  {
    name: 'channel',
    description: 'the channel of a ControlPlaneRevision is not that of its name.',
    reason: 'PreconditionFailed',
    message:
      'Unsupported channel regular for ControlPlaneRevision with nameasm-managed-rapid. Expected rapid',
    revision: 'istio-system/asm-managed-rapid',
    spec: {channel: 'regular'},
  },
  {
    name: 'channel-missing',
    description: 'a ControlPlaneRevision has no channel.',
    reason: 'PreconditionFailed',
    message: 'Channel must not be omitted or blank',
    spec: {channel: ''},
  },
  {
    name: 'type',
    description: 'a ControlPlaneRevision has a type that is not managed_service.',
    reason: 'PreconditionFailed',
    message: 'Unsupported control plane revision type: self_managed',
    spec: {type: 'self_managed'},
    expected: onlyTold('stalled.revision-type'),
  },
  {
    name: 'kubernetes-version',
    description: 'the cluster runs a Kubernetes version that is too old.',
    reason: 'PreconditionFailed',
    message: 'Unsupported Kubernetes version: 1.14.10-gke.50',
    inside: {version: '1.14.10-gke.50'},
  },
  {
    name: 'workload-identity',
    description: 'the cluster has no workload pool; its node pools would be ready for one.',
    reason: 'PreconditionFailed',
    message: 'Workload identity is not enabled',
    inside: {workloadPool: null},
    derived: true,
    expected: {
      ends: {
        [`workload-identity-disabled @ ${atCluster}`]: 'resolved verified',
        [`provisioning-stalled @ ${atCluster}`]: 'suppressed symptom-of',
      },
      asks: ['workload-identity-disabled'],
      changes: ['PUT container.googleapis.com update'],
    },
  },
  {
    name: 'workload-pool',
    description: 'the cluster has the workload pool of another project.',
    reason: 'PreconditionFailed',
    message: 'Unsupported workload pool: shop-stage.svc.id.goog',
    inside: {workloadPool: 'shop-stage.svc.id.goog'},
    derived: true,
    expected: {
      ends: {
        [`workload-identity-disabled @ ${atCluster}`]: 'blocked cause.other-pool',
        [`provisioning-stalled @ ${atCluster}`]: 'suppressed symptom-of',
      },
      changes: [],
    },
  },
  {
    name: 'other-project',
    description: 'the cluster is said to be of another project than its fleet.',
    reason: 'PreconditionFailed',
    message: 'Cluster project and environ project do not match.',
    expected: onlyTold('stalled.fleet-project'),
  },
  {
    name: 'cluster-resources',
    description: 'Google could not update its resources in the cluster.',
    reason: 'ProvisioningFailed',
    message: 'An error occurred updating cluster resources',
  },
  {
    name: 'mutating-webhook',
    description: 'the injector’s webhook has a URL that somebody else wrote.',
    reason: 'ProvisioningFailed',
    message: mismatch('MutatingWebhookConfiguration "istiod-asm-managed"', 'inject'),
    inside: {webhooks: {'mutating/istiod-asm-managed': managedInjector(oldUrl('inject'))}},
  },
  {
    name: 'validating-webhook',
    description: 'the validator’s webhook has a URL that somebody else wrote.',
    reason: 'ProvisioningFailed',
    message: mismatch('ValidatingWebhookConfiguration istiod-asm-managed', 'validate'),
    inside: {
      webhooks: {
        'validating/istiod-asm-managed': {
          labels: {'istio.io/rev': 'asm-managed'},
          hooks: [{name: 'rev.validation.istio.io', url: oldUrl('validate')}],
        },
      },
    },
  },
];

/** One scenario for each reason: a ControlPlaneRevision that stalled, with an event that says why. */
export const stalled: readonly Scenario[] = rows.map(row => {
  const {revision = usual, reason, message, inside = {}, spec = {}} = row;
  const {expected = onlyTold(`stalled.${row.name}`)} = row;
  const [namespace = '', name = ''] = revision.split('/');
  const stall: Stall = {reason, message};
  const revisions = row.derived
    ? {}
    : {revisions: {...(revision === usual ? {} : {[usual]: null}), [revision]: {...spec, stall}}};
  return oneProject(`stalled/${row.name}`, `Provisioning stalled: ${row.description}`, {
    member: {...row.member, inside: {...inside, ...revisions}},
    acts: logged(ms => [stalledEntry(prodCluster, stall, ms - 3000, {namespace, name})]),
    expected,
  });
});
