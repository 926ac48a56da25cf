import assert from 'node:assert/strict';
import nock from 'nock';
import {listAt, textAt} from '../../../../functions/core/lib/json.ts';
import {command, type Ran} from '../../../support/command.ts';
import {type Scratch, scratch} from '../../../support/scratch.ts';

const keys = 'key=canary-key&token=canary-token';
const secrets = {
  SLACK_TOKEN: 'xoxb-canary-token',
  SLACK_WEBHOOK: 'https://hooks.slack.com/services/T0/B0/canary-hook',
  CHAT_WEBHOOK: `https://chat.googleapis.com/v1/spaces/AAA/messages?${keys}`,
};
const bot = {slack: {botToken: {env: 'SLACK_TOKEN'}, channel: 'C0123456789'}};
const webhook = {slack: {webhook: {env: 'SLACK_WEBHOOK'}}};
const googleChat = {googleChat: {webhook: {env: 'CHAT_WEBHOOK'}}};

describe('mesh-responder notify --test', () => {
  let files: Scratch;
  beforeEach(async () => {
    files = await scratch();
  });
  afterEach(() => files.remove());

  /** Runs it with these channels. No secret may be in what it says. */
  async function notify(
    chat: object,
    {
      more = {},
      args = ['--test'],
      env = secrets,
    }: Partial<{
      readonly more: object;
      readonly args: readonly string[];
      readonly env: Readonly<Record<string, string>>;
    }> = {},
  ): Promise<Ran> {
    const projects = [{id: 'shop-prod', number: '415104041262'}];
    const config = await files.write('responder.json', {projects, chat, ...more});
    const ran = await command(['notify', ...args, '--config', config, '--by', '<!here> kim'], {
      env,
    });
    assert.doesNotMatch(ran.stdout + ran.stderr, /canary/);
    return ran;
  }

  /** Expects one post, and keeps its body. */
  function expect(origin: string, path: string, answer: object | string, status = 200): unknown[] {
    const sent: unknown[] = [];
    nock(origin)
      .post(path, body => sent.push(body) > 0)
      .reply(status, answer);
    return sent;
  }
  const slackBot = (answer: object | string) =>
    expect('https://slack.com', '/api/chat.postMessage', answer);
  const slackWebhook = (answer: string, status?: number) =>
    expect('https://hooks.slack.com', '/services/T0/B0/canary-hook', answer, status);
  const chatWebhook = (answer: object | string, status?: number) =>
    expect('https://chat.googleapis.com', `/v1/spaces/AAA/messages?${keys}`, answer, status);

  it('sends one message to each channel, which says that it is a test, and tells where', async () => {
    const toSlack = slackBot({ok: true, channel: 'C0123456789', ts: '1.2'});
    const toChat = chatWebhook({name: 'spaces/AAA/messages/B'});
    const {exit, stdout, stderr} = await notify({...bot, ...googleChat});
    assert.deepEqual([exit, stderr], [0, '']);
    assert.deepEqual(stdout.split('\n'), [
      'slack bot: ok, posted in C0123456789',
      'google chat webhook: ok, posted in spaces/AAA',
      '',
    ]);
    const [post] = toSlack;
    const [block] = listAt(post, 'blocks');
    const said = textAt(block, 'text', 'text') ?? '';
    assert.match(said, /^Test message of mesh-responder, sent by unverified: <!here> kim at 20/);
    assert.match(said, / UTC\. Nothing is broken, and there is nothing to do\./);
    assert.equal(textAt(block, 'text', 'type'), 'plain_text', 'no markup');
    assert.match(textAt(post, 'text') ?? '', /unverified: &lt;!here&gt; kim at/);
    assert.match(textAt(toChat[0], 'text') ?? '', /^Test message .* ‹!here› kim at/);
    assert.deepEqual([toSlack.length, toChat.length], [1, 1]);
  });

  it('speaks the language of the configuration', async () => {
    const sent = slackWebhook('ok');
    const {exit, stdout} = await notify(webhook, {more: {locale: 'ko'}});
    assert.deepEqual(
      [exit, stdout],
      [0, "slack webhook: ok, posted in the webhook's own channel\n"],
    );
    assert.match(textAt(sent[0], 'text') ?? '', /^mesh-responder 테스트 메시지입니다\./);
  });

  it('tells what Slack refused and what to do, and tries the other channel all the same', async () => {
    slackBot({ok: false, error: 'not_in_channel'});
    chatWebhook({name: 'spaces/AAA/messages/B'});
    const {exit, stdout} = await notify({...bot, ...googleChat});
    assert.equal(exit, 1);
    const [first, second] = stdout.split('\n');
    assert.match(
      first ?? '',
      /^slack bot: failed: .*not_in_channel: invite the bot to the channel/,
    );
    assert.equal(second, 'google chat webhook: ok, posted in spaces/AAA');
  });

  it('tells that a webhook is gone, and what to do', async () => {
    slackWebhook('no_service', 404);
    chatWebhook({error: {code: 404, status: 'NOT_FOUND', message: 'Not found.'}}, 404);
    const {exit, stdout} = await notify({...webhook, ...googleChat});
    assert.equal(exit, 1);
    for (const line of stdout.trim().split('\n')) {
      assert.match(line, /webhook: failed: .*HTTP 404.*create a new webhook and store its URL/);
    }
  });

  it('takes no page of a proxy for an answer', async () => {
    const page = '<html>\n<h1>Sign in</h1>\n</html>';
    slackBot(page);
    chatWebhook(page);
    const {exit, stdout} = await notify({...bot, ...googleChat});
    assert.equal(exit, 1);
    const lines = stdout.trim().split('\n');
    assert.equal(lines.length, 2, stdout);
    for (const line of lines) assert.match(line, /: failed: .*something in between answered/);
  });

  it('posts as the Chat app to a space, and tells what is missing', async () => {
    const app = {googleChat: {space: 'spaces/AAA'}};
    const proxy = 'http://127.0.0.1:9';
    const through = {...secrets, MESH_RESPONDER_API_PROXY: proxy};
    const answer = {name: 'spaces/AAA/messages/B', thread: {name: 'spaces/AAA/threads/C'}};
    const path = /^\/chat\.googleapis\.com\/v1\/spaces\/AAA\/messages\?requestId=/;
    const bodies: unknown[] = [];
    nock(proxy)
      .post(path, body => bodies.push(body) > 0)
      .reply(200, answer);
    const {exit, stdout} = await notify(app, {env: through});
    assert.deepEqual([exit, stdout], [0, 'google chat app: ok, posted in spaces/AAA\n']);
    assert.match(textAt(bodies[0], 'text') ?? '', /^Test message .* ‹!here› kim at/);
    nock(proxy).post(path).reply(403, {});
    const refused = await notify(app, {env: through});
    assert.equal(refused.exit, 1);
    assert.match(refused.stdout, /^google chat app: failed: .*add the Chat app to the space/);
  });

  it('reaches routes, the escalation, the pager and programs, each place once', async () => {
    const key = 'canary'.padEnd(32, '0');
    const pages: unknown[] = [];
    nock('https://events.pagerduty.com')
      .post('/v2/enqueue', body => pages.push(body) > 0)
      .times(2)
      .reply(202, {status: 'success'});
    const events = expect('https://hooks.shop.dev', '/mesh', 'ok', 200);
    const posts: unknown[] = [];
    nock('https://slack.com')
      .post('/api/chat.postMessage', body => posts.push(body) > 0)
      .times(3)
      .reply(200, {ok: true, ts: '1.2'});
    const to = (channel: string) => ({slack: {channel}});
    const {exit, stdout, stderr} = await notify(bot, {
      more: {
        routes: [{to: to('C0SHOP')}, {to: to('C0123456789')}],
        escalation: [{after: '15m', to: {...to('C0BOSS'), paging: 'pagerDuty'}}],
        paging: {pagerDuty: {routingKey: {env: 'KEY'}}},
        webhooks: [{url: 'https://hooks.shop.dev/mesh', secret: {env: 'SIGNING'}}],
      },
      env: {...secrets, KEY: key, SIGNING: 'canary'.repeat(6)},
    });
    assert.deepEqual([exit, stderr], [0, '']);
    assert.deepEqual(
      stdout
        .trim()
        .split('\n')
        .map(line => line.replace(/\/\d+;/, '/N;')),
      [
        'slack bot: ok, posted in C0123456789',
        'slack bot of routes[0]: ok, posted in C0SHOP',
        'slack bot of escalation[0]: ok, posted in C0BOSS',
        'pagerduty: ok, posted in the service of the routing key, as mesh-responder/test/N; resolved at once',
        'webhook of webhooks[0]: ok, posted in hooks.shop.dev',
      ],
    );
    assert.deepEqual(
      pages.map(one => [textAt(one, 'event_action'), textAt(one, 'payload', 'severity')]),
      [
        ['trigger', 'info'],
        ['resolve', undefined],
      ],
    );
    assert.match(textAt(pages[0], 'payload', 'summary') ?? '', /^Test message of mesh-responder/);
    assert.equal(textAt(events[0], 'type'), 'com.github.mesh-responder.test');
    assert.equal(posts.length, 3);
  });

  it('ends with 2 for a secret that is not there, and sends nothing', async () => {
    const {exit, stdout, stderr} = await notify({...bot, ...googleChat}, {env: {}});
    assert.deepEqual([exit, stdout], [2, '']);
    assert.match(stderr, /chat\.slack\.botToken: .*SLACK_TOKEN/);
    assert.match(stderr, /chat\.googleChat\.webhook: .*CHAT_WEBHOOK/);
  });

  it('ends with 2 where no channel is configured, or --test is missing', async () => {
    const none = await notify({});
    assert.equal(none.exit, 2);
    assert.match(none.stderr, /names no channel: set chat\.slack or chat\.googleChat/);
    const plain = await notify(bot, {args: []});
    assert.equal(plain.exit, 2);
    assert.match(plain.stderr, /say --test/);
  });
});
