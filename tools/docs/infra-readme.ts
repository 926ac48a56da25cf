import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {root} from '../root.ts';
import {between} from './markers.ts';

/** The Terraform folders whose README.md has tables of inputs and outputs, as paths from the root. */
export const terraformFolders = ['infra', 'infra/modules/grants', 'infra/modules/queue'] as const;

/** One `variable` or `output` block. */
interface Block {
  readonly name: string;
  readonly description: string;
  readonly type: string;
  /** Absent: it must be given. */
  readonly fallback?: string;
}

/**
 * A folder's README with its tables made from variables.tf and outputs.tf, between the markers.
 * @throws Error when the README has no markers.
 */
export async function readmeOf(folder: string): Promise<string> {
  const file = `${folder}/README.md`;
  const read = (name: string): Promise<string> => readFile(join(root, folder, name), 'utf8');
  const [text, variables, outputs] = await Promise.all([
    read('README.md'),
    read('variables.tf'),
    read('outputs.tf'),
  ]);
  const withInputs = between(file, text, 'inputs', inputs(blocksOf(variables, 'variable')));
  return between(file, withInputs, 'outputs', results(blocksOf(outputs, 'output')));
}

function blocksOf(text: string, kind: string): readonly Block[] {
  const blocks = text.split(new RegExp(`^${kind} "`, 'm')).slice(1);
  return blocks.map(block => {
    const fallback = argument(block, 'default');
    return {
      name: block.slice(0, block.indexOf('"')),
      description: String(JSON.parse(argument(block, 'description') ?? '""')),
      type: (argument(block, 'type') ?? '').split('(')[0] ?? '',
      ...(fallback === undefined ? {} : {fallback}),
    };
  });
}

/** The first line of an argument at the top of a block. */
function argument(block: string, name: string): string | undefined {
  return new RegExp(`^ {2}${name} += (.+)$`, 'm').exec(block)?.[1];
}

function inputs(blocks: readonly Block[]): string {
  const rows = [...blocks]
    .sort((a, b) => Number(a.fallback !== undefined) - Number(b.fallback !== undefined))
    .map(({name, description, type, fallback}) => [
      `\`${name}\``,
      cell(description),
      type,
      fallback === undefined ? 'required' : `\`${fallback}\``,
    ]);
  return table(['name', 'what', 'type', 'default'], rows);
}

function results(blocks: readonly Block[]): string {
  return table(
    ['name', 'what'],
    blocks.map(({name, description}) => [`\`${name}\``, cell(description)]),
  );
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

/** A table as the formatter writes it: columns as wide as their widest cell. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map(row => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((one, column) => one.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = line(widths.map(width => '-'.repeat(width)));
  return [line(head), rule, ...rows.map(line)].join('\n');
}
