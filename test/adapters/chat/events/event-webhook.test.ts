import assert from 'node:assert/strict';
import {createHmac} from 'node:crypto';
import fc from 'fast-check';
import nock from 'nock';
import {incidentEvent} from '../../../../functions/adapters/chat/events/cloud-event.ts';
import {eventWebhook} from '../../../../functions/adapters/chat/events/event-webhook.ts';
import {sendRepeatable} from '../../../../functions/adapters/chat/delivery/send-json.ts';
import {systemClock} from '../../../../functions/adapters/clock.ts';
import {TimeScale} from '../../../../functions/core/lib/time-scale.ts';
import {hostileMessages} from '../hostile.ts';
import {broken, samples, speakers} from '../samples.ts';

const secret = 'canary-secret'.padEnd(32, '0');
const url = 'https://hooks.shop.dev/mesh?token=canary-token';
const send = sendRepeatable({clock: systemClock, timing: new TimeScale(1000), random: () => 0});
const channel = eventWebhook({url, secret}, {send, speak: speakers.en});

interface Received {
  readonly body: string;
  readonly type: string | null;
  readonly signature: string | null;
}

/** Takes events with this status, and keeps them as they came. */
function receives(status = 202, times = 1, headers: Record<string, string> = {}): Received[] {
  const received: Received[] = [];
  nock('https://hooks.shop.dev')
    .post('/mesh')
    .query(true)
    .times(times)
    .reply(async (request: Request) => {
      received.push({
        body: await request.text(),
        type: request.headers.get('content-type'),
        signature: request.headers.get('x-mesh-responder-signature'),
      });
      return [status, `${secret} and /mesh?token=canary-token`, headers];
    });
  return received;
}

describe('eventWebhook', () => {
  afterEach(() => {
    nock.cleanAll();
  });

  it('sends each revision once, as a signed event whose bytes were signed', async () => {
    const received = receives(202, 2);
    const {ref} = await channel.deliver(broken, {});
    assert.deepEqual(await channel.deliver(broken, {ref}), {kind: 'done', ref});
    await channel.deliver(samples.verifying, {ref});
    assert.equal(received.length, 2);
    for (const {body, type, signature} of received) {
      assert.equal(type, 'application/cloudevents+json; charset=utf-8');
      const digest = createHmac('sha256', secret).update(body).digest('hex');
      assert.equal(signature, `sha256=${digest}`);
    }
    const event = JSON.parse(received[0]?.body ?? '') as ReturnType<typeof incidentEvent>;
    assert.deepEqual(
      [event.specversion, event.id, event.subject, event.type, event.time],
      [
        '1.0',
        'inc-7f3a9c/2',
        'inc-7f3a9c',
        'com.github.mesh-responder.incident.changed',
        '2026-11-22T06:13:00.000Z',
      ],
    );
    const {headline, asks, state, runbook, next, owner, actions} = event.data;
    assert.deepEqual(
      {headline, asks, state, runbook, next, owner, actions},
      {
        headline: 'Clusters of shop-prod are cut off: Connect Gateway API is off',
        asks: true,
        state: 'blocked',
        runbook: 'connect-gateway-disabled',
        next: null,
        owner: null,
        actions: [{id: 'enable-service', result: 'failed'}],
      },
    );
  });

  it('repeats a lost event under the same id, and with the same bytes', async () => {
    const lost = receives(503);
    const sent = receives();
    await channel.deliver(broken, {});
    assert.deepEqual(lost, sent);
  });

  it('follows no redirect', async () => {
    receives(307, 2, {location: 'https://elsewhere.shop.dev/'});
    const elsewhere = nock('https://elsewhere.shop.dev').post('/').reply(200);
    await assert.rejects(channel.deliver(broken, {}), /webhook hooks\.shop\.dev: .*HTTP 307/);
    assert.equal(elsewhere.isDone(), false);
  });

  it('shows neither the secret nor the path in an error, whatever the receiver echoes', async () => {
    receives(400);
    await assert.rejects(channel.deliver(broken, {}), (error: Error) => {
      assert.doesNotMatch(error.message, /canary/);
      return true;
    });
  });

  it('has an id that says nothing of its address', () => {
    assert.match(channel.id, /^webhook:[\da-f]{6,64}$/);
  });

  it('is an event of plain JSON, whatever an incident says', () => {
    fc.assert(
      fc.property(hostileMessages, message => {
        const event = incidentEvent(message, speakers.en);
        const text = JSON.stringify(event);
        assert.equal(JSON.stringify(JSON.parse(text)), text);
        assert.doesNotMatch(event.data.headline, /[\u0000-\u001f\u007f-\u009f\u202e\u2066]/);
      }),
      {numRuns: 100},
    );
  });
});
