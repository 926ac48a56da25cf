import {globSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

const root = new URL('../../', import.meta.url);

function read(path: string): string {
  return readFileSync(new URL(path, root), 'utf8');
}

/** The commands of a runbook page's section "By hand", in their order. */
export function byHand(runbook: string, heading = '## By hand'): readonly string[] {
  const page = read(`docs/runbooks/${runbook}${heading === '## By hand' ? '' : '.ko'}.md`);
  const section = page.slice(page.indexOf(heading));
  return [...section.matchAll(/^ *```sh\n([\s\S]*?)^ *```$/gm)].flatMap(([, block = '']) =>
    // A line that ends in a backslash goes on.
    block
      .replace(/^ {3}/gm, '')
      .trim()
      .split(/(?<!\\)\n/),
  );
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

/** A command in a message, and the scenarios whose messages show it. */
export interface Told {
  readonly command: string;
  readonly scenarios: readonly string[];
}

/**
 * The commands that the messages of the scenarios show, as they were recorded on their way to the chat
 * (test/e2e/requests, which a test keeps true).
 */
export function toldCommands(): readonly Told[] {
  const folder = new URL('test/e2e/requests/', root);
  const told = new Map<string, Set<string>>();
  for (const name of globSync('**/*.txt', {cwd: fileURLToPath(folder)}).sort()) {
    const scenario = name.replace(/\.txt$/, '');
    const lines = readFileSync(new URL(name, folder), 'utf8').matchAll(/^ *"text": (".*"),?$/gm);
    for (const [, line = '""'] of lines) {
      const text: unknown = JSON.parse(line);
      for (const command of typeof text === 'string' ? commandsIn(unescaped(text)) : [])
        told.set(command, (told.get(command) ?? new Set()).add(scenario));
    }
  }
  return [...told].map(([command, scenarios]) => ({command, scenarios: [...scenarios]}));
}

/** What a reader sees of the entities of Slack and Google Chat. */
function unescaped(text: string): string {
  const entities = {'&lt;': '<', '&gt;': '>', '&#39;': "'", '&quot;': '"', '&amp;': '&'};
  return Object.entries(entities).reduce((all, [from, to]) => all.replaceAll(from, to), text);
}

/**
 * The commands that a text shows: from their first word to the end of the line or of the clause. A word
 * that ends in a stop, outside of quotes, ends one; so do "and" and what is cut off.
 */
export function commandsIn(text: string): readonly string[] {
  return text.split('\n').flatMap(line =>
    [...line.matchAll(/(?<![\w"'/-])(?:gcloud|kubectl) (?=[a-z])/g)].flatMap(({index}) => {
      const command = clauseOf(line.slice(index));
      // A product's name in a sentence is no command, and neither is one that was cut off.
      return command.slice(command.indexOf(' ') + 1).includes(' ') && !command.endsWith('…')
        ? [command]
        : [];
    }),
  );
}

function clauseOf(text: string): string {
  const words: string[] = [];
  for (const [word] of text.matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g)) {
    if (word === 'and' || word === '·' || word === '및') break;
    const bare = word.replace(/[;,.)]+$/, '');
    words.push(bare);
    if (bare !== word) break;
  }
  return words.join(' ');
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
