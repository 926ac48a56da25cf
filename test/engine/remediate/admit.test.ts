import assert from 'node:assert/strict';
import {answered, opened, stored} from '../../support/drive.ts';
import {incidentKey} from '../../../functions/core/detection/finding.ts';
import {noneCounted, open} from '../../../functions/core/intake/arrivals.ts';
import type {Diagnosis} from '../../../functions/core/contract/diagnosis.ts';
import type {Look, Runbook} from '../../../functions/core/contract/runbook.ts';
import {enableServiceKind} from '../../../functions/actions/enable-service/params.ts';
import {planOf} from '../../../functions/core/incident/plan.ts';
import type {Settings} from '../../../functions/core/config/settings.ts';
import {resetBreaker} from '../../../functions/engine/remediate/circuit-breakers.ts';
import {pauseAll, unpauseAll} from '../../../functions/engine/stops/pause.ts';
import {admit} from '../../../functions/engine/remediate/admit.ts';
import {resumeHeld} from '../../../functions/engine/operate/restart.ts';
import {StoreError} from '../../../functions/core/lib/error.ts';
import {change} from '../../../functions/engine/lib/compare-and-set.ts';
import {runUntilSettled, sweep} from '../../../functions/engine/operate/sweep.ts';
import {gatewayEntry} from '../../support/entries.ts';
import {assertSpoken, fleet, gateway, rig, type Rig, shop} from '../../support/fakes.ts';
import {incident, minute} from '../../support/incident.ts';

afterEach(assertSpoken);

const hour = 60 * minute;
const watchTime = 15 * minute;

let here: Rig;

async function begin(settings: Partial<Settings> = {}): Promise<void> {
  here = await rig('auto');
  here = {
    ...here,
    deps: {
      ...here.deps,
      settings: {...here.deps.settings, ...settings},
    },
  };
  here.world.disable(fleet.id);
}

/** An incident at a cluster, stored and due; all are repaired by one and the same action. */
async function at(cluster: string): Promise<string> {
  const finding = {
    runbook: 'connect-gateway-disabled',
    target: {project: fleet.id, cluster},
    symptom: 'x',
    causes: [],
    evidence: {quote: ''},
  };
  const now = here.clock.now();
  const one = open({finding, entry: cluster, at: now, alsoCounted: noneCounted, now}, 1);
  assert.equal(one.key, incidentKey(finding));
  await here.deps.store.create(one);
  return one.id;
}

async function later(milliseconds: number): Promise<void> {
  here.clock.advance(milliseconds);
  await sweep(here.deps);
  await runUntilSettled(here.deps);
}

function reasonOf(id: string): Promise<string> {
  return stored(here.deps, id).then(one => one.reason.kind);
}

function say(id: string, said: 'approved' | 'declined', hash?: string): Promise<string> {
  return answered(here.deps, id, said, hash);
}

