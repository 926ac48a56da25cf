import type {Diagnosis} from '../../core/diagnosis.ts';
import type {FleetCondition} from '../../core/facts.ts';
import {phraseByCode} from '../../core/phrase.ts';
import type {Case} from './case.ts';
import {conditionRow} from './conditions.ts';
import {borneOut, unnoticed} from './elsewhere.ts';
import {orDash} from './tell.ts';
import {phrase} from './texts.ts';

/** The fleet tells a condition of severity ERROR. */
export function errorCondition(one: Case): Diagnosis | undefined {
  const lasting = one.errors.find(each => isLasting(one, each));
  const error = lasting ?? one.errors[0];
  if (error === undefined) return undefined;
  const {code, severity, details} = error;
  const names = {...one.names, code, severity, said: orDash(details)};
  const {id} = conditionRow(code);
  const cause = phrase(`condition.${id}`, names);
  if (lasting === undefined) return unnoticed(one, cause);
  return {
    kind: 'person',
    cause,
    advice: phraseByCode(`advice.condition.${id}`, names),
    proof: one.proof,
  };
}

/** Whether nothing says that what a condition is about is over. */
function isLasting(one: Case, {code}: FleetCondition): boolean {
  const {handling} = conditionRow(code);
  return handling.kind !== 'runbook' || borneOut(one, handling.runbook) !== 'no';
}
