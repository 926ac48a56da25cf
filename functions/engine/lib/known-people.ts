import type {KnownPeople} from '../../core/guard/approvers.ts';
import {at, type JsonObject, listAt} from '../../core/lib/json.ts';
import type {Marks} from '../../core/ports/ports.ts';
import type {Deps} from './context.ts';

/** Where it stands who is in a group. */
export function groupMark(group: string): string {
  return `group/${group}`;
}

/** Who was in a group is believed for so long: whoever was taken out may not answer any more. */
const groupSeconds = 15 * 60;

/** The groups that the settings name. */
export function groupsNamed({
  approvers = [],
}: Pick<Deps['settings'], 'approvers'>): readonly string[] {
  return [...new Set(approvers.flatMap(one => one.groups ?? []))];
}

/** The mark's value of a group's members, read at `now`. */
export function groupValue(members: readonly string[], now: number): JsonObject {
  return {members: [...members], at: now};
}

/** The people of the settings, and who is in their groups as far as that was read lately. */
export async function knownPeople({
  settings,
  guardStore,
  clock,
  timing,
}: Pick<Deps, 'settings' | 'clock' | 'timing'> & {
  readonly guardStore: Pick<Marks, 'mark'>;
}): Promise<KnownPeople> {
  const groups = new Map<string, readonly string[]>();
  for (const group of groupsNamed(settings)) {
    const value = (await guardStore.mark(groupMark(group)))?.value;
    const read = at(value, 'at');
    if (typeof read !== 'number' || clock.now() - read > timing.seconds(groupSeconds)) continue;
    groups.set(
      group,
      listAt(value, 'members').flatMap(one => (typeof one === 'string' ? one : [])),
    );
  }
  return {people: settings.people ?? [], groups};
}
