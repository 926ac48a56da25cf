import type {z} from 'zod';
import {isObject} from '../../core/lib/json.ts';
import {nearest} from '../../core/lib/nearest.ts';
import {type ConfigFault, pathText} from './config-error.ts';

/** Turns one issue of the schema into faults: where, what was found, what is allowed. */
export function explain(issue: z.core.$ZodIssue, document: unknown): readonly ConfigFault[] {
  const path = pathText(issue.path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(key => ({
      path: pathText([...issue.path, key]),
      problem: `unknown key; allowed: ${issue.message}${meant(key, issue.message.split(', '))}`,
    }));
  }
  const value = valueAt(document, issue.path);
  // A secret may have landed anywhere below these.
  const found = secretive.includes(String(issue.path[0])) ? outline(value) : full(value);
  // A message of our own says all; a rule's says what is allowed.
  const allowed = issue.code === 'custom' ? issue.message : `allowed: ${issue.message}`;
  const values = issue.code === 'invalid_value' ? issue.values.map(String) : [];
  const hint = typeof value === 'string' ? meant(value, values) : '';
  return [{path, problem: `${found}; ${allowed}${hint}`}];
}

const secretive = ['chat', 'routes', 'paging', 'webhooks', 'escalation'];

function meant(found: string, words: readonly string[]): string {
  const word = nearest(found, words);
  return word === undefined ? '' : `; did you mean ${word}?`;
}

function valueAt(document: unknown, path: readonly PropertyKey[]): unknown {
  let here = document;
  for (const step of path) {
    if (Array.isArray(here) && typeof step === 'number') here = here[step];
    else here = isObject(here) && typeof step === 'string' ? here[step] : undefined;
  }
  return here;
}

function full(value: unknown): string {
  if (typeof value !== 'string' || value === '') return outline(value);
  return `found ${JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value)}`;
}

function outline(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null || value === '') return 'found nothing';
  if (Array.isArray(value)) return value.length === 0 ? 'found an empty list' : 'found a list';
  if (typeof value === 'string') return 'found a text';
  if (typeof value === 'object') return 'found an object';
  return `found the ${typeof value} ${JSON.stringify(value)}`;
}
