import {verbs as buttons} from '../../functions/core/incident/verb.ts';
import assert from 'node:assert/strict';
import {globSync, readFileSync} from 'node:fs';
import {actions} from '../../functions/actions/index.ts';
import {placeholders} from '../../functions/core/texts/placeholders.ts';
import {texts as diagnoseTexts} from '../../functions/cli/commands/diagnose/texts.ts';
import {texts as doctorTexts} from '../../functions/cli/commands/doctor/texts.ts';
import type {Sentence, Texts} from '../../functions/core/texts/define-texts.ts';
import {headlinesOf, textFaults} from '../../functions/core/contract/runbook-faults.ts';
import {runbooks} from '../../functions/runbooks/index.ts';
import {conditionRows} from '../../functions/runbooks/provisioning-stalled/conditions.ts';
import {stalledReasons} from '../../functions/runbooks/provisioning-stalled/reasons.ts';
import {stateRows} from '../../functions/runbooks/provisioning-stalled/states.ts';
import {allTexts} from '../../functions/wiring/translations.ts';
import {assertNone} from './faults.ts';

const root = new URL('../../', import.meta.url).pathname;
const sources = globSync('functions/**/*.ts', {cwd: root})
  .filter(one => !one.endsWith('/texts.ts'))
  .map(one => readFileSync(`${root}${one}`, 'utf8'));
const sets: readonly Texts[] = [...allTexts(), diagnoseTexts];
const sentences: ReadonlyMap<string, Sentence> = new Map(sets.flatMap(one => Object.entries(one)));

const verbs = ['action', 'did', 'already', 'would', 'failed', 'unsure', 'step', 'risk'];
/** The codes that a runbook's folder has to have, because core makes them of its id. */
const headlines = runbooks.map(({manifest: {id}, texts}) => ({
  file: `functions/runbooks/${id}/texts.ts`,
  texts,
  codes: headlinesOf(id),
}));
/** The same of an action's. */
const deeds = actions.map(({manifest: {id}, texts}) => ({
  file: `functions/actions/${id}/texts.ts`,
  texts,
  codes: verbs.map(verb => `${verb}.${id}`),
}));
const composed = [
  ...[...headlines, ...deeds].flatMap(one => one.codes),
  ...['headline.stale-backlog', 'headline.stale-backlog.over'],
  ...stalledReasons.flatMap(({id, parameters}) => [
    ...[`stalled.${id}`, `advice.stalled.${id}`],
    ...(parameters.length === 0 ? [] : [`detail.${id}`]),
  ]),
  ...[
    ...stateRows.map(({standing}) => ['plane', standing] as const),
    ...conditionRows.map(({handling}) => ['condition', handling] as const),
  ].flatMap(([what, told]) =>
    'id' in told
      ? [`${what}.${told.id}`, `advice.${told.advice}`, ...(told.risk ? [`risk.${told.risk}`] : [])]
      : [],
  ),
  ...stalledReasons.flatMap(({risk}) => (risk === undefined ? [] : [`risk.${risk}`])),
  ...[
    'proof.control-said',
    'proof.data-said',
    'cause.mutating-webhook',
    'cause.validating-webhook',
  ],
  ...buttons.map(one => `button.${one}`),
  ...[
    'checking',
    'repairing',
    'verifying',
    'fixed',
    'approval',
    'action',
    'silenced',
    'unsilenced',
  ].map(one => `tone.${one}`),
  ...['because', 'changed', 'over'].map(one => `headline.${one}`),
  ...['undone', 'unchanged', 'quiet'].map(one => `tone.${one}`),
  ...['links', 'notes'].map(what => `more.${what}`),
  ...['broken', 'person', 'waiting', 'symptom', 'healthy', 'unseen'].map(
    kind => `diagnose.count.${kind}`,
  ),
];

/** What stands behind each brace of a text that does not open JSON in a command. */
function slots(text: string): readonly string[] {
  return Array.from(text.matchAll(/\{(?!")([^{}]*)\}?/g), match => match[0]);
}

const forms = [
  ...['number', 'time', 'duration', 'plural:[^{}|]*\\|[^{}|]*'],
  // A Korean particle that follows the final sound.
  ...['이/가', '을/를', '은/는', '으로/로', '이라고/라고', '과/와'],
];
const slot = new RegExp(`^\\{[A-Za-z][\\w-]*(:(${forms.join('|')}))?\\}$`);

// That a code exists, has both languages and gets its parameters is checked by `npm run typecheck`.
describe('the texts', () => {
  it('ask for the same parameters in both languages, and say something', () => {
    for (const one of [...sets, doctorTexts]) {
      for (const [code, {en, ko}] of Object.entries<Sentence>(one)) {
        assert.deepEqual(placeholders(ko), placeholders(en), code);
        assert.ok(en.trim() !== '' && ko.trim() !== '', code);
      }
    }
  });

  it('hold no placeholder that a speaker would leave as it is', () => {
    const all = [...sets, doctorTexts].flatMap(one => Object.values<Sentence>(one));
    const found = all.flatMap(({en, ko, run = []}) => [en, ko, run].flat().flatMap(slots));
    assert.ok(found.length > 500, `only ${found.length} placeholders found`);
    assert.deepEqual(
      found.filter(one => !slot.test(one)),
      [],
    );
  });

  it('are told apart: no code is written twice', () => {
    const all = sets.flatMap(one => Object.keys(one));
    const twice = all.filter((code, at) => all.indexOf(code) !== at);
    assert.deepEqual(twice, []);
  });

  for (const {file, texts, codes} of [...headlines, ...deeds]) {
    it(`have in ${file} both languages, and what core makes of its id`, () => {
      assertNone(textFaults(file, texts, codes));
    });
  }

  it('have a text for every code that is put together', () => {
    for (const code of composed) assert.ok(sentences.has(code), code);
  });

  it('are all used', () => {
    const quoted = new Set(sources.flatMap(text => text.match(/'[a-z][\w.-]*'/g) ?? []));
    const unused = [...sentences.keys()].filter(
      code => !quoted.has(`'${code}'`) && !composed.includes(code),
    );
    assert.deepEqual(unused, []);
  });
});
