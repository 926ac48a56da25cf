import type {Diagnosis} from '../../core/contract/diagnosis.ts';
import {covers, findProject} from '../../core/config/settings.ts';
import type {Finding} from '../../core/detection/finding.ts';
import {guard, type GuardFacts} from '../../core/guard/guard.ts';
import {planOf, waveOf, type Plan, type PlannedAction} from '../../core/incident/plan.ts';
import {CallError, errorText} from '../../core/lib/error.ts';
import type {KeptLook} from '../../core/looks/kept-look.ts';
import {phraseId} from '../../core/texts/phrase.ts';
import type {Clock} from '../../core/ports/ports.ts';
import {actionById, type Deps, runbookById} from '../lib/context.ts';
import {windowsNow} from '../lib/silences-now.ts';
import {configuredFacts, silenceOver} from '../remediate/admit.ts';
import {diagnose} from '../remediate/diagnose.ts';
import {unseen} from './at-most.ts';
import type {Decided, Outcome, Unknown} from './decided.ts';
import {RecordedAnswers} from './recorded-answers.ts';

/** A responder of which is asked what it would do: its configuration, and what it knows. */
export type Responder = Pick<Deps, 'settings' | 'runbooks' | 'actions' | 'timing'>;

/** What a look is made for; of one that is decided anew its detection may say something else by now. */
export type Sign = Pick<KeptLook, 'key' | 'runbook' | 'target' | 'symptom' | 'causes' | 'signs'> &
  Pick<Finding, 'variant'>;

/** What a responder would do about what was seen then, and the diagnosis that this rests on. */
export interface DecidedLook {
  readonly decided: Decided;
  /** Absent: there is none. */
  readonly diagnosis?: Diagnosis;
}

/**
 * Decides anew about a look that was kept: the runbook's own diagnosis of what was read then, its plan, and the guard's word by this
 * configuration, in the circumstances of then. Reads nothing and changes nothing.
 * @param sign what it is looked at for; the look's own by default.
 */
export async function decideLook(
  responder: Responder,
  look: KeptLook,
  sign: Sign = look,
): Promise<DecidedLook> {
  const {runbook, target} = sign;
  const decided = (outcome: Outcome, detail?: string): Decided => ({
    ...{runbook, project: target.project, target, incident: look.incident, outcome},
    ...(detail === undefined ? {} : {detail}),
  });
  const unknown = (why: Unknown, detail?: string): DecidedLook => {
    return {decided: decided(unseen(responder, runbook, target.project, why), detail)};
  };
  const outside = outsideOf(responder, sign);
  if (outside !== undefined) return {decided: decided({kind: 'ignored', why: outside})};
  if (look.facts.kind === 'too-large') return unknown('too-large');
  const causes = sign.causes.filter(id => knows(responder, id));
  // What a private runbook decides by is not known here.
  const isPrivate = [runbook, ...causes].some(
    id => runbookById(responder, id).manifest.isPrivate === true,
  );
  const answers = new RecordedAnswers(look.facts.reads, isPrivate);
  try {
    const diagnosis = await answers.settled(
      diagnose(lookingBack(responder, look, answers), {
        ...sign,
        causes,
        intake: {symptoms: sign.signs},
        work: {confirmed: look.confirmed === true},
      }),
    );
    if (diagnosis === undefined) return unknown('not-read', answers.lacking);
    return {decided: decided(outcomeOf(responder, look, sign, diagnosis)), diagnosis};
  } catch (error) {
    if (error instanceof CallError) {
      return {decided: decided({kind: 'told', why: 'no-answer', cause: error.facts.failure})};
    }
    return unknown('failed', errorText(error));
  }
}

/** Why a place is none of a responder's; undefined: it is one. */
function outsideOf(responder: Responder, {runbook, target}: Sign): string | undefined {
  const project = findProject(responder.settings, target.project);
  if (project === undefined) return 'project-not-listed';
  if (!covers(project, target)) return 'place-not-listed';
  return knows(responder, runbook) ? undefined : 'no-such-runbook';
}

