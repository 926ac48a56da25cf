import assert from 'node:assert/strict';
import {
  channels,
  formerChannel,
  type Told,
} from '../../../../functions/adapters/chat/delivery/channels.ts';
import type {JsonRequest} from '../../../../functions/adapters/chat/delivery/send-json.ts';
import type {RouteFacts} from '../../../../functions/core/announcement/routes.ts';
import type {MessageRef} from '../../../../functions/core/incident/deliveries.ts';
import type {Message} from '../../../../functions/core/ports/message.ts';
import {broken, samples, speakers} from '../samples.ts';

const bot = (channel: string) => ({kind: 'bot', token: 't', channel}) as const;
const space = (name: string, token = 'b') =>
  ({
    kind: 'webhook',
    url: `https://chat.googleapis.com/v1/spaces/${name}/messages?key=a&token=${token}`,
  }) as const;
const group = {kind: 'slack-group', id: 'S0ONCALL'} as const;
const user = {kind: 'google-chat-user', id: '77'} as const;
const facts: RouteFacts = {
  runbook: 'connect-gateway-disabled',
  target: {project: 'shop-prod'},
  state: 'blocked',
  escalated: 0,
};

const projects: Told['projects'] = [
  {id: 'shop-prod', number: '1', fleet: 'shop-prod', labels: {team: 'shop'}, folders: ['10']},
];

/** What was sent, and channels that answer as the services do. */
function playing(settings: Partial<Told>) {
  const sent: JsonRequest[] = [];
  const send = (asked: JsonRequest) => {
    sent.push(asked);
    const body = asked.url.includes('chat.googleapis')
      ? {name: 'spaces/A/messages/B', thread: {name: 'spaces/A/threads/C'}}
      : {ok: true, ts: `${sent.length}.0`, channel: 'C1', status: 'success'};
    return Promise.resolve({status: 200, headers: {}, body});
  };
  const deps = {send, sendRepeatable: send, sendAsChatApp: send, speak: speakers.en};
  const all = channels({projects, chat: {}, ...settings}, deps);
  return {sent, all, deps, told: (one: Partial<RouteFacts> = {}) => idsFor(all, one)};
}

function idsFor(all: ReturnType<typeof channels>, one: Partial<RouteFacts>): readonly string[] {
  return all.filter(({takes}) => takes?.({...facts, ...one}) ?? true).map(({id}) => id);
}

