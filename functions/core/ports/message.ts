import type {Phrase} from '../texts/phrase.ts';

/** The colour of a message; each has its emoji and its word, so that neither carries meaning alone. */
export type Tone = 'broken' | 'working' | 'approval' | 'fixed' | 'quiet' | 'stopped';

/** A link from the fixed builder (core/announcement/links.ts); never a URL out of a log. */
export interface Link {
  readonly label: Phrase;
  readonly url: string;
}

/** One line of an incident's history, told in its thread once. */
export interface Note {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly text: Phrase;
  /** Commands and quotes, shown as code: inert text, possibly from outside. */
  readonly code?: string;
}

/**
 * What people are told about one incident, before it has a language or a channel. Rendering the
 * same message twice gives the same bytes.
 */
export interface Message {
  readonly incident: string;
  /** Grows with every change that people see; a channel never shows an older one. */
  readonly revision: number;
  /** Grows with changes of state only: a channel that cannot edit posts once per milestone. */
  readonly milestone: number;
  readonly tone: Tone;
  /** Line 1: what is broken. */
  readonly headline: Phrase;
  /** Line 2: where, since when, how often, what was seen live. */
  readonly context: readonly Phrase[];
  /** Line 3: what is being done, or how it ended. */
  readonly status: Phrase;
  /** What is still wrong, where the status only says that a wait is over. */
  readonly found?: Phrase;
  /** What is asked of a person. */
  readonly advice?: Phrase;
  /** When the responder looks again, epoch milliseconds. */
  readonly nextLook?: number;
  readonly links: readonly Link[];
  /** The whole history so far, oldest first; a channel posts those it has not posted yet. */
  readonly notes: readonly Note[];
  /** The log sentence that started it, inert. */
  readonly quote?: string;
}