function knows({runbooks}: Responder, id: string): boolean {
  return runbooks.some(one => one.manifest.id === id);
}

function lookingBack(
  {settings, runbooks, timing}: Responder,
  look: KeptLook,
  {readers, beside}: RecordedAnswers,
): Parameters<typeof diagnose>[0] {
  const never = () => Promise.reject(new Error('what was seen then is all that there is'));
  return {
    ...{settings, runbooks, timing, readers, beside, clock: clockOf(look)},
    history: {newest: never},
    store: {mark: never},
  };
}

/** The time at which a look was made stands still. */
function clockOf({lastAt}: KeptLook): Clock {
  return {now: () => lastAt, sleep: () => Promise.resolve()};
}

function outcomeOf(
  responder: Responder,
  look: KeptLook,
  sign: Sign,
  diagnosis: Diagnosis,
): Outcome {
  switch (diagnosis.kind) {
    case 'healthy':
      return {kind: 'told', why: 'healthy'};
    case 'symptom':
      return {kind: 'told', why: 'symptom', cause: diagnosis.of.runbook};
    case 'person':
    case 'waiting':
      return {kind: 'told', why: diagnosis.kind, cause: phraseId(diagnosis.cause)};
    case 'broken':
      return guarded(responder, look, sign, diagnosis);
  }
}

/** What the guard says of the plan of a diagnosis, as far as this configuration and the circumstances of then go. */
function guarded(
  responder: Responder,
  look: KeptLook,
  sign: Sign,
  {actions, cause}: Extract<Diagnosis, {kind: 'broken'}>,
): Outcome {
  const plan = planOf(sign.key, actions);
  const part = waveOf(actions, id => actionById(responder, id).manifest.atOnce);
  const verdict = guard(factsOf(responder, look, sign, plan, part));
  switch (verdict.kind) {
    case 'act': {
      const {weighed} = look.circumstances;
      const isApproved = weighed?.plan === plan.hash && weighed.consent === 'approved';
      return {kind: 'acted', why: isApproved ? 'approved' : 'allowed', actions};
    }
    case 'spent':
      return {kind: 'told', why: verdict.reason.kind, cause: phraseId(cause), actions};
    case 'hold':
      return verdict.state === 'blocked'
        ? {kind: 'told', why: verdict.reason.kind, cause: phraseId(cause), actions}
        : {kind: 'asked', why: verdict.reason.kind, actions};
  }
}

/** Who said what is not kept, and decides nothing. */
const nobody = '';

function factsOf(
  responder: Responder,
  look: KeptLook,
  sign: Sign,
  plan: Plan,
  part: readonly PlannedAction[],
): GuardFacts {
  const {attempts, repairs, contestedAt, undo, weighed} = look.circumstances;
  const at = look.lastAt;
  const clock = clockOf(look);
  const {settings, actions} = responder;
  const windows = windowsNow({settings, clock});
  const window = silenceOver({settings, actions, clock}, sign, plan, windows);
  const byPerson =
    weighed?.silenced === true
      ? {id: nobody, reason: '', by: nobody, from: at, until: at}
      : undefined;
  // What was said and counted for another plan says nothing of this one.
  const {consent = 'none', breaker, budget, undone} = weighed?.plan === plan.hash ? weighed : {};
  return {
    ...configuredFacts(responder, sign, {plan, actions: part}),
    ...{attempts, repairs, contestedAt, now: at, timing: responder.timing},
    undo: undo === undefined ? undefined : nobody,
    consent:
      consent === 'none' || consent === 'approved' ? {kind: consent} : {kind: consent, by: nobody},
    pause: weighed?.paused === true ? {reason: '', by: nobody, at} : undefined,
    silence: weighed?.silenced === 'unreadable' ? 'unreadable' : (byPerson ?? window),
    breaker: breaker && {...breaker, said: '', until: at},
    budget: budget && {...budget, until: at},
    undone: undone && {by: nobody, at},
  };
}
