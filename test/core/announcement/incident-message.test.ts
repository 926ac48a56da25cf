import assert from 'node:assert/strict';
import {bindServiceAgentKind} from '../../../functions/actions/bind-service-agent/params.ts';
import {actions} from '../../../functions/actions/index.ts';
import {restartWorkloadsKind} from '../../../functions/actions/restart-workloads/params.ts';
import {outcomesOf} from '../../../functions/core/contract/action.ts';
import {
  type ActionRecord,
  type Incident,
  states,
} from '../../../functions/core/incident/incident.ts';
import {phraseByCode as phrase} from '../../../functions/core/texts/phrase.ts';
import type {State, HandedOver, Reason, Status} from '../../../functions/core/incident/reason.ts';
import {
  status,
  incidentMessage as tellWith,
  isTellable,
} from '../../../functions/core/announcement/incident-message.ts';
import {start} from '../../support/entries.ts';
import {fleet, shop} from '../../support/fakes.ts';
import {enable, incident, plan, type Changes} from '../../support/incident.ts';
import {reach} from '../../support/inside.ts';
import type {Approval} from '../../../functions/core/incident/approval.ts';

/** As the actions themselves tell their outcomes. */
const tell = (one: Incident, page: string) => tellWith(one, page, outcomesOf(actions));

const advice = phrase('advice.describe-mesh', {fleet: 'f'});
const page = 'https://docs.cloud.google.com/service-mesh/docs/troubleshooting';

function codes(changes: Changes): readonly string[] {
  return tell(incident(changes), page).context.map(one => one.code);
}

