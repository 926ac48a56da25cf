import {type Action, actionOf} from '../../core/contract/action.ts';
import {actionManifest} from '../../core/contract/manifest.ts';
import {untilShown} from '../../mesh/operation-status.ts';
import {connectGateway, requiredServices} from '../../mesh/required-apis.ts';
import {enableServiceKind} from './params.ts';
import {phrase, texts} from './texts.ts';
import {undoing} from './undoing.ts';
import manifest from './action.json' with {type: 'json'};

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
