import {type Incident, keptProof, move, undoOf} from '../incident/incident.ts';
import {type InverseOf, repairedRun, undoActions} from '../guard/undo.ts';
import type {Word} from '../inbox/word-inbox.ts';
import type {Undo} from '../incident/undo.ts';
import {reopen} from '../intake/arrivals.ts';
import type {Now} from '../lib/time-scale.ts';
import type {Phrase} from '../texts/phrase.ts';
import {phrase} from '../texts/texts.ts';
import {diagnosed} from './after-look.ts';
import {type Broken, type DecideContext, type Decision, type Seen, wait} from './decision.ts';
import {begin, seen as looked} from './look.ts';
import {madeSomething} from './plan-progress.ts';
import {kept} from './parked.ts';

/** Takes a person's wish up: the incident opens again for it, in a run of its own, and is looked at first. */
export function undoAsked(
  incident: Incident,
  {by, at}: Word,
  inverse: InverseOf,
  now: number,
): Incident {
  const of = repairedRun(incident) ?? incident.work.run;
  const undo: Undo = {by, at, of, actions: undoActions(incident, inverse)};
  const again = reopen(incident, now, {kind: 'undo-asked', by});
  return {...again, work: {...again.work, undo}};
}

/** What of a repair that is to be taken back is there: planned, asked about and carried out like any plan. */
export function undoPreviewed(
  incident: Incident,
  {preview, since}: Extract<Seen, {kind: 'undo-previewed'}>,
  at: DecideContext,
): Decision {
  const undo = undoOf(incident);
  if (undo === undefined) throw new Error(`incident ${incident.id}: no undo was asked for`);
  switch (preview.kind) {
    case 'there': {
      const {actions, proof} = preview;
      const cause = phrase('cause.undo', {by: undo.by});
      const diagnosis: Broken = {kind: 'broken', cause, actions, proof};
      return diagnosed(incident, {kind: 'diagnosed', diagnosis, since}, at);
    }
    case 'gone':
      return madeSomething(incident)
        ? {incident: takenBack(incident, undo, preview.proof, at), effect: {kind: 'diagnose'}}
        : wait(kept(incident, {kind: 'gone'}, at, preview.proof));
    case 'refused':
      return wait(kept(incident, {kind: 'refused', why: preview.why}, at));
    case 'moved-on': {
      const {diagnosis} = preview;
      return diagnosed(dropped(incident, undo, at), {kind: 'diagnosed', diagnosis, since}, at);
    }
  }
}

/** The problem is there again, or the repair was not the end of it: what was asked for is not done. */
function dropped(incident: Incident, {by}: Undo, at: Now): Incident {
  const {now} = at;
  const {undo: _dropped, plan: _plan, ...work} = begin(incident, at).work;
  const left = {...begin(incident, at), work};
  const reason = {kind: 'undo-dropped', by} as const;
  return move(left, {state: 'diagnosing', reason, now, nextLook: now});
}

/**
 * Live state shows that the repair was taken back. What that leaves is looked at in a run of its own: it may be as broken
 * as before, and is not repaired again by itself.
 */
function takenBack(incident: Incident, undo: Undo, proof: readonly Phrase[], at: Now): Incident {
  const {now} = at;
  const reason = {kind: 'taken-back', by: undo.by} as const;
  const known = looked(incident, keptProof(proof), now);
  const moved = move(known, {state: 'diagnosing', reason, now, nextLook: now, proof});
  const {plan: _plan, actedAt: _acted, approval: _used, busy: _busy, ...work} = moved.work;
  const run = work.run + 1;
  return {
    ...moved,
    work: {...work, run, beganAt: now, rechecks: 0, undo: {...undo, takenBackAt: now}},
  };
}
