import type {Diagnosis} from '../../core/diagnosis.ts';
import {phraseByCode} from '../../core/phrase.ts';
import {polled} from '../../core/runbook.ts';
import type {Case} from './case.ts';
import type {StateRow} from './states.ts';
import {planeOf} from './tell.ts';

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
