import type {serviceusage_v1} from 'googleapis/build/src/apis/serviceusage/v1.js';
import type {serviceusage_v1beta1} from 'googleapis/build/src/apis/serviceusage/v1beta1.js';
import {googleError, invalid, notFound, ok, type Answer, type Shown} from '../http/answer.ts';
import type {Call, Route, Site} from '../http/call.ts';
import {titleOf} from '../entries/control-plane.ts';
import {uuid} from '../entries/id.ts';
import type {Verb} from '../http/fault.ts';
import {page} from '../http/page.ts';
import {findProject, isEnabled, nextSerial, type Operation, type Project} from '../world/world.ts';
import {at} from '../json.ts';
import {toggleService} from '../world/toggle-service.ts';
import {strangerProject} from './project.ts';

const one = /^\/v1\/projects\/([^/:]+)\/services\/([^/:]+?)(?::(enable|disable))?$/;
const many = /^\/v1\/projects\/([^/:]+)\/services:batchGet$/;
const enableMany = /^\/v1\/projects\/([^/:]+)\/services:batchEnable$/;
const operation = /^\/v1\/(operations\/[^/]+)$/;
const limit = 30;
const batchLimit = 20;

/** Service Usage v1: https://docs.cloud.google.com/service-usage/docs/reference/rest/v1/services */
export function routeServiceUsage(call: Call): Route<Verb<'serviceusage'>> | undefined {
  const quota = /^\/v1beta1\/projects\/([^/]+)\/services\/[^/]+\/consumerQuotaMetrics$/.exec(
    call.path,
  );
  if (call.method === 'GET' && quota !== null) {
    const [, project = ''] = quota;
    return {verb: 'quotas', mutating: false, project, run: () => ok(quotas)};
  }
  const batch = many.exec(call.path);
  if (call.method === 'GET' && batch !== null) {
    const [, project = ''] = batch;
    return {
      verb: 'batchGet',
      mutating: false,
      project,
      run: (site, now) => batchGet(site, project, call, now),
    };
  }
  const together = enableMany.exec(call.path);
  if (call.method === 'POST' && together !== null) {
    const [, project = ''] = together;
    const run = (site: Site, now: number) =>
      within(site, project, found => batchEnable(site, found, call.body, now));
    return {verb: 'batchEnable', mutating: true, project, run};
  }
  const listed = /^\/v1\/projects\/([^/:]+)\/services$/.exec(call.path);
  if (call.method === 'GET' && listed !== null) {
    const [, project = ''] = listed;
    const run = (site: Site, now: number) =>
      within(site, project, found => listServices(found, call, now));
    return {verb: 'list', mutating: false, project, run};
  }
  const running = operation.exec(call.path);
  if (call.method === 'GET' && running !== null) {
    const [, name = ''] = running;
    return {verb: 'operation', mutating: false, run: (site, now) => poll(site.world, name, now)};
  }
  const [, project = '', service = '', action] = one.exec(call.path) ?? [];
  if (call.method === 'GET' && service !== '' && action === undefined) {
    return {
      verb: 'get',
      mutating: false,
      project,
      run: (site, now) => within(site, project, found => ok(view(found, service, now))),
    };
  }
  if (call.method !== 'POST' || (action !== 'enable' && action !== 'disable')) return undefined;
  const kind = action === 'enable' ? 'Enable' : 'Disable';
  return {
    verb: action,
    mutating: true,
    project,
    run: (site, now) =>
      within(site, project, found =>
        change(site, found, {services: [service], batch: false, kind}, now),
      ),
  };
}

const quotas = {
  metrics: [
    {
      metric: 'serviceusage.googleapis.com/mutate_requests',
      consumerQuotaLimits: [
        {unit: '1/min/{project}', quotaBuckets: [{effectiveLimit: '120', defaultLimit: '120'}]},
      ],
    },
  ],
} satisfies serviceusage_v1beta1.Schema$ListConsumerQuotaMetricsResponse;

/** The refusal of services.enable and batchEnable, as seen in the wild (github.com/su-kaka/gcli2api/issues/283). */
export function enableDenied(services: readonly string[]): Answer {
  return googleError(403, `Permission denied to enable service [${services.join(', ')}]`, {
    details: [
      {
        '@type': 'type.googleapis.com/google.rpc.PreconditionFailure',
        violations: [{type: 'googleapis.com', subject: '110002'}],
      },
      {
        '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
        reason: 'AUTH_PERMISSION_DENIED',
        domain: 'serviceusage.googleapis.com',
      },
    ],
  });
}

function within(site: Site, project: string, then: (found: Project) => Answer): Answer {
  const found = findProject(site.world, project);
  return found === undefined ? strangerProject(project) : then(found);
}

function view(project: Project, service: string, now: number) {
  const parent = `projects/${project.number}`;
  return {
    name: `${parent}/services/${service}`,
    parent,
    config: {name: service, title: titleOf(service)},
    state: isEnabled(project, service, now) ? 'ENABLED' : 'DISABLED',
  } satisfies serviceusage_v1.Schema$GoogleApiServiceusageV1Service;
}

