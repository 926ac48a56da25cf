import assert from 'node:assert/strict';
import {bindServiceAgentKind} from '../../functions/actions/bind-service-agent/params.ts';
import {actions} from '../../functions/actions/index.ts';
import {restartWorkloadsKind} from '../../functions/actions/restart-workloads/params.ts';
import {outcomesOf} from '../../functions/core/action.ts';
import {type ActionRecord, type Incident, states} from '../../functions/core/incident.ts';
import {phraseByCode as phrase} from '../../functions/core/phrase.ts';
import type {State} from '../../functions/core/reason.ts';
import {status, tell as tellWith, tellable, tell} from '../../functions/core/tell.ts';
import {start} from '../support/entries.ts';
import {fleet, shop} from '../support/fakes.ts';
import {enable, incident, plan} from '../support/incident.ts';
import {reach} from '../support/inside.ts';

/** As the actions themselves tell their outcomes. */
const tell = (one: Incident, page: string) => tellWith(one, page, outcomesOf(actions));

const page = 'https://docs.cloud.google.com/service-mesh/docs/troubleshooting';

function codes(parts: Partial<Incident>): readonly string[] {
  return tell(incident(parts), page).context.map(one => one.code);
}

describe('tellable', () => {
  it('waits for the first diagnosis, or for the first failure to make one', () => {
    assert.equal(tellable(incident()), false);
    assert.equal(tellable(incident({work: {lookedAt: 1}})), true);
    assert.equal(tellable(incident({work: {blindLooks: 1}})), true);
    assert.equal(tellable(incident({work: {confirmed: true}})), true);
  });

  it('never posts what another incident tells, and keeps true what was posted', () => {
    const quiet = {state: 'suppressed', lookedAt: 1} as const;
    assert.equal(tellable(incident(quiet)), false);
    const told = {slack: {revision: 1, ref: {}}};
    assert.equal(tellable(incident({...quiet, outbox: {channels: told}})), true);
  });
});

