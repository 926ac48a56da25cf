import assert from 'node:assert/strict';
import {at, listAt, textAt} from '../../../sandbox/json.ts';
import {tried} from '../start.ts';

const enqueue = 'events.pagerduty.com/v2/enqueue';
const about = {routing_key: 'k'.repeat(32), dedup_key: 'a'};
const payload = {summary: 's', source: 'x', severity: 'error'};
const trigger = {...about, event_action: 'trigger', payload};

describe('PagerDuty', () => {
  it('keeps one alert for a key until it is resolved, and shows no routing key', () =>
    tried({scenario: 'healthy'}, async ({post, get, sandbox}) => {
      const taken = await post(enqueue, trigger);
      assert.equal(taken.status, 202);
      assert.deepEqual(taken.json, {
        status: 'success',
        message: 'Event processed',
        dedup_key: 'a',
      });
      await post(enqueue, trigger);
      await post(enqueue, {...about, event_action: 'acknowledge'});
      await post(enqueue, {...about, event_action: 'resolve'});
      await post(enqueue, {...about, event_action: 'resolve'});
      await post(enqueue, trigger);
      const {alerts} = sandbox.pages();
      assert.deepEqual(
        alerts.map(({status, events}) => [status, events.length]),
        [
          ['resolved', 4],
          ['triggered', 1],
        ],
      );
      const shown = await get('_sandbox/pages');
      assert.equal(listAt(shown.json, 'alerts').length, 2);
      assert.doesNotMatch(shown.text, /kkkk/);
    }));

  it('refuses what it does not take, and says why', () =>
    tried({scenario: 'healthy'}, async ({post, sandbox}) => {
      const summary = (size: number) => ({
        ...trigger,
        payload: {...payload, summary: 'x'.repeat(size)},
      });
      const rest = Buffer.byteLength(JSON.stringify({...trigger, note: ''}));
      const large = (size: number) => ({...trigger, note: 'x'.repeat(size - rest)});
      for (const one of [summary(1_023), summary(1_024), large(512 * 1024)]) {
        assert.equal((await post(enqueue, one)).status, 202);
      }
      const bad = [
        [{...trigger, routing_key: 'short'}, /should be 32 characters/],
        [{...trigger, event_action: 'page'}, /event_action/],
        [{...trigger, payload: {...payload, severity: 'bad'}}, /severity/],
        [summary(1_025), /summary' is too long/],
        [large(512 * 1024 + 1), /too large/],
        [{...trigger, dedup_key: 'x'.repeat(256)}, /dedup_key/],
      ] as const;
      for (const [body, why] of bad) {
        const {status, text} = await post(enqueue, body);
        assert.equal(status, 400);
        assert.match(text, why);
      }
      assert.equal(sandbox.pages().alerts.length, 1);
    }));
});

describe('the receiver of events', () => {
  it('takes any event and keeps it', () =>
    tried({scenario: 'healthy'}, async ({post, sandbox}) => {
      assert.equal((await post('receiver.example.com/mesh', {id: '1'})).status, 202);
      const [one] = sandbox.pages().events;
      assert.equal(textAt(one?.event, 'id'), '1');
      assert.equal(at(one, 'signature'), '');
    }));

  it('fails where a fault says so', () =>
    tried({scenario: 'healthy', faults: ['receiver:event=503']}, async ({post, sandbox}) => {
      assert.equal((await post('receiver.example.com/mesh', {id: '1'})).status, 503);
      assert.deepEqual(sandbox.pages().events, []);
    }));
});
