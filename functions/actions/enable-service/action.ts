import type {Action, ActionParams, Precheck, Took} from '../../core/action.ts';
import {CallError, passes} from '../../core/error.ts';
import type {OperationFact} from '../../core/facts.ts';
import {actionManifest} from '../../core/manifest.ts';
import {phrase} from '../../core/phrase.ts';
import type {Readers} from '../../core/ports.ts';
import manifest from './action.json' with {type: 'json'};
import texts from './texts.json' with {type: 'json'};
import {undoing} from './undoing.ts';

/** The only services that a plan may turn on: what managed mesh needs, by constant. */
export const enableable: readonly string[] = ['connectgateway.googleapis.com'];

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
  if (operation === undefined) return 'not-taken';
  const progress = await operationOf(operation, readers);
  switch (progress.kind) {
    case 'running':
      return 'pending';
    case 'done':
    case 'failed':
      return 'not-taken';
  }
}

/** An operation that may not be read, or is forgotten, tells nothing: the service's state will. */
async function operationOf(name: string, readers: Readers): Promise<OperationFact> {
  try {
    return await readers.serviceOperation(name);
  } catch (error) {
    if (error instanceof CallError && !passes(error.facts.failure)) return {kind: 'running', name};
    throw error;
  }
}

function read(params: ActionParams): {readonly project: string; readonly service: string} {
  const {project, service} = params;
  if (project === undefined || service === undefined) {
    throw new Error('enable-service: the plan must name a project and a service');
  }
  return {project, service};
}
