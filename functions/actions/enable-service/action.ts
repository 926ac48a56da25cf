import {type Action, actionOf, type Undoing} from '../../core/contract/action.ts';
import {actionManifest} from '../../core/contract/manifest.ts';
import {untilShown} from '../../mesh/operation-status.ts';
import {connectGateway, requiredServices} from '../../mesh/required-apis.ts';
import {enableServiceKind} from './params.ts';
import {phrase, texts} from './texts.ts';
import manifest from './action.json' with {type: 'json'};
import type {LogEntry} from '../../core/detection/entry.ts';
import {textAt} from '../../core/lib/json.ts';

/** The only services that a plan may turn on: what managed mesh needs, by constant. */
export const enableable: readonly string[] = [connectGateway, ...requiredServices];

/** Turns an API on in a project of the allow-list. Enabling an enabled service changes nothing. */
export const enableService: Action = actionOf(enableServiceKind, {
  manifest: actionManifest(manifest),
  texts,
  describe({project, service}) {
    return {
      text: phrase('action.enable-service', {project, service}),
      command: `gcloud services enable ${service} --project=${project}`,
    };
  },
  async precheck({project, service}, readers) {
    if (!enableable.includes(service)) {
      return {kind: 'refused', reason: phrase('refused.service', {service})};
    }
    switch (await readers.serviceState(project, service)) {
      case 'ENABLED':
        return {kind: 'already'};
      case 'DISABLED':
        return {kind: 'needed'};
      case 'UNKNOWN':
        return {kind: 'refused', reason: phrase('refused.service-state', {project, service})};
    }
  },
  async effect({project, service}, _readers, writers) {
    return writers.enableService(project, service);
  },
  async check({project, service}, readers, operation) {
    const isOn = (await readers.serviceState(project, service)) === 'ENABLED';
    return untilShown(isOn, operation, name => readers.serviceOperation(name));
  },
  undoing: ({project, service}) => undoing(project, service),
  async undo({project, service}, _readers, writers) {
    return writers.disableService(project, service);
  },
});

/**
 * Who turns the service off. `google_project_service` turns it off when the resource is destroyed,
 * unless it says `disable_on_destroy = false`:
 * https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/google_project_service
 */
function undoing(project: string, service: string): Undoing {
  return {
    project,
    filter: [
      'log_id("cloudaudit.googleapis.com/activity")',
      'protoPayload.serviceName="serviceusage.googleapis.com"',
      'protoPayload.methodName=~"\\.ServiceUsage\\.DisableService$"',
      `protoPayload.resourceName:"/services/${service}"`,
    ].join('\n'),
    matches: entry => turnsOff(entry, service),
    remedy: {
      text: phrase('remedy.enable-service', {project, service}),
      code: `resource "google_project_service" "${service.split('.', 1).join('')}" {
  project            = "${project}"
  service            = "${service}"
  disable_on_destroy = false
}`,
    },
  };
}

function turnsOff({proto}: LogEntry, service: string): boolean {
  const method = textAt(proto, 'methodName') ?? '';
  const name = textAt(proto, 'resourceName') ?? '';
  return method.endsWith('.DisableService') && name.endsWith(`/services/${service}`);
}
