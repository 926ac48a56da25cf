import type {PlannedAction} from './plan.ts';

/** A person's wish that a repair be taken back, as the incident has taken it up. Times: epoch ms. */
export interface Undo {
  /** Who asked for it. */
  readonly by: string;
  readonly at: number;
  /** The run whose repair it is. */
  readonly of: number;
  /** What takes it back, in its order. */
  readonly actions: readonly PlannedAction[];
  /** When live state showed that it was taken back; absent: it was not. */
  readonly takenBackAt?: number;
}
