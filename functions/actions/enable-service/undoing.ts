import type {Undoing} from '../../core/contract/action.ts';
import type {LogEntry} from '../../core/detection/entry.ts';
import {textAt} from '../../core/lib/json.ts';
import {phrase} from './texts.ts';

/**
 * Who turns the service off. `google_project_service` turns it off when the resource is destroyed,
 * unless it says `disable_on_destroy = false`:
 * https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/google_project_service
 */
export function undoing(project: string, service: string): Undoing {
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
