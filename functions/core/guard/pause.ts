import type {JsonObject} from '../lib/json.ts';

/** The mark that every instance looks at before each change. */
export const pauseMark = 'pause';

/** Nothing is changed anywhere, on a person's word. */
export interface Pause {
  readonly reason: string;
  readonly by: string;
  /** When it was said, epoch ms. */
  readonly at: number;
  /** When it ends by itself; absent: when a person ends it. */
  readonly until?: number;
}

/** The mark's value while paused. */
export function paused({reason, by, at, until}: Pause): JsonObject {
  return {paused: true, reason, by, at, ...(until === undefined ? {} : {until})};
}

/** The mark's value once a person has ended the pause. */
export function unpaused(by: string, at: number): JsonObject {
  return {paused: false, by, at};
}

/**
 * The pause that holds now. A mark that cannot be understood pauses as well: in doubt nothing is
 * changed.
 */
export function pauseIn(value: JsonObject | undefined, now: number): Pause | undefined {
  if (value === undefined || value['paused'] === false) return undefined;
  const {reason, by, at, until} = value;
  if (typeof until === 'number' && until <= now) return undefined;
  return {
    reason: typeof reason === 'string' ? reason : '?',
    by: typeof by === 'string' ? by : '?',
    at: typeof at === 'number' ? at : now,
    ...(typeof until === 'number' ? {until} : {}),
  };
}
