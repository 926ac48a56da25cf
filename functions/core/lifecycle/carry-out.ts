import type {Incident} from '../incident/incident.ts';
import {waveOf} from '../incident/plan.ts';
import type {Written} from '../ports/ports.ts';
import {ended, intend, leftAlone} from './action-records.ts';
import {type DecideContext, type Decision, type Seen, type Step, wait} from './decision.ts';
import {block, heldBack} from './parked.ts';
import {isDry, type UnderWay} from './plan-progress.ts';
import {busy, notMade, verifying, wouldAct} from './verification.ts';

/** Begins the next part of a plan. */
export function carryOut(incident: Incident, going: UnderWay, at: DecideContext): Decision {
  const {plan, rest, attempt} = going;
  const part = waveOf(rest, at.atOnce);
  return inTurn(incident, {plan, rest, attempt, part}, 0, at);
}

/**
 * The action of a part whose turn it is. Behind the last one what was made is verified, and what is
 * left then goes on from there; a dry run waits for nothing: it shows every part.
 */
function inTurn(
  incident: Incident,
  going: Omit<Step, 'action'>,
  turn: number,
  at: DecideContext,
): Decision {
  const {part, rest} = going;
  const action = part[turn];
  if (action !== undefined) return {incident, effect: {kind: 'precheck', step: {...going, action}}};
  if (!isDry(incident)) return wait(verifying(incident, at));
  const left = rest.slice(part.length);
  return left.length === 0
    ? wait(wouldAct(incident, at))
    : carryOut(incident, {...going, rest: left}, at);
}

function afterStep(incident: Incident, {action, ...going}: Step, at: DecideContext): Decision {
  return inTurn(incident, going, going.part.indexOf(action) + 1, at);
}

/** An action has looked for itself. */
export function prechecked(
  incident: Incident,
  {step, answer, shown}: Extract<Seen, {kind: 'prechecked'}>,
  at: DecideContext,
): Decision {
  switch (answer.kind) {
    case 'refused':
      return wait(block(incident, {kind: 'action-refused', why: answer.reason}, at));
    case 'already': {
      // In one write: after a crash nobody is to wonder whether something was sent.
      const intended = intend(incident, step.action, shown, step.attempt, at);
      return afterStep(ended(intended, {result: 'already'}, at), step, at);
    }
    case 'busy':
      return wait(busy(incident, {kind: 'seen', what: answer.what}, at));
    case 'needed':
      return {incident, effect: {kind: 'admit', step, shown}};
  }
}

/** The guard's last word on one action, right before its intent is stored. */
export function admitted(
  incident: Incident,
  {step, shown, verdict}: Extract<Seen, {kind: 'admitted'}>,
  at: DecideContext,
): Decision {
  if (verdict.kind !== 'act') return wait(heldBack(incident, verdict, at));
  const intended = intend(incident, step.action, shown, step.attempt, at);
  return {incident: intended, effect: {kind: 'change', step}};
}

/** What became of a change. */
export function changed(
  incident: Incident,
  {step, made}: Extract<Seen, {kind: 'changed'}>,
  at: DecideContext,
): Decision {
  switch (made.kind) {
    case 'failed':
      return wait(notMade(incident, made.error, made.detail, at));
    case 'busy':
      return wait(busy(leftAlone(incident, made.detail, at), made.other, at));
    case 'written':
      return afterStep(ended(incident, endOfWrite(made.written), at), step, at);
  }
}

function endOfWrite(written: Written): Parameters<typeof ended>[1] {
  switch (written.kind) {
    case 'recorded':
      return {result: 'would-change', detail: written.request};
    case 'unchanged':
      return {result: 'already'};
    case 'accepted': {
      const {operation, made} = written;
      return {
        result: 'changed',
        ...(operation === undefined ? {} : {operation}),
        ...(made === undefined ? {} : {made}),
      };
    }
  }
}
