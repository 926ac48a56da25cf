/**
 * Every duration that the engine waits or counts, in milliseconds, divided by the time scale
 * (tests and trials run time faster). It never touches stored times, the wall clock or a request's
 * own deadline.
 */
export class TimeScale {
  readonly scale: number;

  constructor(scale = 1) {
    this.scale = scale;
  }

  /** Seconds of real operation as milliseconds of this run, at least one. */
  seconds(seconds: number): number {
    return Math.max(1, Math.round((seconds * 1000) / this.scale));
  }

  /** Milliseconds of this run as milliseconds of real operation, for people to read. */
  asLived(milliseconds: number): number {
    return milliseconds * this.scale;
  }
}

/**
 * When to look again after a change, in seconds: IAM changes take typically 2 minutes, potentially 7
 * or longer (https://docs.cloud.google.com/iam/docs/access-change-propagation), API enablement "a
 * few minutes" (the log text itself).
 */
export const recheckSeconds = [60, 120, 300, 600, 900] as const;

/** The time of a conclusion. */
export interface Now {
  readonly now: number;
  readonly timing: TimeScale;
}
