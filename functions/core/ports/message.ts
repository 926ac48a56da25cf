import type {Target} from '../detection/target.ts';
import type {Ownership} from '../incident/ownership.ts';
import type {State} from '../incident/reason.ts';
import type {Verb} from '../incident/verb.ts';
import type {Phrase} from '../texts/phrase.ts';

/** How it stands; each has its sign, its colour and its word, so that none carries meaning alone. */
export type Tone =
  /** Live state is being looked at. */
  | 'checking'
  /** A change is being made. */
  | 'repairing'
  /** A change was made; live state does not show its effect everywhere yet. */
  | 'verifying'
  | 'fixed'
  /** A plan waits for a person's word. */
  | 'approval'
  /** A person has to do something. */
  | 'action'
  /** Somebody takes the repairs back. */
  | 'undone'
  /** Broken, and nothing is changed, because people want it so. */
  | 'unchanged'
  /** Nothing has to be done. */
  | 'quiet'
  /** A silence began, and one is over: no incident's. */
  | 'silenced'
  | 'unsilenced';

/** A link from the fixed builder (core/announcement/links.ts); never a URL out of a log. */
export interface Link {
  readonly label: Phrase;
  readonly url: string;
}

/** One line of an incident's history, shown in its thread once. */
export interface Note {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly text: Phrase;
  /** Commands and quotes, shown as code: inert text, possibly from outside. */
  readonly code?: string;
}

/** What is affected, then why. */
export interface Headline {
  readonly what: Phrase;
  readonly cause?: Phrase;
  /** Where the cause was changed, or is over; absent: it is there. */
  readonly now?: 'changed' | 'over';
}

/** What was done, or is waited for. */
export interface Done {
  readonly mark: 'done' | 'waiting' | 'failed';
  readonly text: Phrase;
  /** Epoch milliseconds. */
  readonly at?: number;
}

/** One step of a plan: what it does, and the command that does the same by hand. */
export interface PlanStep {
  /** Absent: what is asked says it already. */
  readonly title?: Phrase;
  readonly command: string;
}

/** A plan, or a command, that people read before anybody runs it. */
export interface Ask {
  /** What a person is to do; its own commands come with it. */
  readonly text: Phrase;
  readonly steps: readonly PlanStep[];
  /** Steps that are not shown: the plan is longer. */
  readonly more: number;
  /** What it costs those who run on the mesh. */
  readonly risks: readonly Phrase[];
  /** The commands that answer it. */
  readonly answers: readonly string[];
}

/** One fact with its label. */
export interface Fact {
  readonly label: Phrase;
  readonly value: Phrase;
}

/** What a message is about, for programs and for whoever chooses where it goes. */
export interface About {
  readonly runbook: string;
  readonly target: Target;
  readonly state: State;
  /** Why it is in its state. */
  readonly reason: Phrase;
  /** What is wrong, where only a person can help; else the reason. */
  readonly detail: Phrase;
  /** How often it was opened again within the reopening time. */
  readonly run: number;
  /** Actions by id: those that were made with what became of them, then those that are held back. */
  readonly actions: readonly {readonly id: string; readonly result: string}[];
  /** Epoch ms, as are the others. */
  readonly openedAt: number;
  /** When its state changed last. */
  readonly changedAt: number;
  /** When live state is looked at again; absent: it is not. */
  readonly nextLook?: number;
  /** Who has taken it. */
  readonly owner?: Ownership;
  /** True: a person wants its repair taken back; nobody is called out of bed for that. */
  readonly undo?: true;
  /** How many steps of the escalation were taken since it asks for a person. */
  readonly escalated: number;
}

/** What people can press under a message, where a service takes clicks back. */
export interface Buttons {
  readonly incident: string;
  readonly run: number;
  /** In the order in which they stand. */
  readonly verbs: readonly Verb[];
  /** Names the question that `approve` and `decline` answer; empty: nothing waits for an answer. */
  readonly question: string;
}

/**
 * What people are shown about one incident, by meaning, before it has a language or a channel. Rendering the
 * same message twice gives the same bytes.
 */
export interface Message {
  readonly incident: string;
  /** Grows with every change that people see; a channel never shows an older one. */
  readonly revision: number;
  /** Grows with changes of state only: a channel that cannot edit posts once per milestone. */
  readonly milestone: number;
  readonly about: About;
  readonly tone: Tone;
  /** When it was opened, epoch ms: times of that day are shown without their date. */
  readonly day: number;
  /** Where, in a word: the name of the cluster, or of the project. */
  readonly place: string;
  readonly headline: Headline;
  /** Who caused it, what mesh-responder did or why it did nothing; whole sentences. */
  readonly sentences: readonly Phrase[];
  readonly ask?: Ask;
  /** Absent: no service takes clicks back. */
  readonly buttons?: Buttons;
  readonly done: readonly Done[];
  readonly facts: readonly Fact[];
  /** Counts and what else stands at the end, short. */
  readonly footer: readonly Phrase[];
  readonly links: readonly Link[];
  /** The whole history so far, oldest first; a channel posts those it has not posted yet. */
  readonly notes: readonly Note[];
  /** The log sentence that started it, inert. */
  readonly quote?: string;
}
