import type {SendJson} from '../../../../adapters/chat/delivery/send-json.ts';
import {checkWebhookUrl} from '../../../../adapters/chat/delivery/webhooks.ts';
import type {WebhookKind} from '../../../../core/config/webhook-url.ts';
import {slackAuth} from '../../../../adapters/chat/slack/api.ts';
import {askChat, chatScope} from '../../../../adapters/chat/google-chat/api.ts';
import type {InspectDeps} from '../../../../adapters/google/client/call.ts';
import {jsonOf} from '../../../../adapters/http/map-error.ts';
import {request} from '../../../../adapters/http/request.ts';
import {CallError, errorText} from '../../../../core/lib/error.ts';
import {textAt} from '../../../../core/lib/json.ts';
import type {ChatSettings} from '../../../../core/config/settings.ts';
import {type Check, type Found, found, isTokenless, ok} from '../check.ts';
import type {DoctorContext} from '../doctor-context.ts';

/** Slack's list of apps: reinstalling one there gives a new token. */
const slackApps = 'open https://api.slack.com/apps';

/** Whether messages can reach people. Nothing is posted: of a webhook only the form can be checked. */
export function chatChecks(context: DoctorContext): readonly Check[] {
  const {settings} = context;
  const {chat, routes = [], paging, webhooks = [], escalation = []} = settings;
  const {slack} = chat;
  return [
    ...(slack?.kind === 'bot' ? [botCheck(slack)] : []),
    ...placeChecks(chat, '', context),
    ...routes.flatMap(({to}, n) => [
      ...channelChecks(to, `routes[${n}]`),
      ...placeChecks(to, `routes[${n}] `, context),
    ]),
    ...(paging?.pagerDuty === undefined ? [] : [told('pagerduty', ok('pager'))]),
    ...webhooks.map(({url}) => {
      const {host} = new URL(url);
      return told(`webhook ${host}`, ok('event-url', {host}));
    }),
    ...escalation.flatMap(({to}, n) => [
      ...channelChecks(to, `escalation[${n}]`),
      ...placeChecks(to, `escalation[${n}] `, context),
    ]),
  ];
}

/** The channel of a route or of a step; the bot's token was looked at as the chat's. */
function channelChecks({slack}: ChatSettings, where: string): readonly Check[] {
  return slack?.kind === 'bot' ? [told(where, ok('slack-channel', {channel: slack.channel}))] : [];
}

function placeChecks(
  {slack, googleChat}: ChatSettings,
  where: string,
  context: DoctorContext,
): readonly Check[] {
  return [
    ...(slack?.kind === 'webhook' ? [webhookCheck('slack', slack.url, where, context)] : []),
    ...(googleChat?.kind === 'webhook'
      ? [webhookCheck('googleChat', googleChat.url, where, context)]
      : []),
    ...(googleChat?.kind === 'app' ? [spaceCheck(googleChat.space, where, context)] : []),
  ];
}

/**
 * Whether the app can see the space: it can see those that it is a member of.
 * https://developers.google.com/workspace/chat/api/reference/rest/v1/spaces/get
 */
function spaceCheck(space: string, where: string, context: DoctorContext): Check {
  return {
    check: 'chat',
    subject: `${where}google chat app`,
    async run({signal}) {
      let app: InspectDeps;
      try {
        app = await context.asRespond(chatScope);
      } catch (error) {
        if (!(error instanceof CallError) || isTokenless(error)) throw error;
        return [
          found('unknown', 'chat-app-not-seen', {space, said: error.facts.said}, notify(context)),
        ];
      }
      try {
        const deps = {...app, ...(signal === undefined ? {} : {signal})};
        const {body} = await askChat(sending(deps, app.authorise), {
          name: 'spaces.get',
          resource: space,
        });
        return [ok('chat-space', {name: textAt(body, 'displayName') ?? space})];
      } catch (error) {
        if (!(error instanceof CallError) || isTokenless(error)) throw error;
        const {failure, said} = error.facts;
        if (failure !== 'denied' && failure !== 'not-found') throw error;
        const address = `https://chat.google.com/room/${space.slice('spaces/'.length)}`;
        return [found('broken', 'chat-space-closed', {space, said}, `open ${address}`)];
      }
    },
  };
}

function notify({config}: DoctorContext): string {
  return `mesh-responder notify --test --config ${config}`;
}

/** What is known without a call: nothing is sent, so that only the form was checked. */
function told(subject: string, one: Found): Check {
  return {check: 'chat', subject, run: () => Promise.resolve([one])};
}

/** The bot needs one of these: `groups:history` for a private channel, else `channels:history`. */
const reading = ['channels:history', 'groups:history'];

function botCheck({token}: Extract<ChatSettings['slack'], {kind: 'bot'}>): Check {
  return {
    check: 'chat',
    subject: 'slack',
    async run(deps) {
      try {
        const {team, user, scopes} = await slackAuth(sending(deps), token);
        if (scopes !== undefined && !scopes.includes('chat:write')) {
          return [found('broken', 'slack-scope', {scope: 'chat:write'}, slackApps)];
        }
        if (scopes !== undefined && !reading.some(one => scopes.includes(one))) {
          return [found('warning', 'slack-scope', {scope: reading.join(' / ')}, slackApps)];
        }
        return [ok('slack', {team, user})];
      } catch (error) {
        return [refused(error)];
      }
    },
  };
}

function refused(error: unknown): Found {
  if (!(error instanceof CallError) || error.facts.failure !== 'denied') throw error;
  return found('broken', 'slack-refused', {said: error.facts.said}, slackApps);
}

function webhookCheck(
  kind: WebhookKind,
  url: string,
  where: string,
  {config}: DoctorContext,
): Check {
  return {
    check: 'chat',
    subject: `${where}${kind === 'slack' ? 'slack webhook' : 'google chat webhook'}`,
    run() {
      try {
        checkWebhookUrl(kind, url);
        return Promise.resolve([ok('webhook')]);
      } catch (error) {
        return Promise.resolve([
          found('broken', 'webhook-form', {said: errorText(error)}, `$EDITOR ${config}`),
        ]);
      }
    },
  };
}

/** These calls only read, so they may be retried. */
export function sending(deps: InspectDeps, authorise?: InspectDeps['authorise']): SendJson {
  return asked =>
    request(deps, {...asked, write: false, ...(authorise && {authorise})}, answer => ({
      status: answer.status,
      headers: Object.fromEntries(
        Object.entries(answer.headers).flatMap(([name, value]) =>
          typeof value === 'string' ? [[name, value] as const] : [],
        ),
      ),
      body: jsonOf(answer),
    }));
}
