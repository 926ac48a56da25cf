import assert from 'node:assert/strict';
import {bindServiceAgentKind} from '../../../functions/actions/bind-service-agent/params.ts';
import {actions} from '../../../functions/actions/index.ts';
import {restartWorkloadsKind} from '../../../functions/actions/restart-workloads/params.ts';
import {
  incidentMessage,
  type MessageContext,
} from '../../../functions/core/announcement/incident-message.ts';
import {status} from '../../../functions/core/announcement/status.ts';
import {isTellable} from '../../../functions/core/announcement/tellable.ts';
import {wordsOf} from '../../../functions/core/contract/action.ts';
import type {Approval} from '../../../functions/core/incident/approval.ts';
import {
  type ActionRecord,
  type Incident,
  states,
} from '../../../functions/core/incident/incident.ts';
import {keptImpact} from '../../../functions/core/incident/impact.ts';
import type {HandedOver, Reason, State, Status} from '../../../functions/core/incident/reason.ts';
import {TimeScale} from '../../../functions/core/lib/time-scale.ts';
import {phraseByCode as phrase} from '../../../functions/core/texts/phrase.ts';
import {start} from '../../support/entries.ts';
import {fleet, shop} from '../../support/fakes.ts';
import {type Changes, enable, incident, plan} from '../../support/incident.ts';
import {reach} from '../../support/inside.ts';

const context: MessageContext = {
  actions: wordsOf(actions),
  timing: new TimeScale(),
  pages: {google: 'https://docs.cloud.google.com/service-mesh/docs/troubleshooting'},
};
const tell = (one: Incident, parts: Partial<MessageContext> = {}) =>
  incidentMessage(one, {...context, ...parts});

const cause = phrase('cause.api-off');
const advice = phrase('advice.describe-mesh', {fleet: 'f'});
const day = 24 * 60 * 60_000;

