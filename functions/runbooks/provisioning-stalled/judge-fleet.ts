import type {Diagnosis} from '../../core/contract/diagnosis.ts';
import type {FleetCondition} from '../../core/facts/cloud.ts';
import {phraseByCode} from '../../core/texts/phrase.ts';
import {polled} from '../../core/contract/runbook.ts';
import {conditionRow} from './conditions.ts';
import {borneOut, unnoticed} from './delegated-cause.ts';
import type {Case} from './evidence.ts';
import {orDash, planeOf} from './proof.ts';
import type {StateRow} from './states.ts';
import {phrase} from './texts.ts';

// What the fleet's own words come to: its conditions, and the states of the two planes.

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

/** Nobody wants this control plane; only an entry about it says that somebody does. */
export function unwantedControl(one: Case): Diagnosis | undefined {
  if (one.control.standing.kind !== 'unwanted') return undefined;
  const {symptom, proof} = one;
  if (symptom === '' || symptom === polled) return {kind: 'healthy', proof};
  return judged(one, one.control);
}

/** A plane whose state is of the given kind. What passes is waited for, unless a poll has done so. */
export function plane(one: Case, row: StateRow, kind: 'person' | 'passing'): Diagnosis | undefined {
  if (row.standing.kind !== kind) return undefined;
  const diagnosis = judged(one, row);
  if (row.standing.kind !== 'passing' || one.symptom === polled) return diagnosis;
  const {cause, advice, proof} = diagnosis;
  return {kind: 'waiting', cause, advice, proof, usualSeconds: row.standing.usualSeconds};
}

function judged({names, proof, membership}: Case, row: StateRow) {
  const cause = planeOf(row, membership);
  const advice = phraseByCode(`advice.plane.${row.id}`, names);
  return {kind: 'person', cause, advice, proof} as const;
}
