import {at, isObject, textAt} from '../../json.ts';
import type {KubeObject} from './objects.ts';
import type {Inside} from './revision-status.ts';

/**
 * The events of a cluster: those that were logged. Unlike a real one it keeps them for longer than an hour.
 */
export function eventObjects({world, cluster}: Inside): readonly KubeObject[] {
  return world.entries.flatMap(entry => {
    const event = at(entry, 'jsonPayload');
    const labels = at(entry, 'resource', 'labels');
    const isHere =
      textAt(event, 'kind') === 'Event' &&
      textAt(labels, 'project_id') === cluster.project &&
      textAt(labels, 'location') === cluster.location &&
      textAt(labels, 'cluster_name') === cluster.name;
    if (!isHere || !isObject(event)) return [];
    const {kind: _, apiVersion: __, metadata, ...rest} = event;
    return [
      {
        namespace: textAt(metadata, 'namespace'),
        name: textAt(metadata, 'name'),
        labels: {},
        version: Number(textAt(metadata, 'resourceVersion')),
        createdAt: Date.parse(textAt(entry, 'timestamp')),
        // The log leaves both out (entries/event.ts); the API server does not.
        rest: () => ({...rest, firstTimestamp: rest['lastTimestamp'], count: 1}),
      },
    ];
  });
}
