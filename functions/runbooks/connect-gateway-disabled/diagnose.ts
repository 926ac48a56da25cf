import {enableServiceKind} from '../../actions/enable-service/params.ts';
import type {Diagnosis} from '../../core/contract/diagnosis.ts';
import type {ServiceState} from '../../core/facts/cloud.ts';
import type {Phrase} from '../../core/texts/phrase.ts';
import {followsSign, type Look} from '../../core/contract/runbook.ts';
import {connectGateway as service} from '../../mesh/required-apis.ts';
import type {Project} from '../../core/config/settings.ts';
import {target} from '../../core/detection/target.ts';
import {outageRecovery} from './outage-recovery.ts';
import {phrase} from './texts.ts';

/**
 * Reads whether the API is on. The gateway is called in the fleet's name, so where another project
 * hosts the fleet that one decides; the project itself counts when the complaint named it. Once it is
 * on, an incident of the fleet's host also looks at what the outage left behind; where no sign says that
 * there was an outage (a cause, a poll, a survey), the API's state alone is asked for.
 */
export async function diagnose(look: Look): Promise<Diagnosis> {
  const {project, fleet, symptom, readers} = look;
  const places = placesOf(project, fleet, symptom === 'api-disabled-unnamed');
  const proof: Phrase[] = [];
  for (const place of places) {
    const state = await readers.serviceState(place.id, service);
    proof.push(phrase('proof.service-state', {service, project: place.id, state}));
    if (state !== 'ENABLED') return off(place, project, state, proof);
  }
  return followsSign(symptom) && project.id === fleet.id
    ? outageRecovery(look, proof)
    : {kind: 'healthy', proof};
}

function placesOf(project: Project, fleet: Project, unnamed: boolean): readonly Project[] {
  if (project.id === fleet.id) return [project];
  return unnamed ? [fleet] : [project, fleet];
}

function off(
  place: Project,
  project: Project,
  state: Exclude<ServiceState, 'ENABLED'>,
  proof: readonly Phrase[],
): Diagnosis {
  if (place.id !== project.id) {
    const of = {runbook: 'connect-gateway-disabled', target: target({project: place.id})};
    return {kind: 'symptom', of, proof};
  }
  const params = {service, project: place.id};
  switch (state) {
    case 'DISABLED':
      return {
        kind: 'broken',
        cause: phrase('cause.api-off'),
        detail: phrase('detail.api-off', params),
        // The one urgent step alone. What comes behind it changes by itself once the gateway is back, and
        // with it the plan's hash: a yes to "turn it on" would be void each time that a membership recovers.
        actions: [enableServiceKind.plan(params)],
        proof,
      };
    case 'UNKNOWN':
      return {
        kind: 'person',
        cause: phrase('cause.api-state-unknown', {service}),
        advice: phrase('advice.enable-api', params),
        proof,
      };
  }
}
