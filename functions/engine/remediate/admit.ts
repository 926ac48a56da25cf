import {type PlannedAction, type Plan, planOf} from '../../core/incident/plan.ts';
import {touchedBy} from '../../core/contract/action.ts';
import {
  type Breaker,
  breakerIn,
  breakerMark,
  breakerValue,
  triableAt,
} from '../../core/guard/circuit-breaker.ts';
import {
  affordableAt,
  type Allowance,
  repairsMark,
  spend,
  type Spent,
  spentIn,
} from '../../core/guard/repair-budget.ts';
import {
  answerIn,
  answerValue,
  approvalMark,
  type ConsentAsked,
  consentOf,
  type GivenAnswer,
  usedFor,
} from '../../core/guard/consent.ts';
import {guard, type GuardFacts, type OpenBreaker, type Verdict} from '../../core/guard/guard.ts';
import {type Incident, isSilenced, standing, undoOf} from '../../core/incident/incident.ts';
import {coveringSilence, type Silence} from '../../core/guard/silence.ts';
import {modeFor} from '../../core/guard/mode-rules.ts';
import type {Mark} from '../../core/ports/ports.ts';
import {findProject, type RuleMode, usualBudgets} from '../../core/config/settings.ts';
import {actionById, type Deps, type GuardContext} from '../lib/context.ts';
import {StaleError} from '../lib/compare-and-set.ts';
import {pauseInForce} from '../lib/pause-in-force.ts';
import {silencesNow} from '../lib/silences-now.ts';
import {noteUndone, undoneBefore} from './undone-things.ts';

const triesLimit = 10;

/** What is to be permitted: some actions of a plan, in one attempt. */
export interface Asked {
  readonly plan: Plan;
  readonly actions: readonly PlannedAction[];
  readonly attempt: number;
}

/** A breaker's mark and what it says. */
interface KnownBreaker {
  readonly mark: Mark;
  readonly breaker: Breaker;
}

/** A permission to make one effect: the breakers that let it through as their trial. */
export type Permit =
  | {readonly kind: 'act'; readonly trials: readonly KnownBreaker[]}
  | Exclude<Verdict, {kind: 'act'}>;

interface KnownBudget {
  readonly project: string;
  readonly mark: Mark | undefined;
  readonly spent: readonly Spent[] | undefined;
}

/** A person's answer that counts as a yes, and the mark that holds it. */
interface KnownYes {
  readonly mark: Mark;
  readonly given: GivenAnswer;
}

/** The guard's word, and the facts that it rests on. */
export interface GuardWord {
  readonly verdict: Verdict;
  /** What no mark can change was asked first: without a consent nothing of the guard's store was looked at. */
  readonly facts: GuardFacts;
}

/** The guard's word, and the marks that it rests on. */
interface Weighed extends GuardWord {
  /** Absent: it rests on nobody's yes. */
  readonly yes?: KnownYes;
  readonly breakers: readonly KnownBreaker[];
  readonly budgets: readonly KnownBudget[];
}

/** Asks the guard, with everything that it looks at read now. */
export async function mayAct(
  deps: GuardContext,
  incident: Incident,
  asked: Asked,
): Promise<GuardWord> {
  const {verdict, facts} = await weigh(deps, incident, asked);
  return {verdict, facts};
}

/**
 * Asks the guard once more, right before one effect is intended, and counts the effect: what it costs
 * is spent, a yes is used, and a breaker that is half open lets nobody else through, before anything is
 * changed.
 * @throws StaleError when others were faster ten times; StoreError.
 */
export async function admit(deps: GuardContext, incident: Incident, asked: Asked): Promise<Permit> {
  for (let tries = 0; tries < triesLimit; tries += 1) {
    const {verdict, yes, breakers, budgets} = await weigh(deps, incident, asked);
    if (verdict.kind !== 'act') return verdict;
    if (yes !== undefined && !(await useYes(deps, yes, consentAsked(deps, incident, asked)))) {
      continue;
    }
    await noteUndone(deps, incident, asked.actions);
    const trials = await claimTrials(deps, incident, breakers);
    if (trials === undefined) continue;
    if (await spendAll(deps, incident, asked, budgets)) return {kind: 'act', trials};
  }
  throw new StaleError(`incident ${incident.id}: ${triesLimit} others were faster; it stays due`);
}

