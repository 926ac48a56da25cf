import type {PersonIdentity} from '../../../core/config/people.ts';
import type {FieldName, GivenFields, Interaction} from '../../../core/interaction/dialog.ts';
import {pressOf} from '../../../core/interaction/press.ts';
import {at, isObject, listAt, textAt} from '../../../core/lib/json.ts';

/** What Slack has sent, once its signature was verified. */
export type SlackEvent =
  /** `trigger` opens a dialog within three seconds; absent where the answer itself replaces the dialog. */
  | {
      readonly kind: 'interaction';
      readonly interaction: Interaction;
      readonly who: PersonIdentity;
      readonly trigger?: string;
    }
  | {readonly kind: 'command'; readonly text: string; readonly who: PersonIdentity}
  /** Something that asks for nothing, as a link that was opened. */
  | {readonly kind: 'other'}
  | {readonly kind: 'junk'};

/** What our dialogs are called. */
export const callbackId = 'mesh-responder';
const prefix = 'mesh-responder.';

/**
 * Reads the body of a request of Slack: a form with the field `payload`, or a slash command's fields.
 * https://docs.slack.dev/reference/interaction-payloads/block_actions-payload,
 * https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload,
 * https://docs.slack.dev/interactivity/implementing-slash-commands
 */
export function readSlackRequest(body: Buffer): SlackEvent {
  const form = new URLSearchParams(body.toString('utf8'));
  const payload = form.get('payload');
  if (payload === null) return commandIn(form);
  const value = parsed(payload);
  const who = identityIn(textAt(value, 'user', 'id'), textAt(value, 'user', 'team_id'), value);
  if (who === undefined) return {kind: 'junk'};
  switch (textAt(value, 'type')) {
    case 'block_actions':
      return actionIn(value, who);
    case 'view_submission':
      return submissionIn(value, who);
    case 'view_closed':
      return {kind: 'other'};
    case undefined:
    default:
      return {kind: 'junk'};
  }
}

function actionIn(value: unknown, who: PersonIdentity): SlackEvent {
  const [action] = listAt(value, 'actions');
  const id = textAt(action, 'action_id') ?? '';
  const trigger = textAt(value, 'trigger_id');
  // A link of another button, or of another app's message, asks for nothing of us.
  if (!id.startsWith(prefix) || trigger === undefined) return {kind: 'other'};
  const press = pressOf(at(action, 'value'));
  const isOurs = press !== undefined && id === `${prefix}${press.verb}`;
  const interaction: Interaction = isOurs ? {kind: 'pressed', press} : {kind: 'unreadable'};
  return {kind: 'interaction', interaction, who, trigger};
}

function submissionIn(value: unknown, who: PersonIdentity): SlackEvent {
  if (textAt(value, 'view', 'callback_id') !== callbackId) return {kind: 'other'};
  const press = pressOf(at(value, 'view', 'private_metadata'));
  const interaction: Interaction =
    press === undefined
      ? {kind: 'unreadable'}
      : {kind: 'submitted', press, fields: fieldsIn(at(value, 'view', 'state', 'values'))};
  return {kind: 'interaction', interaction, who};
}

const fieldNames: readonly FieldName[] = ['scope', 'minutes', 'reason'];

/** What stands in a dialog's fields: blocks and elements have the names of the fields. */
function fieldsIn(values: unknown): GivenFields {
  const found: Partial<Record<FieldName, string>> = {};
  for (const name of fieldNames) {
    const field = at(values, name, name);
    const given = textAt(field, 'selected_option', 'value') ?? textAt(field, 'value');
    if (given !== undefined) found[name] = given;
  }
  return found;
}

function commandIn(form: URLSearchParams): SlackEvent {
  const command = form.get('command');
  const who = identityIn(form.get('user_id') ?? '', form.get('team_id') ?? '', undefined);
  if (command === null || who === undefined) return {kind: 'junk'};
  return {kind: 'command', text: form.get('text') ?? '', who};
}

/**
 * A member: in a channel that workspaces share `user.team_id` is the member's own, and `team` the workspace of the
 * app. https://docs.slack.dev/apis/slack-connect
 */
function identityIn(
  user: string | undefined,
  team: string | undefined,
  value: unknown,
): PersonIdentity | undefined {
  const home = team ?? textAt(value, 'team', 'id') ?? '';
  const isRead = /^[UW][A-Z0-9]{2,20}$/.test(user ?? '') && /^[TE][A-Z0-9]{2,20}$/.test(home);
  return isRead && user !== undefined ? {kind: 'slack', team: home, user} : undefined;
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
