import {at} from '../../core/lib/json.ts';
import {CallError, errorText} from '../../core/lib/error.ts';
import {updateMark} from '../lib/compare-and-set.ts';
import type {Deps} from '../lib/context.ts';
import {groupMark, groupsNamed, groupValue} from '../lib/known-people.ts';

/** How often it is read who is in a group. */
const readSeconds = 4 * 60;

/**
 * Reads who is in the groups that may answer plans, and keeps it where clicks are taken. A group that cannot be
 * read keeps what was known for as long as that is believed.
 * @throws StoreError, StaleError.
 */
export async function readGroups(
  deps: Pick<Deps, 'settings' | 'guardStore' | 'groupMembers' | 'clock' | 'timing' | 'log'>,
): Promise<void> {
  const {settings, guardStore, groupMembers, clock, timing, log} = deps;
  if (groupMembers === undefined) return;
  for (const group of groupsNamed(settings)) {
    const read = at((await guardStore.mark(groupMark(group)))?.value, 'at');
    const now = clock.now();
    const isFresh =
      typeof read === 'number' && read <= now && now - read < timing.seconds(readSeconds);
    if (isFresh) continue;
    try {
      const members = await groupMembers(group);
      if (members === undefined) continue;
      await updateMark(guardStore, groupMark(group), () => ({
        value: groupValue(members, now),
        result: undefined,
      }));
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      log.warn('who is in a group could not be read', {group, error: errorText(error)});
    }
  }
}
