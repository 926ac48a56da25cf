import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import differences from '../../test/witness/differences.json' with {type: 'json'};
import {root} from '../root.ts';
import {between} from './markers.ts';

/** The page about the witnesses, a path from the root. */
export const witnessesPage = 'docs/witnesses.md';

const words: Readonly<Record<string, string>> = {
  absent: 'the sandbox leaves out',
  unseen: 'only the sandbox has',
  type: 'of another type',
};

/** The page with its list of what differs between recorded answers and the sandbox's. */
export async function withDifferences(): Promise<string> {
  const text = await readFile(join(root, witnessesPage), 'utf8');
  const rows = differences.map(({of, differs, paths, reason}) => {
    const fields = paths.map(path => `\`${path}\``).join(', ');
    return `- **${of}**, ${words[differs] ?? differs}: ${fields}. ${reason}`;
  });
  return between(witnessesPage, text, 'differences', rows.join('\n'));
}
