import {
  type Defined,
  defineTexts,
  type Params,
  type Sentence,
  type Slots,
  type Sound,
  type Texts,
  type Wrong,
} from './define-texts.ts';
import type {texts} from './texts.ts';

type Core = typeof texts;

/** A code of core's again would be a second sentence for it: the last one merged would win. */
type New<Own extends Texts> = {
  readonly [Code in keyof Own]: Code extends keyof Core
    ? Wrong<'core has a sentence of this code'>
    : Sentence;
};

/** Sentences beside core's; their `phrase` knows core's too. */
export function moreTexts<const Own extends Texts>(
  own: Own & Sound<Own> & New<Own>,
): Defined<Own, Own & Core> {
  return defineTexts<Own>(own);
}

/**
 * What core says with every runbook's own words: what is affected (the cause follows it), the same when all
 * is well, and what was reported before live state was seen.
 */
type Headlines<Id extends string> = Readonly<
  Record<`headline.${Id}` | `headline.${Id}.${'over' | 'reported'}`, Sentence>
>;

/** Core knows the target of a headline, and nothing else. */
type OfTarget<Own extends Texts> = {
  readonly [Code in keyof Own]: Code extends `headline.${string}`
    ? [keyof Params<Slots<Own, Code>>] extends ['target']
      ? Sentence
      : Wrong<'a headline may ask for {target} only'>
    : Sentence;
};

/**
 * The sentences of a runbook: its headlines, which core fills with the target, and what else its folder
 * says.
 */
export function runbookTexts<const Id extends string, const Own extends Texts>(
  _id: Id,
  own: Own & Sound<Own> & New<Own> & Headlines<Id> & OfTarget<Own>,
): Defined<Own, Own & Core> {
  return defineTexts<Own>(own);
}

/**
 * What becomes of an action: it is being made, was made, was not needed, would be made, failed, is unclear;
 * `step` asks for it, as a line of a plan, and `risk` says what it costs those who run on the mesh.
 */
export type Deed = 'action' | 'did' | 'already' | 'would' | 'failed' | 'unsure' | 'step' | 'risk';

/** The sentences of an action: what becomes of it, filled with its own parameters, and what else it says. */
export function actionTexts<const Id extends string, const Own extends Texts>(
  _id: Id,
  own: Own & Sound<Own> & New<Own> & Readonly<Record<`${Deed}.${Id}`, Sentence>>,
): Defined<Own, Own & Core> {
  return defineTexts<Own>(own);
}
