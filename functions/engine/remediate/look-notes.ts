import type {Diagnosis} from '../../core/contract/diagnosis.ts';
import type {GuardFacts} from '../../core/guard/guard.ts';
import {isWindow} from '../../core/guard/maintenance-window.ts';
import {attemptsOf, type Incident, undoOf} from '../../core/incident/incident.ts';
import {errorText, type CallFacts} from '../../core/lib/error.ts';
import type {Circumstances, KeptFound, KeptRead, MadeLook} from '../../core/looks/kept-look.ts';
import {dayOf, readLookPage, withLook, writeLookPage} from '../../core/looks/look-page.ts';
import {phraseId} from '../../core/texts/phrase.ts';
import type {Deps} from '../lib/context.ts';
import {factsOf} from '../lib/looks/look-recording.ts';
import type {GuardWord} from './admit.ts';

/** Others who write the same page may be faster so often. */
const triesLimit = 3;

/** A look as it was made; what is kept of its facts is worked out when nobody waits any more. */
interface Noted extends Omit<MadeLook, 'facts'> {
  readonly reads: readonly KeptRead[];
}

/** The looks of one run on an incident, to be remembered behind it. */
export class LookNotes {
  #noted: readonly Noted[] = [];

  /** Notes a look: what it was made for, what it read, and what it found; `at` is when it began, epoch ms. */
  made(
    incident: Incident,
    at: number,
    reads: readonly KeptRead[],
    found: Diagnosis | CallFacts,
  ): void {
    const {id, key, runbook, target, symptom, variant, causes, intake, work} = incident;
    // How often a sign came is news to nobody who decides by the signs.
    const signs = intake.symptoms.map(one => ({...one, count: 1, lastAt: 0}));
    const look: Noted = {
      ...{incident: id, key, runbook, target, symptom, causes, signs, at, reads},
      ...(variant === undefined ? {} : {variant}),
      ...(work.confirmed && {confirmed: true}),
      found: foundOf(found),
      circumstances: circumstancesOf(incident),
    };
    this.#noted = [...this.#noted, look];
  }

  /** Adds what the guard said of the plan of the last look. */
  guarded({verdict, facts}: GuardWord): void {
    const last = this.#noted.at(-1);
    if (last === undefined) return;
    const {attempts, repairs, contestedAt} = facts;
    const circumstances: Circumstances = {
      ...last.circumstances,
      ...{attempts, repairs},
      ...(contestedAt === undefined ? {} : {contestedAt}),
      ...(facts.consent === undefined ? {} : {weighed: weighedOf(facts)}),
    };
    this.#noted = [...this.#noted.slice(0, -1), {...last, circumstances, verdict: verdict.kind}];
  }

  /** Remembers what was noted. Never rejects: what cannot be kept is logged, and unknown from then on. */
  async keep(deps: Pick<Deps, 'store' | 'log'>): Promise<void> {
    const noted = this.#noted;
    this.#noted = [];
    for (const [day, looks] of Map.groupBy(noted, one => dayOf(one.at))) {
      const incident = looks[0]?.incident ?? '';
      try {
        await keepOn(deps, incident, day, looks);
      } catch (error) {
        const said = errorText(error);
        deps.log.warn('what looks rested on could not be kept', {incident, error: said});
      }
    }
  }
}

async function keepOn(
  {store}: Pick<Deps, 'store'>,
  incident: string,
  day: number,
  noted: readonly Noted[],
): Promise<void> {
  const looks = noted.map(({reads, ...look}): MadeLook => ({...look, facts: factsOf(reads)}));
  for (let tries = 0; tries < triesLimit; tries += 1) {
    const known = await store.lookPage(incident, day);
    const page = looks.reduce(withLook, readLookPage(known?.value) ?? {looks: [], left: 0});
    const version = (known?.version ?? 0) + 1;
    const next = {incident, day, version, value: writeLookPage(page)};
    if ((await store.keepLookPage(next)) === 'stored') return;
  }
  throw new Error(`${triesLimit} others were faster`);
}

function foundOf(found: Diagnosis | CallFacts): KeptFound {
  if ('failure' in found) return {kind: 'no-answer', failure: found.failure};
  switch (found.kind) {
    case 'healthy':
    case 'symptom':
      return {kind: found.kind};
    case 'person':
    case 'waiting':
      return {kind: found.kind, cause: phraseId(found.cause)};
    case 'broken':
      return {kind: 'broken', cause: phraseId(found.cause), actions: found.actions};
  }
}

function circumstancesOf(incident: Incident): Circumstances {
  const {repairs, contestedAt} = incident.work;
  return {
    attempts: attemptsOf(incident),
    repairs,
    ...(contestedAt === undefined ? {} : {contestedAt}),
    ...(undoOf(incident) === undefined ? {} : {undo: true as const}),
  };
}

/** What the guard's store knew. Who said it is not needed to decide by it. */
function weighedOf(facts: GuardFacts): NonNullable<Circumstances['weighed']> {
  const {plan, consent, pause, silence, breaker, budget, undone} = facts;
  return {
    plan: plan.hash,
    consent: consent?.kind ?? 'none',
    ...(pause === undefined ? {} : {paused: true}),
    ...(silence === undefined ? {} : silencedBy(silence)),
    ...(breaker && {breaker: {project: breaker.project, action: breaker.action}}),
    ...(budget && {budget: {project: budget.project, limit: budget.limit}}),
    ...(undone === undefined ? {} : {undone: true}),
  };
}

/** The configuration's own windows are the configuration's to say. */
function silencedBy(
  silence: NonNullable<GuardFacts['silence']>,
): Pick<NonNullable<Circumstances['weighed']>, 'silenced'> {
  if (silence === 'unreadable') return {silenced: 'unreadable'};
  return isWindow(silence) ? {} : {silenced: true};
}
