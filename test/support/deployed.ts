import {actions} from '../../functions/actions/index.ts';
import {isObject, type JsonObject} from '../../functions/core/lib/json.ts';
import {runbooks} from '../../functions/runbooks/index.ts';
import engine from '../../functions/engine/engine.json' with {type: 'json'};
import firestore from '../../functions/adapters/store/firestore/firestore.json' with {type: 'json'};
import functions from '../../infra/functions.json' with {type: 'json'};
import type {Story} from '../../sandbox/scenario.ts';
import {findScenario} from '../../sandbox/scenarios.ts';
import {chat, fleet, prod} from '../../sandbox/shop.ts';
import type {Binding} from '../../sandbox/world/world.ts';
import {textOf} from '../infra/files.ts';

const host = 'shop-ops';
const name = 'mesh-responder';
const parent = `projects/${host}`;
const region = 'europe-west4';

/** The configuration of a deployment as infra/config.tf writes it, in mode observe. */
export const deployedConfig = {
  projects: [{...prod, fleet: fleet.id}, fleet],
  mode: 'observe',
  chat,
  store: {firestore: {project: host, database: name}},
  workTopic: `${parent}/topics/${name}-work`,
} as const;

/** The service account of a purpose. */
export function account(purpose: string): string {
  return `${name}-${purpose}@${host}.iam.gserviceaccount.com`;
}

function grant(role: string, purpose: string, condition?: JsonObject): Binding {
  const members = [`serviceAccount:${account(purpose)}`];
  return condition === undefined ? {role, members} : {role, members, condition};
}

/** The same with the function that takes people's clicks (infra/people.tf). */
export const clickedConfig = {
  ...deployedConfig,
  interact: {
    url: `https://${name}-interact-299792458000.${region}.run.app`,
    slack: {team: 'T0SHOP'},
  },
  approvers: [{people: ['mina@shop.example']}],
} as const;

/** The same with the function that shows incidents, behind Identity-Aware Proxy (infra/console.tf). */
export const shownConfig = {
  ...deployedConfig,
  console: {url: 'https://mesh.shop.example'},
} as const;

/** What of a deployment is there only where it is asked for. */
interface AskedFor {
  readonly clicks?: boolean;
  readonly pages?: boolean;
}

/** A healthy shop with the project that the responder is deployed in, with what is asked for of its functions. */
export function deployedScenario({clicks = false, pages = false}: AskedFor = {}): Story {
  const healthy = findScenario('healthy');
  const readers = healthy.world.map(one => ({
    ...one,
    bindings: [
      ...(one.bindings ?? []),
      grant(`projects/${one.id}/roles/mesh_responder_read`, 'respond'),
    ],
  }));
  const only = (database: string) => ({
    title: `only-${database}`,
    expression: `resource.name == '${parent}/databases/${database}'`,
  });
  const own = {
    id: host,
    number: '299792458000',
    bindings: [
      {role: 'roles/owner', members: ['group:platform@shop.example']},
      grant('roles/datastore.user', 'intake', only(name)),
      grant('roles/datastore.user', 'respond', only(name)),
      grant('roles/datastore.user', 'respond', only(`${name}-guard`)),
      ...(clicks
        ? [
            grant('roles/datastore.viewer', 'interact', only(name)),
            grant('roles/datastore.user', 'interact', only(`${name}-guard`)),
          ]
        : []),
      ...(pages
        ? [
            grant('roles/datastore.viewer', 'console', only(name)),
            grant('roles/datastore.viewer', 'console', only(`${name}-guard`)),
          ]
        : []),
    ],
  };
  return {
    ...healthy,
    config: {...healthy.config, mode: 'observe'},
    world: [...readers, own],
    acts: [],
  };
}

const writer = 'serviceAccount:service-org-123456789012@gcp-sa-logging.iam.gserviceaccount.com';

/** The filters that `filters --config --json` printed, by runbook. */
export function filtersOf(lines: readonly unknown[]): ReadonlyMap<string, string> {
  return new Map(
    lines.filter(isObject).map(one => [String(one['runbook']), String(one['filter'])]),
  );
}