describe('tellable', () => {
  it('waits for the first diagnosis, or for the first failure to make one', () => {
    assert.equal(isTellable(incident()), false);
    assert.equal(isTellable(incident({work: {lookedAt: 1}})), true);
    assert.equal(isTellable(incident({work: {blindLooks: 1}})), true);
    assert.equal(isTellable(incident({work: {confirmed: true}})), true);
  });

  it('waits for nothing once nobody works on it: a read that was refused is told at once', () => {
    const refused = {kind: 'read-refused', call: 'a read', said: 'no'} as const;
    assert.equal(isTellable(incident({state: 'blocked', reason: refused})), true);
    const said = {kind: 'internal', said: 'a bug'} as const;
    assert.equal(isTellable(incident({state: 'blocked', reason: said})), true);
  });

  it('never posts what another incident tells, and keeps true what was posted', () => {
    const breaker = {project: shop.id, action: 'enable-service', said: 'no', incident: 'x-1'};
    for (const quiet of [
      {state: 'suppressed', reason: {kind: 'symptom-of', incident: 'x-1'}},
      {state: 'blocked', reason: {kind: 'breaker-told', ...breaker}},
    ] satisfies readonly Status[]) {
      const work = {lookedAt: 1};
      assert.equal(isTellable(incident({...quiet, work})), false);
      const told = {slack: {revision: 1, ref: {}}};
      assert.equal(isTellable(incident({...quiet, work, outbox: {channels: told}})), true);
    }
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
    const many = {similar: {count: 60_000, atLeast: true}};
    assert.deepEqual(codes({intake: {entries}, work: {lookedAt: 11}, outbox: many}), [
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
    const bare: ActionRecord = {...enable, attempt: 1, run: 0, intendedAt: 1};
    for (const result of ['changed', 'already', 'would-change', 'failed', 'unknown'] as const) {
      const actions = [bare, {...bare, result}];
      assert.equal(codes({work: {plan: plan(), actions}}).at(-1), words[result]);
    }
    assert.equal(codes({work: {plan: plan(), actions: [bare]}}).at(-1), words['none']);
  });

  it('says what a plan would do that waits for a person', () => {
    const held = {state: 'awaiting-approval', work: {plan: plan(), actions: []}} as const;
    assert.equal(codes(held).at(-1), 'would.enable-service');
    const tried = {...enable, attempt: 1, run: 0, intendedAt: start, result: 'failed'} as const;
    const after = {state: 'blocked', work: {plan: plan(), actions: [tried]}} as const;
    assert.equal(codes(after).at(-1), 'failed.enable-service');
  });

  it('sums up the signs that it explains, unless it explains nothing', () => {
    const sign = {runbook: 'w', target: {project: shop.id}, lastAt: 1};
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
    const reason = {kind: 'person-needed', cause, advice} as const;
    assert.equal(status(incident({state: 'blocked', reason})), cause);
    assert.deepEqual(tell(incident({state: 'blocked', reason}), page).advice, advice);
    const excluded = incident({state: 'blocked', reason: {kind: 'excluded'}});
    assert.deepEqual(status(excluded), phrase('reason.excluded'));
  });

  it('asks for the approval of a plan with the command that gives it', () => {
    const held = incident({state: 'awaiting-approval', work: {plan: plan()}});
    const asks = {incident: held.id, plan: plan().hash};
    assert.deepEqual(tell(held, page).advice, phrase('advice.approve', asks));
    const acting = incident({state: 'acting', work: {plan: plan()}});
    assert.equal(tell(acting, page).advice, undefined);
  });

  it('says how much of an approved plan is left while it is carried out', () => {
    const other = bindServiceAgentKind.plan({project: shop.id, fleetNumber: fleet.number});
    const whole = plan(enable, other);
    const done = {...enable, attempt: 1, run: 0, intendedAt: start, result: 'changed'} as const;
    const approval: Approval = {
      plan: whole.hash,
      answer: 'approved',
      by: 'kim',
      at: start,
      use: {kind: 'attempt', attempt: 1},
    };
    const half = {plan: whole, actions: [done]};
    const line = phrase('context.plan-left', {count: 1});
    const state = 'verifying';
    const lines = tell(incident({state, work: {...half, approval}}), page).context;
    assert.deepEqual(lines[2 + 1], line);
    assert.ok(!codes({state, work: half}).includes(line.code));
    const all = [done, {...done, ...other}];
    assert.ok(!codes({state, work: {...half, approval, actions: all}}).includes(line.code));
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
    const huge = [batch(1, 150), batch(2, 260)];
    const few = codes({state: 'awaiting-approval', work: {plan: plan(...huge)}});
    assert.equal(few.filter(one => one === 'would.restart-workloads').length, 1);
  });

  it('says at the end of a wait what is still wrong and what a person can do', () => {
    const cause = phrase('cause.unnoticed');
    const ends = (why: {cause: typeof cause; advice?: typeof advice}) =>
      [
        {state: 'failed', reason: {kind: 'rechecks-spent', looks: 5, ...why}},
        {state: 'blocked', reason: {kind: 'waited-too-long', ...why}},
      ] satisfies readonly Status[];
    const codesOf = {failed: 'reason.rechecks-spent', blocked: 'reason.waited-too-long'};
    for (const end of ends({cause, advice})) {
      const both = tell(incident(end), page);
      assert.deepEqual(
        [both.status.code, both.found, both.advice],
        [codesOf[end.state], cause, advice],
      );
    }
    for (const end of ends({cause})) {
      const {found, advice: none} = tell(incident(end), page);
      assert.deepEqual([found, none], [cause, undefined]);
    }
  });

  it('keeps the advice of what nobody came for, else points to the commands', () => {
    const end = (reason: Extract<HandedOver, {kind: 'nobody-came'}>, work: Changes['work'] = {}) =>
      tell(incident({state: 'failed', reason, work}), page).advice;
    const known = {kind: 'nobody-came', advice} as const;
    assert.deepEqual(end(known), advice);
    assert.deepEqual(end(known, {plan: plan()}), advice);
    assert.equal(end({kind: 'nobody-came'}), undefined);
    assert.equal(end({kind: 'nobody-came'}, {plan: plan()})?.code, 'advice.by-hand');
  });

  it('says what to do at every end that no runbook has an advice for', () => {
    const asks = (end: Status) => tell(incident(end), page).advice?.code;
    const call = {call: 'a call', failure: 'denied', said: 'no'} as const;
    const block = (reason: Extract<Status, {state: 'blocked'}>['reason']) =>
      asks({state: 'blocked', reason});
    const fail = (reason: HandedOver) => asks({state: 'failed', reason});
    assert.equal(fail({kind: 'attempts-spent', attempts: 3}), 'advice.by-hand');
    assert.equal(fail({kind: 'blind', looks: 8, call: 'a call'}), 'advice.doctor');
    assert.equal(block({kind: 'read-refused', call: 'a call', said: 'no'}), 'advice.doctor');
    assert.equal(block({kind: 'denied', ...call}), 'advice.denied');
    assert.equal(block({kind: 'effect-refused', ...call}), 'advice.by-hand');
    assert.equal(block({kind: 'mode-observe', plan: 'p'}), 'advice.by-hand');
    assert.equal(block({kind: 'action-disabled', action: 'a'}), 'advice.by-hand');
    assert.equal(block({kind: 'internal', said: 'oh'}), 'advice.look');
    assert.equal(block({kind: 'keeps-failing', times: 3}), 'advice.look');
    assert.equal(asks({state: 'resolved', reason: {kind: 'verified', tookMs: 7}}), undefined);
  });

  it('tells of a fight who takes the repair back, and asks to end it', () => {
    const actor = {principal: 'robot@x', agent: 'Terraform/1', tool: 'terraform', at: 5} as const;
    const undone = phrase('undone.terraform', {principal: 'robot@x', agent: 'Terraform/1', at: 5});
    const remedy = phrase('remedy.enable-service');
    const fight = [{by: {kind: 'actor', ...actor}, remedy}] as const;
    const flapping = {state: 'flapping', reason: {kind: 'flapping', repairs: 2, fight}} as const;
    const told = tell(incident({...flapping, timeline: [{...flapping, at: 9}]}), page);
    assert.deepEqual(told.context.at(-1), undone);
    assert.deepEqual(told.advice, remedy);
    const repairs = phrase('reason.flapping', {repairs: 2});
    assert.deepEqual(
      told.notes.map(one => one.text),
      [repairs, undone, remedy],
    );
    const unknown = {kind: 'flapping', repairs: 2} as const;
    assert.equal(tell(incident({state: 'flapping', reason: unknown}), page).advice, undefined);
  });

  it('tells the whole history, each thing that was read on a line of its own', () => {
    const acting = {kind: 'change', text: phrase('action.enable-service')} as const;
    const proof = [phrase('proof.bound'), phrase('proof.no-cause')];
    const timeline = [
      {at: 1, state: 'acting', reason: acting, code: 'gcloud'},
      {at: 2, state: 'resolved', reason: {kind: 'verified', tookMs: 7}, proof},
    ] as const;
    assert.deepEqual(
      tell(incident({timeline}), page).notes.map(one => [one.at, one.text.code, one.code]),
      [
        [1, 'action.enable-service', 'gcloud'],
        [2, 'reason.verified', undefined],
        [2, 'proof.bound', undefined],
        [2, 'proof.no-cause', undefined],
      ],
    );
  });

  it('tells in the history what is wrong and what to do, before what was read', () => {
    const cause = phrase('cause.unnoticed');
    const why = {cause, advice};
    const proof = [phrase('proof.bound')];
    const line = (item: Status) =>
      tell(incident({timeline: [{...item, at: 1, proof}]}), page).notes.map(one => one.text.code);
    const lines = (code: string) => [code, cause.code, advice.code, 'proof.bound'];
    const person: Reason = {kind: 'person-needed', ...why};
    assert.deepEqual(line({state: 'blocked', reason: person}), lines('reason.person-needed'));
    const waited: Reason = {kind: 'waited-too-long', ...why};
    assert.deepEqual(line({state: 'blocked', reason: waited}), lines('reason.waited-too-long'));
    const spent: Reason = {kind: 'rechecks-spent', looks: 5, ...why};
    assert.deepEqual(line({state: 'failed', reason: spent}), lines('reason.rechecks-spent'));
    const nobody: Reason = {kind: 'nobody-came', advice};
    assert.deepEqual(line({state: 'failed', reason: nobody}), [
      'reason.nobody-came',
      'proof.bound',
    ]);
  });
});
