import {type JsonObject, listAt, at} from '../lib/json.ts';

/** Where the changes of the last hour of a project are remembered. */
export function repairsMark(project: string): string {
  return `repairs/${project}`;
}

/** One change that was intended. */
export interface Spent {
  /** Incident, attempt and action: the same one is not counted twice. */
  readonly id: string;
  readonly at: number;
}

/** What a project may spend in a stretch of time. */
export interface Allowance {
  readonly limit: number;
  /** Milliseconds. */
  readonly per: number;
}

/** Reads what was spent back from a mark; of one that cannot be understood, undefined. */
export function spentIn(value: JsonObject | undefined): readonly Spent[] | undefined {
  if (value === undefined) return [];
  if (!Array.isArray(value['spent'])) return undefined;
  return listAt(value, 'spent').flatMap(one => {
    const [id, time] = [at(one, 'id'), at(one, 'at')];
    return typeof id === 'string' && typeof time === 'number' ? [{id, at: time}] : [];
  });
}

/** When one more may be spent; not after `now`: now. One that was counted already may be. */
export function affordableAt(
  spent: readonly Spent[],
  id: string,
  {limit, per}: Allowance,
  now: number,
): number {
  const others = spent.filter(one => one.id !== id && now - one.at < per);
  if (others.length < limit) return now;
  const times = others.map(one => one.at).sort((a, b) => a - b);
  return (times[others.length - limit] ?? now) + per;
}

/** Spends one more, and forgets what no longer counts. */
export function spend(
  spent: readonly Spent[],
  id: string,
  {per}: Allowance,
  now: number,
): JsonObject {
  const others = spent.filter(one => one.id !== id && now - one.at < per);
  return {spent: [...others, {id, at: now}]};
}
