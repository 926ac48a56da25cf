import assert from 'node:assert/strict';
import {periodicRound} from '../../../functions/engine/operate/periodic.ts';
import {sweep} from '../../../functions/engine/operate/sweep.ts';
import {change} from '../../../functions/engine/lib/compare-and-set.ts';
import {opened, stored} from '../../support/drive.ts';
import {gatewayEntry} from '../../support/entries.ts';
import {assertSpoken, fleet, rig} from '../../support/fakes.ts';
import {minute} from '../../support/incident.ts';

afterEach(assertSpoken);

const day = 24 * 60 * minute;

describe('a clock that was a day ahead and is put right', () => {
  it('keeps no incident from being looked at', async () => {
    const {deps, clock, world} = await rig('observe');
    const round = periodicRound(deps);
    world.disable(fleet.id);
    clock.advance(day);
    const {id} = await opened(deps, gatewayEntry({at: clock.now()}));
    await sweep(deps);
    await round();
    assert.equal((await stored(deps, id)).state, 'blocked');

    clock.advance(-day);
    world.services.set(`${fleet.id}/connectgateway.googleapis.com`, 'ENABLED');
    await round();
    await sweep(deps);
    assert.equal((await stored(deps, id)).state, 'resolved');
  });

  it('keeps nothing that is over from being told', async () => {
    const {deps, clock, chat, world} = await rig('observe');
    const round = periodicRound(deps);
    world.disable(fleet.id);
    const {id} = await opened(deps, gatewayEntry());
    await sweep(deps);
    await round();

    clock.advance(day);
    chat.failing = true;
    world.services.set(`${fleet.id}/connectgateway.googleapis.com`, 'ENABLED');
    await sweep(deps);
    await round();
    assert.equal((await stored(deps, id)).state, 'resolved');
    assert.equal(chat.messages.at(-1)?.tone, 'unchanged');

    clock.advance(-day);
    chat.failing = false;
    await round();
    await sweep(deps);
    assert.equal(chat.messages.at(-1)?.tone, 'fixed');
  });

  it('leaves no lease behind that nobody waits out, and touches nothing that is as it should be', async () => {
    const {deps, clock, store} = await rig('observe');
    const {id} = await opened(deps, gatewayEntry());
    const until = clock.now() + 2 * minute;
    await change(store, id, it => ({...it, lease: {holder: 'you', until}}));
    await periodicRound(deps)();
    assert.equal((await stored(deps, id)).lease?.until, until);
    await change(store, id, it => ({...it, lease: {holder: 'you', until: until + day}}));
    await periodicRound(deps)();
    assert.equal((await stored(deps, id)).lease?.until, clock.now());
  });
});
