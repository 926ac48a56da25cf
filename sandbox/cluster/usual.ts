import type {Hook} from './cluster.ts';
import type {ClusterSeed, WebhookSeed} from './seed.ts';

/** The label by which a namespace asks for injection by a revision (Istio and the managed mesh). */
export const revisionLabel = 'istio.io/rev';

/** The older label, which asks for injection by whoever is the default. */
export const injectionLabel = 'istio-injection';

/** Names of the hooks of an injector: istio/istio, manifests/charts/istio-control. */
const injectors = ['rev.namespace', 'rev.object'] as const;

/** What a cluster of the mesh holds when nothing is wrong and nobody said more. */
export function usualSeed(cluster: {
  readonly project: string;
  readonly location: string;
  readonly name: string;
}): ClusterSeed {
  return {
    status: 'RUNNING',
    version: '1.34.2-gke.1372000',
    workloadPool: `${cluster.project}.svc.id.goog`,
    autopilot: false,
    nodePools: {'default-pool': 'GKE_METADATA'},
    webhooks: {
      'mutating/istiod-asm-managed': managedInjector(managedUrl(cluster, 'inject')),
      'validating/istiod-asm-managed': {
        labels: {[revisionLabel]: 'asm-managed'},
        hooks: [{name: 'rev.validation.istio.io', url: managedUrl(cluster, 'validate')}],
      },
    },
    revisions: {'asm-managed': {}},
    namespaces: {
      default: {},
      'kube-system': {},
      'istio-system': {},
      shop: {
        labels: {[revisionLabel]: 'asm-managed'},
        workloads: {'Deployment/web': {}},
      },
    },
  };
}

/** Where the managed control plane is called. The path follows the sample of the stalled reasons. */
export function managedUrl(
  {project, location, name}: Parameters<typeof usualSeed>[0],
  verb: string,
): string {
  const cluster = `projects/${project}/locations/${location}/clusters/${name}`;
  return `https://meshconfig.googleapis.com/v1internal/${cluster}:${verb}`;
}

/** The injector's webhooks of a managed revision. */
export function managedInjector(url: string, revision = 'asm-managed'): WebhookSeed {
  const hooks = injectors.map((one): Hook => ({name: `${one}.sidecar-injector.istio.io`, url}));
  return {labels: {[revisionLabel]: revision}, hooks};
}

/** What an in-cluster istiod leaves behind, or still uses; `fails` is how a call of it ends. */
export function inClusterInjector(fails?: string): WebhookSeed {
  const service = {namespace: 'istio-system', name: 'istiod', path: '/inject'};
  const hooks = ['namespace', 'object'].map((one): Hook => ({
    name: `${one}.sidecar-injector.istio.io`,
    service,
    ...(fails === undefined ? {} : {fails}),
  }));
  return {labels: {app: 'sidecar-injector', [revisionLabel]: 'default'}, hooks};
}
