import type {Deps} from '../../../engine/lib/context.ts';
import type {Intake} from '../../../engine/intake/intake.ts';
import {IntakeSummary} from '../../shared/intake-summary.ts';

/** One run of `replay`. */
export interface Replay {
  readonly deps: Deps;
  /** The same intake that takes in pushes. */
  readonly door: Intake;
  /** Epoch milliseconds: older deliveries stay where they are. */
  readonly since: number;
  readonly dryRun: boolean;
  readonly replayed: Replayed;
}

/** What became of the deliveries of a replay. */
export class Replayed {
  readonly summary = new IntakeSummary();
  /** Deliveries that were taken in. */
  count = 0;
  /** Deliveries that stay where they are, with the reason. */
  readonly left: {readonly id: string; readonly why: string}[] = [];

  leave(id: string, why: string): void {
    this.left.push({id, why});
  }
}
