import assert from 'node:assert/strict';
import nock from 'nock';
import {at, textAt} from '../../../../functions/core/lib/json.ts';
import type {ChatSettings} from '../../../../functions/core/config/settings.ts';
import type {Message} from '../../../../functions/core/ports/message.ts';
import {channels, recordingChannel} from '../../../../functions/adapters/chat/delivery/channels.ts';
import {
  googleChatWebhook,
  slackWebhook,
  checkWebhookUrl,
} from '../../../../functions/adapters/chat/delivery/webhooks.ts';
import {plainSend} from '../plain-send.ts';
import {broken, samples, speakers} from '../samples.ts';

const slackUrl = 'https://hooks.slack.com/services/T0/B0/s3cret';
const chatUrl = 'https://chat.googleapis.com/v1/spaces/AAA/messages?key=k3y&token=t0ken';
const deps = {send: plainSend, speak: speakers.en};
const slack = slackWebhook({...deps, url: slackUrl});
const chat = googleChatWebhook({...deps, url: chatUrl});
const told = {revision: 2, milestone: 1, notes: 2};

interface Sent {
  readonly body: unknown;
  readonly query: URLSearchParams;
}

function expectChat(status: number, times = 1): Sent[] {
  const sent: Sent[] = [];
  nock('https://chat.googleapis.com')
    .post('/v1/spaces/AAA/messages')
    .query(true)
    .times(times)
    .reply(async (request: Request) => {
      sent.push({body: await request.json(), query: new URL(request.url).searchParams});
      return [status, {name: 'spaces/AAA/messages/B'}];
    });
  return sent;
}

function expectSlack(status: number, answer: string): unknown[] {
  const sent: unknown[] = [];
  nock('https://hooks.slack.com')
    .post('/services/T0/B0/s3cret', body => sent.push(body) > 0)
    .reply(status, answer);
  return sent;
}

describe('an answer of 200 that is not the service’s own', () => {
  for (const answer of ['<html>Sign in</html>', '{"ok":false,"error":"x"}', '', 'OK', '{}']) {
    it(`is no message told: ${answer || 'nothing'}`, async () => {
      expectSlack(200, answer);
      await assert.rejects(slack.deliver(broken, {}), /slack webhook.*not the one of a message/);
      nock('https://chat.googleapis.com')
        .post('/v1/spaces/AAA/messages')
        .query(true)
        .reply(200, answer);
      await assert.rejects(
        chat.deliver(broken, {}),
        /google-chat webhook.*not the one of a message/,
      );
    });
  }
});

describe('slackWebhook', () => {
  it('posts a milestone with its notes and names the incident', async () => {
    const sent = expectSlack(200, 'ok');
    assert.deepEqual(await slack.deliver(broken, {}), {kind: 'done', ref: told});
    assert.match(textAt(sent[0], 'text') ?? '', /Connect Gateway API is off/);
    assert.match(JSON.stringify(sent[0]), /First log entry.*inc-7f3a9c/);
    assert.equal(at(sent[0], 'unfurl_links'), false);
    assert.equal(at(sent[0], 'metadata'), undefined);
  });

  it('is silent until the next milestone, and then tells the notes in between', async () => {
    assert.deepEqual(await slack.deliver({...broken, revision: 5}, {ref: told}), {
      kind: 'done',
      ref: told,
    });
    const sent = expectSlack(200, 'ok');
    const delivered = await slack.deliver(samples.verifying, {ref: told});
    assert.deepEqual(delivered.ref, {revision: 3, milestone: 2, notes: 3});
    assert.doesNotMatch(JSON.stringify(sent[0]), /Incident opened/);
    assert.match(JSON.stringify(sent[0]), /06:14 UTC/);
  });

  it('says what to do when the webhook is gone, without its URL', async () => {
    expectSlack(404, 'no_service');
    await assert.rejects(slack.deliver(broken, {}), (error: Error) => {
      assert.match(error.message, /not-found.*no_service.*create a new webhook/);
      assert.doesNotMatch(error.message, /s3cret/);
      return error.cause !== undefined;
    });
  });

  it('passes on other failures as they are, to be tried again', async () => {
    expectSlack(503, '');
    await assert.rejects(slack.deliver(broken, {}), {message: /unavailable \(HTTP 503\)/});
    const boom = new Error('boom');
    const odd = slackWebhook({...deps, url: slackUrl, send: () => Promise.reject(boom)});
    await assert.rejects(odd.deliver(broken, {}), boom);
  });
});

