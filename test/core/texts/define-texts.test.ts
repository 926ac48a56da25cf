import assert from 'node:assert/strict';
import {defineTexts} from '../../../functions/core/texts/define-texts.ts';
import {actionTexts, moreTexts, runbookTexts} from '../../../functions/core/texts/more-texts.ts';
import {phrase as core} from '../../../functions/core/texts/texts.ts';

// The lines below a `@ts-expect-error` are the test: `npm run typecheck` fails as soon as one is right.

const {phrase, texts} = defineTexts({
  'sink.off': {en: 'the sink {sink} is off', ko: '{sink} 싱크가 꺼져 있음'},
  'sink.none': {en: 'there is no sink', ko: '싱크가 없음'},
  'sink.count': {
    en: '{n:number} {n:plural:entry|entries} since {at:time}, in {took:duration}',
    ko: '{at:time}부터 {took:duration} 동안 항목 {n}개',
  },
  'sink.json': {
    en: `Run: kubectl patch {name} -p '{"spec":{"channel":"{channel}"}}'`,
    ko: `실행: kubectl patch {name} -p '{"spec":{"channel":"{channel}"}}'`,
  },
});

const right = {en: 'right', ko: '맞음'};

describe('typed phrases', () => {
  it('are a code and the parameters that its sentence asks for', () => {
    assert.deepEqual(phrase('sink.off', {sink: 'a'}), {code: 'sink.off', params: {sink: 'a'}});
    assert.deepEqual(phrase('sink.none'), {code: 'sink.none', params: {}});
    const params = {n: 2, at: '2026-11-22T06:12:00Z', took: 1000};
    assert.deepEqual(phrase('sink.count', params).params, params);
    assert.equal(phrase('sink.json', {name: 'a', channel: 'rapid'}).code, 'sink.json');
    assert.equal(texts['sink.none'].ko, '싱크가 없음');
  });

  it('need a code that exists, and its parameters', () => {
    // @ts-expect-error no such code
    phrase('sink.gone');
    // @ts-expect-error sink is missing
    phrase('sink.off');
    // @ts-expect-error sink is missing
    phrase('sink.off', {});
    // @ts-expect-error more than the sentence asks for
    phrase('sink.off', {sink: 'a', topic: 'b'});
    // @ts-expect-error more than the sentence asks for
    phrase('sink.none', {sink: 'a'});
    // @ts-expect-error what is counted is a number
    phrase('sink.count', {n: '2', at: 0, took: 1});
    // @ts-expect-error a duration is a number of milliseconds
    phrase('sink.count', {n: 2, at: 0, took: '1 s'});
    // @ts-expect-error channel is missing, also within JSON
    phrase('sink.json', {name: 'a'});
    // @ts-expect-error a code that is any text says nothing of its parameters
    phrase('sink.none'.trim());
    // @ts-expect-error both sentences have to get theirs
    phrase(texts['sink.none'].en.length > 3 ? 'sink.off' : 'sink.count', {sink: 'a'});
  });

  it('need both languages, which ask for the same', () => {
    // @ts-expect-error the Korean is missing
    defineTexts({a: {en: 'right'}});
    // @ts-expect-error the English is missing
    defineTexts({a: {ko: '맞음'}});
    // @ts-expect-error the Korean does not ask for {sink}
    defineTexts({a: {en: 'no {sink}', ko: '싱크 없음'}});
    // @ts-expect-error the English does not ask for {sink}
    defineTexts({a: {en: 'no sink', ko: '{sink} 없음'}});
    // @ts-expect-error no speaker knows the form of {n:numbers}
    defineTexts({a: {en: '{n:numbers}', ko: '{n}'}});
    // @ts-expect-error a plural has two words
    defineTexts({a: {en: '{n:plural:one}', ko: '{n}'}});
  });

  it('know the sentences of core, and write none of them again', () => {
    const more = moreTexts({'own.right': right});
    assert.equal(more.phrase('own.right').code, 'own.right');
    assert.deepEqual(more.phrase('skip.other'), core('skip.other'));
    assert.deepEqual(Object.keys(more.texts), ['own.right']);
    // @ts-expect-error core has this code
    moreTexts({'skip.other': right});
    // @ts-expect-error core does not know what is beside it
    core('own.right');
  });

  it('need what core says of a runbook or an action', () => {
    const deeds = {'action.a': right, 'did.a': right, 'already.a': right, 'would.a': right};
    const all = {
      ...{...deeds, 'failed.a': right, 'unsure.a': right},
      ...{'step.a': right, 'risk.a': right},
    };
    assert.deepEqual(actionTexts('a', all).texts, all);
    const runbook = runbookTexts('a', {
      'headline.a': right,
      'headline.a.over': {en: 'over at {target}', ko: '{target}에서 끝남'},
      'headline.a.reported': right,
    });
    assert.deepEqual(runbook.phrase('headline.a.over', {target: 'b'}).params, {target: 'b'});
    // @ts-expect-error what a call without a clear answer says is missing
    actionTexts('a', {...deeds, 'failed.a': right});
    // @ts-expect-error the sentences of another action
    actionTexts('b', all);
    // @ts-expect-error the headlines of what is over and of what was reported are missing
    runbookTexts('a', {'headline.a': right});
    // @ts-expect-error the headlines of another runbook
    runbookTexts('b', runbook.texts);
    // @ts-expect-error core fills a headline with the target, and with nothing else
    runbookTexts('a', {...runbook.texts, 'headline.a.rest': {en: '{sink}', ko: '{sink}'}});
  });
});
