import type {Incident} from '../../../functions/core/incident/incident.ts';
import type {State, Status} from '../../../functions/core/incident/reason.ts';
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

const statuses: {readonly [S in State]: Extract<Status, {readonly state: S}>} = {
  detected: opened,
  diagnosing: {state: 'diagnosing', reason: {kind: 'diagnosing'}},
  planned: {state: 'planned', reason: {kind: 'dry-run'}},
  acting: {
    state: 'acting',
    reason: {kind: 'change', text: {code: 'action.enable-service', params: {}}},
  },
  verifying: {state: 'verifying', reason: {kind: 'verifying'}},
  'awaiting-approval': {
    state: 'awaiting-approval',
    reason: {kind: 'mode-approve', plan: 'abc'},
  },
  blocked: {state: 'blocked', reason: {kind: 'excluded'}},
  flapping: {state: 'flapping', reason: {kind: 'flapping', repairs: 2}},
  resolved: {state: 'resolved', reason: {kind: 'verified', tookMs: 1}},
  'no-action': {state: 'no-action', reason: {kind: 'already-healthy'}},
  suppressed: {state: 'suppressed', reason: {kind: 'symptom-of', incident: 'i-0'}},
  failed: {state: 'failed', reason: {kind: 'attempts-spent', attempts: 3}},
};

/** A state with a reason that it may have. */
export function inState(state: State): Status {
  return statuses[state];
}

/** The text that is stored of an incident. */
export function documentOf(one: Incident): string {
  return JSON.stringify({schema: 2, ...one});
}

/** An incident as short as its type allows; `changes` replace its fields. */
export function sampleIncident(changes: Changes = {}): Incident {
  return changed(sample, changes);
}