/** Services that are on, or all that the project ever had. */
function listServices(project: Project, {query}: Call, now: number): Answer {
  const filter = query.get('filter') ?? '';
  const wanted = /^state:(ENABLED|DISABLED)$/.exec(filter)?.[1];
  if (filter !== '' && wanted === undefined)
    return invalid('filter must be state:ENABLED or state:DISABLED');
  const all = [...project.services.keys()].map(name => view(project, name, now));
  return page(
    all.filter(one => wanted === undefined || one.state === wanted),
    {size: Number(query.get('pageSize') ?? 0), token: query.get('pageToken') ?? ''},
    {usual: 50, most: 200},
    (services, next) =>
      ({services, ...next}) satisfies Shown<serviceusage_v1.Schema$ListServicesResponse>,
  );
}

function batchGet(site: Site, parent: string, call: Call, now: number): Answer {
  const names = call.query.getAll('names');
  if (names.length === 0 || names.length > limit)
    return invalid(`names must have 1 to ${limit} values`);
  const wanted = names.map(name => /^projects\/([^/]+)\/services\/([^/]+)$/.exec(name));
  return within(site, parent, project => {
    const services = wanted.flatMap(match =>
      match !== null && findProject(site.world, match[1] ?? '') === project ? [match[2] ?? ''] : [],
    );
    if (services.length < names.length) return invalid('each name must be a service of the parent');
    return ok({
      services: services.map(service => view(project, service, now)),
    } satisfies serviceusage_v1.Schema$BatchGetServicesResponse);
  });
}

/**
 * The refusal of a change while another one of the same services runs; here any two of a project meet, since
 * which services rest on which is not played.
 * https://github.com/hashicorp/terraform-provider-google/issues/7493
 */
export function activationBusy(project: string, services: readonly string[]): Answer {
  const which = `${services.join(',')} and project ${project}.`;
  const said = `Another activation or deactivation is in progress for the following service(s): ${which}`;
  return googleError(400, said, {status: 'FAILED_PRECONDITION'});
}

/** The services that a call of enable or batchEnable names. */
export function namedServices({path, body}: Call): readonly string[] {
  const service = one.exec(path)?.[2];
  return service === undefined ? texts(at(body, 'serviceIds')) : [service];
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter(one => typeof one === 'string') : [];
}

/**
 * All or none, by one operation.
 * https://docs.cloud.google.com/service-usage/docs/reference/rest/v1/services/batchEnable
 */
function batchEnable(site: Site, project: Project, body: unknown, now: number): Answer {
  const services = texts(at(body, 'serviceIds'));
  if (services.length === 0 || services.length > batchLimit)
    return invalid(`serviceIds must have 1 to ${batchLimit} values`);
  const unknown = services.filter(one => !/^[a-z][a-z0-9-]*\.googleapis\.com$/.test(one));
  if (unknown.length > 0) {
    const said = `Not found or permission denied for service(s): ${unknown.join(',')}.`;
    return googleError(403, said);
  }
  return change(site, project, {services, batch: true, kind: 'Enable'}, now);
}

function change(
  {world}: Site,
  project: Project,
  wanted: Pick<Operation, 'services' | 'batch' | 'kind'>,
  now: number,
): Answer {
  const {services, batch, kind} = wanted;
  const to = kind === 'Enable' ? 'ENABLED' : 'DISABLED';
  const stands = (one: string): boolean => {
    const state = project.services.get(one);
    return (state?.to ?? 'DISABLED') === to && (state?.at ?? now) <= now;
  };
  const differing = services.filter(one => !stands(one));
  if (differing.length === 0) {
    const name = 'operations/noop.DONE_OPERATION';
    return ok({name, ...result({...wanted, project}, now)});
  }
  const isRunning = [...world.operations.values()].some(
    one => one.project === project && now < one.doneAt,
  );
  if (isRunning) return activationBusy(project.id, services);
  const name = `operations/acat.p2-${project.number}-${uuid('operation', nextSerial(world))}`;
  const doneAt = now + world.pace.enableMs;
  const principal = responder;
  toggleService(world, project, differing, {
    kind,
    batch,
    now,
    at: doneAt,
    operation: name,
    principal,
  });
  world.operations.set(name, {...wanted, name, project, doneAt});
  return poll(world, name, now);
}

/** Whoever calls the sandbox is taken for the responder's own account. */
const responder = 'mesh-responder@shop-ops.iam.gserviceaccount.com';

/** Not the documented OperationMetadata: what was recorded of the real service. */
const metadata = {'@type': 'type.googleapis.com/google.protobuf.Empty', value: {}};

function poll({operations}: Site['world'], name: string, now: number): Answer {
  const found = operations.get(name);
  if (found === undefined) return notFound(name);
  const {kind, doneAt} = found;
  if (now < doneAt) return ok(kind === 'Enable' ? {name} : {name, metadata});
  return ok({name, metadata, ...result(found, doneAt)});
}

function result(
  {project, services, batch, kind}: Pick<Operation, 'project' | 'services' | 'batch' | 'kind'>,
  now: number,
) {
  const views = services.map(one => view(project, one, now));
  const name = batch ? `Batch${kind}Services` : `${kind}Service`;
  return {
    done: true,
    response: {
      '@type': `type.googleapis.com/google.api.serviceusage.v1.${name}Response`,
      ...(batch ? {services: views} : {service: views[0]}),
    },
  } satisfies serviceusage_v1.Schema$Operation;
}
