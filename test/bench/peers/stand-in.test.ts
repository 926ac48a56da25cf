import assert from 'node:assert/strict';
// Loaded before the run: the library makes two globals, which would count as leaks of the first test.
import '@google-cloud/logging';
import {monotonicMs} from '../../../bench/peers/heard-posts.ts';
import {entryOf} from '../../../bench/peers/event.ts';
import {eventName, fleetsFor} from '../../../bench/peers/fleets.ts';
import {standIn, type StandIn} from '../../../bench/peers/stand-in.ts';
import {readEnv} from '../../../functions/adapters/env.ts';
import {compose} from '../../../functions/wiring/compose.ts';
import {loadConfig} from '../../../functions/wiring/load-config.ts';
import {service} from '../../../functions/wiring/service.ts';
import {scratch} from '../../support/scratch.ts';

const events = 60;

describe('the stand-in of the bench', () => {
  let apis: StandIn;
  before(async () => {
    apis = await standIn({events, latencyMs: 0});
  });
  after(() => apis.stop());
  beforeEach(() => apis.begin());

  const post = (path: string, body: unknown) =>
    fetch(`${apis.url}${path}`, {method: 'POST', body: JSON.stringify(body)});

  it('notes the first post of each event, from whomever, and counts replies', async () => {
    const before = monotonicMs();
    await post('/post', {text: `${eventName(1)}: it has stalled`});
    const between = monotonicMs();
    await post('/slack.com/api/chat.postMessage', {text: eventName(1)});
    await post('/slack.com/api/chat.postMessage', {text: eventName(2), thread_ts: '1.2'});
    await post('/slack.com/api/chat.update', {text: eventName(3)});
    const {posted, replies} = await apis.look();
    assert.deepEqual({posted, replies}, {posted: 1, replies: 1});
    const at = (await apis.firstPosts()).get(eventName(1)) ?? 0;
    assert.ok(before < at && at < between);
  });

  it('says what it was asked and does not know', async () => {
    const answer = await fetch(`${apis.url}/gkehub.googleapis.com/v1/projects/other/things`);
    assert.equal(answer.status, 404);
    const {unknown} = await apis.look();
    assert.deepEqual(unknown, ['GET gkehub.googleapis.com/v1/projects/other/things']);
  });

  it('answers all that the diagnosis of an event reads: each is an incident with root and thread', async () => {
    const own = await scratch();
    try {
      const config = await own.write('config.json', {
        projects: fleetsFor(events),
        mode: 'observe',
        chat: {slack: {botToken: 'xoxb-bench', channel: 'C0BENCH'}},
      });
      const env = readEnv({MESH_RESPONDER_API_PROXY: apis.url}, []);
      const noted: string[] = [];
      const note = (message: string) => void noted.push(message);
      const log = {info: () => undefined, warn: note, error: note};
      const settings = await loadConfig(config, env);
      const responder = await service(await compose({settings, env, log}), {local: false});
      const before = new Set((await apis.look()).unknown);
      for (const event of [0, 59]) {
        const taken = await responder.receive(entryOf(event));
        assert.ok(taken.kind === 'opened', taken.kind);
        await responder.advance(taken.incident);
      }
      const {posted, replies, asked, unknown} = await apis.look();
      assert.deepEqual({posted, replies}, {posted: 2, replies: 2});
      assert.ok(asked >= 2 * 4, 'four places are looked at');
      assert.deepEqual(
        unknown.filter(one => !before.has(one)),
        [],
      );
      assert.deepEqual(noted, []);
    } finally {
      await own.remove();
    }
  });
});
