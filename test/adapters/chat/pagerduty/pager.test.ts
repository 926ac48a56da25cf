import assert from 'node:assert/strict';
import fc from 'fast-check';
import nock from 'nock';
import {pagerLimits, triggerEvent} from '../../../../functions/adapters/chat/pagerduty/event.ts';
import {pager} from '../../../../functions/adapters/chat/pagerduty/pager.ts';
import {sendRepeatable} from '../../../../functions/adapters/chat/delivery/send-json.ts';
import {speaker} from '../../../../functions/adapters/chat/text/translate.ts';
import {texts} from '../../../../functions/adapters/chat/texts.ts';
import {texts as coreTexts} from '../../../../functions/core/texts/texts.ts';
import {systemClock} from '../../../../functions/adapters/clock.ts';
import {TimeScale} from '../../../../functions/core/lib/time-scale.ts';
import {at, textAt} from '../../../../functions/core/lib/json.ts';
import type {MessageRef} from '../../../../functions/core/incident/deliveries.ts';
import type {Message} from '../../../../functions/core/ports/message.ts';
import {phraseByCode as phrase} from '../../../../functions/core/texts/phrase.ts';
import {hostileMessages} from '../hostile.ts';
import {broken, samples, speakers} from '../samples.ts';

const routingKey = 'c4nary'.padEnd(32, '0');
const send = sendRepeatable({
  clock: systemClock,
  timing: new TimeScale(1000),
  random: () => 0,
});
const channel = pager({routingKey}, {send, speak: speakers.en});
const key = 'mesh-responder/inc-7f3a9c/0';

/** Takes events with this status, and keeps them. */
function takes(status = 202, answer: object = {status: 'success'}, times = 9): unknown[] {
  const sent: unknown[] = [];
  nock('https://events.pagerduty.com')
    .post('/v2/enqueue', body => sent.push(body) > 0)
    .times(times)
    .optionally()
    .reply(status, answer);
  return sent;
}

const actionsOf = (sent: readonly unknown[]) =>
  sent.map(one => `${textAt(one, 'event_action') ?? ''} ${textAt(one, 'dedup_key') ?? ''}`);

const owned = (message: Message, when: number, revision: number): Message => ({
  ...message,
  revision,
  about: {...message.about, owner: {by: 'kim', at: when, run: message.about.run}},
});

