import assert from 'node:assert/strict';
import fc from 'fast-check';
import {clock} from '../../../../functions/adapters/chat/text/time.ts';
import {speaker} from '../../../../functions/adapters/chat/text/translate.ts';
import {placeholders} from '../../../../functions/core/texts/placeholders.ts';
import {texts} from '../../../../functions/adapters/chat/texts.ts';
import {phraseByCode as phrase} from '../../../../functions/core/texts/phrase.ts';

const day = Date.parse('2026-11-22T09:00:00Z');

function say(text: string, params: Record<string, string | number>, locale: 'en' | 'ko' = 'en') {
  return speaker(locale, texts, {line: {en: text, ko: text}})(phrase('line', params), {
    time: clock('UTC', day),
  });
}

describe('speaker', () => {
  it('fills placeholders once, so that a value is never read as a text', () => {
    assert.equal(say('{a} and {b}', {a: '{b}', b: 2}), '{b} and 2');
  });

  it('leaves a missing parameter visible', () => {
    assert.equal(say('{a} {constructor}', {}), '{a} {constructor}');
  });

  it('shows a missing code with its parameters', () => {
    const speak = speaker('en');
    assert.equal(speak(phrase('toString', {project: 'p', n: 3})), 'toString (project=p, n=3)');
    assert.equal(speak(phrase('nothing')), 'nothing');
  });

  it('groups digits and chooses the plural', () => {
    const text = '{n:number} {n:plural:entry|entries}';
    assert.equal(say(text, {n: 1}), '1 entry');
    assert.equal(say(text, {n: 60_000}), '60,000 entries');
    assert.equal(say('{n} {n:number}', {n: 'many'}), 'many many');
  });

  it('tells a time of the same day without its date', () => {
    assert.equal(say('{t:time}', {t: Date.parse('2026-11-22T06:12:59Z')}), '06:12 UTC');
    assert.equal(say('{t:time}', {t: '2026-11-22T06:12:59.123Z'}), '06:12 UTC');
  });

  it('tells a time of another day, or without a day, with its date', () => {
    const t = Date.parse('2026-11-21T23:59:00Z');
    assert.equal(say('{t:time}', {t}), '2026-11-21 23:59 UTC');
    assert.equal(
      speaker('en', {line: {en: '{t:time}', ko: ''}})(phrase('line', {t})),
      '2026-11-21 23:59 UTC',
    );
    assert.equal(say('{t:time}', {t}, 'ko'), '2026-11-21 23:59 UTC');
  });

  it('shows what is no time as it came', () => {
    assert.equal(say('{t:time} {u:time}', {t: 'soon', u: 9e15}), 'soon 9000000000000000');
  });

  it('tells a duration as its largest unit and the one below', () => {
    const cases: [number, string, string][] = [
      [-5, '0 s', '0초'],
      [400, '0 s', '0초'],
      [250_000, '4 min 10 s', '4분 10초'],
      [7_200_000, '2 h', '2시간'],
      [90_061_000, '1 d 1 h', '1일 1시간'],
    ];
    for (const [d, en, ko] of cases) {
      assert.equal(say('{d:duration}', {d}), en);
      assert.equal(say('{d:duration}', {d}, 'ko'), ko);
    }
  });

  it('lists the parameters that a text asks for', () => {
    assert.deepEqual(placeholders('{b:time} {a} {n:plural:x|y} {b} {odd:form}'), ['a', 'b', 'n']);
  });

  it('never throws', () => {
    const params = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.double()));
    fc.assert(
      fc.property(fc.string(), fc.string(), params, (code, text, given) => {
        const told = `${text}{a:time}{a:duration}{a:number}{a:plural:x|y}`;
        assert.equal(
          typeof speaker('en', {[code]: {en: told, ko: ''}})(phrase(code, given)),
          'string',
        );
      }),
    );
  });
});
