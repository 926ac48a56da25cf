import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {parse} from 'yaml';
import {z} from 'zod';
import {configSchema} from '../../../functions/adapters/config/schema.ts';
import {isObject} from '../../../functions/core/lib/json.ts';
import {
  configurationPage,
  configurationSchema,
  schemaFile,
  schemaText,
  withKeys,
} from '../../../tools/docs/configuration.ts';
import {root} from '../../../tools/root.ts';
import {pagesOfDocs} from '../../support/pages.ts';
import {completed, configurationsOf} from './shown-configurations.ts';

/** Every key of the schema with its description, however deep. */
function keysOf(node: unknown, path = ''): readonly (readonly [string, unknown])[] {
  if (!isObject(node)) return [];
  const {properties, items} = node;
  const inner = isObject(properties) ? Object.entries(properties) : [];
  const own = inner.flatMap(([name, one]) => {
    const here = `${path}.${name}`;
    return [[here, isObject(one) ? one['description'] : undefined] as const, ...keysOf(one, here)];
  });
  return [...own, ...keysOf(items, `${path}[]`)];
}

describe('the reference of the configuration', () => {
  it('shows the keys as the schema has them; else: npm run docs', async () => {
    assert.equal(await readFile(join(root, configurationPage), 'utf8'), await withKeys());
  });

  it('is the same for editors; else: npm run docs', async () => {
    assert.equal(await readFile(join(root, schemaFile), 'utf8'), await schemaText());
  });

  it('says of each key what it means, and shows each first key', async () => {
    const keys = keysOf(configurationSchema());
    assert.ok(keys.length > 35, `${keys.length}`);
    for (const [key, description] of keys) assert.match(String(description), /^[A-Z`].*\.$/, key);
    const page = await withKeys();
    for (const name of Object.keys(configSchema.shape))
      assert.match(page, new RegExp(`^${name}:`, 'm'), `an example of ${name}`);
  });
});

describe('docs/configuration.schema.json', () => {
  const editors = z.fromJSONSchema(configurationSchema());
  const takes = (document: unknown): readonly boolean[] =>
    [editors, configSchema].map(one => one.safeParse(document).success);

  it('takes every configuration that the pages show', () => {
    const all = pagesOfDocs().flatMap(page =>
      configurationsOf(page).map((text): unknown => parse(completed(page, text))),
    );
    assert.ok(all.length > 10);
    for (const one of all) assert.deepEqual(takes(one), [true, true], JSON.stringify(one));
  });

  const projects = [{id: 'shop-prod', number: 1}];
  const secrets = ['xoxb-1', {env: 'TOKEN'}, {file: 'token.txt'}];
  it('takes numbers, secrets and defaults as people write them', () => {
    const slack = secrets.map(botToken => ({projects, chat: {slack: {botToken, channel: 'C1'}}}));
    const more = [{budgets: {}}, {budgets: {repairsPerHour: 100}}, {heartbeat: {}}, {store: {}}];
    for (const one of [{projects}, ...slack, ...more.map(some => ({projects, ...some}))])
      assert.deepEqual(takes(one), [true, true], JSON.stringify(one));
  });

  const wrong = [
    {},
    {projects: []},
    {projects: [{id: 'shop-prod'}]},
    {projects: [{id: 'Shop', number: 1}]},
    {projects: [{id: 'shop-prod', number: 0}]},
    {projects: [{id: 'shop-prod', number: '01'}]},
    {projects: [{id: 'shop-prod', number: 1, clusters: []}]},
    {projects, mode: 'sometimes'},
    {projects, mod: 'auto'},
    {projects, rules: [{project: 'shop-prod'}]},
    {projects, budgets: {repairsPerHour: 0}},
    {projects, budgets: {repairsPerHour: 101}},
    {projects, budgets: {messagesPerMinute: 1.5}},
    {projects, chat: {googleChat: {space: 'AAAA'}}},
    {projects, chat: {slack: {botToken: {env: 'A', file: 'b'}}}},
    {projects, messages: {docsUrl: 'http://docs.example.com'}},
    {projects, store: {firestore: {}}},
    {projects, store: {firestore: {project: 'shop-ops', database: 'x'}}},
    {projects, workTopic: 'work'},
    {projects, deadLetters: 'dead'},
    {projects, heartbeat: {minutes: 61}},
  ];
  for (const one of wrong) {
    it(`refuses ${JSON.stringify(one)}, as config check does`, () => {
      assert.deepEqual(takes(one), [false, false]);
    });
  }
});
