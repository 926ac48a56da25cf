import {eventIn} from './fleets.ts';

/** What was posted since a beginning. */
export interface Posts {
  /** When the first post about each event arrived, by the event's name: `monotonicMs`. */
  readonly first: ReadonlyMap<string, number>;
  /** Replies in a thread. */
  readonly replies: number;
}

/** Milliseconds of the machine's monotonic clock: the same one in every process, and no step changes it. */
export function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}

/** Notes the first post about each event, whoever sends it and in whatever form. */
export class HeardPosts {
  readonly first = new Map<string, number>();
  replies = 0;

  /** @param at `monotonicMs` when it had arrived. */
  hear(body: string, at: number): void {
    if (body.includes('"thread_ts"')) {
      this.replies += 1;
      return;
    }
    const event = eventIn(body);
    if (event !== undefined && !this.first.has(event)) this.first.set(event, at);
  }
}
