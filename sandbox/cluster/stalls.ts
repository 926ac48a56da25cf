import {channels} from './change.ts';
import type {Cluster, Revision} from './cluster.ts';
import {managedUrl} from './usual.ts';

/**
 * Changes a cluster, and ends the stall of every revision that the change puts right: something of its
 * own state was wrong before and nothing is afterwards. What stalls for another reason stays stalled.
 */
export function mending(cluster: Cluster, now: number, change: () => void): void {
  const wrong = revisionsOf(cluster).filter(([, one]) => !isRight(cluster, one));
  change();
  for (const [key] of wrong) {
    const one = cluster.revisions?.get(key);
    if (one?.stall.value === undefined || !isRight(cluster, one)) continue;
    cluster.revisions?.set(key, {
      ...one,
      stall: {value: undefined, at: now, last: one.stall.value},
    });
  }
}

function revisionsOf({revisions}: Cluster): readonly (readonly [string, Revision])[] {
  return [...(revisions ?? [])];
}

/** Whether a revision is as the page's table of stalled reasons wants it. */
function isRight(cluster: Cluster, {namespace, name, channel, type}: Revision): boolean {
  const place = namespace === 'istio-system' && channels[name] === channel;
  return place && type === 'managed_service' && isKnown(cluster.version) && areOurs(cluster);
}

/** "Kubernetes version 1.15 or later is supported." */
function isKnown(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 1 || minor >= 15;
}

/** Whether every webhook that calls a URL calls the one of this cluster. */
function areOurs(cluster: Cluster): boolean {
  const ours = ['inject', 'validate'].map(verb => managedUrl(cluster, verb));
  const hooks = [...cluster.webhooks.values()].flatMap(one => one.hooks);
  return hooks.every(({url}) => url === undefined || ours.includes(url));
}
