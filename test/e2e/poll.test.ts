import assert from 'node:assert/strict';
import {setTimeout as sleep} from 'node:timers/promises';
import {describe, it} from 'mocha';
import {textAt} from '../../functions/core/lib/json.ts';
import {healthy} from '../../sandbox/scenarios/combined/healthy.ts';
import {provisioningStalled} from '../../sandbox/scenarios/provisioning-stalled.ts';
import {type Deployable, startFunction, wrapped} from '../support/function.ts';
import {until} from '../support/until.ts';
import {changesAsked, incidentThat, play, type Played, reaches, roots} from '../support/world.ts';

const slack = {botToken: 'xoxb-sandbox', channel: 'C0SANDBOX'};

describe('a stalled membership that no log entry announces: one process, a Slack bot', () => {
  let played: Played;
  let alone: Deployable;

  before(async () => {
    played = await play({scenario: {...provisioningStalled, acts: []}}, {chat: {slack}});
    alone = await startFunction('intake', {...played.env, MESH_RESPONDER_LOCAL: '1'});
  });

  after(async () => {
    await alone.stop();
    await played.close();
  });

  it('is found by the poll, told once, and left to a person', async () => {
    const incident = await reaches(played, 'shop-prod', 'blocked');
    assert.deepEqual(played.sandbox.entries(), []);
    assert.equal(incident.runbook, 'provisioning-stalled');
    assert.deepEqual(incident.target, {
      project: 'shop-prod',
      location: 'europe-west1',
      cluster: 'prod-eu-1',
    });
    assert.equal(incident.timeline[0]?.reason.kind, 'polled');
    const [root, ...more] = await until('a message', () => {
      const all = roots(played.sandbox, 'slack');
      return all.length > 0 ? all : undefined;
    });
    assert.match(root?.now.text ?? '', /prod-eu-1 is not ready/);
    assert.deepEqual(more, []);
    assert.deepEqual(changesAsked(played.sandbox), []);
  });

  it('is polled on without another incident, and turns green when it is mended', async () => {
    const polls = (): number =>
      played.sandbox.requests().filter(one => one.host.startsWith('gkehub')).length;
    const before = polls();
    await until('more polls', () => (polls() > before + 4 ? true : undefined));
    assert.equal((await played.incidents()).length, 1);
    played.sandbox.patch({project: 'shop-prod', release: 'prod-eu-1'});
    const end = await reaches(played, 'shop-prod', 'resolved');
    assert.equal(end.reason.kind, 'healed');
    assert.equal((await played.incidents()).length, 1);
  });
});

describe('a log path that falls silent: intake and respond, heartbeats each minute', () => {
  const workTopic = 'projects/shop-prod/topics/mesh-work';
  let played: Played;
  let intake: Deployable;
  let respond: Deployable;
  let seen = 0;
  let forwarded = 0;

  before(async () => {
    const heartbeat = {minutes: 1};
    const scenario = {...healthy, acts: []};
    played = await play({scenario}, {chat: {slack}, workTopic, heartbeat});
    [intake, respond] = await Promise.all([
      startFunction('intake', played.env),
      startFunction('respond', played.env),
    ]);
  });

  after(async () => {
    await Promise.all([intake.stop(), respond.stop()]);
    await played.close();
  });

  /** One minute of Cloud Scheduler, the work topic, and the sinks of the projects that have one. */
  async function minutePasses(sinks: readonly string[]): Promise<void> {
    assert.equal(await respond.push({sweep: true}), 204);
    const entries = played.sandbox.entries().slice(seen);
    seen += entries.length;
    for (const entry of entries) {
      const [, project = ''] = (textAt(entry, 'logName') ?? '').split('/');
      if (sinks.includes(project)) assert.equal(await intake.push(entry), 204);
    }
    const fresh = played.sandbox.published().slice(forwarded);
    forwarded += fresh.length;
    for (const {message} of fresh) await respond.post(wrapped(textAt(message, 'data')));
    await sleep(60_000 / played.timeScale);
  }

  it('is nothing while the beats come back', async () => {
    for (let n = 0; n < 6; n += 1) await minutePasses(['shop-prod', 'shop-fleet']);
    assert.deepEqual(await played.incidents(), []);
    assert.ok(seen >= 8, `${seen} beats`);
  });

  it('is an incident for a person once the sink of a project is gone', async () => {
    const silent = until('the incident', async () => {
      await minutePasses(['shop-fleet']);
      return (await played.incidents()).find(one => one.state === 'blocked');
    });
    const {runbook, target, reason} = await silent;
    assert.deepEqual(
      [runbook, target, reason.kind],
      ['log-path-silent', {project: 'shop-prod'}, 'person-needed'],
    );
    const [root] = await until('a message', () => {
      const all = roots(played.sandbox, 'slack');
      return all.length > 0 ? all : undefined;
    });
    assert.match(root?.now.text ?? '', /may not reach mesh-responder/);
  });

  it('is over when the sink is back', async () => {
    const end = await until('the end', async () => {
      await minutePasses(['shop-prod', 'shop-fleet']);
      return (await played.incidents()).find(one => one.state === 'resolved');
    });
    assert.equal(end.reason.kind, 'healed');
    const all = await played.incidents();
    assert.equal(all.length, 1);
    await incidentThat(played, 'nothing else', one => one.id === end.id);
  });
});
