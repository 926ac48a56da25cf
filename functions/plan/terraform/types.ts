import type {Understand} from '../resource.ts';
import {cluster, nodePool} from './cluster.ts';
import {membership, mesh, meshMembership} from './fleet.ts';
import {iam} from './iam.ts';
import {
  helmRelease,
  labels,
  manifest,
  namespace,
  webhookConfiguration,
  yamlManifest,
} from './kubernetes.ts';
import {project, service} from './project.ts';

/**
 * The types of Terraform's providers that the mesh hangs on. Attributes: hashicorp/google and google-beta
 * (3.x to 7.x), hashicorp/kubernetes, hashicorp/helm, gavinbunney/kubectl and alekc/kubectl.
 */
export const types: ReadonlyMap<string, Understand> = new Map<string, Understand>([
  ['google_project_iam_member', iam('project', 'member')],
  ['google_project_iam_binding', iam('project', 'role')],
  ['google_project_iam_policy', iam('project', 'policy')],
  ['google_project_iam_member_remove', iam('project', 'removal')],
  ['google_folder_iam_member', iam('folder', 'member')],
  ['google_folder_iam_binding', iam('folder', 'role')],
  ['google_folder_iam_policy', iam('folder', 'policy')],
  ['google_organization_iam_member', iam('organization', 'member')],
  ['google_organization_iam_binding', iam('organization', 'role')],
  ['google_organization_iam_policy', iam('organization', 'policy')],
  ['google_project', project],
  ['google_project_service', service('one')],
  ['google_project_services', service('all')],
  ['google_container_cluster', cluster],
  ['google_container_node_pool', nodePool],
  ['google_gke_hub_membership', membership],
  ['google_gke_hub_feature', mesh],
  ['google_gke_hub_feature_membership', meshMembership],
  ['kubernetes_mutating_webhook_configuration', webhookConfiguration('mutating')],
  ['kubernetes_mutating_webhook_configuration_v1', webhookConfiguration('mutating')],
  ['kubernetes_validating_webhook_configuration', webhookConfiguration('validating')],
  ['kubernetes_validating_webhook_configuration_v1', webhookConfiguration('validating')],
  ['kubernetes_namespace', namespace],
  ['kubernetes_namespace_v1', namespace],
  ['kubernetes_labels', labels],
  ['kubernetes_manifest', manifest],
  ['kubectl_manifest', yamlManifest],
  ['helm_release', helmRelease],
]);
