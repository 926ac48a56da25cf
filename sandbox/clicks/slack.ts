import type {JsonObject} from '../../functions/core/lib/json.ts';
import type {ChatMessage, SlackView} from '../chat.ts';
import {shownView, blocksWithIds} from '../hosts/slack/views.ts';
import {view as shownMessage} from '../hosts/slack/message.ts';
import {isObject, listAt, textAt} from '../json.ts';
import {domainOf, type Human, slackApp, workspace} from '../people.ts';
import type {Filled} from './dialog.ts';

/** A button under a message. */
export interface Button {
  /** The app's own name for it: `action_id` in Slack. */
  readonly id: string;
  readonly label: string;
  /** As it was sent. */
  readonly raw: JsonObject;
  /** In Slack the id of its block; empty elsewhere. */
  readonly block: string;
  /** In Slack the number of the attachment that it stands in, from 1 on. */
  readonly attachment?: number;
}

/** The buttons of a message of Slack, in the order in which they stand. */
export function slackButtons({now: {body}}: ChatMessage): readonly Button[] {
  const attached = listAt(body, 'attachments');
  return [
    ...buttonsOf(listAt(body, 'blocks')),
    ...attached.flatMap((one, index) =>
      buttonsOf(listAt(one, 'blocks')).map(button => ({...button, attachment: index + 1})),
    ),
  ];
}

function buttonsOf(blocks: readonly unknown[]): readonly Button[] {
  return blocksWithIds(blocks).flatMap(block =>
    listAt(block, 'elements').flatMap(raw => {
      if (!isObject(raw) || raw['type'] !== 'button') return [];
      const label = textAt(raw, 'text', 'text');
      return [{id: textAt(raw, 'action_id'), label, raw, block: textAt(block, 'block_id')}];
    }),
  );
}

/** One click on a button of a message. */
export interface SlackPress {
  readonly message: ChatMessage;
  readonly button: Button;
  readonly human: Human;
  readonly trigger: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
export function blockActions({message, button, human, trigger, now}: SlackPress): JsonObject {
  const place = {message_ts: message.id, channel_id: message.place, is_ephemeral: false};
  return {
    type: 'block_actions',
    user: {id: human.slack, username: human.name, name: human.name, team_id: human.team},
    api_app_id: slackApp.id,
    token: verificationToken,
    container:
      button.attachment === undefined
        ? {type: 'message', ...place}
        : {
            type: 'message_attachment',
            ...place,
            attachment_id: button.attachment,
            is_app_unfurl: false,
          },
    trigger_id: trigger,
    // The workspace that the app is installed in, also for who is of another one.
    team: {id: workspace.id, domain: workspace.domain},
    enterprise: null,
    is_enterprise_install: false,
    channel: {id: message.place, name: channelName},
    message: messageOf(message),
    state: {values: {}},
    response_url: `https://hooks.slack.com/actions/${workspace.id}/${now}/sandbox`,
    actions: [
      {
        action_id: button.id,
        block_id: button.block,
        text: button.raw['text'],
        ...(button.raw['value'] !== undefined && {value: button.raw['value']}),
        ...(button.raw['style'] !== undefined && {style: button.raw['style']}),
        type: 'button',
        action_ts: (now / 1000).toFixed(6),
      },
    ],
  };
}

/** What a person confirms a modal with. */
export interface SlackSubmit {
  readonly view: SlackView;
  readonly filled: Filled;
  readonly human: Human;
  readonly trigger: string;
}

/**
 * https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload . In a modal that was opened in
 * another workspace through Slack Connect, `team` is that one, and `view.app_installed_team_id` the app's own:
 * https://github.com/slackapi/bolt-python/blob/main/slack_bolt/request/internals.py
 */
export function viewSubmission({view, filled, human, trigger}: SlackSubmit): JsonObject {
  return {
    type: 'view_submission',
    team: {id: human.team, domain: domainOf(human.team)},
    user: {id: human.slack, username: human.name, name: human.name, team_id: human.team},
    api_app_id: slackApp.id,
    token: verificationToken,
    trigger_id: trigger,
    view: shownView(view, valuesOf(view, filled)),
    response_urls: [],
    is_enterprise_install: false,
    enterprise: null,
  };
}

/** https://docs.slack.dev/interactivity/implementing-slash-commands#app_command_handling */
export function slashCommand({
  command,
  text,
  channel,
  human,
  trigger,
  now,
}: {
  readonly command: string;
  readonly text: string;
  readonly channel: string;
  readonly human: Human;
  readonly trigger: string;
  readonly now: number;
}): Readonly<Record<string, string>> {
  return {
    token: verificationToken,
    team_id: human.team,
    team_domain: domainOf(human.team),
    channel_id: channel,
    channel_name: channelName,
    user_id: human.slack,
    user_name: human.name,
    command,
    text,
    api_app_id: slackApp.id,
    is_enterprise_install: 'false',
    response_url: `https://hooks.slack.com/commands/${workspace.id}/${now}/sandbox`,
    trigger_id: trigger,
  };
}

/** Deprecated by Slack, and sent all the same; nothing may rest on it. */
const verificationToken = 'sandbox-verification-token';

const channelName = 'mesh';

function messageOf(message: ChatMessage): JsonObject {
  const {blocks, attachments, ...rest} = shownMessage(message);
  const withIds = (value: unknown) => blocksWithIds(Array.isArray(value) ? value : []);
  return {
    ...rest,
    user: slackApp.user,
    bot_id: slackApp.bot,
    app_id: slackApp.id,
    team: workspace.id,
    ...(blocks !== undefined && {blocks: withIds(blocks)}),
    ...(Array.isArray(attachments) && {
      attachments: attachments.map((one: unknown, index) => ({
        id: index + 1,
        ...(isObject(one) ? {...one, blocks: withIds(one['blocks'])} : {}),
      })),
    }),
  };
}

/** `view.state.values`: what stands in each field, by the ids of its block and its action. */
function valuesOf({now: {body}}: SlackView, filled: Filled): JsonObject {
  const inputs = listAt(body, 'blocks').filter(one => textAt(one, 'type') === 'input');
  return Object.fromEntries(
    inputs.map(block => {
      const id = textAt(block, 'block_id');
      const element = isObject(block) ? block['element'] : undefined;
      const action = textAt(element, 'action_id');
      const type = textAt(element, 'type');
      const value = filled[`${id}/${action}`] ?? '';
      const options = listAt(element, 'options');
      const option = options.find(one => textAt(one, 'value') === value) ?? null;
      const state = options.length > 0 ? {selected_option: option} : {value: value || null};
      return [id, {[action]: {type, ...state}}];
    }),
  );
}
