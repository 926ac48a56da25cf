import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {Readable} from 'node:stream';
import {main} from '../../functions/cli/shell/main.ts';
import {root} from '../root.ts';
import {formatted} from './format.ts';
import {between} from './markers.ts';
import {type Language} from './page.ts';
import {tableOf} from './table.ts';

/** The page about the command in each language, a path from the root. */
export const commandsPages: Readonly<Record<Language, string>> = {
  en: 'docs/commands.md',
  ko: 'docs/commands.ko.md',
};

const heads: Readonly<Record<Language, readonly string[]>> = {
  en: ['command', 'does'],
  ko: ['명령어', '하는 일'],
};

/** A subcommand as the command itself lists it. */
export interface Listed {
  readonly name: string;
  readonly summary: string;
}

/** The page with the commands written anew from their own help, between their markers. */
export async function withCommands(language: Language): Promise<string> {
  const page = commandsPages[language];
  const text = await readFile(join(root, page), 'utf8');
  const all = await listed(language);
  const rows = all.map(({name, summary}) => [`[\`${name}\`](#${name})`, summary]);
  const sections = all.map(async ({name}) => {
    const help = await printed(language, name, '--help');
    return `### ${name}\n\n\`\`\`text\n${help.trimEnd()}\n\`\`\``;
  });
  const content = [tableOf([heads[language], ...rows]), ...(await Promise.all(sections))];
  const made = between(page, text, 'commands', content.join('\n\n'));
  return formatted(made, 'markdown');
}

/** Every subcommand, as `mesh-responder --help` lists them. */
export async function listed(language: Language): Promise<readonly Listed[]> {
  const overview = await printed(language, '--help');
  return Array.from(
    overview.matchAll(/^ {2}([a-z][a-z-]*) {2,}(\S.*)$/gm),
    ([, name, summary]) => ({
      name: name ?? '',
      summary: summary ?? '',
    }),
  );
}

/** What a command line prints. @throws Error where it fails: help never does. */
async function printed(language: Language, ...args: readonly string[]): Promise<string> {
  let text = '';
  const exit = await main(
    [...args, '--locale', language],
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
