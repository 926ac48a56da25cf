import assert from 'node:assert/strict';
import {describe, it} from 'mocha';
import {textAt} from '../../functions/core/lib/json.ts';
import {type Deployable, startFunction, wrapped} from '../support/function.ts';
import {harmless, junk} from '../support/junk.ts';
import {
  changesAsked,
  effects,
  gateway,
  play,
  type Played,
  reaches,
  roots,
  threadOf,
} from '../support/world.ts';
import {until} from '../support/until.ts';

const workTopic = 'projects/shop-prod/topics/mesh-work';

describe('intake and respond: two processes, a work topic, one store, a Slack bot', () => {
  let played: Played;
  let intake: Deployable;
  let respond: Deployable;
  let forwarded = 0;

  before(async () => {
    const slack = {botToken: 'xoxb-sandbox', channel: 'C0SANDBOX'};
    played = await play({scenario: 'connect-gateway-disabled'}, {chat: {slack}, workTopic});
    [intake, respond] = await Promise.all([
      startFunction('intake', played.env),
      startFunction('respond', played.env),
    ]);
  });

  after(async () => {
    await Promise.all([intake.stop(), respond.stop()]);
    await played.close();
  });

  /** Plays the push subscription of the work topic, which may deliver anything more than once. */
  async function forward(): Promise<void> {
    const fresh = played.sandbox.published().slice(forwarded);
    forwarded += fresh.length;
    for (const {topic, message} of fresh) {
      assert.equal(topic, workTopic);
      const body = wrapped(textAt(message, 'data'));
      const answers = await Promise.all([1, 2, 3].map(() => respond.post(body)));
      assert.deepEqual(answers, [204, 204, 204]);
    }
  }

  it('keeps junk on both doors, and a hand-over of nothing', async () => {
    for (const {name, body, reason} of junk) {
      assert.equal(await intake.post(body), 204, name);
      assert.equal((await played.quarantined()).at(-1)?.reason, reason, name);
      assert.equal(await respond.post(body), 204, name);
    }
    for (const {name, json} of harmless) assert.equal(await respond.post(json), 204, name);
    assert.equal((await played.quarantined()).length, 2 * junk.length + harmless.length);
    assert.equal(await respond.push({incident: '0123456789-1'}), 204, 'an unknown incident');
    assert.equal(await respond.push({incident: "x' OR 1=1"}), 204);
    assert.equal((await played.quarantined()).at(-1)?.reason, 'junk.no-work');
    assert.deepEqual(await played.incidents(), []);
    assert.deepEqual(played.sandbox.requests(), []);
  });

  it('repairs once, and edits one Slack message until it says resolved', async () => {
    const [entry] = played.sandbox.entries();
    const deliveries = await Promise.all([1, 2, 3].map(() => intake.push(entry)));
    assert.deepEqual(deliveries, [204, 204, 204]);
    assert.deepEqual(
      changesAsked(played.sandbox).map(one => one.verb),
      ['publish'],
    );
    await until(
      'resolved',
      async () => {
        await forward();
        assert.equal(await respond.push({sweep: true}), 204);
        const [incident] = await played.incidents();
        return incident?.state === 'resolved' ? incident : undefined;
      },
      () => played.incidents(),
    );
    const incident = await reaches(played, 'shop-prod', 'resolved');
    assert.deepEqual(
      incident.work.actions.map(one => [one.action, one.result]),
      [['enable-service', 'changed']],
    );
    assert.deepEqual(
      changesAsked(played.sandbox).map(one => one.path),
      [`/v1/${workTopic}:publish`, `/v1/projects/shop-prod/services/${gateway}:enable`],
    );
    assert.equal(effects(played.sandbox, 'EnableService'), 1);
    const [root, ...more] = await until('the end in chat', () => {
      const all = roots(played.sandbox, 'slack');
      return all[0]?.now.text.startsWith('🟢 Fixed') === true ? all : undefined;
    });
    assert.deepEqual(more, [], 'one root message');
    assert.ok(root);
    assert.match(root.edits[0]?.text ?? '', /^🟡 Verifying · /);
    assert.ok(threadOf(played.sandbox, root).length > 1, 'the details hang on it');
    assert.deepEqual(played.sandbox.chat().refused, []);
  });

  it('does nothing more on later deliveries and sweeps', async () => {
    // A sweep may poll, which reads.
    const done = () => played.sandbox.requests().filter(one => one.mutating).length;
    const before = done();
    const [entry] = played.sandbox.entries();
    const [message] = played.sandbox.published();
    assert.equal(await intake.push(entry), 204);
    assert.equal(await respond.post(wrapped(textAt(message?.message, 'data'))), 204);
    assert.equal(await respond.push({sweep: true}), 204);
    assert.equal(done(), before);
  });
});
