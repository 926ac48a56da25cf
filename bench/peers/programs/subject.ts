import type {Spawned} from './spawned.ts';

/** What a subject needs to know of the stage. */
export interface Place {
  /** Where posts go: the stand-in's `URL`; ours come to `URL/slack.com/…`, those of the others to `URL/post`. */
  readonly url: string;
  /** A folder of its own, empty. */
  readonly folder: string;
  /** Goes before its command. */
  readonly before: readonly string[];
}

/** A subject that runs. */
export interface Running {
  readonly spawned: Spawned;
  /** Sends it an event, in its own form. @throws Error when it does not take it. */
  readonly send: (event: number) => Promise<void>;
}

/** A program that gets events and posts them to a chat. */
export interface Subject extends Named {
  readonly version: string;
  /** Whether it asks Google: only then the latency of Google's answers means something to it. */
  readonly asksGoogle: boolean;
  /** Starts it, and does not wait for it. */
  readonly start: (place: Place) => Promise<Running>;
}

/** How a program is called: in options, figures and plots by letters and dashes, and for people. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** A program that may be installed here, or not. */
export interface Peer extends Named {
  /** How people install it. */
  readonly install: string;
  /** Undefined where it is not installed. @param folder where it may keep what it prepares. */
  readonly find: (folder: string) => Promise<Subject | undefined>;
}
