import assert from 'node:assert/strict';
import {setTimeout as sleep} from 'node:timers/promises';
import {after, before, describe, it} from 'mocha';
import {incidentKey} from '../../functions/core/detection/finding.ts';
import {listAt, textAt} from '../../functions/core/lib/json.ts';
import {incidentId} from '../../functions/core/intake/arrivals.ts';
import {gatewayEntry} from '../../sandbox/entries/control-plane.ts';
import type {Story} from '../../sandbox/scenario.ts';
import {chat, membership, meshBinding, usualBindings} from '../../sandbox/shop.ts';
import {bothOrSkip, type Emulator} from '../support/emulator.ts';
import {pass, type Watch} from '../support/gate.ts';
import {settle, sweepMs} from '../support/settle-stage.ts';
import {raise, type Stage} from '../support/stage.ts';
import {effects, gateway, roots} from '../support/world.ts';

const runbook = 'connect-gateway-disabled';
/** Whose entry the store never takes, whose incident it never gives out, and who is well served. */
const names = ['unopened', 'unread', 'fine'] as const;
const projects = names.map((name, index) => ({
  id: `letter-${name}`,
  number: `6000000000${10 + index}`,
}));
const three: Story = {
  name: 'three-projects',
  description: 'Connect Gateway is off in three projects; each is its own fleet.',
  config: {projects, mode: 'auto', chat},
  world: projects.map(project => ({
    ...project,
    disabled: [gateway],
    bindings: [...usualBindings(project), meshBinding(project.number)],
    memberships: [membership(project.id, 'main', 'europe-west1')],
  })),
  acts: [],
};

const dead = 'projects/shop-prod/topics/letters-dead';
const deadLetters = 'projects/shop-prod/subscriptions/letters-dead';
const [unopened, unread] = names.map(name =>
  incidentId(incidentKey({runbook, target: {project: `letter-${name}`}}), 1),
);

describe('a message that nobody can take', () => {
  let pubsub: Emulator;
  let stage: Stage;
  let broken = true;
  /** Deliveries by message id, and what they were answered. */
  const deliveries = new Map<string, number[]>();
  /** What each message says. */
  const sent = new Map<string, string>();

  before(async function () {
    const both = await bothOrSkip(this);
    ({pubsub} = both);
    await pubsub.call('PUT', dead, {});
    await pubsub.call('PUT', deadLetters, {topic: dead});
    const ground = {...both, deadLetters: dead};
    stage = await raise(ground, {
      scenario: three,
      watch: (target, server) => {
        if (server === 'door') return noted;
        if (server === 'firestore') return refusing(target === 'intake' ? unopened : unread);
        return pass;
      },
    });
  });

  after(() => stage.clear('SIGTERM'));

  const noted: Watch = async ({body}, carry) => {
    const answer = await carry();
    const id = textAt(JSON.parse(body), 'message', 'messageId');
    const data = textAt(JSON.parse(body), 'message', 'data') ?? '';
    if (id !== undefined) sent.set(id, Buffer.from(data, 'base64').toString());
    if (id !== undefined) deliveries.set(id, [...(deliveries.get(id) ?? []), answer.status]);
    return answer;
  };

  /** The store fails whatever names this incident. */
  const refusing =
    (incident: string | undefined): Watch =>
    async ({body}, carry) =>
      broken && incident !== undefined && body.includes(incident)
        ? {status: 503, headers: {}, body: '{}'}
        : carry();

  const letters: string[] = [];

  it('is a dead letter after five deliveries, and everything else goes on', async function () {
    const entries = projects.map(({id, number}) =>
      gatewayEntry(
        {project: id, location: 'europe-west1', cluster: 'main', fleetNumber: number},
        Date.now(),
      ),
    );
    await stage.publish('intake', entries);
    const ask = {maxMessages: 10, returnImmediately: true};
    while (letters.length < 2) {
      await Promise.all([stage.respond.post({sweep: true}), sleep(sweepMs)]);
      const answer = await pubsub.call('POST', `${deadLetters}:pull`, ask);
      for (const one of listAt(answer, 'receivedMessages')) {
        const data = Buffer.from(textAt(one, 'message', 'data') ?? '', 'base64').toString();
        const attributes = ['message', 'attributes', 'CloudPubSubDeadLetterSourceDeliveryCount'];
        assert.equal(textAt(one, ...attributes), '5', data);
        letters.push(data);
      }
    }
    const poison = [entries[0], {incident: unread}].map(one => JSON.stringify(one));
    assert.deepEqual(letters.sort(), poison.sort());
    const failed = [...deliveries].filter(([, answers]) => answers.includes(500));
    const own = (await stage.incidents()).filter(one => one.target.project === 'letter-unread');
    const mayFail = [...poison, ...own.map(one => JSON.stringify({incident: one.id}))];
    assert.ok(failed.length >= 2);
    // A sign of what cannot be read is not explained before it can be: it waits with it.
    for (const [id] of failed) assert.ok(mayFail.includes(sent.get(id) ?? ''), sent.get(id));
    const {sandbox} = stage.played;
    assert.equal(
      effects(sandbox, 'EnableService', projects[2]?.number),
      1,
      'the third is repaired',
    );
    assert.match(roots(sandbox, 'slack', 'letter-fine')[0]?.now.text ?? '', /^🟢 Fixed/);
    assert.deepEqual(await stage.quarantined(), [], 'they could be read, only not taken');
  });

  it('has lost nothing: the sweep finds both problems when the store is whole again', async function () {
    broken = false;
    assert.deepEqual(await settle(stage, {count: 3}), []);
    const incidents = await stage.incidents();
    const told = incidents.filter(one => one.state !== 'suppressed');
    assert.deepEqual(
      told.map(one => [one.target.project, one.state]).sort(),
      projects.map(one => [one.id, 'resolved']).sort(),
    );
    const {sandbox} = stage.played;
    for (const {id, number} of projects) {
      assert.equal(effects(sandbox, 'EnableService', number), 1, id);
      const all = roots(sandbox, 'slack', id);
      const [root, ...more] = all.filter(one => one.now.text.includes('Connect Gateway API'));
      assert.match(root?.now.text ?? '', /^🟢 Fixed/, id);
      assert.deepEqual(more, [], id);
      // The mesh may have been told by itself while nobody could read what accounts for it.
      for (const one of all) assert.match(one.now.text, /^(?:🟢|⚪) /u, id);
      if (id !== 'letter-unread') assert.equal(all.length, 1, id);
    }
  });
});
