import {globSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {commandsOf} from '../support/pages.ts';
import {shownCommands, unfolded} from '../support/shown-commands.ts';

const root = new URL('../../', import.meta.url);

function read(path: string): string {
  return readFileSync(new URL(path, root), 'utf8');
}

/** The commands of a runbook page's section "By hand", in their order. */
export function byHand(runbook: string, heading = '## By hand'): readonly string[] {
  const page = read(`docs/runbooks/${runbook}${heading === '## By hand' ? '' : '.ko'}.md`);
  return commandsOf(page.slice(page.indexOf(heading)));
}

/** The runbooks that have a page. */
export function pages(): readonly string[] {
  const names = globSync('*.md', {cwd: fileURLToPath(new URL('docs/runbooks/', root))});
  return names
    .filter(one => !one.endsWith('.ko.md') && one !== 'README.md')
    .map(one => one.replace(/\.md$/, ''))
    .sort();
}

/** The commands of Google's troubleshooting page, as it shows them. */
export function pageCommands(): readonly string[] {
  const text = read('test/clients/troubleshooting-page.txt');
  return text
    .split('\n\n')
    .map(one => one.trim())
    .filter(one => one !== '' && !one.startsWith('# '));
}

/** A command in a message, and the recorded stories whose messages show it. */
export interface Told {
  /** In one line. */
  readonly command: string;
  /** As it is pasted: folded over lines where a message folds it. */
  readonly shown: string;
  readonly stories: readonly string[];
}

/**
 * The commands for the official clients that the messages of the scenarios show, as they were recorded on their
 * way to the chat (test/e2e/requests, which a test keeps true).
 */
export function toldCommands(): readonly Told[] {
  const folder = new URL('test/e2e/requests/', root);
  const told = new Map<string, {shown: string; readonly stories: Set<string>}>();
  for (const name of globSync('**/*.txt', {cwd: fileURLToPath(folder)}).sort()) {
    const sent = messagesIn(readFileSync(new URL(name, folder), 'utf8')).flatMap(shownCommands);
    for (const shown of sent.filter(isClients)) {
      const command = unfolded(shown);
      const known = told.get(command) ?? {shown, stories: new Set()};
      // What is folded is what people paste from the message itself.
      if (shown !== command) known.shown = shown;
      known.stories.add(name.replace(/\.txt$/, ''));
      told.set(command, known);
    }
  }
  return [...told].map(([command, {shown, stories}]) => ({
    ...{command, shown},
    stories: [...stories],
  }));
}

function isClients(command: string): boolean {
  return !command.startsWith('mesh-responder ');
}

/** The bodies of what a recorded scenario sent to a chat. */
function messagesIn(recorded: string): readonly unknown[] {
  const chats = /^POST (?:slack\.com|chat\.googleapis\.com)\/.*\n((?: {2}.*\n)+)/gm;
  return [...recorded.matchAll(chats)].map(([, body = '']): unknown => JSON.parse(body));
}

/** A command with the words in capitals that stand for something, or names in braces, filled in. */
export function filled(command: string, values: Readonly<Record<string, string>>): string {
  return Object.entries(values).reduce(
    (text, [name, value]) =>
      text
        .replaceAll(`[*${name}*]`, value)
        .replaceAll(`{${name}}`, value)
        .replace(
          new RegExp(`(?<![\\w.$])${name}(?![\\w:=])`, 'g'),
          /^[A-Z]/.test(name) ? value : name,
        ),
    command,
  );
}