describe('tell', () => {
  it('is pure: the same incident gives the same message', () => {
    const one = incident({work: {lookedAt: 5}});
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
    assert.deepEqual(codes({intake: {entries}, work: {lookedAt: 11}, outbox: {similar: {count: 60_000, atLeast: true}}}), [
      'context.where',
      'context.since',
      'context.entries',
      'context.similar-at-least',
      'context.looked',
    ]);
    assert.deepEqual(codes({outbox: {similar: {count: 2, atLeast: false}}}), [
      'context.where',
      'context.since',
      'context.entry',
      'context.similar',
    ]);
  });

  it('does not count none alike', () => {
    const lines = codes({outbox: {similar: {count: 0, atLeast: false}}});
    assert.deepEqual(lines, ['context.where', 'context.since', 'context.entry']);
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
      assert.equal(codes({work: {plan: plan(), actions}, }).at(-1), words[result]);
    }
    assert.equal(codes({work: {plan: plan(), actions: [bare]}, }).at(-1), words['none']);
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
    const line = tell(incident({intake: {symptoms}}), page).context.at(-1);
    assert.deepEqual(line, phrase('context.symptoms', {places: 2, count: 42}));
    assert.ok(!codes({intake: {symptoms}, state: 'no-action'}).includes('context.symptoms'));
  });

  it('gives the time of the next look only while it is open', () => {
    const look = (state: State) => tell(incident({state, work: {nextLook: 99}}), page).nextLook;
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

  it('asks for the approval of a plan with the command that gives it', () => {
    const held = incident({state: 'awaiting-approval', work: {plan: plan()}});
    const asks = {incident: held.id, plan: held.work.plan?.hash ?? ''};
    assert.deepEqual(tell(held, page).advice, phrase('advice.approve', asks));
    assert.equal(tell(incident({state: 'acting', work: {plan: plan()}}), page).advice, undefined);
  });

  it('says how much of an approved plan is left while it is carried out', () => {
    const other = bindServiceAgentKind.plan({project: shop.id, fleetNumber: fleet.number});
    const whole = plan(enable, other);
    const done = {...enable, attempt: 1, intendedAt: start, result: 'changed'} as const;
    const approval = {plan: whole.hash, answer: 'approved', by: 'kim', at: start} as const;
    const half = {plan: whole, attempts: 1, actions: [done], state: 'verifying'} as const;
    const line = phrase('context.plan-left', {count: 1});
    const lines = (parts: Partial<Incident>) => tell(incident(parts), page).context;
    assert.deepEqual(lines({...half, work: {approval: {...approval, usedBy: 1}}})[2 + 1], line);
    assert.ok(!codes(half).includes(line.code));
    const all = [done, {...done, ...other}];
    assert.ok(
      !codes({...half, work: {approval: {...approval, usedBy: 1}, actions: all}, }).includes(line.code),
    );
  });

  it('shows fewer changes where each names much', () => {
    const batch = (n: number, length: number) =>
      restartWorkloadsKind.plan({
        project: shop.id,
        cluster: 'quay-1',
        ...reach,
        workloads: [{kind: 'Deployment', namespace: 'shop', name: `${n}`.padEnd(length - 16, 'x')}],
        pods: {kind: 'lacking'},
      });
    const batches = Array.from({length: 8}, (_, n) => batch(n, 150));
    const lines = codes({state: 'awaiting-approval', work: {plan: plan(...batches)}});
    assert.equal(lines.filter(one => one === 'would.restart-workloads').length, 3);
    assert.equal(lines.at(-1), 'context.more-changes');
    const huge = [batch(1, 150), batch(2, 900)];
    const few = codes({state: 'awaiting-approval', work: {plan: plan(...huge)}});
    assert.equal(few.filter(one => one === 'would.restart-workloads').length, 1);
  });

  it('says at the end of a wait what is still wrong and what a person can do', () => {
    const cause = phrase('cause.unnoticed');
    const advice = phrase('advice.describe-mesh', {fleet: 'f'});
    for (const code of ['reason.rechecks-spent', 'reason.waited-too-long']) {
      const reason = phrase(code);
      const end = (proof: readonly (typeof cause)[]) => {
        const timeline = [{at: 1, state: 'failed', reason, proof}] as const;
        return tell(incident({state: 'failed', reason, timeline}), page);
      };
      const both = end([cause, advice, phrase('proof.bound')]);
      assert.deepEqual([both.status, both.found, both.advice], [reason, cause, advice]);
      assert.equal(end([cause, phrase('proof.bound')]).advice, undefined);
    }
  });

  it('keeps the advice of what nobody came for, else points to the commands', () => {
    const advice = phrase('advice.describe-mesh', {fleet: 'f'});
    const reason = phrase('reason.nobody-came');
    const gone = {at: 2, state: 'failed', reason} as const;
    const parked = (proof: readonly (typeof advice)[]) =>
      ({at: 1, state: 'blocked', reason: phrase('reason.person-needed'), proof}) as const;
    const end = (parts: Partial<Incident>) =>
      tell(incident({state: 'failed', reason, ...parts}), page).advice;
    const known = end({timeline: [parked([phrase('cause.unnoticed'), advice]), gone]});
    assert.deepEqual(known, advice);
    assert.equal(end({timeline: [parked([]), gone]}), undefined);
    assert.equal(end({timeline: [parked([]), gone], work: {plan: plan()}})?.code, 'advice.by-hand');
  });

  it('says what to do at every end that no runbook has an advice for', () => {
    const asks = (code: string) =>
      tell(incident({state: 'failed', reason: phrase(code)}), page).advice?.code;
    assert.equal(asks('reason.attempts-spent'), 'advice.by-hand');
    assert.equal(asks('reason.blind'), 'advice.doctor');
    assert.equal(asks('reason.denied'), 'advice.denied');
    assert.equal(asks('reason.internal'), 'advice.look');
    assert.equal(asks('reason.verified'), undefined);
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
