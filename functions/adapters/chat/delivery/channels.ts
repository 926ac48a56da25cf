import {type RouteFacts, routeOf} from '../../../core/announcement/routes.ts';
import type {ChatSettings, Settings} from '../../../core/config/settings.ts';
import type {Mention} from '../../../core/config/mention.ts';
import {shortHash} from '../../../core/incident/plan.ts';
import type {Message} from '../../../core/ports/message.ts';
import type {Channel} from '../../../core/ports/ports.ts';
import {eventWebhook} from '../events/event-webhook.ts';
import {googleChatApp, isOfApp} from '../google-chat/app.ts';
import {pager} from '../pagerduty/pager.ts';
import {slackBot} from '../slack/bot.ts';
import type {Calls} from '../text/calls.ts';
import {chatEndpoint} from '../google-chat/press-action.ts';
import type {Speak} from '../text/translate.ts';
import {afterDelivery, deliveryStateOf} from './delivery-state.ts';
import type {SendJson} from './send-json.ts';
import {googleChatWebhook, slackWebhook} from './webhooks.ts';

/** What channels are made with. */
export interface ChannelDeps {
  readonly send: SendJson;
  /** For services that know a repeat by its key: it may repeat a request whose answer was lost. */
  readonly sendRepeatable: SendJson;
  /** The same as the Chat app, with its credentials. */
  readonly sendAsChatApp: SendJson;
  readonly speak: Speak;
  /** The zone of times where the service does not know the reader's. */
  readonly timeZone?: string | undefined;
}

/** What of the settings says who is told. */
export type Told = Pick<
  Settings,
  'projects' | 'chat' | 'routes' | 'paging' | 'webhooks' | 'escalation' | 'interact'
>;

/** Whom a place is for, and whom its messages call. */
interface Use {
  readonly wants: (facts: RouteFacts) => boolean;
  readonly mention: readonly Mention[];
}

/** A place that a configuration names once or more often. */
interface Place {
  readonly id: string;
  readonly open: (id: string, calls: Calls) => Channel;
}

/**
 * The channels that the settings name. A place has the same id wherever it stands, and wherever it stands later, so
 * that an incident which was told there goes on there. Throws an `Error` for a URL that is refused.
 */
export function channels(settings: Told, given: ChannelDeps): readonly Channel[] {
  const deps = {...given, ...clicksOf(settings)};
  const {chat, routes = [], paging, webhooks = [], escalation = []} = settings;
  const usual = placesOf(chat, deps).map(one => ({...one, uses: [isUnrouted(settings)]}));
  const others = [
    ...routes.map(route => ({
      to: route.to,
      use: {
        wants: (facts: RouteFacts) => routeOf(settings, facts) === route,
        mention: route.mention ?? [],
      },
    })),
    ...escalation.map(({to, mention = []}, step) => ({to, use: {wants: reaches(step), mention}})),
  ];
  const all = new Map<string, Place & {readonly uses: Use[]}>(usual.map(one => [one.id, one]));
  for (const {to, use} of others) {
    for (const place of placesOf(to, deps)) {
      // Where the chat itself posts is one place, whatever names it.
      const same = usual.find(one => one.key === place.key)?.id ?? place.key;
      const known = all.get(same);
      if (known === undefined) all.set(same, {...place, id: same, uses: [use]});
      else known.uses.push(use);
    }
  }
  const pages = escalation.findIndex(({to}) => to.paging === 'pagerDuty');
  const repeatable = {send: deps.sendRepeatable, speak: deps.speak};
  return [
    ...[...all.values()].map(({id, open, uses}) => routed(open(id, callsOf(uses)), uses, routes)),
    ...(paging?.pagerDuty === undefined
      ? []
      : [
          {
            ...pager(paging.pagerDuty, repeatable),
            ...(pages < 0 ? {} : {takes: reaches(pages)}),
          },
        ]),
    ...webhooks.map(one => eventWebhook(one, repeatable)),
  ];
}

/**
 * The channel that an incident was told in before the settings named another one: Slack's bot and the Chat app can
 * go on there. Of a webhook nobody has the secret any more.
 */
