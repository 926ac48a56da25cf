import {recordingChannel} from '../adapters/chat/delivery/channels.ts';
import {dryRunWriters, rememberPolicies} from '../adapters/google/dry-run.ts';
import {dryRunHeartbeatWriter} from '../adapters/google/logging/heartbeat-writer.ts';
import type {Message} from '../core/ports/message.ts';
import {usualBudgets} from '../core/config/settings.ts';
import type {Deps} from '../engine/lib/context.ts';
import {compose, googleDeps, noQueue, type Start} from './compose.ts';
import {openSnapshots} from './open-store.ts';

/**
 * The same engine with twins in the place of everything that writes: the writers record, the
 * channels hand their messages to `told`, the store is a copy in memory.
 */
export async function composeDry(start: Start, told: (message: Message) => void): Promise<Deps> {
  const stores = await openSnapshots({...start, google: googleDeps(start)});
  const live = await compose(start, stores);
  const {readers, policyRead} = rememberPolicies(live.readers);
  const {settings, formerChannel: _live, ...rest} = live;
  return {
    ...rest,
    // It waits for nothing: everything that would be told is shown.
    settings: {
      ...settings,
      budgets: {...(settings.budgets ?? usualBudgets), messagesPerMinute: Infinity},
    },
    readers,
    writers: dryRunWriters({policyRead}),
    pulse: dryRunHeartbeatWriter,
    channels: [recordingChannel('dry-run', told)],
    queue: noQueue,
  };
}
