import {kubernetesObject} from '../kubernetes.ts';
import type {Understand} from '../resource.ts';
import {
  bindingGrants,
  cluster,
  iam,
  memberGrant,
  membership,
  mesh,
  meshMembership,
  nodePool,
  project,
  service,
} from './config-connector.ts';

/** The kinds of Config Connector that the mesh hangs on, by `group/Kind`. */
export const kinds: ReadonlyMap<string, Understand> = new Map<string, Understand>([
  ['iam.cnrm.cloud.google.com/IAMPolicyMember', iam('member', memberGrant)],
  ['iam.cnrm.cloud.google.com/IAMPartialPolicy', iam('member', bindingGrants)],
  ['iam.cnrm.cloud.google.com/IAMPolicy', iam('policy', bindingGrants)],
  ['resourcemanager.cnrm.cloud.google.com/Project', project],
  ['serviceusage.cnrm.cloud.google.com/Service', service],
  ['container.cnrm.cloud.google.com/ContainerCluster', cluster],
  ['container.cnrm.cloud.google.com/ContainerNodePool', nodePool],
  ['gkehub.cnrm.cloud.google.com/GKEHubMembership', membership],
  ['gkehub.cnrm.cloud.google.com/GKEHubFeature', mesh],
  ['gkehub.cnrm.cloud.google.com/GKEHubFeatureMembership', meshMembership],
  ['/Namespace', kubernetesObject],
  ['admissionregistration.k8s.io/MutatingWebhookConfiguration', kubernetesObject],
  ['admissionregistration.k8s.io/ValidatingWebhookConfiguration', kubernetesObject],
]);
