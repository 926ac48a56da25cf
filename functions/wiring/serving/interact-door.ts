import {chatAnswer, renderChatDialog} from '../../adapters/chat/google-chat/dialog.ts';
import {readChatEvent} from '../../adapters/chat/google-chat/event.ts';
import {chatEndpoint} from '../../adapters/chat/google-chat/press-action.ts';
import {readSlackRequest} from '../../adapters/chat/slack/interactivity.ts';
import {renderModal} from '../../adapters/chat/slack/modal.ts';
import {askSlack} from '../../adapters/chat/slack/api.ts';
import {signatureFault} from '../../adapters/chat/slack/signature.ts';
import type {SendJson} from '../../adapters/chat/delivery/send-json.ts';
import {dialogLines} from '../../adapters/chat/text/dialog-text.ts';
import type {Speak} from '../../adapters/chat/text/translate.ts';
import {handedOnHeader, iapCheck} from '../../adapters/google/client/iap-identity.ts';
import {tokenCheck} from '../../adapters/google/client/person-token.ts';
import {errorText} from '../../core/lib/error.ts';
import {isObject, type JsonObject} from '../../core/lib/json.ts';
import {commandDialog, interact, type InteractDeps} from '../../engine/operate/interact.ts';
import type {Deps} from '../../engine/lib/context.ts';
import {answerOf} from '../cli-answers.ts';
import type {DoorAnswer, DoorRequest} from './door-request.ts';

/** What the door works with. */
export interface DoorDeps extends InteractDeps {
  readonly store: Deps['store'];
  readonly send: SendJson;
  readonly speak: Speak;
}

/** So many requests that came once are remembered, each for as long as its time would let it in again. */
const remembered = 20_000;
const rememberedMs = 10 * 60 * 1000;

/**
 * Builds the way in for people's clicks and answers: each request is verified before anything of it is read, and
 * whatever fails is answered without a word of why, which is for the log.
 */
