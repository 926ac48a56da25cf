import assert from 'node:assert/strict';
import {describe, it} from 'mocha';
import type {Incident} from '../../functions/core/incident/incident.ts';
import {reasonSentence} from '../../functions/core/announcement/sentences.ts';
import {gatewayEntry} from '../../sandbox/entries/control-plane.ts';
import {webhookEntry} from '../../sandbox/entries/webhook.ts';
import type {Story} from '../../sandbox/scenario.ts';
import {chat, membership, meshBinding, usualBindings} from '../../sandbox/shop.ts';
import {type Deployable, startFunction} from '../support/function.ts';
import {playScenario} from '../support/scenario.ts';
import {until, when} from '../support/until.ts';
import {
  effects,
  gateway,
  incidentThat,
  play,
  type Played,
  reaches,
  requestsOf,
  roots,
} from '../support/world.ts';

/** One project for each fault, each its own fleet. Broken when its turn comes: the poll would see it. */
const names = ['refused', 'failing', 'lost', 'limited', 'page', 'silent', 'hidden', 'closed'];
const projects = names.map((name, index) => ({
  id: `fault-${name}`,
  number: `5000000000${10 + index}`,
}));
const manyProjects: Story = {
  name: 'many-projects',
  description: 'Many projects, each its own fleet, all of them well.',
  config: {projects, mode: 'auto', chat},
  world: projects.map(project => ({
    ...project,
    bindings: [...usualBindings(project), meshBinding(project.number)],
    memberships: [membership(project.id, 'main', 'europe-west1')],
  })),
  acts: [],
};

