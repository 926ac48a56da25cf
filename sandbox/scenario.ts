import type {JsonObject} from '../functions/core/lib/json.ts';
import type {Mode} from '../functions/core/config/settings.ts';
import type {WorldPatch} from './patch/patch.ts';
import type {ProjectSeed} from './world/seed.ts';

/** The configuration file of a responder that looks after a scenario's world, as an object. */
export interface ScenarioConfig {
  readonly projects: readonly {
    readonly id: string;
    readonly number: string;
    readonly fleet?: string;
  }[];
  readonly mode: Mode;
  readonly chat: {
    readonly slack: {readonly botToken: string; readonly channel: string};
    readonly googleChat: {readonly webhook: string};
  };
}

/** Something that happens in a scenario, so many seconds of real operation after its start. */
export interface Act {
  readonly afterSeconds: number;
  /** What changes in the world then; it writes its own audit entries. */
  readonly change?: WorldPatch;
  /** What else is logged then; `ms` is the time of the act. */
  readonly entries: (ms: number) => readonly JsonObject[];
}

/** A world, what happens in it, and how a responder is configured for it: all that a sandbox plays. */
export interface Story {
  readonly name: string;
  /** One sentence for people. */
  readonly description: string;
  readonly config: ScenarioConfig;
  readonly world: readonly ProjectSeed[];
  readonly acts: readonly Act[];
}

/**
 * What a responder in mode `auto` makes of a scenario: 20 minutes without a person, then 20 after each
 * approval. A test plays it.
 */
export interface Expected {
  /** `runbook @ target`: the state and the reason, or for a person the code of the cause that is told. */
  readonly ends: Readonly<Record<string, string>>;
  /** Runbooks whose plan waits for a person, in the order in which they are approved. */
  readonly asks?: readonly string[];
  /** How long the first of them waits for its yes; absent: until nothing moves any more. */
  readonly approvedAfterMinutes?: number;
  /** What is changed in Google Cloud, in order, as `METHOD host verb`. */
  readonly changes: readonly string[];
}

/** A story of the registry, and what becomes of it. */
export interface Scenario extends Story {
  readonly expected: Expected;
}
