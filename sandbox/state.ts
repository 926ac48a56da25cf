import {emptyChat} from './chat.ts';
import type {Published, Site} from './http/call.ts';
import {type Fault, parseFault} from './http/fault.ts';
import type {SentClick} from './clicks/send.ts';
import type {GoogleIdentity} from './clicks/google-id-token.ts';
import {noPages} from './pager.ts';
import type {People} from './people.ts';
import {applyPatch} from './patch/apply-patch.ts';
import type {Story} from './scenario.ts';
import {seedWorld} from './world/seed.ts';
import type {Pace} from './world/world.ts';

/** One request that came through the proxy. */
export interface Seen {
  readonly at: string;
  readonly method: string;
  readonly host: string;
  /** Path and query, as sent. */
  readonly path: string;
  /** The fault verb of the call, e.g. `setIamPolicy`; empty when no host knew the call. */
  readonly verb: string;
  readonly mutating: boolean;
  readonly body: unknown;
  /** Header of the request; empty when it had none. */
  readonly contentType: string;
  /** HTTP status of the answer; 0 while there is none, or when the connection was closed instead. */
  status: number;
  /** The fault that decided the answer. */
  fault?: string;
}

/** What one run of a sandbox holds; `reset` starts over with a fresh one. */
export interface Run {
  readonly scenario: Story;
  readonly site: Site;
  readonly faults: {fault: Fault; left: number}[];
  /** The newest requests, oldest first. */
  readonly seen: Seen[];
  /** What was sent to the app, oldest first. */
  readonly clicks: SentClick[];
  readonly counts: {requests: number; mutating: number; unknown: number};
}

/** How many requests a run remembers. */
export const memory = 20_000;

/** What a run starts with beside its scenario. */
export interface Start {
  readonly pace: Pace;
  readonly faults: readonly string[];
  readonly people: People;
  readonly identity: GoogleIdentity;
}

/** Starts a scenario: its world, and its acts in the order of their time. */
export function startRun(
  scenario: Story,
  {pace, faults, people, identity}: Start,
  now: number,
): Run {
  const world = seedWorld(scenario.world, pace, now);
  const published: Published[] = [];
  world.later = scenario.acts.map(act => ({
    at: now + (act.afterSeconds * 1000) / pace.scale,
    run: then => {
      if (act.change !== undefined) applyPatch(world, act.change, then);
      world.entries.push(...act.entries(then));
    },
  }));
  return {
    scenario,
    site: {world, chat: emptyChat(), pages: noPages(), people, identity, published},
    faults: faults.map(text => armed(text)),
    seen: [],
    clicks: [],
    counts: {requests: 0, mutating: 0, unknown: 0},
  };
}

/**
 * Reads a fault and arms it.
 * @throws Error when the text is no fault.
 */
export function armed(text: string): {fault: Fault; left: number} {
  const fault = parseFault(text);
  return {fault, left: fault.times ?? Number.POSITIVE_INFINITY};
}

/** Notes a request, and forgets the oldest ones beyond the memory. */
export function note(run: Run, seen: Seen): void {
  run.counts.requests += 1;
  if (seen.mutating) run.counts.mutating += 1;
  if (seen.verb === '') run.counts.unknown += 1;
  run.seen.push(seen);
  if (run.seen.length > memory) run.seen.splice(0, memory / 10);
}
