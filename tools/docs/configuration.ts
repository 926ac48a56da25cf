import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {stringify} from 'yaml';
import {z} from 'zod';
import {configSchema} from '../../functions/adapters/config/schema.ts';
import {root} from '../root.ts';
import {formatted} from './format.ts';
import {between} from './markers.ts';
import {tableOf} from './table.ts';

/** The page about the configuration, a path from the root. */
export const configurationPage = 'docs/configuration.md';
/** The same for editors, as JSON Schema. */
export const schemaFile = 'docs/configuration.schema.json';

/** The part of JSON Schema that the configuration's schema is written in: it has no booleans for schemas. */
interface Node {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly errorMessage?: string;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
}

/** What a configuration file may hold, as JSON Schema (draft 7, which editors know best). */
export function configurationSchema(): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(configSchema, {
    io: 'input',
    target: 'draft-7',
    override({zodSchema, jsonSchema}) {
      // zod takes the examples of what it transforms for results; these are what people write.
      const examples = z.globalRegistry.get(zodSchema)?.['examples'];
      if (Array.isArray(examples)) jsonSchema.examples = examples;
    },
  });
}

/** The text of the file for editors. */
export function schemaText(): Promise<string> {
  return formatted(JSON.stringify(configurationSchema()), 'json');
}

/** The page with its keys written anew from the schema, between their markers. */
export async function withKeys(): Promise<string> {
  const text = await readFile(join(root, configurationPage), 'utf8');
  const keys = keysOf(configurationSchema() as Node).join('\n\n');
  return formatted(between(configurationPage, text, 'keys', keys), 'markdown');
}

function keysOf({properties = {}, required = []}: Node): readonly string[] {
  return Object.entries(properties).flatMap(([name, node]) => sectionOf(name, node, required));
}

function sectionOf(name: string, node: Node, required: readonly string[]): readonly string[] {
  const {description = '', examples = [], items} = node;
  const rows = rowsOf(name, node);
  const bounds = items === undefined && rows.length > 0 ? '' : ` ${kindOf(node)}.`;
  return [
    `### \`${name}\``,
    `${description}${bounds}${standing(name, node, required)}`,
    ...(rows.length === 0
      ? []
      : [tableOf([['key', 'type', 'default', 'allowed', 'means'], ...rows])]),
    ...examples.map(one => `\`\`\`yaml\n${stringify({[name]: one})}\`\`\``),
  ];
}

function standing(name: string, node: Node, required: readonly string[]): string {
  if (required.includes(name)) return ' Required.';
  return typeof node.default === 'string' ? ` Default: \`${node.default}\`.` : '';
}

/** A row for each key below one, however deep. */
function rowsOf(path: string, node: Node): readonly (readonly string[])[] {
  const {properties = {}, required = []} = node.items ?? node;
  const place = node.items === undefined ? path : `${path}[]`;
  return Object.entries(properties).flatMap(([name, inner]) => {
    const here = `${place}.${name}`;
    const missing = required.includes(name) ? 'required' : fallbackOf(inner);
    const row = [`\`${here}\``, typeOf(inner), missing, allowedIn(inner), inner.description ?? ''];
    return [row.map(cell), ...rowsOf(here, inner)];
  });
}

function fallbackOf({default: given}: Node): string {
  return typeof given === 'string' || typeof given === 'number' ? `\`${given}\`` : '';
}

/** Type and bounds in one sentence. */
function kindOf(node: Node): string {
  const allowed = allowedIn(node);
  return `Type: ${typeOf(node)}${allowed === '' ? '' : `; allowed: ${allowed}`}`;
}

function typeOf({type, anyOf = [], items}: Node): string {
  if (anyOf.some(one => one.properties !== undefined)) return 'secret';
  if (anyOf.length > 0) return anyOf.map(typeOf).join(' or ');
  if (type === 'array') return `list of ${items?.type === 'object' ? 'objects' : 'texts'}`;
  return type === 'string' ? 'text' : (type ?? '');
}

function allowedIn(node: Node): string {
  const {anyOf = [], items, minItems, minimum, maximum} = node;
  if (node.enum !== undefined) return node.enum.map(one => `\`${one}\``).join(', ');
  if (minimum !== undefined && maximum !== undefined) return `${minimum} to ${maximum}`;
  if (items !== undefined) {
    const least = minItems === undefined ? [] : [`at least ${minItems}`];
    return [...least, allowedIn(items)].filter(one => one !== '').join('; ');
  }
  const said = [node, ...anyOf].flatMap(one => one.errorMessage ?? []);
  return (said[0] ?? '').replace(/^allowed: /, '');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
