/** What the end of the error says about where the call went wrong. */
export type Tail =
  /** An address inside the cluster, or a network error on the way to one. */
  | 'in-cluster'
  /** An answer of the managed control plane's own endpoint. */
  | 'managed'
  /** Nothing that tells. */
  | 'unclear';

/** Whether a webhook name is one that the mesh installs; a look-alike is not. */
export function isMeshWebhook(name: string): boolean {
  return ['sidecar-injector.istio.io', 'validation.istio.io'].some(
    one => name === one || name.endsWith(`.${one}`),
  );
}

const reach = 2_000;
const inCluster =
  /\.svc[.:/"'\s]|\.svc$|\bdial tcp\b|\bservice \\{0,2}"[^"]{1,253}" not found|no endpoints available for service/;
const managed =
  /an error on the server \(|the server is currently unable to handle the request|Internal Server Error|googleapis\.com|\.run\.app/;

/**
 * Classifies the text behind a webhook's name. In-cluster signs win: managed mesh is called by URL,
 * so a `.svc` address, a missing service or a refused connection proves a webhook of the cluster.
 */
export function tailOf(text: string): Tail {
  const tail = text.slice(0, reach).replaceAll(/\s+/g, ' ');
  if (inCluster.test(tail)) return 'in-cluster';
  return managed.test(tail) ? 'managed' : 'unclear';
}

/** In-cluster failures are a problem of their own beside the managed ones on the same cluster. */
export function variantOf(tail: Tail): 'in-cluster' | undefined {
  switch (tail) {
    case 'in-cluster':
      return 'in-cluster';
    case 'managed':
    case 'unclear':
      return undefined;
  }
}