describe('routes', () => {
  const chat = {slack: bot('C0ALL')};

  it('decide by the first that matches; what none matches goes to the chat', () => {
    const {told} = playing({
      chat,
      routes: [
        {project: 'shop-prod', runbook: 'log-path-silent', to: {googleChat: space('LOGS')}},
        {project: 'shop-prod', to: {slack: bot('C0SHOP')}},
        {states: ['failed'], to: {slack: bot('C0FAILED')}},
      ],
    });
    assert.deepEqual(told({runbook: 'log-path-silent'}), ['google-chat:spaces/LOGS']);
    assert.deepEqual(told(), ['slack:C0SHOP']);
    assert.deepEqual(told({state: 'failed'}), ['slack:C0SHOP'], 'the first one decides');
    assert.deepEqual(told({state: 'failed', target: {project: 'other'}}), ['slack:C0FAILED']);
    assert.deepEqual(told({target: {project: 'other'}}), ['slack']);
  });

  it('decide by the folder and the labels that the list says of a project', () => {
    const {told} = playing({
      chat,
      routes: [
        {label: 'team=shop', folder: '20', to: {slack: bot('C0NONE')}},
        {label: 'team=shop', states: ['failed'], to: {slack: bot('C0SHOP')}},
        {folder: '10', to: {slack: bot('C0FOLDER')}},
      ],
    });
    assert.deepEqual(told({state: 'failed'}), ['slack:C0SHOP']);
    assert.deepEqual(told(), ['slack:C0FOLDER']);
    assert.deepEqual(told({target: {project: 'other'}}), ['slack'], 'of which nothing is known');
  });

  it('leave a chat alone that nothing is routed away from', () => {
    const {told} = playing({chat});
    assert.deepEqual(told(), ['slack']);
  });

  it('name a place by where it is, not by its secret or its line', () => {
    const idOf = (...routes: NonNullable<Told['routes']>) =>
      playing({routes}).all.map(({id}) => id);
    const first = {to: {googleChat: space('SHOP', 'old')}};
    const later = {to: {googleChat: space('SHOP', 'new')}};
    assert.deepEqual(idOf(first), idOf(later));
    assert.deepEqual(
      idOf({project: 'x-project', to: {slack: bot('C0X')}}, first).slice(1),
      idOf(later),
    );
    const hook = (secret: string) => ({
      kind: 'webhook' as const,
      url: `https://hooks.slack.com/services/T0/B0/${secret}`,
    });
    assert.deepEqual(idOf({to: {slack: hook('one')}}), idOf({to: {slack: hook('two')}}));
    assert.doesNotMatch(idOf({to: {slack: hook('canary')}}).join(), /canary|B0/);
  });

  it('to the chat’s own channel are the chat’s own', () => {
    const {all, told} = playing({chat, routes: [{project: 'shop-prod', to: chat}]});
    assert.deepEqual(
      all.map(({id}) => id),
      ['slack'],
    );
    assert.deepEqual(told(), ['slack']);
  });

  it('are left, and what was told there goes on there with the chat’s bot', async () => {
    const {deps, sent} = playing({chat});
    const former = formerChannel({chat}, deps);
    const ref = {channel: 'C0OLD', ts: '1.0', revision: 1, notes: 9};
    await former('slack:C0OLD')?.deliver(samples.fixed, {ref});
    assert.deepEqual(
      sent.map(({url}) => url),
      ['https://slack.com/api/chat.update'],
    );
    for (const id of ['google-chat:spaces/A', 'slack:1a2b3c', 'pagerduty', 'slack']) {
      assert.equal(former(id), undefined, id);
    }
    assert.equal(formerChannel({chat: {}}, deps)('slack:C0OLD'), undefined);
  });

  it('are left, and the Chat app goes on where it has posted, and nowhere else', async () => {
    const chat = {googleChat: {kind: 'app', space: 'spaces/NEW'}} as const;
    const {deps, sent} = playing({chat});
    const former = formerChannel({chat}, deps)('google-chat:spaces/OLD');
    const message = 'spaces/OLD/messages/client-a';
    const ref = {message, thread: 'spaces/OLD/threads/T', nth: 1, revision: 1, notes: 9};
    await former?.deliver(samples.fixed, {ref});
    assert.match(sent[0]?.url ?? '', /\/v1\/spaces\/OLD\/messages\/client-a\?/);
    const hook = {revision: 1, milestone: 1, notes: 1};
    assert.deepEqual(await former?.deliver(samples.fixed, {ref: hook}), {kind: 'done', ref: hook});
    assert.equal(sent.length, 1);
    for (const id of ['google-chat', 'google-chat:spaces/A/B', 'slack:C0OLD']) {
      assert.equal(formerChannel({chat}, deps)(id), undefined, id);
    }
  });

  it('name a space once, whether a webhook or the app writes to it', () => {
    const app = {kind: 'app', space: 'spaces/SHOP'} as const;
    const ids = (first: typeof app, ...routes: NonNullable<Told['routes']>) =>
      playing({chat: {googleChat: first}, routes}).all.map(({id}) => id);
    assert.deepEqual(ids(app, {to: {googleChat: space('SHOP')}}), ['google-chat']);
    const other = {kind: 'app', space: 'spaces/OTHER'} as const;
    assert.deepEqual(ids(app, {to: {googleChat: other}}), [
      'google-chat',
      'google-chat:spaces/OTHER',
    ]);
  });
});

