import type * as z from 'zod';
import {isObject, textAt} from '../../core/lib/json.ts';
import {nearest} from '../../core/lib/nearest.ts';
import {same, type Words} from '../../core/texts/words.ts';
import {inKorean} from './allowed-ko.ts';
import {type ConfigFault, pathText} from './config-error.ts';

/** Turns one issue of the schema into faults: where, what was found, what is allowed. */
export function explain(issue: z.core.$ZodIssue, document: unknown): readonly ConfigFault[] {
  const path = pathText(issue.path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map(key => ({
      path: pathText([...issue.path, key]),
      problem: joined(
        {
          en: `unknown key; allowed: ${issue.message}`,
          ko: `알 수 없는 키입니다. 사용 가능한 키: ${issue.message}`,
        },
        meant(key, issue.message.split(', ')),
      ),
    }));
  }
  const value = valueAt(document, issue.path);
  // A secret may have landed anywhere below these.
  const found = secretive.includes(String(issue.path[0])) ? outline(value) : full(value);
  // A message of our own says all; a rule's says what is allowed.
  const allowed: Words = {
    en: issue.code === 'custom' ? issue.message : `allowed: ${issue.message}`,
    ko: koreanOf(issue),
  };
  const values = issue.code === 'invalid_value' ? issue.values.map(String) : [];
  const hint = typeof value === 'string' ? meant(value, values) : same('');
  const both = {en: `${found.en}; ${allowed.en}`, ko: `${found.ko}. ${allowed.ko}`};
  return [{path, problem: joined(both, hint)}];
}

const secretive = ['chat', 'routes', 'paging', 'webhooks', 'escalation'];

/** A message of our own brings its Korean along. */
function koreanOf(issue: z.core.$ZodIssue): string {
  const own = issue.code === 'custom' ? textAt(issue.params, 'ko') : undefined;
  return own ?? `허용: ${inKorean(issue.message.replace(/^allowed: /, ''))}`;
}

function joined(one: Words, other: Words): Words {
  return {en: `${one.en}${other.en}`, ko: `${one.ko}${other.ko}`};
}

/** What was probably meant, as the end of a sentence; empty where nothing is near. */
export function meant(found: string, words: readonly string[]): Words {
  const word = nearest(found, words);
  if (word === undefined) return same('');
  return {en: `; did you mean ${word}?`, ko: `. 이것을 찾으셨나요? ${word}`};
}

function valueAt(document: unknown, path: readonly PropertyKey[]): unknown {
  let here = document;
  for (const step of path) {
    if (Array.isArray(here) && typeof step === 'number') here = here[step];
    else here = isObject(here) && typeof step === 'string' ? here[step] : undefined;
  }
  return here;
}

function full(value: unknown): Words {
  if (typeof value !== 'string' || value === '') return outline(value);
  const text = JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  return {en: `found ${text}`, ko: `입력값: ${text}`};
}

function outline(value: unknown): Words {
  if (value === undefined) return {en: 'missing', ko: '값이 없습니다'};
  if (value === null || value === '') return {en: 'found nothing', ko: '값이 비어 있습니다'};
  if (Array.isArray(value)) {
    return value.length === 0
      ? {en: 'found an empty list', ko: '목록이 비어 있습니다'}
      : {en: 'found a list', ko: '목록입니다'};
  }
  if (typeof value === 'string') return {en: 'found a text', ko: '텍스트입니다'};
  if (typeof value === 'object') return {en: 'found an object', ko: '객체입니다'};
  const text = JSON.stringify(value);
  return {en: `found the ${typeof value} ${text}`, ko: `입력값: ${text}`};
}
