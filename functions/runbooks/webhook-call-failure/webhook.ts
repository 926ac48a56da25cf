/** What the end of the error says about where the call went wrong. */
export type Tail =
  /** An address inside the cluster, or a network error on the way to one. */
  | 'in-cluster'
  /** An answer of the managed control plane's own endpoint. */
  | 'managed'
  /** Nothing that tells. */
  | 'unclear';

const meshWebhook = /(?:^|\.)(?:sidecar-injector|validation)\.istio\.io$/;

/** Whether a webhook name is one that the mesh installs; a look-alike is not. */
export function isMeshWebhook(name: string): boolean {
  return meshWebhook.test(name);
}

const reach = 2_000;
const inCluster =
  /\.svc\b|\bdial\s+tcp\b|\bservice\s+\\{0,2}"[^"]{1,253}"\s+not\s+found|no\s+endpoints\s+available\s+for\s+service|no\s+service\s+port\s+\S{1,20}\s+found/;
const managed =
  /an\s+error\s+on\s+the\s+server\s+\(|the\s+server\s+is\s+currently\s+unable\s+to\s+handle\s+the\s+request|Internal\s+Server\s+Error|googleapis\.com|\.run\.app/;

/**
 * Classifies the text behind a webhook's name. In-cluster signs win: managed mesh is called by URL,
 * so a `.svc` address, a missing service or a refused connection proves a webhook of the cluster.
 */
export function tailOf(text: string): Tail {
  // What is said of the next webhook is not about this one.
  const near = text.slice(0, reach);
  const next = near.search(/[Ff]ailed\s+calling/);
  const tail = next < 0 ? near : near.slice(0, next);
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