describe('mentions', () => {
  const text = (sent: readonly JsonRequest[]) => sent.map(({body}) => JSON.stringify(body));
  const count = (sent: readonly JsonRequest[], form: string) =>
    text(sent).join('').split(form).length - 1;
  const working = {...samples.verifying};

  async function deliver(settings: Partial<Told>, ...messages: readonly Message[]) {
    const {all, sent} = playing(settings);
    const posts: JsonRequest[][] = [];
    let ref: MessageRef | undefined;
    for (const message of messages) {
      sent.length = 0;
      const done = await all[0]?.deliver(message, ref === undefined ? {} : {ref});
      ref = done?.ref;
      posts.push([...sent]);
    }
    return posts;
  }

  const slack = {routes: [{to: {slack: bot('C0SHOP')}, mention: [group, user]}]};

  it('call with the first message that asks, once', async () => {
    const again = {...broken, revision: 3, notes: [...broken.notes, ...broken.notes]};
    const [first = [], second = []] = await deliver(slack, broken, again);
    assert.equal(count(first, '<!subteam^S0ONCALL>'), 1);
    assert.equal(count(first, '<users/77>'), 0, 'each service calls its own people');
    const replies = second.filter(({url}) => url.endsWith('chat.postMessage'));
    assert.equal(count(replies, '<!subteam^S0ONCALL>'), 0);
  });

  it('call with a reply where the message was there before it asked', async () => {
    const quiet = {...working, revision: 1};
    const [first = [], second = [], third = []] = await deliver(
      slack,
      quiet,
      {...broken, notes: quiet.notes, revision: 2},
      {...broken, notes: quiet.notes, revision: 3},
    );
    assert.equal(count(first, '<!subteam^S0ONCALL>'), 0);
    const replies = second.filter(({url}) => url.endsWith('chat.postMessage'));
    assert.equal(replies.length, 1);
    assert.equal(count(replies, '<!subteam^S0ONCALL>'), 1);
    assert.equal(third.filter(({url}) => url.endsWith('chat.postMessage')).length, 0);
  });

  it('call nobody when all is well again, and call anew when it asks anew', async () => {
    const [, fixed = [], asks = []] = await deliver(
      slack,
      broken,
      {...samples.fixed, revision: 5},
      {...broken, revision: 6, notes: samples.fixed.notes},
    );
    assert.equal(count(fixed, '<!subteam^S0ONCALL>'), 0);
    const replies = asks.filter(({url}) => url.endsWith('chat.postMessage'));
    assert.equal(count(replies, '<!subteam^S0ONCALL>'), 1);
  });

  it('stand above the card in Google Chat, once for each thing that is asked', async () => {
    const chat = {routes: [{to: {googleChat: space('SHOP')}, mention: [group, user]}]};
    const [first = [], second = [], third = []] = await deliver(
      chat,
      broken,
      {...broken, revision: 3, milestone: 2},
      {...samples.fixed, revision: 9, milestone: 9},
    );
    assert.match(text(first).join(''), /"text":"<users\/77> 🔴/);
    assert.equal(count([...second, ...third], '<users/77>'), 0);
    assert.equal(count(first, 'S0ONCALL'), 0);
  });
});

describe('escalation steps', () => {
  const pagerDuty = {routingKey: '0'.repeat(32)};
  const chat = {slack: bot('C0ALL')};

  it('tell others once they are taken, and the pager not before', () => {
    const {told} = playing({
      chat,
      paging: {pagerDuty},
      escalation: [
        {afterSeconds: 900, to: {paging: 'pagerDuty'}},
        {afterSeconds: 1800, to: {slack: bot('C0BOSS')}},
      ],
    });
    assert.deepEqual(told(), ['slack']);
    assert.deepEqual(told({escalated: 1}), ['slack', 'pagerduty']);
    assert.deepEqual(told({escalated: 2}), ['slack', 'slack:C0BOSS', 'pagerduty']);
  });

  it('page at once where no step does', () => {
    assert.deepEqual(playing({chat, paging: {pagerDuty}}).told(), ['slack', 'pagerduty']);
  });

  it('call more people in the channel that knows of it', async () => {
    const {all, sent} = playing({
      chat,
      escalation: [{afterSeconds: 900, to: chat, mention: [group]}],
    });
    const first = await all[0]?.deliver(broken, {});
    assert.doesNotMatch(JSON.stringify(sent), /S0ONCALL/);
    const about = {...broken.about, escalated: 1};
    await all[0]?.deliver({...broken, revision: 3, about}, {...(first && {ref: first.ref})});
    const last = sent.at(-1);
    assert.match(last?.url ?? '', /chat\.postMessage$/);
    assert.match(JSON.stringify(last?.body), /<!subteam\^S0ONCALL>/);
  });
});