/** What infra/ makes for this configuration, by full resource name, as the APIs show it. */
export function resources(
  filters: ReadonlyMap<string, string>,
  {clicks = false, pages = false}: AskedFor = {},
): Record<string, JsonObject> {
  const all: Record<string, JsonObject> = {};
  for (const {id} of [prod, fleet]) {
    for (const [runbook, filter] of filters) {
      const sink = `${name}-${runbook}`;
      const destination = `pubsub.googleapis.com/${parent}/topics/${name}-entries`;
      all[`logging.googleapis.com/projects/${id}/sinks/${sink}`] = {
        name: sink,
        destination,
        filter,
        writerIdentity: writer,
      };
    }
    const read = [...engine.permissions, ...runbooks.flatMap(one => one.manifest.permissions)];
    all[`iam.googleapis.com/projects/${id}/roles/mesh_responder_read`] = {
      includedPermissions: read,
    };
  }
  for (const [id, one] of Object.entries(functions)) {
    const [takesClicks, showsPages] = ['clicks', 'pages'].map(right => one.rights.includes(right));
    if ((takesClicks && !clicks) || (showsPages && !pages)) continue;
    const uri = `https://${name}-${id}-abc.a.run.app`;
    all[`iam.googleapis.com/projects/-/serviceAccounts/${account(id)}`] = {email: account(id)};
    const path = `${parent}/locations/${region}/functions/${name}-${id}`;
    all[`cloudfunctions.googleapis.com/${path}`] = {
      name: path,
      state: 'ACTIVE',
      serviceConfig: {
        uri,
        ingressSettings: takesClicks
          ? 'ALLOW_ALL'
          : showsPages
            ? 'ALLOW_INTERNAL_AND_GCLB'
            : 'ALLOW_INTERNAL_ONLY',
        serviceAccountEmail: account(id),
      },
    };
    if (one.topic === null) continue;
    Object.assign(all, queue(one.topic, one.timeout_seconds, uri, account(`push-${id}`)));
  }
  const entries = `pubsub.googleapis.com/${parent}/topics/${name}-entries/policy`;
  all[entries] = policy('roles/pubsub.publisher', writer);
  all[`pubsub.googleapis.com/${parent}/topics/${name}-work/policy`] = policy(
    'projects/shop-ops/roles/publisher',
    ...['intake', ...(clicks ? ['interact'] : [])].map(one => `serviceAccount:${account(one)}`),
  );
  all['iam.googleapis.com/projects/shop-ops/roles/publisher'] = {
    includedPermissions: ['pubsub.topics.publish'],
  };
  const job = `${parent}/locations/${region}/jobs/${name}-sweep`;
  all[`cloudscheduler.googleapis.com/${job}`] = {
    name: job,
    state: 'ENABLED',
    schedule: '* * * * *',
    httpTarget: {
      uri: `https://${name}-respond-abc.a.run.app`,
      oidcToken: {serviceAccountEmail: account('sweep')},
    },
  };
  return {...all, ...database(name, firestore), ...database(`${name}-guard`, firestore.guard)};
}

function queue(
  topic: string,
  timeout: number,
  uri: string,
  push: string,
): Record<string, JsonObject> {
  const full = `pubsub.googleapis.com/${parent}`;
  const topics = `${parent}/topics/${name}-${topic}`;
  return {
    [`${full}/topics/${name}-${topic}`]: {name: topics},
    [`${full}/topics/${name}-${topic}-dead`]: {name: `${topics}-dead`},
    [`${full}/subscriptions/${name}-${topic}`]: {
      topic: topics,
      state: 'ACTIVE',
      ackDeadlineSeconds: timeout + 30,
      pushConfig: {
        pushEndpoint: uri,
        oidcToken: {serviceAccountEmail: push, audience: uri},
      },
      expirationPolicy: {},
      deadLetterPolicy: {deadLetterTopic: `${topics}-dead`, maxDeliveryAttempts: 20},
    },
    [`${full}/subscriptions/${name}-${topic}-dead`]: {
      topic: `${topics}-dead`,
      state: 'ACTIVE',
      expirationPolicy: {},
    },
  };
}

function database(
  database: string,
  has: Pick<typeof firestore, 'indexes' | 'ttl'>,
): Record<string, JsonObject> {
  const full = `firestore.googleapis.com/${parent}/databases/${database}`;
  const indexes = has.indexes.map(({collection, fields}, at): [string, JsonObject] => [
    `${full}/collectionGroups/${collection}/indexes/${at}`,
    {
      state: 'READY',
      queryScope: 'COLLECTION',
      fields: [
        ...fields.map(({field, order}) => ({fieldPath: field, order})),
        {fieldPath: '__name__', order: 'ASCENDING'},
      ],
    },
  ]);
  const ttl = has.ttl.map(({collection, field}): [string, JsonObject] => [
    `${full}/collectionGroups/${collection}/fields/${field}`,
    {ttlConfig: {state: 'ACTIVE'}},
  ]);
  return {[full]: {type: 'FIRESTORE_NATIVE'}, ...Object.fromEntries([...indexes, ...ttl])};
}

function policy(role: string, ...members: readonly string[]): JsonObject {
  return {version: 1, etag: 'BwAAAAAAAAE=', bindings: [{role, members}]};
}

/** The APIs that infra/apis.tf turns on in the responder's project. */
export function apisOfInfra(): readonly string[] {
  const [, block = ''] = /_own_apis = \[([^\]]*)\]/.exec(textOf('infra/apis.tf')) ?? [];
  const own = [...block.matchAll(/"([a-z.]+)"/g)].map(([, api = '']) => api);
  return [
    ...new Set([...own, ...engine.apis, ...actions.flatMap(one => one.manifest.apis)]),
  ].sort();
}
