import assert from 'node:assert/strict';
import type {ActionRecord, Incident, State} from '../../functions/core/incident.ts';
import {states} from '../../functions/core/incident.ts';
import {phrase} from '../../functions/core/phrase.ts';
import {status, tell, tellable} from '../../functions/core/tell.ts';
import {start} from '../support/entries.ts';
import {shop} from '../support/fakes.ts';
import {enable, incident, plan} from '../support/incident.ts';

const page = 'https://docs.cloud.google.com/service-mesh/docs/troubleshooting';

function codes(parts: Partial<Incident>): readonly string[] {
  return tell(incident(parts), page).context.map(one => one.code);
}

describe('tellable', () => {
  it('waits for the first diagnosis, or for the first failure to make one', () => {
    assert.equal(tellable(incident()), false);
    assert.equal(tellable(incident({lookedAt: 1})), true);
    assert.equal(tellable(incident({blindLooks: 1})), true);
    assert.equal(tellable(incident({confirmed: true})), true);
  });

  it('never posts what another incident tells, and keeps true what was posted', () => {
    const quiet = {state: 'suppressed', lookedAt: 1} as const;
    assert.equal(tellable(incident(quiet)), false);
    const told = {slack: {revision: 1, ref: {}}};
    assert.equal(tellable(incident({...quiet, told})), true);
  });
});

describe('tell', () => {
  it('is pure: the same incident gives the same message', () => {
    const one = incident({lookedAt: 5});
    assert.deepEqual(tell(one, page), tell(one, page));
  });

  it('has a tone for every state', () => {
    const tones = Object.fromEntries(
      (Object.keys(states) as State[]).map(state => [state, tell(incident({state}), page).tone]),
    );
    assert.deepEqual(tones, {
      detected: 'broken',
      diagnosing: 'broken',
      planned: 'broken',
      acting: 'working',
      verifying: 'working',
      'awaiting-approval': 'approval',
      blocked: 'stopped',
      flapping: 'stopped',
      resolved: 'fixed',
      'no-action': 'quiet',
      suppressed: 'quiet',
      failed: 'stopped',
    });
  });

  it('says what is broken, or what was', () => {
    const headline = (state: State) => tell(incident({state}), page).headline.code;
    assert.equal(headline('acting'), 'headline.connect-gateway-disabled');
    assert.equal(headline('failed'), 'headline.connect-gateway-disabled');
    assert.equal(headline('resolved'), 'headline.connect-gateway-disabled.over');
    assert.equal(headline('no-action'), 'headline.connect-gateway-disabled.over');
  });

  it('says where, since when and how often, and what was seen live', () => {
    const entries = {count: 3, firstAt: 7, lastAt: 9, seen: []};
    assert.deepEqual(codes({entries, lookedAt: 11, similar: {count: 60_000, atLeast: true}}), [
      'context.where',
      'context.since',
      'context.entries',
      'context.similar-at-least',
      'context.looked',
    ]);
    assert.deepEqual(codes({similar: {count: 2, atLeast: false}}), [
      'context.where',
      'context.since',
      'context.entry',
      'context.similar',
    ]);
  });

  it('says what became of each action of the last plan', () => {
    const words: Readonly<Record<string, string>> = {
      changed: 'did.enable-service',
      already: 'already.enable-service',
      'would-change': 'would.enable-service',
      failed: 'failed.enable-service',
      unknown: 'unsure.enable-service',
      none: 'action.enable-service',
    };
    const bare: ActionRecord = {...enable, attempt: 1, intendedAt: 1};
    for (const result of ['changed', 'already', 'would-change', 'failed', 'unknown'] as const) {
      const actions = [bare, {...bare, result}];
      assert.equal(codes({plan: plan(), actions}).at(-1), words[result]);
    }
    assert.equal(codes({plan: plan(), actions: [bare]}).at(-1), words['none']);
  });

  it('says what a plan would do that waits for a person', () => {
    const held = {state: 'awaiting-approval', plan: plan(), actions: []} as const;
    assert.equal(codes(held).at(-1), 'would.enable-service');
    const tried = {...enable, attempt: 1, intendedAt: start, result: 'failed'} as const;
    const after = {state: 'blocked', plan: plan(), actions: [tried], attempts: 1} as const;
    assert.equal(codes(after).at(-1), 'failed.enable-service');
  });

  it('sums up the signs that it explains, unless it explains nothing', () => {
    const sign = {runbook: 'w', target: {project: shop.id}, lastAt: 1, evidence: {quote: 'q'}};
    const symptoms = [
      {...sign, key: 'a', count: 2},
      {...sign, key: 'b', count: 40},
    ];
    const line = tell(incident({symptoms}), page).context.at(-1);
    assert.deepEqual(line, phrase('context.symptoms', {places: 2, count: 42}));
    assert.ok(!codes({symptoms, state: 'no-action'}).includes('context.symptoms'));
  });

  it('gives the time of the next look only while it is open', () => {
    const look = (state: State) => tell(incident({state, nextLook: 99}), page).nextLook;
    assert.equal(look('verifying'), 99);
    assert.equal(look('blocked'), undefined);
    assert.equal(look('failed'), undefined);
  });

  it('shows the cause where only a person can help', () => {
    const cause = phrase('cause.mesh-not-enabled', {fleet: 'f'});
    const reason = phrase('reason.person-needed');
    const timeline = [{at: 1, state: 'blocked', reason, proof: [cause]}] as const;
    assert.equal(status(incident({state: 'blocked', reason, timeline})), cause);
    assert.equal(status(incident({state: 'blocked', reason, timeline: []})), reason);
  });

  it('tells the whole history, each thing that was read on a line of its own', () => {
    const reason = phrase('reason.verified');
    const timeline = [
      {at: 1, state: 'acting', reason, code: 'gcloud'},
      {at: 2, state: 'resolved', reason, proof: [phrase('proof.bound'), phrase('proof.no-cause')]},
    ] as const;
    assert.deepEqual(
      tell(incident({timeline}), page).notes.map(one => [one.at, one.text.code, one.code]),
      [
        [1, 'reason.verified', 'gcloud'],
        [2, 'reason.verified', undefined],
        [2, 'proof.bound', undefined],
        [2, 'proof.no-cause', undefined],
      ],
    );
  });
});
