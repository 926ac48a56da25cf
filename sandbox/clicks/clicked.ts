import type {SlackView} from '../chat.ts';
import type {Site} from '../http/call.ts';
import {showAnew, viewFaults} from '../hosts/slack/views.ts';
import {at, isObject, textAt} from '../json.ts';
import {type Dialog, slackDialog} from './dialog.ts';
import type {Reply} from './send.ts';

/** What became of a click, as the person who made it sees it. */
export interface Clicked {
  /** HTTP status of the app's answer; 0: there was none, or nothing was sent. */
  readonly status: number;
  readonly ms: number;
  /**
   * `asked`: a dialog waits for an answer; `told`: a dialog only tells; `done`: no dialog is left; `wrong`: something
   * is wrong with its fields; `trouble`: the service shows that the app did not work.
   */
  readonly outcome: 'asked' | 'told' | 'done' | 'wrong' | 'trouble';
  readonly dialog?: Dialog;
  /** What is wrong, by field. */
  readonly errors?: Readonly<Record<string, string>>;
  /** Why the service shows a failure. */
  readonly trouble?: string;
  /** What a slash command was answered with. */
  readonly answer?: unknown;
  /** The answer to a second delivery. */
  readonly again?: {readonly status: number; readonly ms: number};
  /** What became of the dialog, where the order says how it is confirmed. */
  readonly submitted?: Clicked;
}

/** What a person sees after a press, or a command. */
export function afterPress({status, ms, trouble}: Reply, view: SlackView | undefined): Clicked {
  const dialog = view === undefined ? undefined : slackDialog(view);
  const failed = trouble ?? (isFine(status) ? undefined : `the app answered ${status}`);
  const seen = {status, ms, ...(dialog !== undefined && {dialog})};
  if (failed !== undefined) return {...seen, outcome: 'trouble', trouble: failed};
  return {...seen, outcome: dialog === undefined ? 'done' : dialog.asks ? 'asked' : 'told'};
}

function isFine(status: number): boolean {
  return status >= 200 && status < 300;
}

/** What the app's answer does to a modal: https://docs.slack.dev/surfaces/modals#response_actions */
export function afterSubmit(
  {site, now}: {readonly site: Site; readonly now: () => number},
  view: SlackView,
  reply: Reply,
): Clicked {
  const plain = afterPress(reply, view);
  if (plain.outcome === 'trouble') return plain;
  const said = reply.text.trim() === '' ? {} : jsonIn(reply.text);
  const trouble = (why: string): Clicked => ({...plain, outcome: 'trouble', trouble: why});
  if (!isObject(said)) return trouble('the answer is no JSON object');
  switch (said['response_action']) {
    case undefined:
    case 'clear': {
      view.status = 'submitted';
      const {status, ms} = reply;
      return {status, ms, outcome: 'done'};
    }
    case 'update': {
      const faults = viewFaults(said['view']);
      if (faults.length > 0 || !isObject(said['view'])) return trouble(faults.join('; '));
      showAnew(site, view, said['view'], now());
      return afterPress(reply, view);
    }
    case 'errors': {
      const errors = errorsIn(at(said, 'errors'), slackDialog(view));
      if (errors === undefined) return trouble('the errors name a block that asks for nothing');
      view.errors = errors;
      return {...plain, outcome: 'wrong', errors};
    }
    default:
      return trouble(`no response_action is called '${textAt(said, 'response_action')}'`);
  }
}

/** Errors stand by the ids of input blocks; Slack shows none that it has no place for. */
function errorsIn(value: unknown, {fields}: Dialog): Readonly<Record<string, string>> | undefined {
  const all = isObject(value) ? Object.entries(value) : [];
  const blocks = fields.map(one => one.name.slice(0, one.name.lastIndexOf('/')));
  const known = all.flatMap(([block, text]) =>
    blocks.includes(block) && typeof text === 'string' ? [[block, text] as const] : [],
  );
  return known.length > 0 && known.length === all.length ? Object.fromEntries(known) : undefined;
}

/** JSON in a text; undefined where it is none. */
export function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
