import type {PlannedAction} from '../../../core/incident/plan.ts';
import {canonical} from '../../../core/lib/json.ts';
import type {Decided, Outcome} from '../../../engine/hindsight/decided.ts';

/** What a difference comes to, the most dangerous first. */
export const changes = [
  'would-act',
  'acts-otherwise',
  'may-act',
  'would-ask',
  'may-ask',
  'asks-otherwise',
  'no-longer-acts',
  'no-longer-asks',
  'would-tell',
  'would-ignore',
  'told-otherwise',
  'cannot-tell',
] as const;

/** One of `changes`. */
export type Change = (typeof changes)[number];

/** What two responders do about the same thing; `unknown`: nobody knows of either, and they may go as far. */
export type Compared = Change | 'same' | 'unknown';

/** What becomes of something that is done otherwise now. */
export function compared(base: Outcome, now: Outcome): Compared {
  if (isSame(base, now)) return now.kind === 'unknown' ? 'unknown' : 'same';
  switch (now.kind) {
    case 'acted':
      if (base.kind === 'acted') return 'acts-otherwise';
      return mayHaveActed(base) ? 'cannot-tell' : 'would-act';
    case 'asked':
      return base.kind === 'asked' ? 'asks-otherwise' : less(base, 'would-ask');
    case 'told':
      if (base.kind === 'told') return 'told-otherwise';
      return base.kind === 'asked' ? 'no-longer-asks' : less(base, 'would-tell');
    case 'ignored':
      return base.kind === 'asked' ? 'no-longer-asks' : less(base, 'would-ignore');
    case 'unknown':
      if (now.atMost === 'act') return base.kind === 'acted' ? 'cannot-tell' : 'may-act';
      return base.kind === 'asked' ? 'cannot-tell' : less(base, 'may-ask');
  }
}

/** What acted, or may have, does less now. */
function less(base: Outcome, otherwise: Change): Change {
  if (base.kind === 'acted') return 'no-longer-acts';
  return base.kind === 'unknown' ? 'cannot-tell' : otherwise;
}

function mayHaveActed(base: Outcome): boolean {
  return base.kind === 'unknown' && base.atMost === 'act';
}

function isSame(base: Outcome, now: Outcome): boolean {
  return canonical(essence(base)) === canonical(essence(now));
}

/** What of an outcome makes a difference to anybody. */
function essence(outcome: Outcome): unknown {
  switch (outcome.kind) {
    case 'ignored':
      return [outcome.kind];
    case 'told':
      return [outcome.kind, outcome.why, outcome.cause, planned(outcome.actions)];
    case 'asked':
    case 'acted':
      return [outcome.kind, planned(outcome.actions)];
    case 'unknown':
      return [outcome.kind, outcome.atMost];
  }
}

function planned(actions: readonly PlannedAction[] = []): unknown {
  return actions.map(({action, params}) => [action, params]);
}

/** What was recorded: a log entry, or a look with the times it was made. */
export interface Item {
  readonly kind: 'entry' | 'look';
  /** Epoch ms; NaN: nobody knows. */
  readonly firstAt: number;
  readonly lastAt: number;
}

/** What is done otherwise in the same way, in one project. */
export interface Group {
  readonly change: Change;
  readonly runbook: string;
  readonly project: string;
  readonly base: Outcome;
  readonly now: Outcome;
  readonly entries: number;
  readonly looks: number;
  /** Ids of the incidents, as many as are shown. */
  readonly incidents: readonly string[];
  /** Epoch ms; absent: nobody knows. */
  readonly firstAt?: number;
  readonly lastAt?: number;
}

/** Entries and looks. */
export interface Count {
  readonly entries: number;
  readonly looks: number;
}

const none: Count = {entries: 0, looks: 0};
/** So many incidents of a group are named. */
const named = 20;

/** Compares one thing after the other, and keeps what it comes to. */
export class Comparison {
  readonly #groups = new Map<string, Group>();
  readonly #unknown = new Map<string, Count>();
  #same = none;

  add(item: Item, base: Decided, now: Decided): void {
    const change = compared(base.outcome, now.outcome);
    if (change === 'same') this.#same = plus(this.#same, item);
    else if (change === 'unknown') this.#note(item, now);
    else this.#group(change, item, base, now);
  }

  /** The most dangerous first, then what is more of it. */
  groups(): readonly Group[] {
    const rank = ({change}: Group): number => changes.indexOf(change);
    return [...this.#groups.values()].sort(
      (a, b) => rank(a) - rank(b) || b.entries + b.looks - a.entries - a.looks,
    );
  }

  get same(): Count {
    return this.#same;
  }

  /** What nobody knows of, by why. */
  unknown(): ReadonlyMap<string, Count> {
    return this.#unknown;
  }

  #note(item: Item, {outcome}: Decided): void {
    const why = outcome.kind === 'unknown' ? outcome.why : outcome.kind;
    this.#unknown.set(why, plus(this.#unknown.get(why) ?? none, item));
  }

  #group(change: Change, item: Item, base: Decided, now: Decided): void {
    // What nobody takes any more is told of by what it was.
    const of = now.runbook === undefined ? base : now;
    const {runbook = '', project} = of;
    const key = canonical([change, runbook, project, essence(base.outcome), essence(now.outcome)]);
    const known = this.#groups.get(key) ?? {
      ...{change, runbook, project, base: base.outcome, now: now.outcome},
      ...{...none, incidents: []},
    };
    const {incidents} = known;
    const id = of.incident;
    const isNew = id !== undefined && !incidents.includes(id) && incidents.length < named;
    this.#groups.set(key, {
      ...known,
      ...plus(known, item),
      incidents: isNew ? [...incidents, id] : incidents,
      ...timesOf(known, item),
    });
  }
}

function plus({entries, looks}: Count, {kind}: Item): Count {
  return kind === 'entry' ? {entries: entries + 1, looks} : {entries, looks: looks + 1};
}

function timesOf(
  {firstAt = Infinity, lastAt = -Infinity}: Pick<Group, 'firstAt' | 'lastAt'>,
  item: Item,
): Pick<Group, 'firstAt' | 'lastAt'> {
  const first = Math.min(firstAt, Number.isNaN(item.firstAt) ? Infinity : item.firstAt);
  const last = Math.max(lastAt, Number.isNaN(item.lastAt) ? -Infinity : item.lastAt);
  return Number.isFinite(first) && Number.isFinite(last) ? {firstAt: first, lastAt: last} : {};
}
