import type {Deps} from '../../../engine/deps.ts';
import type {Intake} from '../../../engine/intake.ts';
import {IntakeSummary} from '../../shared/intake-summary.ts';

/** One run of `replay`. */
export interface Replay {
  readonly deps: Deps;
  /** The front door: the same that a push comes through. */
  readonly door: Intake;
  /** Epoch milliseconds: what is older stays where it is. */
  readonly since: number;
  readonly dryRun: boolean;
  readonly replayed: Replayed;
}

/** What became of the deliveries of a replay. */
export class Replayed {
  readonly summary = new IntakeSummary();
  /** Deliveries that went through the door. */
  count = 0;
  /** Deliveries that stay where they are, with the reason. */
  readonly left: {readonly id: string; readonly why: string}[] = [];

  leave(id: string, why: string): void {
    this.left.push({id, why});
  }
}
