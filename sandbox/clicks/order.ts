import type {JsonObject} from '../../functions/core/lib/json.ts';
import {googleApp} from '../people.ts';
import {fieldsOf, named, oneOf, optional, text} from '../patch/read.ts';
import type {Filled} from './dialog.ts';
import type {Service} from './send.ts';
import {readTamper, type Tamper} from './tamper.ts';

/** A press of a button under a message. */
export interface ClickOrder {
  /** Where the app listens, `http://127.0.0.1:PORT`. */
  readonly to: string;
  readonly service: Service;
  /** The app's name for the button, or what stands on it. */
  readonly button: string;
  /** Which kind of Chat app it is; an add-on where nobody says. */
  readonly form?: 'addon' | 'interaction';
  /** Only a message that names this incident; absent: the newest. */
  readonly incident?: string;
  /** Who presses, by any of their ids; mina where nobody is named. */
  readonly user?: string;
  /** Confirms the dialog that comes, with this in its fields. */
  readonly fields?: Filled;
  readonly tamper?: Tamper;
}

/** An answer to a dialog. */
export interface SubmitOrder {
  readonly to: string;
  /** Its id. */
  readonly dialog: string;
  readonly fields?: Filled;
  /** Whose window it is, where that is to be checked; nobody else can answer it. */
  readonly user?: string;
  readonly tamper?: Tamper;
}

/** A slash command. */
export interface CommandOrder {
  readonly to: string;
  /** With its slash, e.g. `/mesh`. */
  readonly command: string;
  readonly text: string;
  /** Channel id. */
  readonly channel: string;
  readonly user?: string;
  readonly tamper?: Tamper;
}

/** An ID token that somebody asks for. */
export interface TokenOrder {
  readonly email: string;
  readonly audience: string;
  readonly tamper: Tamper;
}

// How they are read where they come over HTTP: an error names the field that is wrong.

/** `POST click`. */
export function readClick(value: unknown): ClickOrder {
  const found = fieldsOf(value, 'click', [
    'to',
    'service',
    'form',
    'button',
    'incident',
    'user',
    'fields',
    'tamper',
  ]);
  return {
    ...shared(found),
    service: oneOf('slack', 'google-chat')(found['service'] ?? 'slack', 'service'),
    button: text(found['button'], 'button'),
    ...optional(found, 'incident', text),
    ...optional(found, 'form', oneOf('addon', 'interaction')),
  };
}

/** `POST submit`. */
export function readSubmit(value: unknown): SubmitOrder {
  const found = fieldsOf(value, 'submit', ['to', 'dialog', 'fields', 'user', 'tamper']);
  return {...shared(found), dialog: text(found['dialog'], 'dialog')};
}

/** `POST dismiss`: the dialog's id. */
export function readDismiss(value: unknown): string {
  return text(fieldsOf(value, 'dismiss', ['dialog'])['dialog'], 'dialog');
}

/** `POST command`. */
export function readCommand(value: unknown): CommandOrder {
  const found = fieldsOf(value, 'command', ['to', 'command', 'text', 'channel', 'user', 'tamper']);
  return {
    ...shared(found),
    command: text(found['command'], 'command'),
    text: text(found['text'] ?? '', 'text'),
    channel: text(found['channel'] ?? 'C0SANDBOX', 'channel'),
  };
}

/** `POST id-token`. */
export function readTokenOrder(value: unknown): TokenOrder {
  const found = fieldsOf(value, 'id-token', ['email', 'audience', 'tamper']);
  const {tamper = {}} = optional(found, 'tamper', readTamper);
  return {
    email: text(found['email'], 'email'),
    audience: text(found['audience'] ?? googleApp.audience, 'audience'),
    tamper,
  };
}

function shared(found: JsonObject) {
  return {
    to: text(found['to'], 'to'),
    ...optional(found, 'user', text),
    ...optional(found, 'fields', (value, path) => named(value, path, text)),
    ...optional(found, 'tamper', readTamper),
  };
}
