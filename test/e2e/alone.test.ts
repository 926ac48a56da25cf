import assert from 'node:assert/strict';
import {describe, it} from 'mocha';
import {endOf} from '../../functions/core/incident/incident.ts';
import {gatewayEntry} from '../../sandbox/entries/control-plane.ts';
import {connectGatewayDisabled} from '../../sandbox/scenarios/connect-gateway-disabled.ts';
import {type Deployable, envelope, startFunction} from '../support/function.ts';
import {harmless, junk, million} from '../support/junk.ts';
import {until} from '../support/until.ts';
import {
  changesAsked,
  effects,
  gateway,
  incidentThat,
  play,
  type Played,
  reaches,
  requestsOf,
  roots,
  threadOf,
} from '../support/world.ts';

const place = {
  project: 'shop-prod',
  location: 'europe-west1',
  cluster: 'prod-eu-1',
  fleetNumber: '415104041262',
};

describe('intake alone: one process, Google Chat webhook', () => {
  let played: Played;
  let intake: Deployable;

  before(async () => {
    const googleChat = {
      webhook: 'https://chat.googleapis.com/v1/spaces/AAAASANDBOX/messages?key=k&token=t',
    };
    // Nothing is broken before the entry is there: the poll would see it.
    const world = connectGatewayDisabled.world.map(({disabled: _off, ...one}) => one);
    const scenario = {...connectGatewayDisabled, world};
    played = await play({scenario}, {chat: {googleChat}});
    intake = await startFunction('intake', {...played.env, MESH_RESPONDER_LOCAL: '1'});
  });

  after(async () => {
    await intake.stop();
    await played.close();
  });

  /** Sends everything that is of no use; each is acknowledged, and kept with its reason. */
  async function sendJunk(): Promise<void> {
    const before = (await played.quarantined()).length;
    assert.equal(await intake.post('{"message": '), 400, "not JSON gets the framework's own 400");
    for (const {name, body, reason} of junk) {
      assert.equal(await intake.post(body), 204, name);
      const kept = (await played.quarantined()).at(-1);
      assert.equal(kept?.reason, reason, name);
    }
    assert.equal((await played.quarantined()).length, before + junk.length);
    for (const {name, json} of harmless) {
      assert.equal(await intake.post(envelope(json)), 204, name);
    }
    assert.equal(await intake.post(million), 204, 'a million characters');
    assert.ok(intake.alive(), intake.stderr());
  }

  it('keeps junk with a reason and does nothing about it', async () => {
    await sendJunk();
    assert.deepEqual(await played.incidents(), []);
    assert.deepEqual(
      played.sandbox.requests().filter(one => one.mutating),
      [],
    );
  });

  it('takes one entry delivered three times as one: one enable, a thread that ends in resolved', async () => {
    const [entry] = played.sandbox.entries();
    played.sandbox.patch({project: 'shop-prod', disable: [gateway]});
    const deliveries = await Promise.all([1, 2, 3].map(() => intake.push(entry)));
    assert.deepEqual(deliveries, [204, 204, 204]);
    const incident = await reaches(played, 'shop-prod', 'resolved');
    assert.equal(await intake.push(entry), 204);
    await sendJunk();
    assert.equal(incident.runbook, 'connect-gateway-disabled');
    assert.deepEqual(
      incident.work.actions.map(({action, params, result}) => ({action, params, result})),
      [
        {
          action: 'enable-service',
          params: {project: 'shop-prod', service: gateway},
          result: 'changed',
        },
      ],
    );
    const incidents = await played.incidents();
    assert.deepEqual(
      incidents.map(one => [one.state, one.intake.entries.count]),
      [['resolved', 1]],
    );
    assert.deepEqual(
      changesAsked(played.sandbox).map(one => `${one.host}${one.path} ${one.status}`),
      [`serviceusage.googleapis.com/v1/projects/shop-prod/services/${gateway}:enable 200`],
    );
    assert.equal(effects(played.sandbox, 'EnableService'), 1);
    const [root, ...more] = await until('the end in chat', () => {
      const all = roots(played.sandbox, 'google-chat');
      const last = all[0] && threadOf(played.sandbox, all[0]).at(-1);
      return last?.now.text.startsWith('🟢 Fixed') === true ? all : undefined;
    });
    assert.deepEqual(more, [], 'one thread');
    assert.ok(root);
    const told = threadOf(played.sandbox, root).map(one => one.now.text);
    assert.match(told[0] ?? '', /^🟡 Verifying · /);
    assert.match(told.at(-1) ?? '', /^🟢 Fixed · /);
    assert.deepEqual(played.sandbox.chat().refused, []);
  });

  it('takes a finding without an id, 10,000 levels deep and next to 256 KiB', async () => {
    const {insertId: _none, ...entry} = gatewayEntry(place, Date.now());
    const padding = 'x'.repeat(200_000);
    const start = JSON.stringify({...entry, labels: {padding}}).slice(0, -1);
    const nested = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`;
    assert.equal(await intake.post(`${start},"deep":${nested}}`), 204);
    await incidentThat(
      played,
      'the entry counted, and its incident closed again',
      one => one.intake.entries.count === 2 && endOf(one) !== undefined,
    );
    assert.equal(requestsOf(played.sandbox, 'enable').length, 1, 'a hint changes nothing');
    assert.ok(intake.alive(), intake.stderr());
  });
});
