import {servicesTraces} from '../../core/detection/audit-trace.ts';
import {type Action, actionOf, type Undoing} from '../../core/contract/action.ts';
import {actionManifest} from '../../core/contract/manifest.ts';
import {untilShown} from '../../mesh/operation-status.ts';
import {connectGateway, requiredServices} from '../../mesh/required-apis.ts';
import {disableServiceKind} from '../disable-service/params.ts';
import {enableServiceKind, type EnableService, servicesOf} from './params.ts';
import {phrase, texts} from './texts.ts';
import manifest from './action.json' with {type: 'json'};
import type {LogEntry} from '../../core/detection/entry.ts';
import type {ServiceState} from '../../core/facts/cloud.ts';
import {textAt} from '../../core/lib/json.ts';
import {CallError, type Failure} from '../../core/lib/error.ts';
import type {Readers, Writers, Written} from '../../core/ports/ports.ts';

/** The only services that a plan may turn on: what managed mesh needs, by constant. */
export const enableable: readonly string[] = [connectGateway, ...requiredServices];

/**
 * Turns APIs on in a project of the allow-list, several with one call. Enabling an enabled service changes
 * nothing.
 */
export const enableService: Action = actionOf(enableServiceKind, {
  manifest: actionManifest(manifest),
  texts,
  shown,
  describe(params) {
    return {
      text: phrase('action.enable-service', shown(params)),
      command: `gcloud services enable ${servicesOf(params).join(' ')} --project=${params.project}`,
    };
  },
  async precheck(params, readers) {
    const {project} = params;
    const services = servicesOf(params);
    const others = services.filter(one => !enableable.includes(one));
    if (others.length > 0) {
      return {kind: 'refused', reason: phrase('refused.service', {service: named(others)})};
    }
    const states = await statesOf(readers, project, services);
    const unclear = services.filter((_, index) => states[index] === 'UNKNOWN');
    if (unclear.length > 0) {
      const names = {project, service: named(unclear)};
      return {kind: 'refused', reason: phrase('refused.service-state', names)};
    }
    return states.includes('DISABLED') ? {kind: 'needed'} : {kind: 'already'};
  },
  async effect(params, readers, writers) {
    const {project} = params;
    const services = servicesOf(params);
    const [service = '', ...more] = services;
    if (more.length === 0) return writers.enableService(project, service);
    // Of several, some may be on by now: what is left of a batch that was cut short, or a person's.
    const states = await statesOf(readers, project, services);
    const off = services.filter((_, index) => states[index] !== 'ENABLED');
    const [first, ...others] = off;
    if (first === undefined) return {kind: 'unchanged'};
    const written =
      others.length === 0
        ? await writers.enableService(project, first)
        : await enableTogether(writers, project, off);
    return written.kind === 'accepted' ? {...written, made: off} : written;
  },
  async check(params, readers, operation) {
    const states = await statesOf(readers, params.project, servicesOf(params));
    const isOn = states.every(state => state === 'ENABLED');
    return untilShown(isOn, operation, name => readers.serviceOperation(name));
  },
  undoing: params => undoing(params.project, servicesOf(params)),
  switches: params => servicesOf(params).map(one => `service/${one}`),
  inverse(params, made) {
    const {project} = params;
    // What was on before stays on; what others rest on goes last.
    const taken = servicesOf(params).filter(one => made?.includes(one) ?? true);
    return taken.toReversed().map(service => disableServiceKind.plan({project, service}));
  },
  traces: params => servicesTraces('Enable', params.project, servicesOf(params)),
});

/** All with one call; one that cannot be turned on keeps the others off only until they are tried by themselves. */
async function enableTogether(
  writers: Writers,
  project: string,
  services: readonly string[],
): Promise<Written> {
  try {
    return await writers.enableServices(project, services);
  } catch (error) {
    if (error instanceof CallError && isRefused(error.facts.failure)) {
      return writers.enableInTurn(project, services);
    }
    throw error;
  }
}

/** Whether nothing was applied, and the same request would be refused again. */
function isRefused(failure: Failure): boolean {
  return failure === 'denied' || failure === 'invalid' || failure === 'not-found';
}

function shown(params: EnableService) {
  return {project: params.project, service: named(servicesOf(params))};
}

function named(services: readonly string[]): string {
  return services.join(', ');
}

function statesOf(
  readers: Readers,
  project: string,
  services: readonly string[],
): Promise<readonly ServiceState[]> {
  return Promise.all(services.map(one => readers.serviceState(project, one)));
}

/**
 * Who turns the services off. `google_project_service` turns one off when the resource is destroyed,
 * unless it says `disable_on_destroy = false`:
 * https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/google_project_service
 */
function undoing(project: string, services: readonly string[]): Undoing {
  const any = services.map(one => `protoPayload.resourceName:"/services/${one}"`).join(' OR ');
  return {
    project,
    filter: [
      'log_id("cloudaudit.googleapis.com/activity")',
      'protoPayload.serviceName="serviceusage.googleapis.com"',
      'protoPayload.methodName=~"\\.ServiceUsage\\.DisableService$"',
      services.length > 1 ? `(${any})` : any,
    ].join('\n'),
    matches: entry => services.some(one => turnsOff(entry, one)),
    // The entry that was found is about one of several.
    by: ({principal, at}) =>
      phrase(services.length === 1 ? 'by.enable-service' : 'by.enable-services', {
        principal,
        at,
        service: named(services),
      }),
    remedy: {
      text: phrase('remedy.enable-service', {project, service: named(services)}),
      code: services.map(one => kept(project, one)).join('\n\n'),
    },
  };
}

/** The resource that keeps a service on. */
function kept(project: string, service: string): string {
  return `resource "google_project_service" "${service.split('.', 1).join('')}" {
  project            = "${project}"
  service            = "${service}"
  disable_on_destroy = false
}`;
}

function turnsOff({proto}: LogEntry, service: string): boolean {
  const method = textAt(proto, 'methodName') ?? '';
  const name = textAt(proto, 'resourceName') ?? '';
  return method.endsWith('.DisableService') && name.endsWith(`/services/${service}`);
}
