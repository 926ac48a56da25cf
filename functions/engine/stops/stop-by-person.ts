import {type PersonIdentity, nameOf} from '../../core/config/people.ts';
import {isKnownPerson} from '../../core/guard/approvers.ts';
import type {Pause} from '../../core/guard/pause.ts';
import {scopeText, type Silence} from '../../core/guard/silence.ts';
import type {Incident} from '../../core/incident/incident.ts';
import type {GivenFields} from '../../core/interaction/dialog.ts';
import {lengthIn, scopeIn} from '../../core/interaction/forms.ts';
import type {Phrase} from '../../core/texts/phrase.ts';
import {phrase} from '../../core/texts/texts.ts';
import type {Deps} from '../lib/context.ts';
import {knownPeople} from '../lib/known-people.ts';
import {pauseAtLeast} from './pause.ts';
import {silence} from './silence.ts';

/** What came of a form: what the person is told, and whether anything was written down. */
export interface FormAnswered {
  readonly isDone: boolean;
  readonly text: Phrase;
}

/** What a person's silence or pause needs. */
export type StopDeps = Pick<Deps, 'settings' | 'guardStore' | 'clock' | 'timing' | 'log'> & {
  readonly store: Pick<Deps['store'], 'mark'>;
};

/** Why somebody may neither silence nor pause nor ask for an undo; undefined: they may. @throws StoreError. */
export async function unknownPerson(
  deps: Pick<Deps, 'settings' | 'guardStore' | 'clock' | 'timing'>,
  who: PersonIdentity,
): Promise<Phrase | undefined> {
  const known = await knownPeople(deps);
  return isKnownPerson(who, deps.settings.approvers ?? [], known)
    ? undefined
    : phrase('click.nobody-known', {by: nameOf(who, known.people)});
}

/**
 * Silences the problem of an incident, its cluster or its project, as a form asks for it.
 * @param token names the silence: the same form twice is one. @throws StoreError, StaleError.
 */
export async function silenceByPerson(
  deps: StopDeps,
  {runbook, target}: Pick<Incident, 'runbook' | 'target'>,
  {token, who, fields}: {readonly token: string; readonly who: PersonIdentity; fields: GivenFields},
): Promise<FormAnswered> {
  const stranger = await unknownPerson(deps, who);
  if (stranger !== undefined) return refused(stranger);
  const length = lengthIn(fields, {now: deps.clock.now(), timing: deps.timing});
  const scope = scopeIn(fields, {runbook, target});
  if (length === 'no-reason') return refused(phrase('click.no-reason'));
  if (length === undefined || scope === undefined || token === '') {
    return refused(phrase('click.old-button'));
  }
  const {from, until, reason} = length;
  const id = `s-${token.slice(0, 8)}`;
  const by = nameOf(who, deps.settings.people);
  const wanted: Silence = {id, ...scope, reason, by, from, until};
  const came = await silence(deps, wanted);
  switch (came) {
    case 'silenced':
      return done(phrase('click.silenced', {what: scopeText(wanted), until, id}));
    case 'too-many':
      return refused(phrase('click.silence-full'));
    case 'unreadable':
      return refused(phrase('click.silence-unreadable'));
  }
}

/** Pauses every change, as a form asks for it. @throws StoreError, StaleError. */
export async function pauseByPerson(
  deps: StopDeps,
  {who, fields}: {readonly who: PersonIdentity; readonly fields: GivenFields},
): Promise<FormAnswered> {
  const stranger = await unknownPerson(deps, who);
  if (stranger !== undefined) return refused(stranger);
  const length = lengthIn(fields, {now: deps.clock.now(), timing: deps.timing});
  if (length === 'no-reason') return refused(phrase('click.no-reason'));
  if (length === undefined) return refused(phrase('click.old-button'));
  const {from: at, until, reason} = length;
  const wanted = {reason, by: nameOf(who, deps.settings.people), at, until};
  const holds = await pauseAtLeast(deps, wanted);
  return holds === wanted ? done(phrase('click.paused', {until})) : refused(pausedSentence(holds));
}

function pausedSentence({by, reason, until}: Pause): Phrase {
  return until === undefined
    ? phrase('click.paused-by', {by, reason})
    : phrase('click.paused-longer', {by, reason, until});
}

function done(text: Phrase): FormAnswered {
  return {isDone: true, text};
}

function refused(text: Phrase): FormAnswered {
  return {isDone: false, text};
}
