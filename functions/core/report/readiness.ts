import type {Mode, RuleMode} from '../config/settings.ts';
import type {Episode} from './episode.ts';

// Whether the evidence is there to let a runbook go further by itself. The rule is careful on purpose: what nobody can
// tell apart from a false alarm counts as none of what is needed.

/** What has to be there, and for which step. */
export interface ReadinessRule {
  /** Plans that were right, at least so many. */
  readonly right: number;
  /** On at least so many different days, UTC: one bad night is one piece of evidence. */
  readonly days: number;
}

/** The steps, each with what it takes. */
export const readinessRules = {
  approve: {right: 3, days: 2},
  auto: {right: 5, days: 3},
} as const satisfies Readonly<Record<Exclude<Mode, 'observe'>, ReadinessRule>>;

/**
 * A problem that was over this soon behind its plan, and that nobody had taken, may have gone away by itself: a parked
 * incident is looked at so often. Milliseconds.
 */
export const goneSoonMs = 15 * 60 * 1000;

/** What is asked of the evidence. `atLeast`: so many are needed; `none`: none may be. */
export type Criterion = {readonly have: number} & (
  | {readonly kind: 'right' | 'days'; readonly need: number}
  /**
   * `went-away`: gone soon behind a plan that nobody carried out; `declined`: a person said no; `unverified`: a change did
   * not last or was not healthy in time; `refused`: a change was refused; `fights`: somebody undoes the repairs;
   * `taken-back`: a person had one taken back.
   */
  | {readonly kind: 'went-away' | 'declined' | 'unverified' | 'refused' | 'fights' | 'taken-back'}
);

/** Whether a criterion is met. */
export function isMet(criterion: Criterion): boolean {
  return criterion.kind === 'right' || criterion.kind === 'days'
    ? criterion.have >= criterion.need
    : criterion.have === 0;
}

/** What the evidence says. */
export type Verdict =
  /** It repairs by itself, and nothing speaks against it. */
  | {readonly kind: 'is-auto'}
  /** It repairs by itself, and some criterion that allows none is not met. */
  | {readonly kind: 'look-first'; readonly against: readonly Criterion[]}
  | {readonly kind: 'ready'; readonly to: Exclude<Mode, 'observe'>}
  | {
      readonly kind: 'not-yet';
      readonly to: Exclude<Mode, 'observe'>;
      readonly missing: readonly Criterion[];
    }
  /** All its actions are of high risk: a person is asked in every mode. */
  | {readonly kind: 'always-asks'}
  /** It has no action, or none that the configuration lets be taken: a person repairs it. */
  | {readonly kind: 'person-only'}
  /** A rule excludes it. */
  | {readonly kind: 'excluded'};

/** Of one runbook, in the projects where it has one mode. */
export interface Readiness {
  readonly runbook: string;
  readonly mode: RuleMode;
  /** The projects of the report that have this mode for it. */
  readonly projects: readonly string[];
  /** True: all projects of the configuration have this mode for it, so that a rule needs to name none. */
  readonly everywhere: boolean;
  /** Where mode `observe` or `approve` holds, all that the next step takes; in `auto` what speaks against it. */
  readonly criteria: readonly Criterion[];
  readonly verdict: Verdict;
}

/** An action that a runbook may plan. */
export interface KnownAction {
  readonly id: string;
  readonly risk: 'low' | 'high';
}

/** Judges the runs of one runbook that happened where it has one mode. */
export function judged(
  {
    mode,
    actions,
  }: {
    readonly mode: RuleMode;
    /** Those of its actions that the configuration lets be taken. */
    readonly actions: readonly KnownAction[];
  },
  episodes: readonly Episode[],
): Pick<Readiness, 'criteria' | 'verdict'> {
  if (mode === 'exclude') return {criteria: [], verdict: {kind: 'excluded'}};
  if (actions.length === 0) return {criteria: [], verdict: {kind: 'person-only'}};
  const against = speaksAgainst(episodes);
  if (mode === 'auto') {
    const failed = against.filter(one => !isMet(one));
    const verdict: Verdict =
      failed.length > 0
        ? {kind: 'look-first', against: failed}
        : actions.every(one => one.risk === 'high')
          ? {kind: 'always-asks'}
          : {kind: 'is-auto'};
    return {criteria: against, verdict};
  }
  const to = mode === 'observe' ? 'approve' : 'auto';
  if (to === 'auto' && actions.every(one => one.risk === 'high')) {
    return {criteria: against, verdict: {kind: 'always-asks'}};
  }
  const right = episodes.filter(one => wasRight(one, to));
  const {right: need, days} = readinessRules[to];
  const criteria: readonly Criterion[] = [
    {kind: 'right', have: right.length, need},
    {kind: 'days', have: new Set(right.map(one => dayOf(one.began))).size, need: days},
    ...against,
  ];
  const missing = criteria.filter(one => !isMet(one));
  const verdict: Verdict =
    missing.length === 0 ? {kind: 'ready', to} : {kind: 'not-yet', to, missing};
  return {criteria, verdict};
}

/**
 * For mode `auto` a plan was right when a person said yes to it and it was verified, or when it was made by itself and
 * verified. For mode `approve` it is also enough that the problem was real: it lasted, or a person had taken it.
 */
function wasRight(episode: Episode, to: 'approve' | 'auto'): boolean {
  const {outcome, planned, undo, unverified} = episode;
  if (undo || planned === undefined || unverified.length > 0) return false;
  if (outcome === 'approved' || outcome === 'repaired') return true;
  if (to === 'auto') return false;
  return outcome === 'healed' && !wentAway(episode);
}

/** A plan that nobody carried out, of a problem that was gone soon behind it and that nobody had taken. */
export function wentAway({outcome, planned, ended, owned, deeds}: Episode): boolean {
  const tried = deeds.some(one => one.result === 'changed' || one.result === 'unknown');
  if (outcome !== 'healed' || planned === undefined || ended === undefined) return false;
  return !tried && !owned && ended - planned.at <= goneSoonMs;
}

function speaksAgainst(episodes: readonly Episode[]): readonly Criterion[] {
  const count = (is: (one: Episode) => boolean): number => episodes.filter(is).length;
  return [
    {kind: 'went-away', have: count(wentAway)},
    {kind: 'declined', have: count(one => !one.undo && one.asks.some(ask => ask.end === 'no'))},
    {kind: 'unverified', have: count(one => one.unverified.length > 0)},
    {kind: 'refused', have: count(one => one.refused)},
    {kind: 'fights', have: count(one => one.fight !== undefined)},
    {kind: 'taken-back', have: count(one => one.outcome === 'taken-back')},
  ];
}

function dayOf(at: number): number {
  return Math.floor(at / (24 * 60 * 60 * 1000));
}