async function weigh(deps: GuardContext, incident: Incident, asked: Asked): Promise<Weighed> {
  const facts = plainFacts(deps, incident, asked);
  const early = guard(facts);
  // What no mark can change needs none.
  if (early.kind === 'spent' || (early.kind === 'hold' && early.state === 'blocked')) {
    return {verdict: early, facts, breakers: [], budgets: []};
  }
  const {guardStore} = deps;
  const [answer, pause, silences, breakers, budgets, undone] = await Promise.all([
    guardStore.mark(approvalMark(incident.id)),
    pauseInForce(deps),
    silencesNow(deps),
    breakersOf(deps, asked.actions),
    budgetsOf(deps, asked.actions),
    undoneBefore(deps, incident, asked.actions),
  ]);
  const {now} = facts;
  const shut = breakers.find(
    one => triableAt(one.breaker, incident.id, now, deps.timing) > now,
  )?.breaker;
  const given = answerTo(incident, asked, answer);
  const consent = consentOf(incident.work.approval, given, consentAsked(deps, incident, asked));
  if (consent.kind === 'unproven') {
    deps.log.error('an approval is noted that nobody gave: it does not count', {
      incident: incident.id,
      plan: asked.plan.hash,
    });
  }
  const whole: GuardFacts = {
    ...facts,
    consent,
    pause,
    silence: silenceOver(deps, incident, asked.plan, silences),
    breaker: shut === undefined ? undefined : await openBreaker(deps, incident, shut, now),
    budget: overBudget(deps, incident, asked, budgets),
    undone,
  };
  const isYes = consent.kind === 'approved' && answer !== undefined && typeof given === 'object';
  return {
    verdict: guard(whole),
    facts: whole,
    breakers,
    budgets,
    ...(isYes ? {yes: {mark: answer, given}} : {}),
  };
}

/** The silence over the place that a plan is for, or over a project that it changes. */
export function silenceOver(
  deps: Pick<Deps, 'settings' | 'actions'> & {readonly clock: Pick<Deps['clock'], 'now'>},
  {runbook, target}: Pick<Incident, 'runbook' | 'target'>,
  plan: Plan,
  silences: readonly Silence[] | undefined,
): GuardFacts['silence'] {
  if (silences === undefined) return 'unreadable';
  const places = [target, ...projectsOf(deps, plan).map(project => ({project}))];
  const context = {settings: deps.settings, now: deps.clock.now()};
  return places
    .map(place => coveringSilence(silences, {runbook, place}, context))
    .find(one => one !== undefined);
}

/** A person's answer, where it is to the very actions that are asked for: a hash is not taken at its word. */
function answerTo(
  {key}: Incident,
  {plan}: Asked,
  mark: Mark | undefined,
): ReturnType<typeof answerIn> {
  return planOf(key, plan.actions).hash === plan.hash ? answerIn(mark?.value) : undefined;
}

function consentAsked(
  {clock, timing}: Pick<Deps, 'clock' | 'timing'>,
  {work: {run}}: Incident,
  {plan, attempt}: Asked,
): ConsentAsked {
  const actions = plan.actions.length;
  return {plan: plan.hash, actions, run, attempt, now: clock.now(), timing};
}

/** Counts one more change on a yes; false: somebody else was faster. */
async function useYes(
  {guardStore}: Pick<Deps, 'guardStore'>,
  {mark, given}: KnownYes,
  asked: ConsentAsked,
): Promise<boolean> {
  const {name, version} = mark;
  const value = answerValue(usedFor(given, asked));
  return (await guardStore.setMark({name, version: version + 1, value})) === 'stored';
}

function plainFacts(
  deps: Pick<Deps, 'settings' | 'actions' | 'clock' | 'timing'>,
  incident: Incident,
  asked: Asked,
): GuardFacts {
  return {
    ...configuredFacts(deps, incident, asked),
    undo: undoOf(incident)?.by,
    attempts: asked.attempt - 1,
    repairs: incident.work.repairs,
    contestedAt: incident.work.contestedAt,
    now: deps.clock.now(),
    timing: deps.timing,
  };
}

/** What the configuration and the actions themselves say of a plan, whoever asks and when. */
export function configuredFacts(
  deps: Pick<Deps, 'settings' | 'actions'>,
  incident: Pick<Incident, 'runbook' | 'target'>,
  {plan, actions}: Pick<Asked, 'plan' | 'actions'>,
): Pick<GuardFacts, 'mode' | 'plan' | 'risks' | 'disabled' | 'allowed'> {
  const {settings} = deps;
  const touched = projectsOf(deps, plan);
  return {
    mode: modeOf(deps, incident, plan),
    plan,
    risks: actions.map(one => actionById(deps, one.action).manifest.risk),
    disabled: plan.actions.find(({action}) => settings.actions?.includes(action) === false)?.action,
    allowed: touched.length > 0 && touched.every(id => findProject(settings, id) !== undefined),
  };
}

/** The mode that holds for a plan: of all projects that it changes, and of the one it is for. */
export function modeOf(
  deps: Pick<Deps, 'settings' | 'actions'>,
  {runbook, target}: Pick<Incident, 'runbook' | 'target'>,
  plan: Plan,
): RuleMode {
  const projects = [...new Set([target.project, ...projectsOf(deps, plan)])];
  return modeFor(deps.settings, runbook, projects).mode;
}

