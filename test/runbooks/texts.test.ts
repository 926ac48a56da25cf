import assert from 'node:assert/strict';
import {globSync, readFileSync} from 'node:fs';
import {actions} from '../../functions/actions/index.ts';
import {placeholders} from '../../functions/adapters/chat/text/translate.ts';
import {allTexts} from '../../functions/wiring/translations.ts';
import {conditionRows} from '../../functions/runbooks/provisioning-stalled/conditions.ts';
import {stalledReasons} from '../../functions/runbooks/provisioning-stalled/reasons.ts';
import {stateRows} from '../../functions/runbooks/provisioning-stalled/states.ts';
import {runbooks} from '../../functions/runbooks/index.ts';

const root = new URL('../../', import.meta.url).pathname;
const sources = globSync('functions/**/*.ts', {cwd: root}).map(one =>
  readFileSync(`${root}${one}`, 'utf8'),
);
const texts = allTexts();
const en = Object.fromEntries(texts.flatMap(one => Object.entries(one.en)));
const ko = Object.fromEntries(texts.flatMap(one => Object.entries(one.ko)));

const verbs = ['action', 'did', 'already', 'would', 'failed', 'unsure'];
const ids = runbooks.map(one => one.manifest.id);
/** Codes that are put together when the program runs. */
const composed = [
  // Where a plan may have steps of several kinds, there is a time when the first one is done.
  ...runbooks
    .filter(({manifest}) => manifest.actions.length > 1)
    .map(({manifest}) => `headline.${manifest.id}.rest`),
  ...[...ids, 'stale-backlog'].flatMap(id => [`headline.${id}`, `headline.${id}.over`]),
  ...actions.flatMap(({manifest}) => verbs.map(verb => `${verb}.${manifest.id}`)),
  ...stalledReasons.flatMap(({id, parameters}) => [
    ...[`stalled.${id}`, `advice.stalled.${id}`],
    ...(parameters.length === 0 ? [] : [`detail.${id}`]),
  ]),
  ...stateRows.flatMap(({id, standing}) => [
    `plane.${id}`,
    ...(['fine', 'runbook'].includes(standing.kind) ? [] : [`advice.plane.${id}`]),
  ]),
  ...conditionRows.flatMap(({id, handling}) => [
    `condition.${id}`,
    ...(handling.kind === 'calm' ? [] : [`advice.condition.${id}`]),
  ]),
  ...['broken', 'working', 'approval', 'fixed', 'quiet', 'stopped'].map(tone => `tone.${tone}`),
  ...['links', 'notes'].map(what => `more.${what}`),
];

/** Every quoted word in the sources that begins like a code of the texts. */
function written(): ReadonlySet<string> {
  const first = [...new Set(Object.keys(en).map(code => code.split('.')[0]))].join('|');
  const code = new RegExp(`'((?:${first})\\.[a-z][\\w.-]*)'`, 'g');
  const words = sources.flatMap(text => Array.from(text.matchAll(code), match => match[1] ?? ''));
  return new Set(words.filter(word => !word.endsWith('.json')));
}

describe('the texts', () => {
  it('exist in both languages with the same parameters', () => {
    for (const one of texts) {
      assert.deepEqual(Object.keys(one.ko).sort(), Object.keys(one.en).sort());
      for (const [code, text] of Object.entries(one.en)) {
        assert.deepEqual(placeholders(one.ko[code] ?? ''), placeholders(text), code);
        assert.notEqual(text.trim(), '', code);
      }
    }
  });

  it('are told apart: no code is written twice', () => {
    const all = texts.flatMap(one => Object.keys(one.en));
    const twice = all.filter((code, at) => all.indexOf(code) !== at);
    assert.deepEqual(twice, []);
  });

  it('have a text for every code in the sources', () => {
    const codes = written();
    assert.ok(codes.size > 80, `only ${codes.size} codes found`);
    for (const code of codes) {
      assert.ok(Object.hasOwn(en, code), `${code} has no English text`);
      assert.ok(Object.hasOwn(ko, code), `${code} has no Korean text`);
    }
  });

  it('have a text for every code that is put together', () => {
    for (const code of composed)
      assert.ok(Object.hasOwn(en, code) && Object.hasOwn(ko, code), code);
  });

  it('are all used', () => {
    const quoted = new Set(sources.flatMap(text => text.match(/'[a-z][\w.-]*'/g) ?? []));
    const unused = Object.keys(en).filter(
      code => !quoted.has(`'${code}'`) && !composed.includes(code),
    );
    assert.deepEqual(unused, []);
  });
});