describe('pager', () => {
  afterEach(() => {
    nock.cleanAll();
  });

  it('pages where the account is', async () => {
    const european = nock('https://events.eu.pagerduty.com').post('/v2/enqueue').reply(202, {
      status: 'success',
    });
    const there = pager({routingKey, region: 'eu'}, {send, speak: speakers.en});
    await there.deliver(broken, {});
    assert.ok(european.isDone());
  });

  it('triggers, acknowledges and resolves one alert of one run', async () => {
    const sent = takes();
    let ref: MessageRef | undefined;
    for (const message of [broken, owned(broken, 5, 3), {...samples.fixed, revision: 4}]) {
      ({ref} = await channel.deliver(message, ref === undefined ? {} : {ref}));
    }
    assert.deepEqual(actionsOf(sent), [`trigger ${key}`, `acknowledge ${key}`, `resolve ${key}`]);
    const [first] = sent;
    assert.equal(textAt(first, 'payload', 'severity'), 'critical');
    assert.equal(textAt(first, 'routing_key'), routingKey);
    assert.match(textAt(first, 'payload', 'summary') ?? '', /^🔴 Action needed · Clusters of/);
    assert.match(
      textAt(first, 'payload', 'custom_details', 'text') ?? '',
      /gcloud services enable connectgateway\.googleapis\.com --project=shop-prod/,
    );
    assert.match(textAt(first, 'client_url') ?? '', /^https:\/\/console\.cloud\.google\.com\//);
  });

  it('pages nobody for what asks for nobody, and resolves nothing that was not triggered', async () => {
    const sent = takes();
    await channel.deliver(samples.verifying, {});
    await channel.deliver({...samples.fixed}, {});
    assert.deepEqual(sent, []);
  });

  it('pages in the configured states only, and still resolves', async () => {
    const only = pager({routingKey, states: ['failed']}, {send, speak: speakers.en});
    const sent = takes();
    const {ref} = await only.deliver(broken, {});
    assert.deepEqual(sent, []);
    const about = {...broken.about, state: 'failed'} as const;
    const next = await only.deliver({...broken, revision: 9, about}, {ref});
    await only.deliver({...samples.fixed, revision: 10}, {ref: next.ref});
    assert.deepEqual(actionsOf(sent), [`trigger ${key}`, `resolve ${key}`]);
  });

  it('gives what opens again an alert of its own, and resolves the one before', async () => {
    const sent = takes();
    const {ref} = await channel.deliver(broken, {});
    const again = {...broken, revision: 9, milestone: 9, about: {...broken.about, run: 1}};
    await channel.deliver(again, {ref});
    assert.deepEqual(actionsOf(sent).slice(1), [
      `resolve ${key}`,
      'trigger mesh-responder/inc-7f3a9c/1',
    ]);
  });

  it('tells nothing twice, and a change of state once', async () => {
    const sent = takes();
    const {ref} = await channel.deliver(owned(broken, 5, 2), {});
    await channel.deliver(owned(broken, 5, 2), {ref});
    await channel.deliver(owned(broken, 5, 3), {ref});
    assert.deepEqual(actionsOf(sent), [`trigger ${key}`, `acknowledge ${key}`]);
    await channel.deliver({...owned(broken, 5, 4), milestone: 2}, {ref});
    assert.deepEqual(actionsOf(sent).slice(2), [`trigger ${key}`]);
  });

  it('repeats an event whose answer was lost under the same key', async () => {
    const lost = takes(503, {}, 1);
    const sent = takes();
    await channel.deliver(broken, {});
    assert.deepEqual(
      [...actionsOf(lost), ...actionsOf(sent)],
      [`trigger ${key}`, `trigger ${key}`],
    );
  });

  it('says what is wrong with the routing key, and never the key', async () => {
    takes(400, {status: 'invalid event', errors: [`routing_key ${routingKey} is unknown`]});
    await assert.rejects(channel.deliver(broken, {}), (error: Error) => {
      assert.match(error.message, /pagerduty enqueue: invalid .*Events API v2 integration/);
      assert.doesNotMatch(error.message, /c4nary/);
      return true;
    });
  });

  it('takes no page of a proxy for an answer', async () => {
    takes(200, {hello: 1});
    await assert.rejects(channel.deliver(broken, {}), /not the one of an event that was taken/);
  });

  describe('at its limits', () => {
    it('a summary has at most 1,024 characters', () => {
      const {summary: most} = pagerLimits;
      const prefix = '🔴 Action needed · '.length;
      const summaryOf = (size: number) => {
        const long = {en: 'x'.repeat(size - prefix), ko: 'x'};
        const speak = speaker('en', texts, coreTexts, {long});
        const headline = {what: phrase('long')};
        return triggerEvent({...broken, headline}, speak, routingKey).payload?.summary ?? '';
      };
      for (const size of [most - 1, most]) assert.equal(summaryOf(size).length, size);
      assert.ok(summaryOf(most + 1).length <= most);
      assert.match(summaryOf(most + 1), /… trimmed, \d+ more$/);
    });

    it('an event has at most 512 KiB, and is cut at the end of its text', () => {
      const most = pagerLimits.eventBytes;
      const eventOf = (id: string) => {
        const about = {...broken.about, actions: [{id, result: 'held'}]};
        return triggerEvent({...broken, about}, speakers.en, routingKey);
      };
      const sizeOf = (id: string) => Buffer.byteLength(JSON.stringify(eventOf(id)));
      const textOf = (id: string) => textAt(eventOf(id), 'payload', 'custom_details', 'text') ?? '';
      const room = most - sizeOf('');
      for (const over of [-1, 0]) {
        assert.equal(sizeOf('x'.repeat(room + over)), most + over);
        assert.equal(textOf('x'.repeat(room + over)), textOf(''), 'nothing is cut');
      }
      assert.ok(sizeOf('x'.repeat(room + 1)) <= most);
      assert.match(textOf('x'.repeat(room + 1)), /… trimmed, [\d,]+ more$/);
    });
  });

  it('is valid JSON within its limits, whatever an incident says', () => {
    fc.assert(
      fc.property(hostileMessages, message => {
        const event = triggerEvent(message, speakers.en, routingKey);
        const text = JSON.stringify(event);
        assert.ok(Buffer.byteLength(text) <= pagerLimits.eventBytes);
        assert.ok((event.payload?.summary.length ?? 0) <= pagerLimits.summary);
        assert.ok(event.dedup_key.length <= pagerLimits.dedupKey);
        assert.doesNotMatch(
          event.payload?.summary ?? '',
          /[\u0000-\u001f\u007f-\u009f\u202e\u2066]/,
        );
        for (const {href} of event.links ?? []) assert.match(href, /^https?:\/\//);
        assert.deepEqual(at(JSON.parse(text), 'event_action'), 'trigger');
      }),
      {numRuns: 100},
    );
  });
});
