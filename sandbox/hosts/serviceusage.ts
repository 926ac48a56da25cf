import type {serviceusage_v1} from 'googleapis/build/src/apis/serviceusage/v1.js';
import {googleError, invalid, notFound, ok, type Answer} from '../http/answer.ts';
import type {Call, Route, Site} from '../http/call.ts';
import {titleOf} from '../entries/control-plane.ts';
import {uuid} from '../entries/id.ts';
import type {Verb} from '../http/fault.ts';
import {findProject, isEnabled, nextSerial, type Operation, type Project} from '../world/world.ts';
import {toggleService} from '../world/toggle-service.ts';
import {strangerProject} from './project.ts';

const one = /^\/v1\/projects\/([^/:]+)\/services\/([^/:]+?)(?::(enable|disable))?$/;
const many = /^\/v1\/projects\/([^/:]+)\/services:batchGet$/;
const operation = /^\/v1\/(operations\/[^/]+)$/;
const limit = 30;

/** Service Usage v1: https://docs.cloud.google.com/service-usage/docs/reference/rest/v1/services */
export function routeServiceUsage(call: Call): Route<Verb<'serviceusage'>> | undefined {
  const quota = /^\/v1beta1\/projects\/([^/]+)\/services\/[^/]+\/consumerQuotaMetrics$/.exec(
    call.path,
  );
  if (call.method === 'GET' && quota !== null) {
    const [, project = ''] = quota;
    return {verb: 'quotas', mutating: false, project, run: () => ok({metrics: [quotaView]})};
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
  const running = operation.exec(call.path);
  if (call.method === 'GET' && running !== null) {
    const [, name = ''] = running;
    return {verb: 'operation', mutating: false, run: (site, now) => poll(site, name, now)};
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
    run: (site, now) => within(site, project, found => change(site, found, service, kind, now)),
  };
}

const quotaView = {
  metric: 'serviceusage.googleapis.com/mutate_requests',
  consumerQuotaLimits: [
    {unit: '1/min/{project}', quotaBuckets: [{effectiveLimit: '120', defaultLimit: '120'}]},
  ],
};

/** The refusal of services.enable, as seen in the wild (github.com/su-kaka/gcli2api/issues/283). */
export function enableDenied(service: string): Answer {
  return googleError(403, `Permission denied to enable service [${service}]`, {
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

/** The service that an enable call names; empty for other calls. */
export function enabledService(call: Call): string {
  return one.exec(call.path)?.[2] ?? '';
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
    return ok({services: services.map(service => view(project, service, now))});
  });
}

function change(
  site: Site,
  project: Project,
  service: string,
  kind: Operation['kind'],
  now: number,
): Answer {
  const {world} = site;
  const name = `operations/acat.p2-${project.number}-${uuid('operation', nextSerial(world))}`;
  const to = kind === 'Enable' ? 'ENABLED' : 'DISABLED';
  const state = project.services.get(service);
  if ((state?.to ?? 'DISABLED') === to) {
    const doneAt = Math.max(now, state?.at ?? now);
    if (doneAt <= now)
      return ok({name: 'operations/noop.DONE_OPERATION', ...result(project, service, kind, now)});
    world.operations.set(name, {name, project, service, kind, doneAt});
    return poll(site, name, now);
  }
  const doneAt = now + world.pace.enableMs;
  const principal = responder;
  toggleService(world, project, service, {kind, now, at: doneAt, operation: name, principal});
  world.operations.set(name, {name, project, service, kind, doneAt});
  return poll(site, name, now);
}

/** Whoever calls the sandbox is taken for the responder's own account. */
const responder = 'mesh-responder@shop-ops.iam.gserviceaccount.com';

/** Not the documented OperationMetadata: what was recorded of the real service. */
const metadata = {'@type': 'type.googleapis.com/google.protobuf.Empty', value: {}};

function poll(site: Site, name: string, now: number): Answer {
  const found = site.world.operations.get(name);
  if (found === undefined) return notFound(name);
  const {project, service, kind, doneAt} = found;
  if (now < doneAt) return ok(kind === 'Enable' ? {name} : {name, metadata});
  return ok({name, metadata, ...result(project, service, kind, doneAt)});
}

function result(project: Project, service: string, kind: Operation['kind'], now: number) {
  return {
    done: true,
    response: {
      '@type': `type.googleapis.com/google.api.serviceusage.v1.${kind}ServiceResponse`,
      service: view(project, service, now),
    },
  } satisfies serviceusage_v1.Schema$Operation;
}
