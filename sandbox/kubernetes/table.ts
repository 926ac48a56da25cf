import type {JsonObject} from '../../functions/core/lib/json.ts';
import type {Plural} from '../cluster/kinds.ts';
import {at, listAt, textAt} from '../json.ts';
import {view, type Wanted} from './select.ts';
import {type KubeObject, metadataOf} from './objects/objects.ts';
import type {Inside} from './objects/revision-status.ts';

/** One column behind the name: its heading and what it shows of an object. */
type Column = readonly [name: string, cell: (object: JsonObject) => string | number];

/**
 * The table that kubectl prints: https://kubernetes.io/docs/reference/using-api/api-concepts/#receiving-resources-as-tables
 * Columns as kubernetes/kubernetes, pkg/printers/internalversion, has them.
 */
export function tableOf(
  inside: Inside,
  {plural, query}: Wanted,
  objects: readonly KubeObject[],
  metadata: JsonObject,
): JsonObject {
  const {world, cluster, now} = inside;
  const age: Column = ['Age', one => ageOf(textAt(one, 'metadata', 'creationTimestamp'), now)];
  const own = columnsOf(plural, now);
  const name: Column = ['Name', one => textAt(one, 'metadata', 'name')];
  const columns = plural === 'events' ? own : [name, ...own, age];
  const whole = query.get('includeObject') === 'Object';
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata,
    columnDefinitions: columns.map(([heading]) => ({
      name: heading,
      type: 'string',
      format: heading === 'Name' ? 'name' : '',
      description: heading,
      priority: 0,
    })),
    rows: objects.map(one => {
      const object = view(inside, plural, one);
      return {
        cells: columns.map(([, cell]) => cell(object)),
        object: whole
          ? object
          : {
              kind: 'PartialObjectMetadata',
              apiVersion: 'meta.k8s.io/v1',
              metadata: metadataOf(one, cluster, world.startedAt),
            },
      };
    }),
  };
}

function columnsOf(plural: Plural, now: number): readonly Column[] {
  switch (plural) {
    case 'namespaces':
      return [['Status', one => textAt(one, 'status', 'phase')]];
    case 'pods':
      return [
        [
          'Ready',
          one =>
            `${listAt(one, 'spec', 'containers').length}/${listAt(one, 'spec', 'containers').length}`,
        ],
        ['Status', one => textAt(one, 'status', 'phase')],
        ['Restarts', () => 0],
      ];
    case 'deployments':
      return [
        [
          'Ready',
          one => `${count(one, 'status', 'readyReplicas')}/${count(one, 'spec', 'replicas')}`,
        ],
        ['Up-to-date', one => count(one, 'status', 'updatedReplicas')],
        ['Available', one => count(one, 'status', 'availableReplicas')],
      ];
    case 'statefulsets':
      return [
        [
          'Ready',
          one => `${count(one, 'status', 'readyReplicas')}/${count(one, 'spec', 'replicas')}`,
        ],
      ];
    case 'daemonsets':
      return [
        ['Desired', one => count(one, 'status', 'desiredNumberScheduled')],
        ['Current', one => count(one, 'status', 'currentNumberScheduled')],
        ['Ready', one => count(one, 'status', 'numberReady')],
        ['Up-to-date', one => count(one, 'status', 'updatedNumberScheduled')],
        ['Available', one => count(one, 'status', 'numberAvailable')],
      ];
    case 'replicasets':
      return [
        ['Desired', one => count(one, 'spec', 'replicas')],
        ['Current', one => count(one, 'status', 'replicas')],
        ['Ready', one => count(one, 'status', 'readyReplicas')],
      ];
    case 'poddisruptionbudgets':
      return [
        ['Min available', one => count(one, 'spec', 'minAvailable')],
        ['Max unavailable', () => 'N/A'],
        ['Allowed disruptions', one => count(one, 'status', 'disruptionsAllowed')],
      ];
    case 'mutatingwebhookconfigurations':
    case 'validatingwebhookconfigurations':
      return [['Webhooks', one => listAt(one, 'webhooks').length]];
    case 'controlplanerevisions':
      // "kubectl get controlplanerevision" in docs.cloud.google.com/service-mesh/docs, provision the mesh.
      return ['Reconciled', 'Stalled'].map((type): Column => [type, one => condition(one, type)]);
    case 'events':
      return [
        ['Last seen', one => ageOf(textAt(one, 'lastTimestamp'), now)],
        ['Type', one => textAt(one, 'type')],
        ['Reason', one => textAt(one, 'reason')],
        [
          'Object',
          one =>
            `${textAt(one, 'involvedObject', 'kind').toLowerCase()}/${textAt(one, 'involvedObject', 'name')}`,
        ],
        ['Message', one => textAt(one, 'message')],
      ];
    case 'configmaps':
      return [['Data', one => Object.keys(at(one, 'data') ?? {}).length]];
    case 'secrets':
    case 'serviceaccounts':
    case 'virtualservices':
    case 'destinationrules':
    case 'serviceentries':
    case 'gateways':
    case 'gateways.gateway.networking.k8s.io':
    case 'canonicalservices':
      return [];
  }
}

function count(object: JsonObject, ...path: readonly string[]): number {
  const found = at(object, ...path);
  return typeof found === 'number' ? found : 0;
}

function condition(object: JsonObject, type: string): string {
  const found = listAt(object, 'status', 'conditions').find(one => textAt(one, 'type') === type);
  return textAt(found, 'status');
}

/** The largest unit of an age, e.g. `3d`, `4h`, `12m` or `40s`. */
function ageOf(since: string, now: number): string {
  const seconds = Math.max(0, Math.floor((now - Date.parse(since)) / 1000));
  const units = [
    ['d', 86_400],
    ['h', 3600],
    ['m', 60],
  ] as const;
  const fits = units.find(([, size]) => seconds >= 2 * size);
  return fits === undefined ? `${seconds}s` : `${Math.floor(seconds / fits[1])}${fits[0]}`;
}
