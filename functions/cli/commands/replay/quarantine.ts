import {decodePush, type Pushed} from '../../../adapters/pubsub-push.ts';
import {errorText} from '../../../core/lib/error.ts';
import type {Received} from '../../../engine/intake/intake.ts';
import type {Replay} from './replayed.ts';

/**
 * Replays the deliveries in quarantine that can be read by now. Each is marked after it was taken: if the
 * run ends in between, the next run takes the entry again, which changes nothing.
 * @throws StoreError.
 */
export async function replayQuarantine({deps, door, since, replayed}: Replay): Promise<void> {
  for (const {id, at, body, replayedAt} of await deps.store.quarantined()) {
    if (at < since || replayedAt !== undefined) continue;
    const pushed = read(body);
    const received = pushed.kind === 'junk' ? pushed : await taken(door, id, pushed.value);
    if (received.kind === 'junk') {
      replayed.leave(id, `still not to be used (junk.${received.reason})`);
      continue;
    }
    replayed.count += 1;
    replayed.summary.count(received);
    await deps.store.replayed(id, deps.clock.now());
  }
}

async function taken(door: Replay['door'], id: string, value: unknown): Promise<Received> {
  try {
    return await door.receive(value);
  } catch (error) {
    throw new Error(`quarantined delivery ${id}: ${errorText(error)}`, {cause: error});
  }
}

/** A body that was cut when it was stored is not JSON any more. */
function read(body: string): Pushed {
  try {
    return decodePush(JSON.parse(body));
  } catch {
    return {kind: 'junk', reason: 'not-json'};
  }
}
