import {ok, type Answer} from '../http/answer.ts';
import type {Membership, Project} from '../world/world.ts';

/**
 * The kubeconfig of a membership, as the Connect Gateway makes it: method generateCredentials of
 * https://docs.cloud.google.com/kubernetes-engine/enterprise/multicluster-management/reference/connect-gateway/rest
 * JSON is YAML, which is what the real one sends.
 */
export function credentials(fleet: Project, member: Membership, host: string): Answer {
  const {location, attached, name: membership} = member;
  const name = `connectgateway_${fleet.id}_${location}_${membership}`;
  const collection = attached ? 'memberships' : 'gkeMemberships';
  const path = `projects/${fleet.number}/locations/${location}/${collection}/${membership}`;
  const endpoint = `https://${host}/v1/${path}`;
  const kubeconfig = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': name,
    contexts: [{name, context: {cluster: name, user: name}}],
    clusters: [{name, cluster: {server: endpoint}}],
    users: [
      {
        name,
        user: {
          exec: {
            apiVersion: 'client.authentication.k8s.io/v1beta1',
            command: 'gke-gcloud-auth-plugin',
            provideClusterInfo: true,
          },
        },
      },
    ],
  };
  const text = Buffer.from(JSON.stringify(kubeconfig)).toString('base64');
  return ok({kubeconfig: text, endpoint});
}
