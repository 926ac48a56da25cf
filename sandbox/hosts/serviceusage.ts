import {googleError, invalid, notFound, ok, type Answer} from '../http/answer.ts';
import type {Call, Route, Site} from '../http/call.ts';
import {titleOf} from '../entries/control-plane.ts';
import {uuid} from '../entries/id.ts';
import type {Verb} from '../http/fault.ts';
import {page} from '../http/page.ts';
import {findProject, isEnabled, nextSerial, type Operation, type Project} from '../world/world.ts';
import {listAt, textAt} from '../json.ts';
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
  const together = /^\/v1\/projects\/([^/:]+)\/services:batchEnable$/.exec(call.path);
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
  };
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
    (services, next) => ({services, ...next}),
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
    return ok({services: services.map(service => view(project, service, now))});
  });
}

/** services.batchEnable, of at most 20 services, with one operation for all. */
function batchEnable(site: Site, project: Project, body: unknown, now: number): Answer {
  const ids = listAt(body, 'serviceIds').filter(one => typeof one === 'string');
  if (ids.length === 0 || ids.length > 20) return invalid('serviceIds must have 1 to 20 values');
  const all = ids.map(id => change(site, project, id, 'Enable', now));
  const refused = all.find(one => one.status !== 200);
  if (refused !== undefined) return refused;
  const running = all.map(one => textAt(one.body, 'name')).filter(one => !one.includes('noop'));
  const parts = running.flatMap(one => site.world.operations.get(one) ?? []);
  const last = parts.sort((a, b) => a.doneAt - b.doneAt).at(-1);
  const name = `operations/acat.p17-${project.number}-${uuid('operation', nextSerial(site.world))}`;
  const [service = ''] = ids;
  const made = {name, project, service, kind: 'Enable', doneAt: last?.doneAt ?? now} as const;
  site.world.operations.set(name, {...made, together: ids});
  return poll(site, name, now);
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

function poll(site: Site, name: string, now: number): Answer {
  const found = site.world.operations.get(name);
  if (found === undefined) return notFound(name);
  const {project, service, kind, doneAt, together} = found;
  const metadata = {
    '@type': 'type.googleapis.com/google.api.serviceusage.v1.OperationMetadata',
    resourceNames: (together ?? [service]).map(one => `projects/${project.number}/services/${one}`),
  };
  if (now < doneAt) return ok({name, metadata});
  if (together === undefined)
    return ok({name, metadata, ...result(project, service, kind, doneAt)});
  const response = {
    '@type': 'type.googleapis.com/google.api.serviceusage.v1.BatchEnableServicesResponse',
    services: together.map(one => view(project, one, doneAt)),
  };
  return ok({name, metadata, done: true, response});
}

function result(project: Project, service: string, kind: Operation['kind'], now: number) {
  return {
    done: true,
    response: {
      '@type': `type.googleapis.com/google.api.serviceusage.v1.${kind}ServiceResponse`,
      service: view(project, service, now),
    },
  };
}
