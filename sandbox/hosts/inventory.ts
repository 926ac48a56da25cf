import type {compute_v1} from 'googleapis/build/src/apis/compute/v1.js';
import type {firestore_v1} from 'googleapis/build/src/apis/firestore/v1.js';
import type {iam_v1} from 'googleapis/build/src/apis/iam/v1.js';
import type {iamcredentials_v1} from 'googleapis/build/src/apis/iamcredentials/v1.js';
import type {orgpolicy_v2} from 'googleapis/build/src/apis/orgpolicy/v2.js';
import type {JsonObject} from '../../functions/core/lib/json.ts';
import {googleError, notFound, ok, type Answer} from '../http/answer.ts';
import type {Call, Route} from '../http/call.ts';
import {listAt} from '../json.ts';
import type {World} from '../world/world.ts';

// What a deployment consists of is kept as the APIs show it, under its full resource name without the
// slashes in front (https://docs.cloud.google.com/iam/docs/full-resource-names), e.g.
// `pubsub.googleapis.com/projects/P/topics/T`. A patch puts it there; the sandbox only shows it.

/** One resource, or 404; `absent` words it, where the API has words of its own. */
export function one<V extends string>(
  verb: V,
  project: string,
  name: string,
  absent: (name: string) => Answer = notFound,
): Route<V> {
  return {
    verb,
    mutating: false,
    project,
    run: ({world}) => {
      const found = world.inventory.get(name);
      return found === undefined ? absent(name.replace(/^[^/]+\//, '')) : ok(found);
    },
  };
}

/** Every resource below a parent; `-` in the parent stands for any one part. */
export function many<V extends string>(
  verb: V,
  project: string,
  below: string,
  field: string,
): Route<V> {
  return {
    verb,
    mutating: false,
    project,
    run: ({world}) => ok({[field]: resourcesBelow(world, below)}),
  };
}

function resourcesBelow(world: World, below: string): readonly JsonObject[] {
  const parts = below.split('/');
  return [...world.inventory].flatMap(([name, value]) => {
    const own = name.split('/');
    const inside = own.length === parts.length + 1;
    return inside && parts.every((part, at) => part === '-' || part === own[at]) ? [value] : [];
  });
}

/** Cloud Functions v2: https://docs.cloud.google.com/functions/docs/reference/rest/v2/projects.locations.functions */
export function routeFunctions({method, path}: Call): Route<'list'> | undefined {
  const [, project = ''] =
    /^\/v2\/projects\/([^/]+)\/locations\/[^/]+\/functions$/.exec(path) ?? [];
  if (method !== 'GET' || project === '') return undefined;
  const below = `cloudfunctions.googleapis.com${path.slice('/v2'.length)}`;
  return many('list', project, below, 'functions');
}

/** Cloud Scheduler v1: https://docs.cloud.google.com/scheduler/docs/reference/rest/v1/projects.locations.jobs */
export function routeScheduler({method, path}: Call): Route<'get'> | undefined {
  const [, project = ''] =
    /^\/v1\/projects\/([^/]+)\/locations\/[^/]+\/jobs\/[^/]+$/.exec(path) ?? [];
  if (method !== 'GET' || project === '') return undefined;
  return one('get', project, `cloudscheduler.googleapis.com${path.slice('/v1'.length)}`);
}

/** Organization Policy v2; where nothing is put, nothing is forbidden. */
export function routeOrgPolicy({method, path}: Call): Route<'getEffectivePolicy'> | undefined {
  const [, name = ''] =
    /^\/v2\/(projects\/[^/]+\/policies\/[^/:]+):getEffectivePolicy$/.exec(path) ?? [];
  if (method !== 'GET' || name === '') return undefined;
  return {
    verb: 'getEffectivePolicy',
    mutating: false,
    // Asked of the caller's project, not of the one that it is about.
    run: ({world}): Answer =>
      ok(
        world.inventory.get(`orgpolicy.googleapis.com/${name}`) ??
          ({
            name,
            spec: {rules: [{allowAll: true}]},
          } satisfies orgpolicy_v2.Schema$GoogleCloudOrgpolicyV2Policy),
      ),
  };
}

/** Compute Engine v1, as far as a look at a project goes: its quotas, and that no other hosts its network. */
export function routeCompute({method, path}: Call): Route<'get'> | undefined {
  const [, project = '', host] =
    /^\/compute\/v1\/projects\/([^/]+)(\/getXpnHost)?$/.exec(path) ?? [];
  if (method !== 'GET' || project === '') return undefined;
  const quotas = [{metric: 'HEALTH_CHECKS', limit: 75, usage: 3}];
  const shown: compute_v1.Schema$Project =
    host === undefined ? {kind: 'compute#project', name: project, quotas} : {};
  return {
    verb: 'get',
    mutating: false,
    project,
    run: () => ok(shown),
  };
}

/** Firestore v1, as far as a look at a database goes. */
export function routeFirestore({
  method,
  path,
  body,
}: Call): Route<'get' | 'list' | 'batchGet' | 'runQuery'> | undefined {
  const [, name = '', project = '', rest = ''] =
    /^\/v1\/(projects\/([^/]+)\/databases\/[^/]+)(\/.*)?$/.exec(path) ?? [];
  if (name === '') return undefined;
  const full = `firestore.googleapis.com/${name}`;
  if (method === 'POST' && rest === '/documents:batchGet') {
    return {
      verb: 'batchGet',
      mutating: false,
      project,
      run: (site, now) => missing(site.world, full, body, now),
    };
  }
  if (method === 'POST' && rest === '/documents:runQuery') {
    return {
      verb: 'runQuery',
      mutating: false,
      project,
      run: (site, now) => nothingFound(site.world, full, now),
    };
  }
  if (method !== 'GET') return undefined;
  if (/^\/collectionGroups\/[^/]+\/indexes$/.test(rest)) {
    return many('list', project, `${full}${rest}`, 'indexes');
  }
  return one('get', project, `${full}${rest}`, rest === '' ? noDatabase : notFound);
}

function noDatabase(name: string): Answer {
  const [, project = '', , database = ''] = name.split('/');
  return googleError(404, `Project '${project}' or database '${database}' does not exist.`);
}

/** A query of a database without documents. */
function nothingFound(world: World, database: string, now: number): Answer {
  if (!world.inventory.has(database)) return noDatabase(database.replace(/^[^/]+\//, ''));
  const end: firestore_v1.Schema$RunQueryResponse = {readTime: new Date(now).toISOString()};
  return ok([end]);
}

/** A database without documents. */
function missing(world: World, database: string, body: unknown, now: number): Answer {
  if (!world.inventory.has(database)) return noDatabase(database.replace(/^[^/]+\//, ''));
  const readTime = new Date(now).toISOString();
  const all = listAt(body, 'documents').map(
    (document): firestore_v1.Schema$BatchGetDocumentsResponse => ({
      missing: String(document),
      readTime,
    }),
  );
  return ok(all);
}

/**
 * IAM v1: which permissions a custom role may have. Known are those of the roles that are deployed, and what
 * stands under `iam.googleapis.com/permissions/NAME`.
 */
export function routeIam({method, path}: Call): Route<'queryTestablePermissions'> | undefined {
  if (method !== 'POST' || path !== '/v1/permissions:queryTestablePermissions') return undefined;
  return {
    verb: 'queryTestablePermissions',
    mutating: false,
    run: ({world}) => {
      const own = [...world.inventory].filter(([name]) => name.startsWith('iam.googleapis.com/'));
      const names = own.flatMap(([, value]) => listAt(value, 'includedPermissions'));
      const said = own.flatMap(([name, value]) =>
        name.includes('/permissions/')
          ? [{name: name.slice(name.lastIndexOf('/') + 1), ...value}]
          : [],
      );
      const rest = [...new Set(names)].filter(name => !said.some(one => one.name === name));
      return ok({
        permissions: [...said, ...rest.map(name => ({name: String(name), stage: 'GA'}))],
      } satisfies iam_v1.Schema$QueryTestablePermissionsResponse);
    },
  };
}

/** Tokens of a service account that the inventory has. */
export function routeCredentials({method, path}: Call): Route<'generateAccessToken'> | undefined {
  const [, account = ''] =
    /^\/v1\/projects\/-\/serviceAccounts\/([^/:]+):generateAccessToken$/.exec(path) ?? [];
  if (method !== 'POST' || account === '') return undefined;
  return {
    verb: 'generateAccessToken',
    mutating: false,
    run: ({world}, now) =>
      world.inventory.has(`iam.googleapis.com/projects/-/serviceAccounts/${account}`)
        ? ok({
            accessToken: 'sandbox',
            expireTime: new Date(now + 300_000).toISOString(),
          } satisfies iamcredentials_v1.Schema$GenerateAccessTokenResponse)
        : googleError(403, "Permission 'iam.serviceAccounts.getAccessToken' denied on resource."),
  };
}

/** Whoever calls the sandbox is taken for this account. */
export const caller = 'mesh-responder@shop-ops.iam.gserviceaccount.com';

/** Google's answer about an access token. */
export function routeOAuth({method, path}: Call): Route<'tokeninfo'> | undefined {
  if (method !== 'GET' || path !== '/tokeninfo') return undefined;
  const run = () => ok({sub: '100000000000000000001', email: caller, email_verified: 'true'});
  return {verb: 'tokeninfo', mutating: false, run};
}
