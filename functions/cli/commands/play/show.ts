import {threads, chatText} from '../../../../sandbox/chat-text.ts';
import type {ChatMessage} from '../../../../sandbox/chat.ts';
import type {Sandbox} from '../../../../sandbox/sandbox.ts';
import {cutLine, wrap} from '../../../adapters/chat/terminal/wrap.ts';
import type {Incident} from '../../../core/incident/incident.ts';
import {targetText} from '../../../core/detection/target.ts';
import type {Telling} from '../../shared/live-steps.ts';

/** What an incident is about, and how many log entries tell of it. */
export function incidentHead({id, runbook, target, intake}: Incident): string {
  const {entries, symptoms} = intake;
  const signs = symptoms.reduce((sum, one) => sum + one.count, entries.count);
  const logs =
    signs === 0 ? 'no log entry' : signs === 1 ? '1 log entry' : `at least ${signs} log entries`;
  return `${id} · ${runbook} · ${targetText(target)} · ${logs}`;
}

/**
 * The chat as people see it: in Slack, each root message, what it said before, and its thread; in
 * Google Chat, which cannot edit, the first line of each message of the thread and the whole last one.
 */
export function showChat(sandbox: Sandbox, telling: Telling): readonly string[] {
  const all = threads(sandbox.chat().messages);
  return all.flatMap(({root, replies}) => {
    const head = ['', `${place(root)} · ${editsText(root)} · ${replies.length} in its thread`];
    if (root.service === 'google-chat') {
      const messages = [root, ...replies];
      const last = messages.pop() ?? root;
      return [
        ...head,
        ...messages.map(one => cutLine(`  │ ${chatText(one.now)[0] ?? ''}`, telling.width)),
        ...chatText(last.now).flatMap(line => boxed(line, telling.width, '│ ')),
      ];
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

function boxed(line: string, width: number, mark: string): readonly string[] {
  return wrap(line, width - mark.length - 2).map((part, at) =>
    at === 0 ? `  ${mark}${part}` : `  ${mark.replace('└', ' ')}${part}`,
  );
}
