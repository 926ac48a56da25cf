import type {SendJson} from '../../../../adapters/chat/delivery/send-json.ts';
import {checkWebhookUrl, type WebhookKind} from '../../../../adapters/chat/delivery/webhook.ts';
import {slackAuth} from '../../../../adapters/chat/slack/auth.ts';
import type {InspectDeps} from '../../../../adapters/google/client/call.ts';
import {jsonOf} from '../../../../adapters/http/map-error.ts';
import {request} from '../../../../adapters/http/request.ts';
import {CallError, errorText} from '../../../../core/error.ts';
import type {ChatSettings} from '../../../../core/settings.ts';
import {type Check, type Found, found, ok} from '../check.ts';
import type {DoctorContext} from '../doctor-context.ts';

/** Slack's page of the apps that may be installed again, which is where a token comes from. */
const slackApps = 'open https://api.slack.com/apps';

/** Whether people can be told. Nothing is posted: a webhook can be judged by its form only. */
export function chatChecks({settings, config}: DoctorContext): readonly Check[] {
  const {slack, googleChat} = settings.chat;
  const checks: Check[] = [];
  if (slack?.kind === 'bot') checks.push(botCheck(slack));
  if (slack?.kind === 'webhook') checks.push(webhookCheck('slack', slack.url, config));
  if (googleChat !== undefined) checks.push(webhookCheck('googleChat', googleChat.url, config));
  return checks;
}

/** What the bot uses; private channels need `groups:history` in the place of `channels:history`. */
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

function webhookCheck(kind: WebhookKind, url: string, config: string): Check {
  return {
    check: 'chat',
    subject: kind === 'slack' ? 'slack webhook' : 'google chat webhook',
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

/** Asking is repeated: nothing is posted. */
function sending(deps: InspectDeps): SendJson {
  return asked =>
    request(deps, {...asked, write: false}, answer => ({
      status: answer.status,
      headers: Object.fromEntries(
        Object.entries(answer.headers).flatMap(([name, value]) =>
          typeof value === 'string' ? [[name, value] as const] : [],
        ),
      ),
      body: jsonOf(answer),
    }));
}
