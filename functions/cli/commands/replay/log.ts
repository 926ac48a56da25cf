import {historyEntries} from '../../shared/history-entries.ts';
import type {Replay} from './replayed.ts';

/** Takes in what Cloud Logging has, with the filters of the runbooks. @throws CallError, StoreError. */
export async function replayLog({deps, door, since, replayed}: Replay): Promise<void> {
  for await (const item of historyEntries(deps, new Date(since).toISOString())) {
    if (item.kind === 'fault') continue;
    replayed.count += 1;
    replayed.tally.count(await door.receive(item.value));
  }
}
