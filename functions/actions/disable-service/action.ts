import {servicesTraces} from '../../core/detection/audit-trace.ts';
import {type Action, actionOf} from '../../core/contract/action.ts';
import {actionManifest} from '../../core/contract/manifest.ts';
import {untilShown} from '../../mesh/operation-status.ts';
import {connectGateway, requiredServices} from '../../mesh/required-apis.ts';
import manifest from './action.json' with {type: 'json'};
import {disableServiceKind} from './params.ts';
import {phrase, texts} from './texts.ts';

/** The only services that a plan may turn off: those that mesh-responder may have turned on. */
const disableable: readonly string[] = [connectGateway, ...requiredServices];

/**
 * Turns an API off that a repair has turned on, and nothing that rests on it: Google refuses that, and says what it is.
 * Only an undo plans it.
 * https://docs.cloud.google.com/service-usage/docs/reference/rest/v1/services/disable
 */
export const disableService: Action = actionOf(disableServiceKind, {
  manifest: actionManifest(manifest),
  texts,
  describe(params) {
    const {project, service} = params;
    return {
      text: phrase('action.disable-service', {project, service}),
      command: `gcloud services disable ${service} --project=${project}`,
    };
  },
  async precheck({project, service}, readers) {
    if (!disableable.includes(service)) {
      return {kind: 'refused', reason: phrase('refused.disable', {service})};
    }
    switch (await readers.serviceState(project, service)) {
      case 'ENABLED':
        return {kind: 'needed'};
      case 'DISABLED':
        return {kind: 'already'};
      case 'UNKNOWN':
        return {kind: 'refused', reason: phrase('refused.disable-state', {project, service})};
    }
  },
  async effect({project, service}, readers, writers) {
    // Google refuses to turn off what is off.
    const state = await readers.serviceState(project, service);
    return state === 'DISABLED' ? {kind: 'unchanged'} : writers.disableService(project, service);
  },
  async check({project, service}, readers, operation) {
    const isOff = (await readers.serviceState(project, service)) === 'DISABLED';
    return untilShown(isOff, operation, name => readers.serviceOperation(name));
  },
  switches: ({service}) => [`service/${service}`],
  traces: ({project, service}) => servicesTraces('Disable', project, [service]),
});