export function formerChannel(
  {chat: {slack, googleChat}, interact}: Pick<Told, 'chat' | 'interact'>,
  given: ChannelDeps,
): (id: string) => Channel | undefined {
  const deps = {...given, ...clicksOf({interact})};
  return id => {
    const channel = /^slack:([CG][A-Z0-9]{2,30})$/.exec(id)?.[1];
    if (slack?.kind === 'bot' && channel !== undefined)
      return slackBot({...deps, token: slack.token, channel, id});
    const space = /^google-chat:(spaces\/[A-Za-z0-9_-]{1,100})$/.exec(id)?.[1];
    if (googleChat?.kind !== 'app' || space === undefined) return undefined;
    const app = googleChatApp({...deps, send: deps.sendAsChatApp, space, id});
    return {
      ...app,
      // A webhook has posted there, and the app may never have been in that space.
      deliver: (message, earlier) =>
        earlier.ref === undefined || isOfApp(earlier.ref)
          ? app.deliver(message, earlier)
          : Promise.resolve({kind: 'done', ref: earlier.ref}),
    };
  };
}

/** Where clicks come back, and whose. */
function clicksOf({interact}: {readonly interact?: Told['interact'] | undefined}) {
  return {
    clickable: interact?.slack !== undefined,
    ...(interact?.googleChat && {interactUrl: chatEndpoint(interact)}),
  };
}

function isUnrouted(settings: Pick<Told, 'routes' | 'projects'>): Use {
  return {wants: facts => routeOf(settings, facts) === undefined, mention: []};
}

function reaches(step: number): (facts: RouteFacts) => boolean {
  return ({escalated}) => escalated > step;
}

/** Of what several uses want, the last calls: an escalation calls more people than a route. */
function callsOf(uses: readonly Use[]): Calls {
  return facts =>
    uses.findLast(({wants, mention}) => mention.length > 0 && wants(facts))?.mention ?? [];
}

function routed(
  channel: Channel,
  uses: readonly Use[],
  routes: NonNullable<Told['routes']>,
): Channel {
  // Without routes the chat is told everything.
  const isUsual = routes.length === 0 && (channel.id === 'slack' || channel.id === 'google-chat');
  return isUsual ? channel : {...channel, takes: facts => uses.some(({wants}) => wants(facts))};
}

/** The places of a chat; `key` tells them apart and holds no secret. */
function placesOf(
  {slack, googleChat}: ChatSettings,
  deps: ChannelDeps,
): readonly (Place & {readonly key: string})[] {
  const found: (Place & {readonly key: string})[] = [];
  if (slack?.kind === 'bot') {
    const {token, channel} = slack;
    const key = `slack:${channel}`;
    found.push({
      id: 'slack',
      key,
      open: (id, calls) => slackBot({...deps, token, channel, id, calls}),
    });
  }
  if (slack?.kind === 'webhook') {
    const {url} = slack;
    // The last part is what lets somebody post; the others say where.
    const key = `slack:${shortHash(new URL(url).pathname.split('/').slice(0, 4).join('/'))}`;
    found.push({id: 'slack', key, open: (id, calls) => slackWebhook({...deps, url, id, calls})});
  }
  if (googleChat?.kind === 'app') {
    const {space} = googleChat;
    const send = deps.sendAsChatApp;
    found.push({
      id: 'google-chat',
      key: `google-chat:${space}`,
      open: (id, calls) => googleChatApp({...deps, send, space, id, calls}),
    });
  }
  if (googleChat?.kind === 'webhook') {
    const {url} = googleChat;
    const key = `google-chat:${new URL(url).pathname.split('/').slice(2, 4).join('/')}`;
    found.push({
      id: 'google-chat',
      key,
      open: (id, calls) => googleChatWebhook({...deps, url, id, calls}),
    });
  }
  return found;
}

/**
 * A channel's twin for dry runs and terminals: it hands over each message that would have been
 * sent, each revision once, and sends nothing.
 */
export function recordingChannel(id: string, record: (message: Message) => void): Channel {
  return {
    id,
    deliver(message, {ref}) {
      const before = deliveryStateOf(ref);
      if (message.revision <= before.revision) {
        return Promise.resolve({kind: 'done', ref: {...before}});
      }
      record(message);
      return Promise.resolve({kind: 'done', ref: afterDelivery(message, before)});
    },
  };
}
