import assert from 'node:assert/strict';
import {actions} from '../../functions/actions/index.ts';
import type {Sentence, Texts} from '../../functions/core/texts/define-texts.ts';
import {texts as coreTexts} from '../../functions/core/texts/texts.ts';
import {runbooks} from '../../functions/runbooks/index.ts';
import {oddWords} from '../support/odd-words.ts';

/** What several runbooks say stands in core. */
const shared: Texts = Object.fromEntries(
  Object.entries<Sentence>(coreTexts).filter(
    ([code]) =>
      /^(cause|proof|foreign)\./.test(code) ||
      /^(advice|risk)\.(list-memberships|resume-rollout|enable-api|number-mismatch)$/.test(code),
  ),
);
const all = [shared, ...[...runbooks, ...actions].map(one => one.texts)].flatMap(one =>
  Object.entries<Sentence>(one),
);

/** The sentences whose codes begin so. */
function those(...kinds: readonly string[]) {
  const those = all.filter(([code]) => kinds.some(kind => code.startsWith(`${kind}.`)));
  assert.ok(those.length > 5, kinds.join());
  return those;
}

/** The codes of the sentences that break a law. */
function breaking(some: typeof all, isBroken: (sentence: Sentence, code: string) => boolean) {
  return some.filter(([code, sentence]) => isBroken(sentence, code)).map(([code]) => code);
}

/** A sentence without what fills it. */
function bare(text: string): string {
  return text.replaceAll(/\{[^{}]*\}/g, '');
}

const causes = ['cause', 'plane', 'stalled', 'condition'];
const commandsOf = ({run = []}: Sentence) => [run].flat();

describe('the wording of runbooks and actions', () => {
  it('has no word that reads as translated, and names mesh-responder by its name', () => {
    assert.deepEqual(
      breaking(
        all,
        ({en, ko}) => oddWords.en.test(en) || oddWords.ko.test(ko) || ko.includes(' and '),
      ),
      [],
    );
  });

  it('keeps commands apart from sentences', () => {
    assert.deepEqual(
      breaking(all, ({en, ko}) => /\b(?:gcloud|kubectl) /.test(en + ko)),
      [],
    );
  });

  it('has commands that paste as they stand, in no language', () => {
    const isCommand = (one: string) =>
      /^(?:KUBE_EDITOR="[^"]*" )?(?:gcloud|kubectl) \S/.test(one) &&
      !/[가-힣\n;]|&&| and | 및 /.test(one);
    assert.deepEqual(
      breaking(all, one => !commandsOf(one).every(isCommand)),
      [],
    );
    assert.ok(all.flatMap(([, one]) => commandsOf(one)).length > 50);
  });

  it('leads over to the commands of an advice', () => {
    const advice = those('advice');
    assert.deepEqual(
      breaking(advice, one => commandsOf(one).length > 0 !== one.en.endsWith(':')),
      [],
    );
    assert.deepEqual(
      breaking(advice, ({ko}) => !ko.endsWith('요.') && !ko.endsWith('다.')),
      [],
    );
  });

  it('has headlines that leave room for the cause, and say what is affected only', () => {
    const headlines = those('headline').filter(([code]) => code.split('.').length === 2);
    assert.deepEqual(
      breaking(headlines, ({en, ko}) => Math.max(bare(en).length, bare(ko).length) > 42),
      [],
    );
    assert.deepEqual(
      breaking(those('headline'), ({en}, code) => {
        const isReported = code.endsWith('.reported');
        return en.startsWith('Reported, not confirmed: ') !== isReported;
      }),
      [],
    );
  });

  it('has causes that fit behind a headline, and dump no state', () => {
    const long = breaking(those(...causes), ({en, ko}) => bare(en).length > 55 || ko.length > 55);
    assert.deepEqual(long, []);
    assert.deepEqual(
      breaking(those(...causes), ({en, ko}) => /\{(?:said|message|target)\b|\.$/.test(en + ko)),
      [],
    );
  });

  for (const {manifest, texts} of runbooks) {
    it(`has no cause of ${manifest.id} that reads like another`, () => {
      const own = Object.entries<Sentence>({...shared, ...texts}).filter(([code]) =>
        causes.some(kind => code.startsWith(`${kind}.`)),
      );
      for (const locale of ['en', 'ko'] as const) {
        const said = own.map(([, one]) => one[locale]);
        const twice = said.filter((one, at) => said.indexOf(one) !== at);
        assert.deepEqual(twice, []);
      }
    });
  }

  it('speaks Korean in full sentences where it explains, and in nouns where it names', () => {
    const full = /(?:니다|세요)\.(?: \{\w+\})?$/;
    assert.deepEqual(
      breaking(those('detail', 'risk', 'by'), ({ko}) => !full.test(ko)),
      [],
    );
    assert.deepEqual(
      breaking(those('headline', 'proof', 'did', 'step', ...causes), ({ko}) =>
        /(?:니다|세요|다)\.?$/.test(ko),
      ),
      [],
    );
  });

  it('begins what was done and what is to be done with a verb', () => {
    for (const [code, {en}] of those('did', 'step', 'would'))
      assert.match(en, /^[A-Z]\w+:? /, code);
    assert.deepEqual(
      breaking(those('did'), ({ko}) => !/[함]$/.test(ko)),
      [],
    );
  });
});
