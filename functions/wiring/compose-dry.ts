import {recordingChannel} from '../adapters/chat/recording.ts';
import {dryRunWriters, rememberPolicies} from '../adapters/google/dry-run.ts';
import {snapshotStore} from '../adapters/store/snapshot.ts';
import {sqliteStore} from '../adapters/store/sqlite.ts';
import type {Message} from '../core/message.ts';
import type {Deps} from '../engine/deps.ts';
import {compose, noQueue, type Start} from './compose.ts';

/**
 * The same engine with twins in the place of everything that writes: the writers record, the
 * channels hand their messages to `told`, the store is a copy in memory.
 */
export async function composeDry(start: Start, told: (message: Message) => void): Promise<Deps> {
  const {sqlite} = start.settings.store;
  const store = await (sqlite === undefined ? sqliteStore() : snapshotStore(sqlite));
  const live = await compose(start, store);
  const {readers, policyRead} = rememberPolicies(live.readers);
  return {
    ...live,
    readers,
    writers: dryRunWriters({policyRead}),
    channels: [recordingChannel('dry-run', told)],
    queue: noQueue,
  };
}
