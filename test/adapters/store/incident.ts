import type {Incident} from '../../../functions/core/incident.ts';
import {type Changes, changed} from '../../support/incident.ts';

const opened = {state: 'detected', reason: {kind: 'detected', symptom: 'api-disabled'}} as const;

const sample: Incident = {
  id: 'i-1',
  key: 'api-disabled|shop-prod||||',
  epoch: 1,
  version: 1,
  runbook: 'api-disabled',
  symptom: 'api-disabled',
  target: {project: 'shop-prod'},
  causes: [],
  openedAt: 1000,
  ...opened,
  intake: {
    entries: {count: 1, firstAt: 1000, lastAt: 1000, seen: ['a1']},
    reasons: {},
    evidence: [{quote: 'API has not been used “메시”'}],
    symptoms: [],
  },
  work: {
    run: 0,
    beganAt: 1000,
    changedAt: 1000,
    confirmed: false,
    proof: [],
    actions: [],
    blindLooks: 0,
    repairs: [],
    rechecks: 0,
  },
  outbox: {revision: 1, milestone: 1, channels: {}, failures: 0},
  timeline: [{at: 1000, ...opened}],
};

/** An incident as short as its type allows; `changes` replace its fields. */
export function sampleIncident(changes: Changes = {}): Incident {
  return changed(sample, changes);
}