describe('googleChatWebhook', () => {
  it('posts into the thread of the incident', async () => {
    const sent = expectChat(200);
    assert.deepEqual(await chat.deliver(broken, {}), {kind: 'done', ref: told});
    const {body, query} = sent[0] ?? assert.fail('nothing sent');
    assert.equal(textAt(body, 'thread', 'threadKey'), broken.incident);
    assert.equal(query.get('messageReplyOption'), 'REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD');
    assert.equal(query.get('key'), 'k3y');
    assert.equal(query.get('token'), 't0ken');
    assert.match(JSON.stringify(body), /History.*First log entry/);
  });

  it('repeats a lost post under the same request id, and another revision under another', async () => {
    const lost = expectChat(503);
    await assert.rejects(chat.deliver(broken, {}), {message: /unavailable/});
    const sent = expectChat(200, 2);
    await chat.deliver(broken, {});
    await chat.deliver(samples.verifying, {ref: told});
    const ids = [...lost, ...sent].map(({query}) => query.get('requestId'));
    assert.equal(ids[0], ids[1]);
    assert.notEqual(ids[1], ids[2]);
    assert.deepEqual(lost[0]?.body, sent[0]?.body);
  });

  it('is silent until the next milestone, and then tells only the new notes', async () => {
    assert.equal((await chat.deliver({...broken, revision: 5}, {ref: told})).ref['revision'], 2);
    const sent = expectChat(200);
    await chat.deliver(samples.verifying, {ref: told});
    assert.doesNotMatch(JSON.stringify(sent[0]?.body), /Incident opened/);
  });

  it('never shows an older milestone', async () => {
    const ahead = {revision: 9, milestone: 9, notes: 1};
    assert.deepEqual(await chat.deliver(broken, {ref: ahead}), {kind: 'done', ref: ahead});
  });
});

describe('checkWebhookUrl', () => {
  it('passes the two services', () => {
    assert.equal(checkWebhookUrl('slack', slackUrl).href, slackUrl);
    assert.equal(checkWebhookUrl('googleChat', chatUrl).href, chatUrl);
  });

  const wrong: ['slack' | 'googleChat', string][] = [
    ['slack', 'S3CRET'],
    ['slack', ''],
    ['slack', chatUrl],
    ['slack', 'http://hooks.slack.com/services/T0/B0/S3CRET'],
    ['slack', 'https://hooks.slack.com.evil.example/services/T0/B0/S3CRET'],
    ['slack', 'https://hooks.slack.com:8443/services/T0/B0/S3CRET'],
    ['slack', 'https://u:p@hooks.slack.com/services/T0/B0/S3CRET'],
    ['slack', 'https://hooks.slack.com@evil.example/services/T0/B0/S3CRET'],
    ['slack', 'https://hooks.slack.com/services/T0/B0'],
    ['slack', 'https://hooks.slack.com/services/../api/S3CRET'],
    ['slack', 'https://hooks.slack.com/services/T0/B0/S3CRET?to=evil'],
    ['slack', 'https://hooks.slack.com/services/T0/B0/S3CRET#x'],
    ['googleChat', 'https://chat.googleapis.com/v1/spaces/A/messages?key=S3CRET'],
    ['googleChat', 'https://chat.googleapis.com/v1/spaces/A/messages?key=S3CRET&token='],
    ['googleChat', 'https://chat.googleapis.com/v1/spaces/A/messages?key=S3CRET&token=b&c=d'],
    ['googleChat', 'https://chat.googleapis.com/v1/spaces/A/members?key=S3CRET&token=b'],
    ['googleChat', 'https://chat.googleapis.com/v1/media/A?key=S3CRET&token=b'],
  ];
  for (const [kind, url] of wrong) {
    it(`refuses ${url === '' ? 'nothing' : url} for ${kind}, without showing it`, () => {
      assert.throws(
        () => checkWebhookUrl(kind, url),
        (error: Error) => {
          assert.match(error.message, /webhook URL refused: it .*Copy it from/);
          assert.doesNotMatch(error.message, /S3CRET|evil/);
          return error.cause === undefined;
        },
      );
    });
  }
});

describe('recordingChannel', () => {
  it('hands over each revision once and sends nothing', async () => {
    const seen: Message[] = [];
    const twin = recordingChannel('slack', message => seen.push(message));
    const {ref} = await twin.deliver(broken, {});
    assert.deepEqual(ref, told);
    assert.deepEqual(await twin.deliver(broken, {ref: ref}), {kind: 'done', ref});
    await twin.deliver(samples.verifying, {ref: ref});
    assert.deepEqual(
      seen.map(({revision}) => revision),
      [2, 3],
    );
    assert.equal(twin.id, 'slack');
  });
});

describe('channels', () => {
  const ids = (chat: ChatSettings) =>
    channels(
      {projects: [], chat},
      {...deps, sendRepeatable: plainSend, sendAsChatApp: plainSend},
    ).map(({id}) => id);

  it('are those that the settings name', () => {
    assert.deepEqual(ids({}), []);
    const googleChat = {kind: 'webhook', url: chatUrl} as const;
    assert.deepEqual(ids({slack: {kind: 'bot', token: 't', channel: 'C1'}}), ['slack']);
    assert.deepEqual(ids({slack: {kind: 'webhook', url: slackUrl}, googleChat}), [
      'slack',
      'google-chat',
    ]);
  });

  it('refuse a webhook that leads elsewhere before anything is sent', () => {
    const url = 'https://evil.example/services/a/b/c';
    assert.throws(() => ids({slack: {kind: 'webhook', url}}), /slack webhook URL refused/);
    assert.throws(
      () => ids({googleChat: {kind: 'webhook', url}}),
      /googleChat webhook URL refused/,
    );
  });
});
