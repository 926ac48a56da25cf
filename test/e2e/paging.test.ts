import assert from 'node:assert/strict';
import {createHmac} from 'node:crypto';
import {at, textAt} from '../../functions/core/lib/json.ts';
import {command, type Ran} from '../support/command.ts';
import {play, type Played} from '../support/world.ts';

const secret = 'sign'.repeat(8);
const channels = {
  paging: {pagerDuty: {routingKey: 'k'.repeat(32)}},
  webhooks: [{url: 'https://receiver.example.com/mesh', secret}],
};

describe('a pager and a program of your own', () => {
  let played: Played;
  afterEach(() => played.close());

  function run(...args: readonly string[]): Promise<Ran> {
    return command([...args, '--config', played.config], {
      env: {MESH_RESPONDER_API_PROXY: played.sandbox.url},
    });
  }
  const apply = (...args: readonly string[]) =>
    run('respond', '--apply', '--time-scale', '200', ...args);

  /** Plays a broken gateway until its incident waits for a person; gives its id. */
  async function waiting(faults: readonly string[] = []): Promise<string> {
    played = await play(
      {scenario: 'connect-gateway-disabled', timeScale: 200, faults},
      {mode: 'approve', ...channels},
    );
    const lines = played.sandbox.entries().map(entry => `${JSON.stringify(entry)}\n`);
    const entries = await played.files.write('entries.ndjson', lines.join(''));
    assert.equal((await apply('--entries', entries)).exit, 3);
    const [incident] = await played.incidents();
    assert.ok(incident !== undefined);
    return incident.id;
  }

  const alerts = () =>
    played.sandbox.pages().alerts.map(({key, status, events}) => ({
      key,
      status,
      actions: events.map(({event}) => textAt(event, 'event_action')),
    }));

  it('are told from the question over its owner to the end', async () => {
    const id = await waiting();
    const key = `mesh-responder/${id}/0`;
    assert.deepEqual(alerts(), [{key, status: 'triggered', actions: ['trigger']}]);
    await run('acknowledge', id, '--by', 'kim');
    await apply();
    const [taken] = alerts();
    assert.equal(taken?.status, 'acknowledged');
    const [incident] = await played.incidents();
    await run('approve', id, '--plan', incident?.work.plan?.hash ?? '');
    assert.equal((await apply()).exit, 0);
    const [done, ...more] = alerts();
    assert.deepEqual([done?.status, done?.actions.at(-1), more], ['resolved', 'resolve', []]);

    const {events} = played.sandbox.pages();
    const revisions = events.map(({event}) => at(event, 'data', 'revision'));
    assert.deepEqual(revisions, [...new Set(revisions)], 'each revision once');
    for (const {event, signature, contentType} of events) {
      const digest = createHmac('sha256', secret).update(JSON.stringify(event)).digest('hex');
      assert.equal(signature, `sha256=${digest}`);
      assert.match(contentType, /^application\/cloudevents\+json/);
      assert.equal(textAt(event, 'subject'), id);
    }
    const owners = events.map(({event}) => textAt(event, 'data', 'owner', 'by'));
    assert.ok(owners.includes('unverified: kim'));
    assert.equal(textAt(events.at(-1)?.event, 'data', 'state'), 'resolved');
  });

  it('hold up no repair where they fail, and page once where an answer was lost', async () => {
    const id = await waiting(['pagerduty:enqueue=lostx1', 'receiver:event=500']);
    const [alert, ...more] = alerts();
    assert.deepEqual([alert?.status, more], ['triggered', []]);
    assert.ok((alert?.actions.length ?? 0) >= 2, 'it was sent again');
    const [incident] = await played.incidents();
    await run('approve', id, '--plan', incident?.work.plan?.hash ?? '');
    assert.equal((await apply()).exit, 0);
    assert.equal(alerts()[0]?.status, 'resolved');
    assert.deepEqual(played.sandbox.pages().events, []);
  });
});
