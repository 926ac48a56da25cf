import {isDeepStrictEqual} from 'node:util';
import {renderSlack, renderSlackNotes} from '../../../functions/adapters/chat/slack/render.ts';
import type {Incident} from '../../../functions/core/incident/incident.ts';
import {at, listAt} from '../../../functions/core/lib/json.ts';
import type {Message} from '../../../functions/core/ports/message.ts';
import {messageOf} from '../../../functions/engine/lib/message-of.ts';
import {actions} from '../../../functions/actions/index.ts';
import {TimeScale} from '../../../functions/core/lib/time-scale.ts';
import {runbooks} from '../../../functions/runbooks/index.ts';
import {speakAll} from '../../../functions/wiring/translations.ts';
import type {ChatMessage} from '../../../sandbox/chat.ts';
import type {Sandbox} from '../../../sandbox/sandbox.ts';
import {effects, roots, threadOf} from '../../support/world.ts';

/** The problem that a history is about. */
export interface Problem {
  readonly scenario: string;
  /** The audit log's name for the change that repairs it. */
  readonly change: string;
  /** Audit entries with that name that the scenario itself wrote. */
  readonly already: number;
  /** Root messages that there may be; 1 unless a repeat cannot be ruled out. */
  readonly roots?: number;
}

/** What is wrong with how a history ended; nothing when it ended as if nobody had been killed. */
export function complaintsAbout(
  incidents: readonly Incident[],
  sandbox: Sandbox,
  {scenario, change, already, roots: most = 1}: Problem,
): readonly string[] {
  const mine = incidents.filter(one => one.runbook === scenario);
  const others = incidents.filter(one => one.runbook !== scenario && one.state !== 'suppressed');
  const made = effects(sandbox, change) - already;
  const [incident] = mine;
  return [
    ...(mine.length === 1 ? [] : [`${mine.length} incidents`]),
    ...others.map(one => `an incident of ${one.runbook} is ${one.state}`),
    ...mine
      .filter(one => one.state !== 'resolved')
      .map(one => `it ended ${one.state}: ${JSON.stringify(one.reason)}`),
    ...(made === 1 ? [] : [`${made} effective changes`]),
    ...sandbox.chat().refused.map(one => `chat refused: ${one.error}`),
    ...(incident === undefined ? [] : chatComplaints(incident, sandbox, most)),
  ];
}

const speak = speakAll('en');

function chatComplaints(incident: Incident, sandbox: Sandbox, most: number): readonly string[] {
  const all = roots(sandbox, 'slack');
  const root = all.at(-1);
  if (root === undefined) return ['nobody was told'];
  const timing = new TimeScale();
  const message = messageOf({settings: {locale: 'en'}, runbooks, actions, timing}, incident);
  return [
    ...(all.length <= most ? [] : [`${all.length} root messages`]),
    ...(shows(root, message) ? [] : [`the message shows ${JSON.stringify(root.now.text)}`]),
    ...threadComplaints(sandbox, root, message),
  ];
}

/** Whether a message shows an incident as it stands. */
function shows({now}: ChatMessage, message: Message): boolean {
  const {text, blocks, attachments} = renderSlack(message, speak);
  return (
    now.text === text &&
    isDeepStrictEqual(now.body['blocks'], blocks) &&
    isDeepStrictEqual(now.body['attachments'], attachments)
  );
}

/** The replies together have to tell each note once, in its order. */
function threadComplaints(
  sandbox: Sandbox,
  root: ChatMessage,
  message: Message,
): readonly string[] {
  const replies = threadOf(sandbox, root).filter(one => one !== root);
  const told = replies.flatMap(one => listAt(one.now.body, 'blocks'));
  const blocksOf = (notes: Message['notes']) =>
    notes.flatMap(one => renderSlackNotes([one], message, speak).blocks);
  // The log entry stands at the end of the first reply, unless a poll was faster than the entry: then it came too late for it.
  const first = Number(at(replies[0]?.now.body, 'metadata', 'event_payload', 'notes') ?? 0);
  const begun = message.notes.slice(0, first);
  const isPolled = message.notes[0]?.text.code === 'reason.polled';
  const ways = (isPolled ? [true, false] : [true]).map(quoted => {
    const reply = renderSlackNotes(begun, message, speak, {first: quoted});
    return [...(first > 0 ? reply.blocks : []), ...blocksOf(message.notes.slice(first))];
  });
  if (ways.some(notes => isDeepStrictEqual(told, notes))) return [];
  const [notes] = ways;
  return [`the thread tells ${JSON.stringify(told)}, and not ${JSON.stringify(notes)}`];
}