describe('a breaker', () => {
  it('that the store cannot keep does not lose the refusal: its incident is parked and asks no more', async () => {
    await begin();
    here.world.fail('enableService', 'denied', {times: 100});
    const {guardStore} = here.deps;
    const read = guardStore.mark.bind(guardStore);
    let isBack = false;
    guardStore.mark = async name => {
      const isAway = name.startsWith('breaker/') && here.world.writes.length > 0 && !isBack;
      if (!isAway) return read(name);
      isBack = true;
      throw new StoreError('the store is away');
    };
    const id = await at('c1');
    await runUntilSettled(here.deps);
    assert.equal(await reasonOf(id), 'denied');
    assert.ok(here.log.lines.includes('error: breaker not opened'));
    await later(watchTime);
    assert.deepEqual(here.world.writes, [`enableService ${fleet.id}`]);
  });

  it('after one refusal makes one attempt and one message for all incidents of project and action', async () => {
    await begin();
    here.world.fail('enableService', 'denied', {times: 100});
    const ids = [await at('c1')];
    await runUntilSettled(here.deps);
    ids.push(await at('c2'), await at('c3'));
    await runUntilSettled(here.deps);
    await later(watchTime);
    assert.deepEqual(here.world.writes, [`enableService ${fleet.id}`]);
    assert.equal(new Set(here.chat.messages.map(one => one.incident)).size, 1);
    assert.equal(here.log.lines.filter(one => one === 'warn: breaker opened').length, 1);
    const codes = await Promise.all(ids.map(reasonOf));
    assert.deepEqual(codes.sort(), ['breaker-told', 'breaker-told', 'denied']);
  });

  it('has those it held told once the one that told it is over', async () => {
    await begin();
    here.world.fail('enableService', 'denied', {times: 100});
    const first = await at('c1');
    await runUntilSettled(here.deps);
    const second = await at('c2');
    await runUntilSettled(here.deps);
    await change(here.deps.store, first, ({work: {nextLook: _look, ...work}, ...it}) => ({
      ...it,
      state: 'failed',
      reason: {kind: 'attempts-spent', attempts: 1},
      work: {...work, changedAt: here.clock.now()},
    }));
    await later(watchTime);
    assert.equal(await reasonOf(second), 'breaker-open');
    assert.equal(here.chat.messages.at(-1)?.incident, second);
  });

  it('lets one through after a day, and is closed when that is accepted', async () => {
    await begin();
    here.world.fail('enableService', 'denied', {times: 1});
    await at('c1');
    await runUntilSettled(here.deps);
    here.clock.advance(24 * hour + minute);
    const second = await at('c2');
    await runUntilSettled(here.deps);
    assert.equal(await reasonOf(second), 'verified');
    assert.equal(here.world.writes.length, 2);
    assert.ok(here.log.lines.includes('info: breaker closed'));
  });

  it('lets one through on a person’s word, and a second refusal opens it for another day', async () => {
    await begin();
    here.world.fail('enableService', 'denied', {times: 2});
    const ids = [await at('c1')];
    await runUntilSettled(here.deps);
    ids.push(await at('c2'));
    await runUntilSettled(here.deps);
    const held = {project: fleet.id, action: 'enable-service'};
    assert.equal(await resetBreaker(here.deps, held.project, held.action), true);
    await resumeHeld(here.deps, held);
    await runUntilSettled(here.deps);
    assert.equal(here.world.writes.length, 2, 'one trial, not one for each incident');
    assert.equal(await resetBreaker(here.deps, held.project, held.action), true);
    await resumeHeld(here.deps, held);
    await runUntilSettled(here.deps);
    await later(watchTime);
    await later(watchTime);
    assert.equal(here.world.writes.length, 3);
    for (const id of ids) assert.equal((await stored(here.deps, id)).state, 'resolved');
  });
});

describe('a pause', () => {
  it('holds every change with its reason, and what it held goes on when it ends', async () => {
    await begin();
    const {deps} = here;
    const until = here.clock.now() + 5 * minute;
    await pauseAll(deps, {reason: 'migration', by: 'kim', at: here.clock.now(), until});
    const {id} = await opened(deps, gatewayEntry());
    await runUntilSettled(deps);
    assert.equal(await reasonOf(id), 'paused');
    assert.deepEqual(here.world.writes, []);
    assert.equal((await stored(deps, id)).work.nextLook, until, 'looked at when it ends');
    await later(5 * minute);
    assert.equal(await reasonOf(id), 'verified');
  });

  it('ends at once on a person’s word', async () => {
    await begin();
    const {deps} = here;
    await pauseAll(deps, {reason: 'migration', by: 'kim', at: here.clock.now()});
    const {id} = await opened(deps, gatewayEntry());
    await runUntilSettled(deps);
    assert.equal((await unpauseAll(deps, 'lee'))?.by, 'kim');
    await runUntilSettled(deps);
    assert.equal(await reasonOf(id), 'verified');
    assert.equal(await unpauseAll(deps, 'lee'), undefined);
  });

  it('is seen right before the effect, not only when the plan was made', async () => {
    await begin();
    here.world.before = async verb => {
      // The last look before the effect is the action's own.
      const looks = here.world.calls.filter(one => one.startsWith('serviceState')).length;
      if (verb !== 'serviceState' || looks !== 2) return;
      await pauseAll(here.deps, {reason: 'stop', by: 'kim', at: here.clock.now()});
    };
    const {id} = await opened(here.deps, gatewayEntry());
    await runUntilSettled(here.deps);
    assert.equal(await reasonOf(id), 'paused');
    assert.deepEqual(here.world.writes, []);
  });

  it('holds as well when its mark cannot be understood', async () => {
    await begin();
    await here.deps.guardStore.setMark({name: 'pause', version: 1, value: {nonsense: true}});
    const {id} = await opened(here.deps, gatewayEntry());
    await runUntilSettled(here.deps);
    assert.equal(await reasonOf(id), 'paused');
  });
});