function projectsOf(deps: Pick<Deps, 'actions'>, {actions}: Plan): readonly string[] {
  return actions.flatMap(one => touchedBy(actionById(deps, one.action).manifest, one.params));
}

async function breakersOf(
  {guardStore}: Pick<Deps, 'guardStore'>,
  actions: readonly PlannedAction[],
): Promise<readonly KnownBreaker[]> {
  const kinds = new Map(actions.map(one => [nameOf(one), one]));
  const all = await Promise.all(
    [...kinds].map(async ([name, {action, params}]): Promise<readonly KnownBreaker[]> => {
      const mark = await guardStore.mark(name);
      const breaker = breakerIn(mark?.value, {project: params.project, action});
      return mark === undefined || breaker === undefined ? [] : [{mark, breaker}];
    }),
  );
  return all.flat();
}

function nameOf({action, params}: PlannedAction): string {
  return breakerMark(params.project, action);
}

async function openBreaker(
  {store, timing}: Pick<Deps, 'store' | 'timing'>,
  incident: Incident,
  breaker: Breaker,
  now: number,
): Promise<OpenBreaker> {
  const {project, action, said} = breaker;
  const until = triableAt(breaker, incident.id, now, timing);
  const told = {project, action, said, until};
  if (breaker.incident === incident.id || breaker.incident === '') return told;
  const opener = await store.read(breaker.incident);
  const tells = opener !== undefined && standing(opener.state) !== 'closed' && !isSilenced(opener);
  return tells ? {...told, toldBy: opener.id} : told;
}

async function budgetsOf(
  {guardStore}: Pick<Deps, 'guardStore'>,
  actions: readonly PlannedAction[],
): Promise<readonly KnownBudget[]> {
  const projects = [...new Set(actions.map(({params}) => params.project))];
  return Promise.all(
    projects.map(async project => {
      const mark = await guardStore.mark(repairsMark(project));
      return {project, mark, spent: spentIn(mark?.value)};
    }),
  );
}

function overBudget(
  deps: Pick<Deps, 'settings' | 'clock' | 'timing'>,
  incident: Incident,
  asked: Asked,
  budgets: readonly KnownBudget[],
): GuardFacts['budget'] {
  const now = deps.clock.now();
  const allowance = allowanceOf(deps);
  for (const {project, spent} of budgets) {
    const ids = idsOf(incident, asked, project);
    const until =
      spent === undefined
        ? now + allowance.per
        : Math.max(...ids.map(id => affordableAt(spent, id, allowance, now)));
    if (until > now) return {project, limit: allowance.limit, until};
  }
  return undefined;
}

function allowanceOf({settings, timing}: Pick<Deps, 'settings' | 'timing'>): Allowance {
  const {repairsPerHour} = settings.budgets ?? usualBudgets;
  return {limit: repairsPerHour, per: timing.seconds(60 * 60)};
}

/** A run of an incident has attempts of its own. */
function idsOf(
  {id, work: {run: reopened}}: Incident,
  {actions, attempt}: Asked,
  project: string,
): string[] {
  return actions
    .filter(({params}) => params.project === project)
    .map(({action}) => `${id}/${reopened}/${attempt}/${action}`);
}

/** Takes the one trial of each breaker that is half open; undefined: somebody else was faster. */
async function claimTrials(
  {guardStore, clock}: Pick<Deps, 'guardStore' | 'clock'>,
  incident: Incident,
  breakers: readonly KnownBreaker[],
): Promise<readonly KnownBreaker[] | undefined> {
  const trials: KnownBreaker[] = [];
  for (const {mark, breaker} of breakers) {
    const trial = {incident: incident.id, at: clock.now()};
    const next = {
      name: mark.name,
      version: mark.version + 1,
      value: breakerValue({...breaker, trial}),
    };
    if ((await guardStore.setMark(next)) === 'stale') return undefined;
    trials.push({mark: next, breaker});
  }
  return trials;
}

async function spendAll(
  deps: Pick<Deps, 'settings' | 'guardStore' | 'clock' | 'timing'>,
  incident: Incident,
  asked: Asked,
  budgets: readonly KnownBudget[],
): Promise<boolean> {
  const now = deps.clock.now();
  for (const {project, mark, spent = []} of budgets) {
    for (const id of idsOf(incident, asked, project)) {
      const value = spend(spent, id, allowanceOf(deps), now);
      const next = {name: repairsMark(project), version: (mark?.version ?? 0) + 1, value};
      if ((await deps.guardStore.setMark(next)) === 'stale') return false;
    }
  }
  return true;
}
