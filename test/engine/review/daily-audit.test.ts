import assert from 'node:assert/strict';
import {dailyAudit} from '../../../functions/engine/review/daily-audit.ts';
import type {Settings} from '../../../functions/core/config/settings.ts';
import {responder} from '../../support/filled-store.ts';
import {assertSpoken} from '../../support/fakes.ts';
import {type Played, playScenario} from '../../support/scenario.ts';

afterEach(assertSpoken);

const hour = 60 * 60 * 1000;

describe('the daily self-audit', () => {
  let played: Played;

  afterEach(async () => {
    await played.close();
  });

  async function repaired(settings: Partial<Settings>): Promise<void> {
    played = await playScenario('connect-gateway-disabled');
    Object.assign(played.deps.settings, {messages: {identity: responder}, ...settings});
    await played.minutes(20);
    played.chat.messages.splice(0);
    played.clock.advance(hour);
  }

  function misuse(): void {
    const disable = ['meshconfig.googleapis.com'];
    played.sandbox.patch({project: 'shop-prod', by: responder, disable});
  }

  function told(): readonly string[] {
    return played.chat.messages.map(one => one.headline.what.code);
  }

  it('tells once what somebody did with the identity, however often it looks', async () => {
    await repaired({selfAudit: {daily: true}});
    misuse();
    played.clock.advance(60_000);

    await dailyAudit(played.deps);
    assert.deepEqual(told(), ['self-audit.headline']);
    const [message] = played.chat.messages;
    assert.equal(message?.tone, 'action');
    assert.equal(message.place, 'shop-prod');
    assert.match(JSON.stringify(message.sentences), /DisableService/);
    assert.doesNotMatch(JSON.stringify(message.sentences), /EnableService/);

    // The next day looks back over the same time.
    played.clock.advance(24 * hour);
    await dailyAudit(played.deps);
    assert.deepEqual(told(), ['self-audit.headline']);
  });

  it('looks once a day, and tells what is new', async () => {
    await repaired({selfAudit: {daily: true}});
    await dailyAudit(played.deps);
    misuse();
    played.clock.advance(23 * hour);
    await dailyAudit(played.deps);
    assert.deepEqual(told(), [], 'not before the day is over');

    played.clock.advance(hour);
    await dailyAudit(played.deps);
    assert.deepEqual(told(), ['self-audit.headline']);
  });

  it('tells it again where it could not be told', async () => {
    await repaired({selfAudit: {daily: true}});
    misuse();
    played.clock.advance(60_000);
    const {chat} = played;
    const deliver = () => Promise.reject(new Error('the chat is away'));
    await dailyAudit({...played.deps, channels: [{id: chat.id, deliver}]});

    played.clock.advance(24 * hour);
    await dailyAudit(played.deps);

    assert.deepEqual(told(), ['self-audit.headline']);
  });

  it('is silent where all is well, where it is not asked for, and where nobody knows the identity', async () => {
    await repaired({selfAudit: {daily: true}});
    await dailyAudit(played.deps);
    misuse();
    await dailyAudit({
      ...played.deps,
      settings: {...played.deps.settings, selfAudit: {daily: false}},
    });
    played.clock.advance(25 * hour);
    await dailyAudit({...played.deps, settings: {...played.deps.settings, messages: {}}});

    assert.deepEqual(told(), []);
  });
});
