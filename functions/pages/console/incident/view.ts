import type {Turn} from '../../../core/incident/listing.ts';
import type {State} from '../../../core/incident/reason.ts';

/** Who speaks in a line of the timeline: a log entry is a hint, what was read a fact. */
export const voices = ['hint', 'read', 'decision', 'change', 'person', 'verified'] as const;
export type Voice = (typeof voices)[number];

/** One line of the timeline. */
export interface Line {
  /** Epoch ms. */
  readonly at: number;
  readonly voice: Voice;
  readonly title: string;
  readonly state?: State;
  /** What was read, a sentence each. */
  readonly proof: readonly string[];
  /** What a log entry says, or a command. */
  readonly code?: string;
  /** Where the log entry stands. */
  readonly entry?: {readonly project?: string; readonly insertId?: string; readonly url?: string};
}

/** One step of a plan. */
export interface Step {
  readonly title: string;
  readonly action: string;
  readonly risk: 'low' | 'high';
  readonly command: string;
  /** What it makes of what is there. */
  readonly changes: readonly Change[];
  /** What became of it; absent: it was not made. */
  readonly result?: {readonly text: string; readonly isDone: boolean};
}

/** One thing that a plan changes; without `before` nobody knows what is there. */
export interface Change {
  readonly what: string;
  readonly before?: string;
  readonly after: string;
}

/** A plan as it is shown; whoever approves it approves this hash. */
export interface PlanView {
  readonly hash: string;
  readonly steps: readonly Step[];
  readonly risks: readonly string[];
  /** What asks for a person, or what became of it. */
  readonly why: string;
  /** True: it waits for an answer. */
  readonly waits: boolean;
  /** Until when it can be answered, epoch ms. */
  readonly until?: number;
  /** The same as commands. */
  readonly answers: readonly string[];
  /** Who may answer, in words; empty: whoever may write to the guard's store. */
  readonly approvers: string;
  /** Why this viewer may not; absent: they may. */
  readonly refused?: string;
}

/** What a guard says of the incident's plan, or would say of one. */
export interface GuardView {
  readonly name:
    'risk' | 'mode' | 'scope' | 'budget' | 'breaker' | 'flapping' | 'pause' | 'silence';
  readonly holds: boolean;
  readonly text: string;
}

/** What one channel shows. */
export interface ChannelView {
  readonly id: string;
  readonly isCurrent: boolean;
  readonly text: string;
}

/** An incident that has to do with this one. */
export interface RelatedView {
  readonly id: string;
  readonly state: State;
  readonly text: string;
}

/** What somebody may do with it now. */
export interface ActsView {
  readonly acknowledge: boolean;
  readonly undo: boolean;
  readonly silence: boolean;
  readonly pause: boolean;
  /** The places that a silence may cover, the first by default. */
  readonly scopes: readonly {readonly value: string; readonly label: string}[];
  readonly spans: readonly {readonly value: string; readonly label: string}[];
  /** Proves that a form is of this page. */
  readonly csrf: string;
  /** The name of a silence: the same form twice is one. */
  readonly token: string;
}

/** One incident, from its log entry to its verification. */
export interface IncidentView {
  readonly id: string;
  /** Grows with each write of it. */
  readonly version: number;
  readonly state: State;
  readonly turn: Turn;
  readonly tone: string;
  readonly title: string;
  readonly sentences: readonly string[];
  readonly runbook: string;
  /** The states of its way with how long each took, ms; absent: to come, or left out. */
  readonly way: readonly {
    readonly state: State;
    readonly tookMs?: number;
    readonly isNow: boolean;
  }[];
  readonly plan?: PlanView;
  /** What a person has to do where no plan waits. */
  readonly advice?: {readonly text: string; readonly commands: readonly string[]};
  /** Absent: this viewer only reads. */
  readonly acts?: ActsView;
  /** Why this viewer only reads. */
  readonly readOnly?: string;
  readonly timeline: readonly Line[];
  /** What the timeline goes on with by itself; absent: nothing. */
  readonly next?: {readonly text: string; readonly at?: number};
  readonly facts: readonly {readonly label: string; readonly value: string}[];
  readonly openedAt: number;
  readonly changedAt: number;
  readonly lookedAt?: number;
  readonly nextLook?: number;
  readonly attempts: number;
  readonly entries: number;
  readonly guards: readonly GuardView[];
  readonly channels: readonly ChannelView[];
  readonly related: readonly RelatedView[];
  readonly links: readonly {readonly label: string; readonly url: string}[];
  /** What came of what the viewer has just done. */
  readonly said?: {readonly isDone: boolean; readonly text: string};
}
