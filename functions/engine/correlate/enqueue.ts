import {errorText} from '../../core/lib/error.ts';
import type {Deps} from '../lib/context.ts';

/** The incident is stored: a hand-over that fails only delays it until the next sweep. */
export async function enqueue(deps: Pick<Deps, 'queue' | 'log'>, incident: string): Promise<void> {
  try {
    await deps.queue.handOver(incident);
  } catch (error) {
    deps.log.error('hand-over failed; the sweep will find it', {
      incident,
      error: errorText(error),
    });
  }
}
