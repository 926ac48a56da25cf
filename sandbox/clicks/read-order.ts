import type {JsonObject} from '../../functions/core/lib/json.ts';
import {googleApp} from '../people.ts';
import {fieldsOf, named, oneOf, optional, text} from '../patch/read.ts';
import type {ClickOrder, CommandOrder, SubmitOrder} from './click.ts';
import {readTamper, type Tamper} from './tamper.ts';

// What people and programs ask for over HTTP; an error names the field that is wrong.

/** `POST click`. */
export function readClick(value: unknown): ClickOrder {
  const found = fieldsOf(value, 'click', [
    'to',
    'service',
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

/** An ID token that somebody asks for. */
export interface TokenOrder {
  readonly email: string;
  readonly audience: string;
  readonly tamper: Tamper;
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
