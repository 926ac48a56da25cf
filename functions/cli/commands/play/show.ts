import {threads, chatText} from '../../../../sandbox/chat-text.ts';
import type {ChatMessage} from '../../../../sandbox/chat.ts';
import type {Sandbox} from '../../../../sandbox/sandbox.ts';
import {wrap} from '../../../adapters/chat/terminal/wrap.ts';
import type {Incident} from '../../../core/incident/incident.ts';
import type {Phrase} from '../../../core/texts/phrase.ts';
import {reasonSentence} from '../../../core/announcement/sentences.ts';
import {targetText} from '../../../core/detection/target.ts';
import type {TimeScale} from '../../../core/lib/time-scale.ts';

/** How the play is shown on the terminal. */
export interface Telling {
  readonly speak: (phrase: Phrase) => string;
  readonly width: number;
  readonly timing: TimeScale;
  /** When the play began, epoch ms. */
  readonly began: number;
}

/** An incident's history: how long after the start, which state, why. */
export function showTimeline(incident: Incident, telling: Telling): readonly string[] {
  const {
    id,
    runbook,
    target,
    intake: {entries, symptoms},
  } = incident;
  const signs = symptoms.reduce((sum, one) => sum + one.count, entries.count);
  const logs =
    signs === 0 ? 'no log entry' : signs === 1 ? '1 log entry' : `at least ${signs} log entries`;
  const lines = incident.timeline.map(({at, state, reason}) => {
    const time = clockText(telling.timing.asLived(at - telling.began));
    return `  ${time}  ${state.padEnd(10)}  ${telling.speak(reasonSentence(reason))}`;
  });
  return [`${id} · ${runbook} · ${targetText(target)} · ${logs}`, ...lines];
}

/**
 * The chat as people see it: in Slack, each root message, what it said before, and its thread; in
 * Google Chat, which says the same, the first line of each message of the thread.
 */
export function showChat(sandbox: Sandbox, telling: Telling): readonly string[] {
  const all = threads(sandbox.chat().messages);
  return all.flatMap(({root, replies}) => {
    const head = ['', `${place(root)} · ${editsText(root)} · ${replies.length} in its thread`];
    if (root.service === 'google-chat') {
      return [...head, ...[root, ...replies].map(one => `  │ ${chatText(one.now)[0] ?? ''}`)];
    }
    return [...head, ...showThread(root, replies, telling)];
  });
}

function showThread(
  root: ChatMessage,
  replies: readonly ChatMessage[],
  {width}: Telling,
): readonly string[] {
  return [
    ...root.edits.map(shown => `  was: ${chatText(shown)[0] ?? ''}`),
    ...chatText(root.now).flatMap(line => boxed(line, width, '│ ')),
    ...replies.flatMap(reply =>
      chatText(reply.now).flatMap((line, at) => boxed(line, width, at === 0 ? '│  └ ' : '│    ')),
    ),
  ];
}

function place({service, place: where}: ChatMessage): string {
  switch (service) {
    case 'slack':
    case 'slack-webhook':
      return `Slack ${where}`;
    case 'google-chat':
      return `Google Chat ${where}`;
  }
}

function editsText({edits}: ChatMessage): string {
  if (edits.length === 0) return 'posted once';
  return `posted once, edited ${edits.length === 1 ? 'once' : `${edits.length} times`}`;
}

/** Minutes and seconds of real operation. */
function clockText(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  return `+${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

function boxed(line: string, width: number, mark: string): readonly string[] {
  return wrap(line, width - mark.length - 2).map((part, at) =>
    at === 0 ? `  ${mark}${part}` : `  ${mark.replace('└', ' ')}${part}`,
  );
}
