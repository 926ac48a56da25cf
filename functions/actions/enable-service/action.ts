import type {Action, ActionParams, Precheck, Took} from '../../core/action.ts';
import {actionManifest} from '../../core/manifest.ts';
import {untilShown} from '../../core/operation.ts';
import type {Readers} from '../../core/ports.ts';
import {connectGateway, requiredServices} from '../../core/services.ts';
import manifest from './action.json' with {type: 'json'};
import {phrase, texts} from './texts.ts';
import {undoing} from './undoing.ts';

/** The only services that a plan may turn on: what managed mesh needs, by constant. */
export const enableable: readonly string[] = [connectGateway, ...requiredServices];

/** Turns an API on in a project of the allow-list. Enabling an enabled service changes nothing. */
export const enableService: Action = {
  manifest: actionManifest(manifest),
  texts,
  describe(params) {
    const {project, service} = read(params);
    return {
      text: phrase('action.enable-service', {project, service}),
      command: `gcloud services enable ${service} --project=${project}`,
    };
  },
  precheck,
  async effect(params, _readers, writers) {
    const {project, service} = read(params);
    return writers.enableService(project, service);
  },
  check,
  undoing(params) {
    const {project, service} = read(params);
    return undoing(project, service);
  },
  async undo(params, _readers, writers) {
    const {project, service} = read(params);
    return writers.disableService(project, service);
  },
};

async function precheck(params: ActionParams, readers: Readers): Promise<Precheck> {
  const {project, service} = read(params);
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
}

/** The service's own state decides; the operation only tells a failure from a delay. */
async function check(
  params: ActionParams,
  readers: Readers,
  operation: string | undefined,
): Promise<Took> {
  const {project, service} = read(params);
  if ((await readers.serviceState(project, service)) === 'ENABLED') return 'took';
  return untilShown(operation, name => readers.serviceOperation(name));
}

function read(params: ActionParams): {readonly project: string; readonly service: string} {
  const {project, service} = params;
  if (project === undefined || service === undefined) {
    throw new Error('enable-service: the plan must name a project and a service');
  }
  return {project, service};
}