export function interactDoor(deps: DoorDeps): (request: DoorRequest) => Promise<DoorAnswer> {
  const check = tokenCheck(deps);
  const {iapAudience} = deps.settings.console ?? {};
  const checkIap = iapAudience === undefined ? undefined : iapCheck(deps, iapAudience);
  const seen = new Map<string, number>();

  function cameBefore(signature: string): boolean {
    const now = deps.clock.now();
    for (const [known, at] of seen) {
      if (now - at < rememberedMs && seen.size < remembered) break;
      seen.delete(known);
    }
    if (seen.has(signature)) return true;
    seen.set(signature, now);
    return false;
  }

  async function fromSlack({header, body}: DoorRequest): Promise<DoorAnswer> {
    const {slack} = deps.settings.interact ?? {};
    if (slack === undefined || slack.signingSecrets.length === 0)
      return refuse('slack', 'not-set-up');
    const signed = {
      body,
      timestamp: header('x-slack-request-timestamp'),
      signature: header('x-slack-signature'),
    };
    const fault = signatureFault(signed, slack.signingSecrets, deps.clock.now());
    if (fault !== undefined) return refuse('slack', fault);
    if (cameBefore(`${signed.timestamp ?? ''} ${signed.signature ?? ''}`)) {
      return refuse('slack', 'came-before');
    }
    const event = readSlackRequest(body);
    switch (event.kind) {
      case 'interaction': {
        const dialog = await interact(deps, event);
        const view = renderModal(dialog, deps.speak, deps.clock.now());
        if (event.trigger === undefined) {
          return {status: 200, body: {response_action: 'update', view}};
        }
        await openModal(event.trigger, view);
        return {status: 200};
      }
      case 'command': {
        const {text, who} = event;
        const {blocks} = renderModal(
          await commandDialog(deps, text, who),
          deps.speak,
          deps.clock.now(),
        );
        return {status: 200, body: {response_type: 'ephemeral', blocks}};
      }
      case 'other':
        return {status: 200};
      case 'junk':
        return refuse('slack', 'unreadable', 400);
    }
  }

  /** A dialog that does not open costs the person a click; nothing was changed by it. */
  async function openModal(trigger: string, view: JsonObject): Promise<void> {
    const {slack} = deps.settings.chat;
    if (slack?.kind !== 'bot') return;
    try {
      const access = {send: deps.send, token: slack.token};
      const answer = await askSlack(access, {
        name: 'views.open',
        body: {trigger_id: trigger, view},
      });
      if (answer.kind === 'refused') throw answer.error;
    } catch (error) {
      deps.log.error('a dialog did not open', {service: 'slack', error: errorText(error)});
    }
  }

  async function fromGoogleChat({header, body}: DoorRequest): Promise<DoorAnswer> {
    const {settings, speak} = deps;
    const {interact: own, messages} = settings;
    if (own?.googleChat === undefined) return refuse('google-chat', 'not-set-up');
    const interactUrl = chatEndpoint(own);
    const checked = await check(bearerOf(header), [interactUrl]);
    if (checked.kind === 'unknown') return refuse('google-chat', 'keys-unknown', 503);
    if (checked.kind === 'invalid') return refuse('google-chat', checked.why);
    if (checked.email !== own.googleChat.account) return refuse('google-chat', 'another-account');
    const event = readChatEvent(parsed(body));
    switch (event.kind) {
      case 'interaction': {
        const {form, user, interaction} = event;
        const dialog = await interact(deps, {interaction, who: {kind: 'google-chat', user}});
        const answer = renderChatDialog(dialog, speak, {
          form,
          interactUrl,
          timeZone: messages?.timeZone,
          day: deps.clock.now(),
          replaces: interaction.kind === 'submitted',
        });
        return {status: 200, body: answer};
      }
      case 'command': {
        const {form, user, text} = event;
        const dialog = await commandDialog(deps, text, {kind: 'google-chat', user});
        return {status: 200, body: chatAnswer(dialogLines(dialog, speak), {form, user})};
      }
      case 'other':
        return {status: 200, body: {}};
      case 'junk':
        return refuse('google-chat', 'unreadable', 400);
    }
  }

  async function fromCommand({header, body}: DoorRequest): Promise<DoorAnswer> {
    const {interact: own} = deps.settings;
    if (own === undefined) return refuse('command', 'not-set-up');
    const checked = await check(bearerOf(header), [own.url, ...own.clients]);
    if (checked.kind === 'unknown') return refuse('command', 'keys-unknown', 503);
    if (checked.kind === 'invalid') return refuse('command', checked.why);
    return answerOf(deps, parsed(body), {kind: 'google', email: checked.email});
  }

  /** Who answers is whom IAP has let into the console, by IAP's own word: the console's counts for nothing. */
  async function fromConsole({header, body}: DoorRequest): Promise<DoorAnswer> {
    if (checkIap === undefined) return refuse('console', 'not-set-up');
    const checked = await checkIap(header(handedOnHeader));
    if (checked.kind === 'unknown') return refuse('console', 'keys-unknown', 503);
    if (checked.kind === 'refused') return refuse('console', checked.why);
    return answerOf(deps, parsed(body), {kind: 'google', email: checked.identity.email});
  }

  function refuse(service: string, why: string, status = 401): DoorAnswer {
    deps.log.warn('a request was refused at the door', {service, why});
    return {status};
  }

  return request => {
    switch (request.path.replace(/\/$/, '')) {
      case '/slack/interactivity':
      case '/slack/command':
        return fromSlack(request);
      case '/google-chat':
        return fromGoogleChat(request);
      case '/answers':
        return fromCommand(request);
      case '/console/answers':
        return fromConsole(request);
      default:
        return Promise.resolve({status: 404});
    }
  };
}

function bearerOf(header: DoorRequest['header']): string | undefined {
  return /^Bearer (\S+)$/i.exec(header('authorization') ?? '')?.[1];
}

/** The body as JSON; undefined for what is none. */
function parsed(body: Buffer): unknown {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