function facts(one: Incident): readonly string[] {
  return tell(one).facts.map(({label}) => label.code);
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

describe('the state', () => {
  it('has a word of its own for every state', () => {
    const tones = Object.fromEntries(
      (Object.keys(states) as State[]).map(state => [state, tell(incident({state})).tone]),
    );
    assert.deepEqual(tones, {
      detected: 'checking',
      diagnosing: 'checking',
      planned: 'checking',
      acting: 'repairing',
      verifying: 'verifying',
      'awaiting-approval': 'approval',
      blocked: 'action',
      flapping: 'undone',
      resolved: 'fixed',
      'no-action': 'quiet',
      suppressed: 'quiet',
      failed: 'action',
    });
  });

  it('asks nobody to act where people want it so, or where it goes on by itself', () => {
    const tone = (reason: Extract<Status, {state: 'blocked'}>['reason']) =>
      tell(incident({state: 'blocked', reason})).tone;
    assert.equal(tone({kind: 'mode-observe', plan: 'p'}), 'unchanged');
    assert.equal(tone({kind: 'paused', reason: 'r', by: 'kim'}), 'unchanged');
    assert.equal(tone({kind: 'excluded'}), 'unchanged');
    assert.equal(tone({kind: 'budget', project: 'p', limit: 10}), 'unchanged');
    const call = {call: 'a call', failure: 'denied', said: 'no'} as const;
    assert.equal(tone({kind: 'denied', ...call}), 'action');
    assert.equal(tone({kind: 'person-needed', cause, advice}), 'action');
  });
});

describe('the headline', () => {
  const headline = (changes: Changes) => tell(incident(changes)).headline;

  it('is what logs report, until live state was seen', () => {
    assert.equal(
      headline({state: 'diagnosing'}).what.code,
      'headline.connect-gateway-disabled.reported',
    );
    const unseen = headline({work: {found: {cause, unseen: true}}});
    assert.deepEqual(
      [unseen.what.code, unseen.cause],
      ['headline.connect-gateway-disabled.reported', cause],
    );
  });

  it('is what is affected and why, by the name of the cluster or of the project', () => {
    const found = {cause};
    assert.deepEqual(headline({work: {found}}), {
      what: phrase('headline.connect-gateway-disabled', {target: fleet.id}),
      cause,
    });
    const target = {project: shop.id, location: 'europe-west1', cluster: 'prod-eu-1'};
    assert.deepEqual(headline({target, work: {found}}).what.params, {target: 'prod-eu-1'});
  });

  it('counts the workloads that lack pods, each once', () => {
    const clusters = [{project: shop.id, location: 'l', cluster: 'prod-eu-1'}];
    const workloads = ['pay/book', 'pay/ledger'];
    const impact = {workloads, clusters, lack: true} as const;
    assert.deepEqual(headline({work: {found: {cause, impact}}}).what, {
      code: 'headline.lack-pods',
      params: {target: 'prod-eu-1', count: 2},
    });
    const old = headline({work: {found: {cause, impact: {workloads, clusters}}}});
    assert.equal(old.what.code, 'headline.not-recovered');
    const unknown = headline({work: {found: {cause, impact: {unknown: true}}}});
    assert.deepEqual(unknown.what, {
      code: 'headline.maybe-not-recovered',
      params: {target: fleet.id},
    });
    assert.deepEqual(old.what.params, {target: 'prod-eu-1'});
  });

  it('says of what is over what it was', () => {
    const found = {cause};
    const over = phrase('headline.connect-gateway-disabled.over', {target: fleet.id});
    assert.deepEqual(headline({state: 'resolved', work: {found}}), {
      what: over,
      cause,
      now: 'over',
    });
    assert.equal(headline({state: 'verifying', work: {found}}).now, 'changed');
    assert.deepEqual(headline({state: 'no-action', work: {found}}), {what: over});
  });

  it('does not say of what was never seen that it was changed or solved', () => {
    const found = {cause, unseen: true} as const;
    const over = phrase('headline.connect-gateway-disabled.over', {target: fleet.id});
    assert.deepEqual(headline({state: 'resolved', work: {found}}), {what: over});
    assert.equal(headline({state: 'verifying', work: {found}}).now, undefined);
  });
});

describe('what is asked', () => {
  it('is the approval of a plan, with its steps, its risk, its end and the command that gives it', () => {
    const held = incident({state: 'awaiting-approval', work: {plan: plan()}});
    const {hash} = plan();
    const {ask} = tell(held, {config: 'my mesh.yaml'});
    const until = held.work.beganAt + day;
    assert.deepEqual(ask?.text, phrase('ask.approve', {plan: hash.slice(0, 7), until}));
    assert.deepEqual(
      ask.steps.map(one => one.command),
      [`gcloud services enable connectgateway.googleapis.com --project=${fleet.id}`],
    );
    assert.deepEqual(
      ask.risks.map(one => one.code),
      ['risk.enable-service'],
    );
    assert.deepEqual(ask.answers, [
      `mesh-responder approve ${held.id} --plan ${hash} --config 'my mesh.yaml'`,
      `mesh-responder decline ${held.id} --plan ${hash} --config 'my mesh.yaml'`,
    ]);
    assert.deepEqual(
      tell(held).ask?.answers[0],
      `mesh-responder approve ${held.id} --plan ${hash}`,
    );
    assert.equal(tell(incident({state: 'acting', work: {plan: plan()}})).ask, undefined);
  });

  it('names the cluster before the first command inside it, once', () => {
    const batch = (n: number) =>
      restartWorkloadsKind.plan({
        project: shop.id,
        cluster: 'quay-1',
        ...reach,
        workloads: [{kind: 'Deployment', namespace: 'shop', name: `web-${n}`}],
        pods: {kind: 'lacking'},
      });
    const held = incident({state: 'awaiting-approval', work: {plan: plan(batch(1), batch(2))}});
    const [one = '', two = ''] = tell(held).ask?.steps.map(step => step.command) ?? [];
    const flag = `--context=connectgateway_${reach.fleet}_${reach.location}_${reach.membership}`;
    assert.match(one, /^gcloud container fleet memberships get-credentials .*\nkubectl /);
    assert.equal(two, `kubectl rollout restart deployment/web-2 --namespace=shop ${flag}`);
  });

  it('shows fewer steps where each is long, and counts the others', () => {
    const batch = (n: number) =>
      restartWorkloadsKind.plan({
        project: shop.id,
        cluster: 'quay-1',
        ...reach,
        workloads: [{kind: 'Deployment', namespace: 'shop', name: `${n}${'x'.repeat(200)}`}],
        pods: {kind: 'lacking'},
      });
    const many = plan(...Array.from({length: 9}, (_, n) => batch(n)));
    const ask = tell(incident({state: 'awaiting-approval', work: {plan: many}})).ask;
    assert.ok(ask !== undefined && ask.steps.length >= 1 && ask.steps.length < 9);
    assert.equal(ask.more, 9 - ask.steps.length);
    assert.equal(ask.risks.length, 1);
  });

  it('is the advice where only a person can help, with what it risks', () => {
    const risk = phrase('risk.mutating-webhook');
    const reason = {kind: 'person-needed', cause, advice} as const;
    const one = incident({state: 'blocked', reason, work: {found: {cause, risk}}});
    assert.equal(status(one), cause);
    assert.deepEqual([tell(one).ask?.text, tell(one).ask?.risks], [advice, [risk]]);
  });

  it('is the plan by hand where mesh-responder does not carry it out', () => {
    const tried = {...enable, attempt: 1, run: 0, intendedAt: start, result: 'failed'} as const;
    const asks = (end: Status, actions: readonly ActionRecord[] = []) => {
      const {ask} = tell(incident({...end, work: {plan: plan(), actions}}));
      return [ask?.text.code, ask?.steps.length];
    };
    const call = {call: 'a call', failure: 'denied', said: 'no'} as const;
    const block = (reason: Extract<Status, {state: 'blocked'}>['reason']) =>
      asks({state: 'blocked', reason}, [tried]);
    assert.deepEqual(block({kind: 'mode-observe', plan: 'p'}), ['ask.to-repair', 1]);
    assert.deepEqual(block({kind: 'action-disabled', action: 'a'}), ['ask.to-repair', 1]);
    assert.deepEqual(block({kind: 'denied', ...call}), ['ask.by-hand-denied', 1]);
    assert.deepEqual(block({kind: 'effect-refused', ...call}), ['ask.by-hand', 1]);
    const spent = {state: 'failed', reason: {kind: 'attempts-spent', attempts: 3}} as const;
    assert.deepEqual(asks(spent, [tried]), ['ask.by-hand', 1]);
    const made = {...tried, result: 'changed'} as const;
    assert.deepEqual(asks(spent, [made]), ['ask.by-hand', 0]);
    assert.deepEqual(block({kind: 'paused', reason: 'r', by: 'kim'}), [undefined, undefined]);
  });

  it('is never nothing at an end that a person has to act on', () => {
    const asks = (end: Status) => tell(incident(end)).ask?.text.code;
    const block = (reason: Extract<Status, {state: 'blocked'}>['reason']) =>
      asks({state: 'blocked', reason});
    const fail = (reason: HandedOver) => asks({state: 'failed', reason});
    assert.equal(fail({kind: 'blind', looks: 8, call: 'a call'}), 'advice.doctor');
    assert.equal(block({kind: 'read-refused', call: 'a call', said: 'no'}), 'advice.doctor');
    const off = {kind: 'read-api-disabled', call: 'a call', service: 's'} as const;
    assert.equal(block(off), 'advice.doctor');
    assert.equal(block({...off, project: 'p'}), 'advice.enable-api');
    assert.equal(block({kind: 'internal', said: 'oh'}), 'advice.look');
    assert.equal(block({kind: 'keeps-failing', times: 3}), 'advice.look');
    assert.equal(fail({kind: 'nobody-came', advice}), advice.code);
    for (const why of [{cause, advice}] as const) {
      assert.equal(fail({kind: 'rechecks-spent', looks: 5, ...why}), advice.code);
      assert.equal(block({kind: 'waited-too-long', ...why}), advice.code);
    }
    assert.equal(asks({state: 'resolved', reason: {kind: 'verified', tookMs: 7}}), undefined);
  });

  it('is the code that ends a fight, and who takes the repair back', () => {
    const actor = {principal: 'robot@x', agent: 'Terraform/1', tool: 'terraform', at: 5} as const;
    const undone = phrase('undone.terraform', {principal: 'robot@x', agent: 'Terraform/1', at: 5});
    const remedy = phrase('remedy.enable-service', {project: 'p', service: 's'});
    const fight = [{by: {kind: 'actor', ...actor}, remedy, code: 'resource "x" {}'}] as const;
    const flapping = {state: 'flapping', reason: {kind: 'flapping', repairs: 2, fight}} as const;
    const told = tell(incident({...flapping, timeline: [{...flapping, at: 9}]}));
    assert.deepEqual(told.sentences[0], undone);
    assert.deepEqual(told.ask?.text, remedy);
    assert.deepEqual(told.ask.steps, [{command: 'resource "x" {}'}]);
    assert.deepEqual(
      told.notes.map(one => one.text),
      [phrase('reason.flapping', {repairs: 2}), undone, remedy],
    );
  });
});

describe('what was done', () => {
  it('is said of each action of the last plan, with its time', () => {
    const bare: ActionRecord = {...enable, attempt: 1, run: 0, intendedAt: 1};
    const marks = {
      changed: ['done', 'did.enable-service'],
      already: ['done', 'already.enable-service'],
      'would-change': ['waiting', 'would.enable-service'],
      failed: ['failed', 'failed.enable-service'],
      unknown: ['waiting', 'unsure.enable-service'],
    } as const;
    for (const result of Object.keys(marks) as (keyof typeof marks)[]) {
      const records = [{...bare, result, endedAt: 7}];
      const {done} = tell(incident({work: {plan: plan(), actions: records}}));
      assert.deepEqual(
        done.map(one => [one.mark, one.text.code, one.at]),
        [[...marks[result], 7]],
      );
    }
  });

  it('says how much of an approved plan is left while it is carried out', () => {
    const other = bindServiceAgentKind.plan({project: shop.id, fleetNumber: fleet.number});
    const whole = plan(enable, other);
    const made = {...enable, attempt: 1, run: 0, intendedAt: start, result: 'changed'} as const;
    const approval: Approval = {
      plan: whole.hash,
      answer: 'approved',
      by: 'kim',
      at: start,
      use: {kind: 'attempt', attempt: 1},
    };
    const half = {plan: whole, actions: [made]};
    const left = (work: Changes['work']) =>
      tell(incident({state: 'verifying', work: {...work}})).done.at(-1)?.text;
    assert.deepEqual(left({...half, approval}), phrase('done.plan-left', {count: 1}));
    assert.equal(left(half)?.code, 'did.enable-service');
    const all = [made, {...made, ...other}];
    assert.equal(left({...half, approval, actions: all})?.code, 'did.bind-service-agent');
  });

  it('begins with who caused it, as long as that is about this run', () => {
    const did = phrase('by.enable-service', {principal: 'kim@x', service: 's', at: 5});
    const culprit = {run: 0, tries: 1, did};
    const first = (changes: Changes) => tell(incident(changes)).sentences[0]?.code;
    assert.equal(first({state: 'acting', outbox: {culprit}}), did.code);
    assert.notEqual(first({state: 'acting', work: {run: 1}, outbox: {culprit}}), did.code);
    assert.notEqual(first({state: 'no-action', outbox: {culprit}}), did.code);
  });

  it('says what exactly is wrong while it is wrong', () => {
    const detail = phrase('detail.api-state', {service: 's'});
    const codes = (state: State) =>
      tell(incident({state, work: {found: {cause, detail}}})).sentences.map(one => one.code);
    assert.ok(codes('blocked').includes(detail.code));
    assert.ok(!codes('resolved').includes(detail.code));
  });
});

describe('the facts', () => {
  it('say where, since when and how long', () => {
    assert.deepEqual(facts(incident()), ['fact.project', 'fact.since']);
    assert.ok(facts(incident({state: 'no-action'})).includes('fact.reported'));
    const over = incident({state: 'resolved', work: {changedAt: start + 5}});
    assert.deepEqual(facts(over).slice(0, 2), ['fact.project', 'fact.impact']);
    const target = {project: shop.id, location: 'europe-west1', cluster: 'prod-eu-1'};
    const [, cluster] = tell(incident({target})).facts;
    assert.deepEqual(cluster?.value.params, {value: 'prod-eu-1 (europe-west1)'});
  });

  it('name the clusters that live state shows, as the headline does; those of signs until it shows any', () => {
    const named = (...clusters: readonly string[]) =>
      clusters.map(cluster => ({project: shop.id, location: 'l', cluster}));
    const symptoms = named('ghost').map(target => ({
      ...{key: 'k', runbook: 'webhook-call-failure', target, lastAt: start, count: 1},
    }));
    const shown = (...seen: readonly string[]) => {
      const impact = keptImpact({clusters: named(...seen)});
      const {facts: all} = tell(incident({intake: {symptoms}, work: {found: {cause, impact}}}));
      return all.slice(1, 2).map(({label, value}) => [label.code, value.params]);
    };
    assert.deepEqual(shown(), [['fact.cluster', {value: 'ghost (l)'}]]);
    assert.deepEqual(shown('quay-1'), [['fact.cluster', {value: 'quay-1 (l)'}]]);
    const [[label, value] = []] = shown(...Array.from({length: 60}, (_, n) => `c${n + 10}`));
    assert.equal(label, 'fact.clusters');
    assert.deepEqual(value, {names: 'c10 (l), c11 (l), c12 (l), c13 (l), c14 (l)', count: 55});
  });

  it('give the time of the next look only while it is open', () => {
    const looks = (state: State) =>
      facts(incident({state, work: {changedAt: 0, nextLook: 60_000}})).includes('fact.next-look');
    assert.deepEqual([looks('verifying'), looks('blocked'), looks('failed')], [true, false, false]);
    const soon = incident({state: 'verifying', work: {changedAt: 0, nextLook: 59_999}});
    assert.ok(!facts(soon).includes('fact.next-look'), 'it is over before anybody reads of it');
  });

  it('name who suffers, until it is over', () => {
    const impact = {workloads: ['a/b'], namespaces: ['a'], pods: 3, lack: true} as const;
    const work = {found: {cause, impact}};
    const all = ['fact.lack-pods', 'fact.pods'];
    assert.ok(all.every(one => facts(incident({state: 'blocked', work})).includes(one)));
    assert.ok(!all.some(one => facts(incident({state: 'resolved', work})).includes(one)));
    const spread = incident({
      state: 'blocked',
      work: {found: {cause, impact: {namespaces: ['a']}}},
    });
    assert.ok(facts(spread).includes('fact.namespaces'));
  });

  it('name the permission that a refused repair lacks, and for whom', () => {
    const call = {call: 'serviceusage services.enable', failure: 'denied'} as const;
    const said = "Permission 'serviceusage.services.enable' denied";
    const reason = {kind: 'denied', ...call, said} as const;
    const tried = {...enable, attempt: 1, run: 0, intendedAt: start, result: 'failed'} as const;
    const one = incident({state: 'blocked', reason, work: {plan: plan(), actions: [tried]}});
    const permission = 'serviceusage.services.enable';
    const first = (here: Incident, parts?: Partial<MessageContext>) =>
      tell(here, parts).sentences[0];
    assert.deepEqual(first(one), phrase('denied.permission', {permission}));
    assert.deepEqual(
      first(one, {identity: 'robot@x'}),
      phrase('denied.permission-of', {permission, identity: 'robot@x'}),
    );
    // Where the answer names none, it is the one that the call needs.
    const untold = incident({...one, reason: {...reason, said: 'no'}} as Changes);
    assert.deepEqual(first(untold), phrase('denied.permission', {permission}));
  });
});

describe('the counts', () => {
  const footer = (changes: Changes) => tell(incident(changes)).footer;

  it('add up: of all entries, those that are symptoms, and where', () => {
    const sign = {runbook: 'w', target: {project: shop.id}, lastAt: 1};
    const symptoms = [
      {...sign, key: 'a', count: 2},
      {...sign, key: 'b', count: 40},
    ];
    assert.deepEqual(
      footer({intake: {symptoms}})[1],
      phrase('footer.entries-symptoms', {count: 43, symptoms: 42}),
    );
    const inside = symptoms.map((one, n) => ({
      ...one,
      target: {project: shop.id, cluster: `c${n}`},
    }));
    assert.deepEqual(
      footer({intake: {symptoms: inside}})[1],
      phrase('footer.entries-symptoms-in', {count: 43, symptoms: 42, places: 2}),
    );
    assert.deepEqual(footer({})[1], phrase('footer.entries', {count: 1}));
  });

  it('say that no log reported it, where none did', () => {
    const entries = {count: 0, firstAt: 7, lastAt: 9, seen: []};
    assert.deepEqual(footer({intake: {entries}})[1], phrase('footer.polled'));
  });

  it('give similar entries only where there are more', () => {
    const similar = (count: number) =>
      footer({outbox: {similar: {count, atLeast: false}}}).some(
        one => one.code === 'footer.similar',
      );
    assert.deepEqual([similar(0), similar(1), similar(2)], [false, false, true]);
  });
});

describe('the history', () => {
  it('is told line by line, each thing that was read on a line of its own', () => {
    const acting = {kind: 'change', text: phrase('action.enable-service')} as const;
    const proof = [phrase('proof.bound'), phrase('proof.no-cause')];
    const timeline = [
      {at: 1, state: 'acting', reason: acting, code: 'gcloud'},
      {at: 2, state: 'resolved', reason: {kind: 'verified', tookMs: 7}, proof},
    ] as const;
    assert.deepEqual(
      tell(incident({timeline})).notes.map(one => [one.at, one.text.code, one.code]),
      [
        [1, 'action.enable-service', 'gcloud'],
        [2, 'proof.bound', undefined],
        [2, 'proof.no-cause', undefined],
        [2, 'reason.verified', undefined],
      ],
    );
  });

  it('says nothing twice: neither what is wrong nor what was read', () => {
    const broken = {state: 'planned', reason: {kind: 'broken', cause}} as const;
    const proof = [phrase('proof.bound')];
    const again = {state: 'acting', reason: {kind: 'change', text: cause}} as const;
    const timeline = [
      {...broken, at: 1, proof},
      {...again, at: 2},
      {...broken, at: 3, proof},
    ];
    assert.deepEqual(
      tell(incident({timeline})).notes.map(one => [one.at, one.text.code]),
      [
        [1, cause.code],
        [1, 'proof.bound'],
        [2, cause.code],
      ],
    );
  });

  it('is one quiet line where nothing was wrong', () => {
    const quiet: Status = {state: 'no-action', reason: {kind: 'already-healthy'}};
    const opened = {at: 1, state: 'detected', reason: {kind: 'detected', symptom: 's'}} as const;
    const timeline = [opened, {...quiet, at: 2, proof: [phrase('proof.bound')]}];
    assert.deepEqual(tell(incident({...quiet, timeline})).notes, []);
    const call = {call: 'a read', failure: 'unavailable', said: 'no'} as const;
    const blind = {state: 'diagnosing', reason: {kind: 'no-answer', ...call}, at: 1} as const;
    assert.equal(tell(incident({...quiet, timeline: [blind, ...timeline]})).notes.length, 4);
    const told = {state: 'blocked', reason: {kind: 'excluded'}, at: 2} as const;
    assert.equal(tell(incident({...quiet, timeline: [told, ...timeline]})).notes.length, 4);
  });

  it('tells what is wrong and what to do, before what was read', () => {
    const why = {cause, advice};
    const proof = [phrase('proof.bound')];
    const line = (item: Status) =>
      tell(incident({timeline: [{...item, at: 1, proof}]})).notes.map(one => one.text.code);
    const lines = (code: string) => [code, cause.code, advice.code, 'proof.bound'];
    const person: Reason = {kind: 'person-needed', ...why};
    assert.deepEqual(line({state: 'blocked', reason: person}), lines('reason.person-needed'));
    const waited: Reason = {kind: 'waited-too-long', ...why};
    assert.deepEqual(line({state: 'blocked', reason: waited}), lines('reason.waited-too-long'));
    const spent: Reason = {kind: 'rechecks-spent', looks: 5, ...why};
    assert.deepEqual(line({state: 'failed', reason: spent}), lines('reason.rechecks-spent'));
  });

  it('is pure: the same incident gives the same message', () => {
    const one = incident({work: {lookedAt: 5}});
    assert.deepEqual(tell(one), tell(one));
  });
});
