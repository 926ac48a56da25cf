import {renderChatDialog} from '../../functions/adapters/chat/google-chat/dialog.ts';
import {renderModal} from '../../functions/adapters/chat/slack/modal.ts';
import type {Verb} from '../../functions/core/incident/verb.ts';
import type {Locale} from '../../functions/core/texts/define-texts.ts';
import {speakAll} from '../../functions/wiring/translations.ts';
import {chatDialog} from '../../sandbox/clicks/google-chat.ts';
import {googleApp, workspace} from '../../sandbox/people.ts';
import {zones} from './reader.ts';
import {onStage, type Post} from './stage.ts';

/** A dialog that a person sees who presses a button under a message. */
export interface DialogKind {
  /** Names its files. */
  readonly name: string;
  readonly verb: Verb;
  /** Who presses, by the ids of both chats. */
  readonly by: {readonly slack: string; readonly googleChat: string};
  /** Absent: one whose plan waits for approval. */
  readonly scenario?: string;
  readonly views?: readonly 'phone'[];
}

const mina = {slack: 'U0MINA', googleChat: 'users/1001'};
/** The configuration does not name this one. */
const stranger = {slack: 'U0PARK', googleChat: 'users/1003'};

/** Every dialog that there is a picture of. */
export const dialogs: readonly DialogKind[] = [
  {name: 'dialog-approve', verb: 'approve', by: mina, views: ['phone']},
  {name: 'dialog-undo', verb: 'undo', by: mina, scenario: 'connect-gateway-disabled'},
  {name: 'dialog-silence', verb: 'silence', by: mina},
  {name: 'dialog-explain', verb: 'explain', by: mina},
  {name: 'dialog-refused', verb: 'approve', by: stranger},
];

/** What one person is shown: the view of Slack's modal, and the card of Google Chat's dialog. */
export interface SentDialog {
  readonly slack: Post;
  readonly googleChat: Post;
}

/** Plays what leads to a dialog in virtual time: each play shows the same. */
export async function sentDialogOf(
  {verb, by, scenario = 'gateway-aftermath'}: DialogKind,
  locale: Locale,
): Promise<SentDialog> {
  const stage = await onStage({scenario, people: {}}, locale);
  try {
    await stage.minutes(2);
    const now = stage.clock.now();
    const at = new Date(now).toISOString();
    const speak = speakAll(locale);
    const inSlack = await stage.press(verb, {kind: 'slack', user: by.slack, team: workspace.id});
    const inChat = await stage.press(verb, {kind: 'google-chat', user: by.googleChat});
    const form = 'addon';
    const options = {
      form,
      timeZone: zones[locale],
      day: now,
      interactUrl: googleApp.endpoint,
    } as const;
    return {
      slack: {at, body: renderModal(inSlack, speak, now)},
      googleChat: {at, body: chatDialog(renderChatDialog(inChat, speak, options), form).card},
    };
  } finally {
    await stage.close();
  }
}
