import {covers, type Project} from '../../core/config/settings.ts';
import type {Diagnosis} from '../../core/contract/diagnosis.ts';
import {type Ground, type Runbook, surveyed, type Surveyed} from '../../core/contract/runbook.ts';
import {incidentKey} from '../../core/detection/finding.ts';
import {type Target, targetKey} from '../../core/detection/target.ts';
import {sideBySide} from '../lib/concurrency.ts';
import type {Looking} from '../lib/context.ts';
import {ask, type AskCause, diagnose, unasked} from '../remediate/diagnose.ts';
import {OutOfBudget} from './poll-budget.ts';

/** A look is mostly waiting for Google. */
const looksAtOnce = 16;

/** What a look came to, or why it gave no answer. */
export type Answer = Diagnosis | {readonly kind: 'unseen'; readonly said: string};

/** What one runbook said of one place, whose incident has this key. */
export interface Sight {
  readonly runbook: Runbook;
  readonly target: Target;
  readonly project: Project;
  readonly key: string;
  /** What the runbook's own look came to: whether its problem is there, whatever explains it. */
  readonly own: Answer;
  /** What an incident of this problem would say, its causes asked first: the answer of `diagnose`. */
  readonly answer: Answer;
}

/** What one runbook said of a fleet. */
export interface Sights {
  readonly sights: readonly Sight[];
  /** Why there may be more places; `said` where the survey failed, else a location is missing in it. */
  readonly unsurveyed: readonly {readonly said?: string}[];
  /** Places outside of the projects, locations and clusters that the allow-list names. */
  readonly outside: readonly Target[];
  /** The keys of places whose turn it was not. */
  readonly left: readonly string[];
  /** The keys of places whose turn it was, and for which the minute's budget did not last. */
  readonly overdue: readonly string[];
}

/** The runbooks in an order in which each comes after its causes. */
export function basicFirst(runbooks: readonly Runbook[]): readonly Runbook[] {
  const depth = (id: string): number => {
    const causes = runbooks.find(one => one.manifest.id === id)?.manifest.causes ?? [];
    return 1 + Math.max(0, ...causes.map(depth));
  };
  return [...runbooks].sort((a, b) => depth(a.manifest.id) - depth(b.manifest.id));
}

/** Which places are looked at. */
export interface Choice {
  /** Places besides those of the survey; none by default. */
  readonly more?: readonly Target[];
  /** Whether it is the turn of the place whose incident has this key; always by default. */
  readonly turn?: (key: string) => boolean;
  /** The keys of places that come before all others, in this order; none by default. */
  readonly first?: readonly string[];
  /**
   * Whether also those places are looked at as deep as an incident would where the fleet's word is
   * good; by default only the others are.
   */
  readonly thorough?: boolean;
  /** So many places that are not well are looked at that deep; of the others the first look counts. */
  readonly deepLooks?: number;
  /** How causes are asked; each anew by default. */
  readonly askCause?: AskCause;
}

/**
 * Has a runbook diagnose every place of a fleet where its survey says that the problem would have to
 * sit. It never throws: what gives no answer is unseen.
 */
export async function diagnosePlaces(
  deps: Looking,
  ground: Ground,
  runbook: Runbook,
  choice: Choice = {},
): Promise<Sights> {
  const {more = [], turn = () => true, first = []} = choice;
  const {thorough = false, deepLooks = Infinity, askCause} = choice;
  const {places, unsurveyed} = await placesOf(ground, runbook);
  const distinct = new Map([...places, ...more].map(one => [targetKey(one), one]));
  const projects = new Map(ground.projects.map(one => [one.id, one]));
  const sights: Sight[] = [];
  const outside: Target[] = [];
  const left: string[] = [];
  let deep = 0;
  const judge = (incident: Parameters<typeof diagnose>[1]): Promise<Diagnosis> | undefined =>
    (deep += 1) > deepLooks ? undefined : diagnose(deps, incident, askCause);
  const over = new Set<string>();
  const look = async ({target, key}: Keyed): Promise<void> => {
    const project = projects.get(target.project);
    if (project === undefined || !covers(project, target)) {
      outside.push(target);
      return;
    }
    if (!turn(key)) {
      left.push(key);
      return;
    }
    // Where the budget did not last for one, those behind it wait with it.
    const sight =
      over.size > 0
        ? undefined
        : await sightOf(deps, {runbook, target, project, key}, {thorough, judge});
    if (sight === undefined) over.add(key);
    else sights.push(sight);
  };
  const keyed = [...distinct.values()].map(target => ({
    target,
    key: incidentKey({runbook: runbook.manifest.id, target}),
  }));
  const ordered = inOrder(keyed, first);
  await sideBySide(ordered, look, looksAtOnce);
  const overdue = ordered.map(one => one.key).filter(key => over.has(key));
  return {sights, unsurveyed, outside, left, overdue};
}

interface Keyed {
  readonly target: Target;
  readonly key: string;
}

function inOrder(places: readonly Keyed[], first: readonly string[]): readonly Keyed[] {
  if (first.length === 0) return places;
  const byKey = new Map(places.map(one => [one.key, one]));
  const early = first.flatMap(key => byKey.get(key) ?? []);
  return [...new Set([...early, ...places])];
}

async function placesOf(
  ground: Ground,
  runbook: Runbook,
): Promise<Pick<Sights, 'unsurveyed'> & Pick<Surveyed, 'places'>> {
  if (runbook.survey === undefined) return {places: [], unsurveyed: []};
  try {
    const {places, whole} = await runbook.survey(ground);
    return {places, unsurveyed: whole ? [] : [{}]};
  } catch (error) {
    return {places: [], unsurveyed: [{said: textOf(error)}]};
  }
}

/**
 * What is not well is judged by the very function that judges incidents, so that a poll, `diagnose` and
 * an incident never say different things of one state. Undefined: the minute's budget did not last for this look.
 */
async function sightOf(
  deps: Looking,
  place: Omit<Sight, 'own' | 'answer'>,
  {
    thorough,
    judge,
  }: {
    readonly thorough: boolean;
    readonly judge: (incident: Parameters<typeof diagnose>[1]) => Promise<Diagnosis> | undefined;
  },
): Promise<Sight | undefined> {
  const {runbook, target} = place;
  const {id, causes} = runbook.manifest;
  const sign = thorough ? {...unasked, symptom: surveyed} : unasked;
  const own = await answerOf(() => ask(deps, runbook, target, sign));
  if (own === undefined) return undefined;
  if (own.kind === 'healthy' || own.kind === 'unseen') return {...place, own, answer: own};
  const judged = judge({runbook: id, target, symptom: surveyed, causes});
  const deep = judged === undefined ? undefined : await answerOf(() => judged);
  const answer = deep ?? own;
  // A survey's own look was as deep already.
  const isOwn = !thorough && answer.kind !== 'symptom' && answer.kind !== 'unseen';
  return {...place, own: isOwn ? answer : own, answer};
}

/** Undefined: the minute's budget did not last. */
async function answerOf(look: () => Promise<Diagnosis>): Promise<Answer | undefined> {
  try {
    return await look();
  } catch (error) {
    if (error instanceof OutOfBudget) return undefined;
    return {kind: 'unseen', said: textOf(error)};
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
