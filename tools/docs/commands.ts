import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {Readable} from 'node:stream';
import {main} from '../../functions/cli/shell/main.ts';
import {root} from '../root.ts';
import {formatted} from './format.ts';
import {between} from './markers.ts';
import {tableOf} from './table.ts';

/** The page about the command, a path from the root. */
export const commandsPage = 'docs/commands.md';

/** A subcommand as the command itself lists it. */
export interface Listed {
  readonly name: string;
  readonly summary: string;
}

/** The page with the commands written anew from their own help, between their markers. */
export async function withCommands(): Promise<string> {
  const text = await readFile(join(root, commandsPage), 'utf8');
  const all = await listed();
  const rows = all.map(({name, summary}) => [`[\`${name}\`](#${name})`, summary]);
  const sections = all.map(async ({name}) => {
    const help = await printed(name, '--help');
    return `### ${name}\n\n\`\`\`text\n${help.trimEnd()}\n\`\`\``;
  });
  const content = [tableOf([['command', 'does'], ...rows]), ...(await Promise.all(sections))];
  const made = between(commandsPage, text, 'commands', content.join('\n\n'));
  return formatted(made, 'markdown');
}

/** Every subcommand, as `mesh-responder --help` lists them. */
export async function listed(): Promise<readonly Listed[]> {
  const overview = await printed('--help');
  return Array.from(
    overview.matchAll(/^ {2}([a-z][a-z-]*) {2,}(\S.*)$/gm),
    ([, name, summary]) => ({
      name: name ?? '',
      summary: summary ?? '',
    }),
  );
}

/** What a command line prints. @throws Error where it fails: help never does. */
async function printed(...args: readonly string[]): Promise<string> {
  let text = '';
  const exit = await main(
    args,
    {
      stdin: Readable.from([]),
      out: more => (text += more),
      err: more => (text += more),
      width: 100,
      colour: false,
      stopped: () => Promise.resolve(),
    },
    {},
  );
  if (exit === 0) return text;
  throw new Error(`mesh-responder ${args.join(' ')} ends with ${exit}: ${text}`);
}
