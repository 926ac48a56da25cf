import type {Spawned} from './spawned.ts';

/** What a subject needs to know of the stage. */
export interface Place {
  /** Where posts go: the stand-in's `URL`; ours come to `URL/slack.com/…`, those of the others to `URL/post`. */
  readonly url: string;
  /** A folder of its own, empty. */
  readonly folder: string;
}

/** A subject that runs. */
export interface Running {
  readonly spawned: Spawned;
  /** Sends it an event, in its own form. @throws Error when it does not take it. */
  readonly send: (event: number) => Promise<void>;
}

/** A program that gets events and posts them to a chat. */
export interface Subject {
  /** Letters and dashes: how it is called in options, in the figures and in plots. */
  readonly id: string;
  readonly name: string;
  /** Whether it asks Google: only then the latency of Google's answers means something to it. */
  readonly asksGoogle: boolean;
  /** Starts it, and does not wait for it. */
  readonly start: (place: Place) => Promise<Running>;
}

/** What was looked for and where, of a subject that is not installed. */
export interface Missing {
  readonly id: string;
  readonly name: string;
  readonly how: string;
}