describe('faults of the outside', () => {
  let played: Played;
  let intake: Deployable;

  before(async () => {
    played = await play({scenario: manyProjects});
    intake = await startFunction('intake', {...played.env, MESH_RESPONDER_LOCAL: '1'});
  });

  after(async () => {
    await intake.stop();
    await played.close();
  });

  afterEach(() => {
    played.sandbox.clearFaults();
  });

  /** The complaint that the gateway is off in a project. */
  async function complain(project: string, number = numberOf(project)): Promise<void> {
    const place = {project, location: 'europe-west1', cluster: 'main', fleetNumber: number};
    assert.equal(await intake.push(gatewayEntry(place, Date.now())), 204);
  }

  /** Somebody turns the gateway off, and the control plane says so. */
  async function breaks(project: string): Promise<void> {
    played.sandbox.patch({project, disable: [gateway]});
    await complain(project);
  }

  /** The fault hits; the incident still ends resolved. */
  async function survives(project: string, fault: string): Promise<Incident> {
    played.sandbox.addFault(fault);
    await breaks(project);
    const incident = await reaches(played, project, 'resolved');
    assert.equal(effects(played.sandbox, 'EnableService', numberOf(project)), 1);
    return incident;
  }

  const enables = (project: string) => requestsOf(played.sandbox, 'enable', `/${project}/`);

  it('tries an enable that failed with 503 again, after a look', async () => {
    const incident = await survives('fault-failing', 'serviceusage:enable=503x1');
    assert.deepEqual(
      enables('fault-failing').map(one => one.status),
      [503, 200],
    );
    assert.deepEqual(
      incident.work.actions.map(one => one.result),
      ['unknown', 'changed'],
    );
  });

  it('makes one effective change when the answer to it was lost', async () => {
    const incident = await survives('fault-lost', 'serviceusage:enable=lostx1');
    assert.deepEqual(
      enables('fault-lost')
        .map(one => one.status)
        .slice(0, 1),
      [0],
    );
    assert.equal(incident.work.actions[0]?.result, 'unknown');
  });

  it('waits as long as Retry-After says', async () => {
    const incident = await survives('fault-limited', 'serviceusage:enable=429:retry-after=20x1');
    const [first, second, ...more] = enables('fault-limited');
    assert.ok(first && second);
    assert.deepEqual([first.status, second.status, more.length], [429, 200, 0]);
    const waited = Date.parse(second.at) - Date.parse(first.at);
    assert.ok(waited >= 20_000 / played.timeScale, `${waited} ms`);
    assert.deepEqual(
      incident.work.actions.map(one => one.result),
      ['changed'],
    );
  });

  it('takes a page in the place of an answer for no answer', async () => {
    const incident = await survives('fault-page', 'serviceusage:*=htmlx6');
    assert.ok(requestsOf(played.sandbox, 'get', '/fault-page/').length > 0);
    assert.ok(enables('fault-page').length > 0);
    assert.equal(incident.work.actions.at(-1)?.result, 'changed');
  });

  it('repairs while chat is down, and tells when it is back', async () => {
    const {sandbox} = played;
    sandbox.addFault('slack:*=503');
    sandbox.addFault('chat:*=503');
    await breaks('fault-silent');
    const resolved = await reaches(played, 'fault-silent', 'resolved');
    assert.ok(
      Object.values(resolved.outbox.channels).every(one => one.revision === 0),
      'nothing is shown',
    );
    assert.equal(effects(sandbox, 'EnableService', numberOf('fault-silent')), 1);
    assert.deepEqual(roots(sandbox, 'slack', 'fault-silent'), []);
    sandbox.clearFaults();
    for (const service of ['slack', 'google-chat'] as const) {
      const root = await until(service, () => roots(sandbox, service, 'fault-silent').at(-1));
      assert.match(root.now.text, /^🟢 Fixed · /);
    }
    assert.equal(roots(sandbox, 'slack', 'fault-silent').length, 1);
    assert.equal(enables('fault-silent').length, 1);
  });

  it('says in words that the fleet cannot be read, and goes on when it can', async () => {
    const {sandbox} = played;
    const project = 'fault-hidden';
    sandbox.addFault('gkehub:*=503');
    const place = {
      project,
      location: 'europe-west1',
      cluster: 'main',
      fleetNumber: numberOf(project),
    };
    const failed = {kind: 'ReplicaSet', namespace: 'shop', name: 'cart-7d4f9c5b8'} as const;
    assert.equal(await intake.push(webhookEntry(place, failed, Date.now())), 204);
    const blind = await incidentThat(
      played,
      'an incident that cannot see',
      one => one.target.project === project && one.work.blindLooks > 0,
    );
    assert.equal(blind.state, 'diagnosing');
    assert.equal(blind.reason.kind, 'no-answer');
    assert.match(JSON.stringify(blind.reason), /gkehub/);
    assert.ok((blind.work.nextLook ?? 0) > blind.openedAt, 'it will be looked at again');
    const [root] = await until('words in chat', () => {
      const all = roots(sandbox, 'slack', project);
      return when(all.length > 0) && all;
    });
    assert.match(JSON.stringify(root?.now.body), /Live state could not be checked \(gkehub/);
    sandbox.clearFaults();
    const settled = await incidentThat(
      played,
      'an end',
      one => one.target.project === project && one.work.nextLook === undefined,
    );
    assert.equal(settled.state, 'no-action', 'the live state is healthy');
    assert.deepEqual(enables(project), []);
  });

  it('records a project outside the allow-list and asks nobody about it', async () => {
    const before = played.sandbox.requests().length;
    await complain('stranger-prod', '999999999999');
    const incident = await reaches(played, '999999999999', 'suppressed');
    assert.equal(incident.reason.kind, 'project-not-listed');
    assert.deepEqual([incident.outbox.channels, incident.work.actions], [{}, []]);
    const about = played.sandbox.requests().slice(before);
    assert.deepEqual(
      about.filter(one => /stranger|9999999/.test(JSON.stringify(one))),
      [],
    );
  });

  it('tells at once that it may not read, not with the next look', async () => {
    played.sandbox.addFault('serviceusage:get=403');
    await breaks('fault-closed');
    const incident = await reaches(played, 'fault-closed', 'blocked');
    assert.equal(incident.reason.kind, 'read-refused');
    const root = await until('told', () => roots(played.sandbox, 'slack', 'fault-closed')[0]);
    assert.match(JSON.stringify(root.now.body), /services\.get/);
    const told = await incidentThat(played, 'told', one => one.id === incident.id);
    assert.equal(told.work.changedAt, incident.work.changedAt);
    assert.equal(told.work.lookedAt, undefined);
  });

  it('stops at a refusal: one POST, a person is needed', async () => {
    played.sandbox.addFault('serviceusage:enable=403');
    await breaks('fault-refused');
    const incident = await reaches(played, 'fault-refused', 'blocked');
    assert.equal(incident.reason.kind, 'denied');
    assert.deepEqual(
      incident.work.actions.map(one => one.result),
      ['failed'],
    );
    const root = await until('told', () => roots(played.sandbox, 'slack', 'fault-refused')[0]);
    assert.match(root.now.text, /^🔴 Action needed · /);
    assert.match(JSON.stringify(root.now.body), /lacks serviceusage\.services\.enable/);
    await complain('fault-refused');
    await incidentThat(
      played,
      'the second entry counted',
      one => one.target.project === 'fault-refused' && one.intake.entries.count === 2,
    );
    assert.deepEqual(
      enables('fault-refused').map(one => one.status),
      [403],
    );
    assert.equal(effects(played.sandbox, 'EnableService', numberOf('fault-refused')), 0);
  });
});

describe('an API that is off in the project that the calls count against', () => {
  const consumer = '881177665544';

  it('is said with that project, turns nothing on, and is waited for', async () => {
    const one = await playScenario('required-apis-disabled');
    try {
      one.sandbox.addFault('gkehub:*=off-at-caller');
      await one.minutes(5);
      assert.deepEqual(one.changes(), []);
      const [incident, ...more] = await one.incidents();
      assert.deepEqual(more, []);
      assert.deepEqual(incident?.reason, {
        kind: 'read-api-disabled',
        call: 'gkehub features.get',
        service: 'gkehub.googleapis.com',
        project: consumer,
        elsewhere: true,
      });
      assert.equal(reasonSentence(incident.reason).code, 'unread.api-off-elsewhere');
      assert.match(JSON.stringify(one.chat.messages), new RegExp(`"project":"${consumer}"`));

      one.sandbox.clearFaults();
      await one.minutes(20);
      const [after] = await one.incidents();
      assert.equal(after?.state, 'resolved');
      assert.deepEqual(one.changes(), ['POST serviceusage.googleapis.com batchEnable']);
    } finally {
      await one.close();
    }
  });
});

function numberOf(project: string): string {
  return projects.find(one => one.id === project)?.number ?? '';
}