describe('the budget of repairs', () => {
  it('lets so many changes of a project through in an hour, and the rest later', async () => {
    await begin({budgets: {repairsPerHour: 1, messagesPerMinute: 100}});
    const first = await at('c1');
    await runUntilSettled(here.deps);
    assert.equal(await reasonOf(first), 'verified');
    here.world.disable(fleet.id);
    const second = await at('c2');
    await runUntilSettled(here.deps);
    assert.equal(await reasonOf(second), 'budget');
    assert.equal(here.world.writes.length, 1);
    for (let n = 0; n < 5; n += 1) await later(watchTime);
    assert.equal(await reasonOf(second), 'verified');
  });

  it('counts an intent once, however often it is asked for', async () => {
    await begin({budgets: {repairsPerHour: 1, messagesPerMinute: 100}});
    const incident = await stored(here.deps, await at('c1'));
    const planned = enableServiceKind.plan({project: fleet.id, service: gateway});
    const plan = {hash: 'h', actions: [planned]};
    for (let n = 0; n < 3; n += 1) {
      const done = await admit(here.deps, incident, {plan, actions: [planned], attempt: 1});
      assert.equal(done.kind, 'act');
    }
    const next = await admit(here.deps, incident, {plan, actions: [planned], attempt: 2});
    assert.ok(next.kind === 'hold' && next.reason.kind === 'budget');
  });

  it('lets one of two through that ask at the same moment', async () => {
    await begin({budgets: {repairsPerHour: 1, messagesPerMinute: 100}});
    const both = [await at('c1'), await at('c2')].map(id => stored(here.deps, id));
    const planned = enableServiceKind.plan({project: fleet.id, service: gateway});
    const asked = {plan: {hash: 'h', actions: [planned]}, actions: [planned], attempt: 1};
    const answers = await Promise.all(both.map(async one => admit(here.deps, await one, asked)));
    assert.deepEqual(answers.map(one => one.kind).sort(), ['act', 'hold']);
  });
});

