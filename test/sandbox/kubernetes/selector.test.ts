import assert from 'node:assert/strict';
import fc from 'fast-check';
import {parseSelector} from '../../../sandbox/kubernetes/selector.ts';

const labels = {app: 'web', 'istio.io/rev': 'asm-managed', empty: ''};

describe('sandbox label selectors', () => {
  const cases: readonly (readonly [string, boolean])[] = [
    ['', true],
    ['app', true],
    ['!app', false],
    ['tier', false],
    ['!tier', true],
    ['app=web', true],
    ['app==web', true],
    ['app!=web', false],
    ['tier!=web', true],
    ['empty=', true],
    ['app=web,istio.io/rev=asm-managed', true],
    ['app=web,istio.io/rev=default', false],
    ['app in (web, api)', true],
    ['app notin (web,api)', false],
    ['tier notin (web)', true],
    ['app in (api),app', false],
  ];
  for (const [text, selects] of cases) {
    it(`${text || 'nothing'} selects ${selects}`, () => {
      assert.equal(parseSelector(text)?.(labels), selects);
    });
  }

  for (const text of ['app===web', 'app in web', ',', 'a b', 'app in (web', 'app=we b']) {
    it(`'${text}' is none`, () => {
      assert.equal(parseSelector(text), undefined);
    });
  }

  it('selects a pair exactly where it is', () => {
    const word = fc.stringMatching(/^[a-z][a-z0-9.-]{0,8}$/);
    fc.assert(
      fc.property(word, word, fc.dictionary(word, word), (key, value, all) => {
        const here = Object.hasOwn(all, key) && all[key] === value;
        assert.equal(parseSelector(`${key}=${value}`)?.(all), here);
        assert.equal(parseSelector(`${key}!=${value}`)?.(all), !here);
      }),
    );
  });
});
