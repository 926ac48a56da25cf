import type {Incident} from '../../../functions/core/incident.ts';
import {phraseByCode as phrase} from '../../../functions/core/phrase.ts';

/** An incident as short as its type allows; `parts` replace its fields. */
export function sampleIncident(parts: Partial<Incident> = {}): Incident {
  return {
    id: 'i-1',
    key: 'api-disabled|shop-prod||||',
    epoch: 1,
    version: 1,
    runbook: 'api-disabled',
    symptom: 'api-disabled',
    target: {project: 'shop-prod'},
    causes: [],
    state: 'detected',
    reason: phrase('opened'),
    openedAt: 1000,
    beganAt: 1000,
    changedAt: 1000,
    confirmed: false,
    reopened: 0,
    entries: {count: 1, firstAt: 1000, lastAt: 1000, seen: ['a1']},
    evidence: [{quote: 'API has not been used “메시”'}],
    symptoms: [],
    proof: [],
    actions: [],
    attempts: 0,
    blindLooks: 0,
    repairs: [],
    rechecks: 0,
    timeline: [{at: 1000, state: 'detected', reason: phrase('opened')}],
    revision: 1,
    milestone: 1,
    told: {},
    silentTries: 0,
    ...parts,
  };
}