describe('a plan that waits for a person', () => {
  async function waiting(): Promise<string> {
    await begin({mode: 'approve'});
    const {id} = await opened(here.deps, gatewayEntry());
    await runUntilSettled(here.deps);
    assert.equal(await reasonOf(id), 'mode-approve');
    return id;
  }

  it('is carried out once it is approved, once', async () => {
    const id = await waiting();
    assert.equal(await say(id, 'approved'), 'taken');
    await runUntilSettled(here.deps);
    const end = await stored(here.deps, id);
    assert.equal(end.reason.kind, 'verified');
    assert.deepEqual(end.work.approval?.use, {kind: 'attempt', attempt: 1});
    assert.equal(here.world.writes.length, 1);
  });

  it('asks again when the approved attempt has left it broken', async () => {
    const id = await waiting();
    here.world.fail('enableService', 'unavailable', {times: 1});
    await say(id, 'approved');
    await runUntilSettled(here.deps);
    const after = await stored(here.deps, id);
    assert.equal(after.state, 'awaiting-approval');
    assert.equal(here.world.writes.length, 1);
  });

  it('is not carried out by a yes that came too late to be used', async () => {
    const id = await waiting();
    await say(id, 'approved');
    here.clock.advance(31 * minute);
    await runUntilSettled(here.deps);
    assert.equal(await reasonOf(id), 'approval-expired');
    assert.deepEqual(here.world.writes, []);
  });

  it('says so when live state leads to another plan by now, and asks anew', async () => {
    const id = await waiting();
    await say(id, 'approved');
    const other = enableServiceKind.plan({project: fleet.id, service: 'other.googleapis.com'});
    const changed = here.deps.runbooks.map((one): Runbook => {
      if (one.manifest.id !== 'connect-gateway-disabled') return one;
      const diagnose = async (look: Look): Promise<Diagnosis> => {
        const found = await one.diagnose(look);
        return found.kind === 'broken' ? {...found, actions: [other]} : found;
      };
      return {...one, diagnose};
    });
    here = {...here, deps: {...here.deps, runbooks: changed}};
    await runUntilSettled(here.deps);
    assert.equal(await reasonOf(id), 'plan-changed');
    assert.deepEqual(here.world.writes, []);
  });

  it('is never carried out once it is declined, in no mode', async () => {
    const id = await waiting();
    assert.equal(await say(id, 'declined'), 'taken');
    await runUntilSettled(here.deps);
    assert.equal(await reasonOf(id), 'plan-declined');
    here = {...here, deps: {...here.deps, settings: {...here.deps.settings, mode: 'auto'}}};
    await later(watchTime);
    assert.equal(await reasonOf(id), 'plan-declined');
    assert.deepEqual(here.world.writes, []);
    here.world.services.set(`${fleet.id}/${gateway}`, 'ENABLED');
    await later(watchTime);
    assert.equal(await reasonOf(id), 'healed');
  });

  it('does not lift a pause: it waits with the yes', async () => {
    const id = await waiting();
    await pauseAll(here.deps, {reason: 'stop', by: 'lee', at: here.clock.now()});
    await say(id, 'approved');
    await runUntilSettled(here.deps);
    assert.equal(await reasonOf(id), 'paused');
    assert.deepEqual(here.world.writes, []);
    await unpauseAll(here.deps, 'lee');
    await runUntilSettled(here.deps);
    assert.equal(await reasonOf(id), 'verified');
  });
});

describe('rules', () => {
  it('exclude a project from every change, whatever the runbook’s own rule says', async () => {
    await begin({
      rules: [
        {project: fleet.id, runbook: 'connect-gateway-disabled', mode: 'auto'},
        {project: fleet.id, mode: 'exclude'},
      ],
    });
    const {id} = await opened(here.deps, gatewayEntry());
    await runUntilSettled(here.deps);
    assert.equal(await reasonOf(id), 'excluded');
    assert.deepEqual(here.world.writes, []);
  });

  it('let no action be taken that the list of actions does not have', async () => {
    await begin({mode: 'auto', actions: ['bind-service-agent']});
    const {id} = await opened(here.deps, gatewayEntry());
    await runUntilSettled(here.deps);
    assert.equal(await reasonOf(id), 'action-disabled');
    assert.deepEqual(here.world.writes, []);
  });

  it('of the fleet host hold for an action that changes the fleet, whatever the cluster’s project says', async () => {
    await begin({rules: [{project: fleet.id, mode: 'exclude'}]});
    const [known] = here.deps.actions;
    assert.ok(known !== undefined);
    const {switches: _none, ...enable} = known;
    const permissions = ['gkehub.memberships.update'];
    const changing = {...enable, manifest: {...enable.manifest, id: 'change-fleet', permissions}};
    const deps = {...here.deps, actions: [enable, changing]};
    const verdictOf = async (action: string) => {
      const planned = {action, params: {project: shop.id, fleet: fleet.id}};
      const plan = planOf('k', [planned]);
      const one = incident({target: {project: shop.id}});
      return admit(deps, one, {plan, actions: [planned], attempt: 1});
    };
    const held = await verdictOf('change-fleet');
    assert.equal(held.kind === 'hold' && held.reason.kind, 'excluded');
    assert.equal((await verdictOf(enable.manifest.id)).kind, 'act');
  });

  it('give a runbook a mode of its own', async () => {
    await begin({mode: 'observe', rules: [{runbook: 'connect-gateway-disabled', mode: 'auto'}]});
    const {id} = await opened(here.deps, gatewayEntry());
    await runUntilSettled(here.deps);
    assert.equal(await reasonOf(id), 'verified');
  });
});
