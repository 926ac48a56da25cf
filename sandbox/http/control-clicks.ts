import type {Sandbox} from '../sandbox.ts';
import {readClick, readCommand, readDismiss, readSubmit, readTokenOrder} from '../clicks/order.ts';
import {ok, type Answer} from './answer.ts';

/** What can be asked for about people and their clicks. */
export const clicksHelp = [
  'GET clicks',
  'GET people',
  'POST people {"users": {"U…": {"name", "email", "team", "googleChat"} | null}, "groups": {"S…": ["U…"] | null}}',
  'POST click {"to", "service", "button", "incident", "user", "fields", "tamper"}',
  'POST submit {"to", "dialog", "fields", "user", "tamper"}',
  'POST dismiss {"dialog"}',
  'POST command {"to", "command", "text", "channel", "user", "tamper"}',
  'POST id-token {"email", "audience", "tamper"}',
];

/**
 * Answers the calls about people and their clicks; undefined where it is none of them.
 * @throws Error that says what is wrong with the call.
 */
export function controlClicks(
  {people}: Pick<Sandbox, 'people'>,
  what: string,
  value: unknown,
): Answer | Promise<Answer> | undefined {
  switch (what) {
    case 'GET clicks':
      return ok(people.clicks());
    case 'GET people':
      return ok(people.all());
    case 'POST people':
      people.change(value);
      return ok(people.all());
    case 'POST click':
      return people.press(readClick(value)).then(ok);
    case 'POST submit':
      return people.submit(readSubmit(value)).then(ok);
    case 'POST dismiss':
      people.dismiss(readDismiss(value));
      return ok({});
    case 'POST command':
      return people.command(readCommand(value)).then(ok);
    case 'POST id-token':
      return ok({token: people.idToken(readTokenOrder(value))});
    default:
      return undefined;
  }
}
