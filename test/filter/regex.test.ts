import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';

import fc from 'fast-check';
import {RE2JS} from 're2js';

import {matcherOf, wordsOf} from '../../functions/filter/regex.ts';

/** What plain RE2 says, a broken pattern included. */
function plain(pattern: string, text: string): boolean | 'broken' {
  try {
    return RE2JS.compile(pattern).test(text);
  } catch {
    return 'broken';
  }
}

function ours(pattern: string, text: string): boolean | 'broken' {
  try {
    return matcherOf(pattern)(text);
  } catch {
    return 'broken';
  }
}

describe('filter patterns', () => {
  it('mean what plain RE2 takes them for', () => {
    const pieces = fc.constantFrom(
      'a',
      'b',
      'ab',
      'A',
      ' ',
      '(',
      ')',
      '(?:',
      '|',
      '?',
      '*',
      '+',
      '.',
      '^',
      '$',
      '\\.',
      '\\(',
      '\\\\',
      '\\d',
      '\\b',
      '\\_',
      '\\a',
      '[',
      ']',
      '{',
      '}',
      '{2}',
      '(?i)',
      '\\Q',
      '-',
      '"',
      'é',
      '\ud83d',
      '🙂',
    );
    const pattern = fc.array(pieces, {maxLength: 9}).map(all => all.join(''));
    const text = fc.string({
      unit: fc.constantFrom(
        'a',
        'b',
        'A',
        ' ',
        '.',
        '(',
        '\\',
        'é',
        '\ud83d',
        '\ude42',
        '🙂',
        '5',
        '_',
        '?',
      ),
      maxLength: 12,
    });
    fc.assert(
      fc.property(pattern, fc.array(text, {minLength: 4, maxLength: 4}), (asked, texts) => {
        for (const one of texts) assert.equal(ours(asked, one), plain(asked, one));
      }),
      {numRuns: 5_000},
    );
  });

  it('stand for their words, as plain RE2 finds them in texts built of those words', () => {
    const words = fc.constantFrom(
      'a',
      'ab',
      'b',
      '(a|b)',
      '(?:ab)?',
      'c?',
      '(a(b|c)?|d)',
      '\\.',
      '(|x)',
    );
    const pattern = fc.array(words, {minLength: 1, maxLength: 5}).map(all => all.join(''));
    fc.assert(
      fc.property(
        pattern,
        fc.string({unit: fc.constantFrom('a', 'b', 'c', 'd', 'x', '.'), maxLength: 12}),
        (asked, text) => {
          assert.equal(ours(asked, text), plain(asked, text));
          for (const word of wordsOf(asked) ?? [])
            assert.equal(plain(`^(?:${asked})$`, word), true);
        },
      ),
      {numRuns: 2_000},
    );
  });

  const read: readonly (readonly [string, readonly string[] | undefined])[] = [
    [
      'failed calling (admission )?webhook',
      ['failed calling admission webhook', 'failed calling webhook'],
    ],
    [
      '(sidecar-injector|validation)\\.istio\\.io',
      ['sidecar-injector.istio.io', 'validation.istio.io'],
    ],
    ['', ['']],
    ['a|', ['a', '']],
    ['x.y', undefined],
    ['x+', undefined],
    ['x??', undefined],
    ['(?i)x', undefined],
    ['\\d', undefined],
    ['🙂', undefined],
    ['(a', undefined],
    ['a)', undefined],
    ['(a|b)(a|b)(a|b)(a|b)', undefined],
    ['(a|b)(a|b)(a|b)(a|b)(a|b)', undefined],
    [`${'('.repeat(30)}a${')'.repeat(30)}`, undefined],
  ];
  for (const [pattern, words] of read) {
    it(`finds ${words === undefined ? 'no words' : `${words.length} words`} in ${pattern}`, () => {
      const found = wordsOf(pattern);
      if (pattern === '(a|b)(a|b)(a|b)(a|b)') assert.equal(found?.length, 16);
      else assert.deepEqual(found, words);
    });
  }

  it('load the engine only when one of them needs it', () => {
    const script = `
      import {createRequire} from 'node:module';
      import {parse} from './functions/filter/parse.ts';
      import {compile} from './functions/filter/compile.ts';
      const loaded = () => Object.keys(createRequire(import.meta.url).cache).some(name => name.includes('re2js'));
      const words = compile(parse('jsonPayload.message=~"failed calling (admission )?webhook"'));
      const matched = words({jsonPayload: {message: 'failed calling webhook'}});
      const before = loaded();
      parse('jsonPayload.message=~"a.*b"');
      console.log(JSON.stringify([matched, before, loaded()]));`;
    const answer = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
    });
    assert.deepEqual(JSON.parse(answer), [true, false, true]);
  });

  // A backtracking engine needs at least the square of the size for these, most of them far more.
  const hostile: readonly (readonly [string, (size: number) => string])[] = [
    ['(a+)+$', size => `${'a'.repeat(size)}b`],
    ['(.*a){20}', size => `${'a'.repeat(19)}${'b'.repeat(size)}`],
    ['(x+x+)+y', size => 'x'.repeat(size)],
    ['^(\\w+\\s?)+$', size => `${'ab '.repeat(size / 3)}!`],
    ['.*.*.*=.*', size => 'x'.repeat(size)],
    ['(a|aa)+$', size => `${'a'.repeat(size)}b`],
  ];
  for (const [pattern, text] of hostile) {
    it(`takes time in proportion to the text for ${pattern}`, () => {
      const matches = matcherOf(pattern);
      const size = 30_000;
      const took = (of: number): number => {
        const hay = text(of);
        const runs = [1, 2, 3].map(() => {
          const start = process.hrtime.bigint();
          assert.equal(matches(hay), false);
          return Number(process.hrtime.bigint() - start) / 1e6;
        });
        return Math.min(...runs);
      };
      const small = Math.max(took(size), 1);
      const large = took(4 * size);
      assert.ok(large < 40 * small, `${large} ms for four times what took ${small} ms`);
    });
  }

  it('give the same answer to a text whatever was asked before', () => {
    const words = fc.array(
      fc.constantFrom('', 'failed calling webhook', 'failed  calling', 'denied'),
    );
    fc.assert(
      fc.property(words, asked => {
        const matches = matcherOf('failed\\s+calling\\s+(admission\\s+)?webhook');
        for (const text of asked) assert.equal(matches(text), text === 'failed calling webhook');
      }),
    );
  });
});
