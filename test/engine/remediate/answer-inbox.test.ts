import assert from 'node:assert/strict';
import {enableServiceKind} from '../../../functions/actions/enable-service/params.ts';
import type {Diagnosis} from '../../../functions/core/contract/diagnosis.ts';
import type {Look, Runbook} from '../../../functions/core/contract/runbook.ts';
import {inboxMark} from '../../../functions/core/inbox/answer-inbox.ts';
import {StoreError} from '../../../functions/core/lib/error.ts';
import type {JsonObject} from '../../../functions/core/lib/json.ts';
import {change} from '../../../functions/engine/lib/compare-and-set.ts';
import type {Deps} from '../../../functions/engine/lib/context.ts';
import {runUntilSettled, sweep} from '../../../functions/engine/operate/sweep.ts';
import {restartParked} from '../../../functions/engine/operate/restart.ts';
import {advanced, answered, opened, stored} from '../../support/drive.ts';
import {gatewayEntry, unboundEntry} from '../../support/entries.ts';
import {assertSpoken, fleet, rig, type Rig, shop} from '../../support/fakes.ts';
import {minute} from '../../support/incident.ts';

afterEach(assertSpoken);

describe('an answer that a person gave', () => {
  let here: Rig;
  let id: string;
  beforeEach(async () => {
    here = await rig('approve');
    here.world.disable(fleet.id);
    ({id} = await opened(here.deps, gatewayEntry()));
    await runUntilSettled(here.deps);
  });

  const approve = (one = id) => answered(here.deps, one, 'approved');
  const inbox = async () => (await here.deps.guardStore.mark(inboxMark))?.value;
  const put = async (value: JsonObject) => {
    const version = ((await here.deps.guardStore.mark(inboxMark))?.version ?? 0) + 1;
    await here.deps.guardStore.setMark({name: inboxMark, version, value});
  };
  const state = async (one = id) => (await stored(here.deps, one)).state;

  it('is taken up by the next sweep, long before the incident is due', async () => {
    assert.equal(await approve(), 'taken');
    here.clock.advance(minute);
    assert.deepEqual(await sweep(here.deps), {advanced: 1, busy: 0, failed: 0});
    assert.equal(here.world.writes.length, 1);
    assert.deepEqual(await inbox(), {});
  });

  it('is taken up at once where the incident is handed over', async () => {
    await approve();
    await advanced(here.deps, id);
    assert.equal(here.world.writes.length, 1);
  });

  it('is taken up for each of several incidents', async () => {
    here.world.unbind(shop.id);
    const other = await opened(here.deps, unboundEntry());
    await runUntilSettled(here.deps);
    assert.deepEqual(await Promise.all([approve(), approve(other.id)]), ['taken', 'taken']);
    await sweep(here.deps);
    assert.deepEqual([await state(), await state(other.id)], ['verifying', 'verifying']);
    assert.deepEqual(await inbox(), {});
  });

  it('stays where a crash kept the incident from being stored', async () => {
    await approve();
    const {store} = here.deps;
    const crashed: Deps['store'] = {
      ...store,
      replace: incident =>
        incident.reason.kind === 'approved'
          ? Promise.reject(new StoreError('it does not answer'))
          : store.replace(incident),
    };
    assert.equal((await sweep({...here.deps, store: crashed})).failed, 1);
    assert.equal(await state(), 'awaiting-approval');
    await sweep(here.deps);
    assert.equal(here.world.writes.length, 1);
  });

  it('that a crash has left in the inbox counts once', async () => {
    await approve();
    const left = await inbox();
    await sweep(here.deps);
    await put({...left});
    await runUntilSettled(here.deps);
    here.clock.advance(minute);
    await sweep(here.deps);
    assert.equal(here.world.writes.length, 1);
    assert.deepEqual(await inbox(), {});
  });

  it('that was used is not taken up again, and is nobody’s forgery', async () => {
    here.world.fail('enableService', 'unavailable', {times: 1});
    await approve();
    const left = await inbox();
    await runUntilSettled(here.deps);
    assert.equal(await state(), 'awaiting-approval');
    await put({...left});
    await sweep(here.deps);
    assert.equal((await stored(here.deps, id)).reason.kind, 'mode-approve');
    assert.deepEqual(await inbox(), {});
    assert.deepEqual(
      here.log.lines.filter(line => line.startsWith('error')),
      [],
    );
  });

  it('waits as long as somebody works on the incident', async () => {
    await approve();
    const lease = {holder: 'other', until: here.clock.now() + 3 * minute};
    await change(here.store, id, it => ({...it, lease}));
    await sweep(here.deps);
    assert.equal(await state(), 'awaiting-approval');
    here.clock.advance(3 * minute + 1);
    await sweep(here.deps);
    assert.equal(here.world.writes.length, 1);
  });

  it('that came while live state was looked at is taken up when the plan waits again', async () => {
    const {readers} = here.deps;
    let given = false;
    const meanwhile: Deps['readers'] = {
      ...readers,
      async serviceState(...asked) {
        // As who read the incident right before the look began.
        if (!given) {
          given = true;
          const waiting = await stored(here.deps, id);
          const store = {
            read: () => Promise.resolve({...waiting, state: 'awaiting-approval'} as typeof waiting),
          };
          await answered({...here.deps, store}, id, 'approved');
        }
        return readers.serviceState(...asked);
      },
    };
    here.clock.advance(16 * minute);
    await sweep({...here.deps, readers: meanwhile});
    assert.deepEqual([given, await state()], [true, 'awaiting-approval']);
    await sweep(here.deps);
    assert.equal(here.world.writes.length, 1);
  });

  it('is taken up although its incident was started anew', async () => {
    await approve();
    await restartParked(here.deps);
    await runUntilSettled(here.deps);
    assert.equal(here.world.writes.length, 1);
  });

  it('to a plan that is another one by now does not count, and people hear of it', async () => {
    await approve();
    const shown = (await stored(here.deps, id)).work.plan;
    const other = enableServiceKind.plan({project: fleet.id, service: 'other.googleapis.com'});
    const runbooks = here.deps.runbooks.map((one): Runbook => {
      const diagnose = async (look: Look): Promise<Diagnosis> => {
        const found = await one.diagnose(look);
        return found.kind === 'broken' ? {...found, actions: [other]} : found;
      };
      return one.manifest.id === 'connect-gateway-disabled' ? {...one, diagnose} : one;
    });
    await change(here.store, id, it => ({
      ...it,
      work: {...it.work, plan: {hash: 'f'.repeat(16), actions: [other]}},
    }));
    await sweep({...here.deps, runbooks});
    const {reason, work} = await stored(here.deps, id);
    assert.equal(reason.kind, 'plan-changed');
    assert.notEqual(work.plan?.hash, shown?.hash);
    // Nor does it when live state leads to the first plan again.
    await runUntilSettled(here.deps);
    here.clock.advance(16 * minute);
    await sweep(here.deps);
    assert.equal((await stored(here.deps, id)).work.plan?.hash, shown?.hash);
    assert.deepEqual(here.world.writes, []);
  });

  it('to a run that is over counts for no other', async () => {
    await approve();
    await change(here.store, id, it => ({...it, work: {...it.work, run: it.work.run + 1}}));
    await runUntilSettled(here.deps);
    const {state: now, reason} = await stored(here.deps, id);
    assert.deepEqual([now, reason.kind], ['awaiting-approval', 'mode-approve']);
    assert.deepEqual([here.world.writes, await inbox()], [[], {}]);
  });

  it('is told when it ran out before anybody took it up', async () => {
    await approve();
    here.clock.advance(31 * minute);
    await sweep(here.deps);
    assert.equal((await stored(here.deps, id)).reason.kind, 'approval-expired');
    assert.deepEqual(here.world.writes, []);
  });

  it('keeps nothing else waiting where it cannot be read', async () => {
    await approve();
    here.world.unbind(shop.id);
    const other = await opened(here.deps, unboundEntry());
    const {guardStore, store} = here.deps;
    const silent = () => Promise.reject(new StoreError('it does not answer'));
    const unread = {
      ...guardStore,
      mark: (name: string) => (name === inboxMark ? silent() : guardStore.mark(name)),
    };
    await sweep({...here.deps, guardStore: unread});
    assert.equal(await state(other.id), 'awaiting-approval');

    const damaged = {...store, read: (one: string) => (one === id ? silent() : store.read(one))};
    await answered(here.deps, other.id, 'approved');
    await sweep({...here.deps, store: damaged});
    assert.equal(await state(other.id), 'verifying');
    assert.deepEqual(Object.keys((await inbox()) ?? {}), [id]);
  });
});

describe('an inbox that somebody has damaged', () => {
  it('holds what can be read of it, and takes the next answer', async () => {
    const here = await rig('approve');
    here.world.disable(fleet.id);
    const {id} = await opened(here.deps, gatewayEntry());
    await runUntilSettled(here.deps);
    const value = {[id]: 'soon', other: {}};
    await here.deps.guardStore.setMark({name: inboxMark, version: 1, value});
    await sweep(here.deps);
    assert.equal(await answered(here.deps, id, 'approved'), 'taken');
    await sweep(here.deps);
    assert.equal(here.world.writes.length, 1);
  });
});
