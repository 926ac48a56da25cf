import type {Diagnosis} from '../../core/diagnosis.ts';
import {phrase} from '../../core/phrase.ts';
import type {Look} from '../../core/runbook.ts';
import {target} from '../../core/target.ts';

const service = 'connectgateway.googleapis.com';

/**
 * Reads whether the API is on: in the project that was named, and where another project hosts its
 * fleet, there as well, because the gateway is called in the fleet's name.
 */
export async function diagnose({project, fleet, readers}: Look): Promise<Diagnosis> {
  const state = await readers.serviceState(project.id, service);
  const proof = [phrase('proof.service-state', {service, project: project.id, state})];
  switch (state) {
    case 'DISABLED':
      return {
        kind: 'broken',
        cause: phrase('cause.api-off', {service, project: project.id}),
        facts: {project: project.id, service},
        proof,
      };
    case 'UNKNOWN':
      return {
        kind: 'person',
        cause: phrase('cause.api-state-unknown', {service, project: project.id}),
        advice: phrase('advice.enable-api', {service, project: project.id}),
        proof,
      };
    case 'ENABLED':
      break;
  }
  if (fleet.id === project.id) return {kind: 'healthy', proof};
  const host = await readers.serviceState(fleet.id, service);
  const both = [...proof, phrase('proof.service-state', {service, project: fleet.id, state: host})];
  return host === 'ENABLED'
    ? {kind: 'healthy', proof: both}
    : {
        kind: 'symptom',
        of: {runbook: 'connect-gateway-disabled', target: target({project: fleet.id})},
        proof: both,
      };
}
