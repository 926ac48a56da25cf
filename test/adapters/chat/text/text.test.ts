import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  clampBytes,
  clampCodePoints,
  clampLines,
  codePoints,
  utf8Bytes,
} from '../../../../functions/adapters/chat/text/fit.ts';
import {
  defanged,
  escapeCard,
  escapeSlack,
  plainChat,
  oneLine,
  safeUrl,
  sanitise,
} from '../../../../functions/adapters/chat/text/sanitise.ts';
import {columns, wrap} from '../../../../functions/adapters/chat/terminal/wrap.ts';
import {hostile} from '../hostile.ts';

const notice = (n: number) => `… ${n} more`;

describe('sanitise', () => {
  it('drops controls, bidi overrides, zero-width characters and tags', () => {
    const parts = ['\u0000', '\u001b', '\u007f', '\u009b', '\u202e', '\u2066', '\u2069', '\u200b'];
    const more = ['\u200d', '\ufeff', '\u00ad', '\u2060', '\u{e0041}', '\u3164', '\u200f'];
    assert.equal(sanitise(`a${[...parts, ...more].join('')}b`), 'ab');
  });

  it('keeps lines and turns every line end into one', () => {
    assert.equal(sanitise('a\r\nb\rc\u2028d\te'), 'a\nb\nc\nd e');
    assert.equal(oneLine(' a\r\n\n b\t c '), 'a b c');
  });

  it('caps stacked marks and mends half characters', () => {
    assert.equal(sanitise(`z${'\u0301'.repeat(50)}!`), `z${'\u0301'.repeat(4)}!`);
    assert.equal(sanitise('a\ud83d'), 'a\ufffd');
  });

  it('keeps Korean, accents and emoji', () => {
    assert.equal(sanitise('복구됨 é 🔴 ✔️'), '복구됨 é 🔴 ✔️');
  });

  it('is stable', () => {
    fc.assert(fc.property(hostile, text => sanitise(sanitise(text)) === sanitise(text)));
  });
});

describe('escape', () => {
  it('escapes for Slack in the order that keeps entities whole', () => {
    assert.equal(escapeSlack('<!channel> & &lt;'), '&lt;!channel&gt; &amp; &amp;lt;');
  });

  it('escapes for cards, and makes addresses from outside inert', () => {
    assert.equal(escapeCard(`<b a="1">'&`), '&lt;b a=&quot;1&quot;&gt;&#39;&amp;');
    assert.equal(plainChat('<users/all>'), '‹users/all›');
    assert.equal(defanged('https://x and http://y'), 'https[:]//x and http[:]//y');
  });
});

describe('clamp', () => {
  it('leaves text at the limit and cuts above it', () => {
    assert.equal(clampCodePoints('12345678', 9, notice), '12345678');
    assert.equal(clampCodePoints('123456789', 9, notice), '123456789');
    assert.equal(clampCodePoints('1234567890', 9, notice), '1… 9 more');
    assert.equal(clampBytes('가나다', 9, notice), '가나다');
    assert.equal(utf8Bytes(clampBytes('가나다라', 11, notice)) <= 11, true);
  });

  it('cuts commands between lines, the notice on a line of its own', () => {
    const text = 'first\nsecond\nthird';
    assert.equal(clampLines(text, 18, notice), text);
    assert.equal(clampLines(text, 17, notice), 'first\n… 12 more');
    assert.equal(clampLines(text, 10, notice), 'f… 17 more');
    assert.equal(clampLines('가가\n나나\n다', 14, notice, utf8Bytes), '가… 6 more');
    assert.equal(clampLines('가가\n나나\n다다\n라라', 20, notice, utf8Bytes), '가가\n… 8 more');
  });

  it('counts what was left out in characters, an entity as one', () => {
    assert.equal(clampCodePoints('ab&amp;&amp;&amp;&amp;', 15, notice), 'ab&amp;… 3 more');
  });

  it('cuts the notice itself when not even that fits', () => {
    assert.equal(clampCodePoints('a'.repeat(50), 3, notice), '… 5');
  });

  it('never cuts inside a flag, an emoji, a marked letter or an entity', () => {
    const unit = fc.constantFrom('🇰🇷', '👍🏽', 'e\u0301', '&quot;', '&lt;', 'a', '가');
    fc.assert(
      fc.property(fc.array(unit, {maxLength: 40}), fc.integer({min: 12, max: 60}), (units, max) => {
        for (const clamp of [clampCodePoints, clampBytes]) {
          const cut = clamp(units.join(''), max, notice).replace(/… \d+ more$/, '');
          assert.ok(units.join('').startsWith(cut));
          const at = units.findIndex((_, n) => units.slice(0, n).join('') === cut);
          assert.ok(at >= 0 || cut === units.join(''), JSON.stringify(cut));
        }
      }),
    );
  });

  it('holds its limit for any text, and is well formed', () => {
    fc.assert(
      fc.property(hostile, fc.integer({min: 0, max: 200}), (text, max) => {
        const whole = escapeCard(sanitise(text));
        assert.ok(codePoints(clampCodePoints(whole, max, notice)) <= max);
        const cut = clampBytes(whole, max, notice);
        assert.ok(utf8Bytes(cut) <= max && cut.isWellFormed());
        assert.equal(cut === whole, utf8Bytes(whole) <= max);
      }),
    );
  });
});

describe('safeUrl', () => {
  it('passes web addresses, encoded', () => {
    assert.equal(safeUrl('https://a.b/c?d=<e>|f`'), 'https://a.b/c?d=%3Ce%3E%7cf%60');
    assert.equal(safeUrl('http://127.0.0.1:8080/incidents/1'), 'http://127.0.0.1:8080/incidents/1');
  });

  it('refuses everything else', () => {
    for (const text of ['javascript:alert(1)', 'x', '', 'https://u:p@a.b/', 'slack://open']) {
      assert.equal(safeUrl(text), undefined, text);
    }
    assert.equal(safeUrl(`https://a.b/${'c'.repeat(1500)}`), undefined);
  });
});

describe('wrap', () => {
  it('counts wide characters twice and marks not at all', () => {
    assert.equal(columns('a가🔴e\u0301'), 6);
  });

  it('breaks between words, and inside one that is too long', () => {
    assert.deepEqual(wrap('one two three four', 10), ['one two', 'three four']);
    assert.deepEqual(wrap('a https://example.com/long b', 10), [
      'a',
      'https://ex',
      'ample.com/',
      'long b',
    ]);
    assert.deepEqual(wrap('  two\n\nlines', 40), ['  two', '', 'lines']);
  });

  it('holds the width for any text and loses none of it', () => {
    fc.assert(
      fc.property(hostile, fc.integer({min: 0, max: 60}), (text, width) => {
        const lines = wrap(sanitise(text), width);
        for (const line of lines) assert.ok(columns(line) <= Math.max(10, width));
        // The library composes marks with their letters.
        const letters = (s: string) => s.replace(/[ \n]/g, '').normalize();
        assert.equal(letters(lines.join('')), letters(sanitise(text)));
      }),
    );
  });
});
