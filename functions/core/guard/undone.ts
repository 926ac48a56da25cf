import {isObject, type JsonObject} from '../lib/json.ts';
import type {TimeScale} from '../lib/time-scale.ts';

/** What a person had taken back, and when, epoch ms. */
export interface Undone {
  readonly by: string;
  readonly at: number;
}

/** What was taken back in a project, by the names that actions give what they switch. */
export type UndoneThings = ReadonlyMap<string, Undone>;

/** So long what was taken back is not made again without a person. */
const undoneSeconds = 30 * 24 * 60 * 60;

/** More than this of a project are not kept: there are no more things that have an inverse. */
const thingsLimit = 500;

/** Where it stands what people had taken back in a project. */
export function undoneMark(project: string): string {
  return `undone/${project}`;
}

/** Reads a mark; `unreadable`: nobody knows what was taken back. */
export function undoneIn(value: JsonObject | undefined): UndoneThings | 'unreadable' {
  const things = new Map<string, Undone>();
  for (const [name, one] of Object.entries(value ?? {})) {
    if (!isObject(one)) return 'unreadable';
    const {by, at} = one;
    if (typeof by !== 'string' || typeof at !== 'number') return 'unreadable';
    things.set(name, {by, at});
  }
  return things;
}

/** The mark's value. */
export function undoneValue(things: UndoneThings): JsonObject {
  return Object.fromEntries([...things].map(([name, {by, at}]) => [name, {by, at}]));
}

/** With what is about to be taken back; what is too old to count is left out. */
export function withUndone(
  things: UndoneThings,
  names: readonly string[],
  undone: Undone,
  timing: Pick<TimeScale, 'seconds'>,
): UndoneThings {
  const left = [...things].filter(([, {at}]) => counts(at, undone.at, timing));
  return new Map([...left, ...names.map(name => [name, undone] as const)].slice(-thingsLimit));
}

/** Without what is about to be made again on a person's word; the same where nothing of it was taken back. */
export function withoutUndone(things: UndoneThings, names: readonly string[]): UndoneThings {
  const left = [...things].filter(([name]) => !names.includes(name));
  return left.length === things.size ? things : new Map(left);
}

/** Who had any of these things taken back last, as far as it counts by now. */
export function undoneOf(
  things: UndoneThings | 'unreadable',
  names: readonly string[],
  now: number,
  timing: Pick<TimeScale, 'seconds'>,
): Undone | undefined {
  if (names.length === 0) return undefined;
  // A mark that cannot be understood forbids.
  if (things === 'unreadable') return {by: '?', at: now};
  const found = names
    .flatMap(name => things.get(name) ?? [])
    .filter(({at}) => counts(at, now, timing));
  return found.sort((one, other) => other.at - one.at)[0];
}

function counts(at: number, now: number, timing: Pick<TimeScale, 'seconds'>): boolean {
  return now - at < timing.seconds(undoneSeconds);
}
