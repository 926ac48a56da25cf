import assert from 'node:assert/strict';
import fc from 'fast-check';
import {languages, lists, parsePage} from '../../../tools/docs/page.ts';
import {isObject} from '../../../functions/core/lib/json.ts';

const side = {
  about: ['The gate is shut.'],
  signs: ['Nobody comes in.', 'Nobody goes out.'],
  checks: ['Is the gate shut?'],
  does: [],
  asks: ['Somebody with a key.'],
  never: ['The gate is not broken open.'],
};
const good = {
  en: side,
  ko: {...side, title: '문이 닫힘'},
  byHand: [{en: 'Look', ko: '확인', run: 'kubectl get gates'}],
};

function faultsOf(page: unknown): readonly string[] {
  try {
    parsePage('page.json', typeof page === 'string' ? page : JSON.stringify(page));
    return [];
  } catch (error) {
    assert.ok(error instanceof Error);
    return error.message.split('\n');
  }
}

/** The same page with one field replaced; undefined takes it away. */
function changed(path: readonly string[], value: unknown): unknown {
  const copy: unknown = structuredClone(good);
  const last = path.at(-1) ?? '';
  let place: unknown = copy;
  for (const name of path.slice(0, -1)) place = isObject(place) ? place[name] : undefined;
  assert.ok(isObject(place));
  Object.assign(place, {[last]: value});
  return copy;
}

describe('page.json', () => {
  it('is read as it stands', () => {
    assert.deepEqual(parsePage('page.json', JSON.stringify(good)), good);
  });

  for (const language of languages) {
    for (const list of lists) {
      it(`needs ${language}.${list}, as a list of sentences of one line`, () => {
        for (const value of [undefined, 'one', [7], [''], [' no'], ['two\nlines'], {0: 'one'}]) {
          const faults = faultsOf(changed([language, list], value));
          assert.ok(faults.length > 0, JSON.stringify(value));
          for (const one of faults) {
            assert.match(one, new RegExp(`^page\\.json: (${language}|ko)\\.${list}(\\.0)?: `));
          }
        }
      });
    }
  }

  it('has as many sentences in both languages', () => {
    assert.deepEqual(faultsOf(changed(['ko', 'signs'], ['아무도 들어오지 않음'])), [
      'page.json: ko.signs: has 1 sentences where en.signs has 2',
    ]);
  });

  it('needs a Korean title, and takes English from runbook.json', () => {
    assert.match(faultsOf(changed(['ko', 'title'], undefined)).join(), /^page\.json: ko\.title: /);
    assert.deepEqual(faultsOf(changed(['en', 'title'], 'A gate')), []);
  });

  it('has signs, and a command with its reason in both languages', () => {
    const none = {...good, en: {...side, signs: []}, ko: {...good.ko, signs: []}};
    assert.match(faultsOf(none).join(), /en\.signs: needs at least one sentence/);
    const step = {en: 'Look', ko: '확인', run: 'kubectl get gates'};
    for (const [name, value] of [
      ['ko', undefined],
      ['run', ''],
      ['run', 'ls\n```\n# out'],
    ] as const) {
      const faults = faultsOf(changed(['byHand'], [{...step, [name]: value}]));
      assert.match(faults.join(), new RegExp(`^page\\.json: byHand\\.0\\.${name}: `));
    }
  });

  it('has no field that nobody reads', () => {
    for (const path of [['de'], ['en', 'sings'], ['ko', 'sings']]) {
      assert.match(faultsOf(changed(path, [])).join(), new RegExp(path.at(-1) ?? ''));
    }
  });

  it('is told by its file, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), text => {
        const faults = faultsOf(text);
        assert.ok(faults.length > 0);
        assert.ok(faults.join('\n').startsWith('page.json: '));
      }),
    );
  });
});
