import {type LogEntry, viewEntry} from '../core/entry.ts';
import {type Finding, incidentKey} from '../core/finding.ts';
import type {Arrival} from '../core/open.ts';
import {phrase, type Phrase} from '../core/phrase.ts';
import type {Project, Settings} from '../core/settings.ts';
import {compile} from '../filter/compile.ts';
import {parse} from '../filter/parse.ts';
import {classify} from './classify.ts';
import {type Deps, runbookById} from './deps.ts';
import {entryHash, receivedAt} from './arrival.ts';
import {handOver} from './hand-over.ts';
import {type Memory, memorySeconds} from './memory.ts';
import {record} from './record.ts';
import {pulses} from './pulses.ts';
import {scopeOf} from './scope.ts';
import {sinkFilter} from './sink-filter.ts';
import {storeCount} from './store-count.ts';
import {take, type Taken} from './take.ts';

/** What became of one log entry; every kind but the first four has a reason. */
export type Received =
  | Taken
  | {readonly kind: 'counted'; readonly incident: string}
  | {readonly kind: 'suppressed'; readonly incident: string; readonly reason: Phrase}
  | {readonly kind: 'skipped'; readonly reason: Phrase}
  | {readonly kind: 'junk'; readonly reason: Phrase};

/** Takes log entries in. */
export interface Intake {
  /** Takes one decoded entry in; throws only when the store does. */
  receive(value: unknown): Promise<Received>;
  /** Writes what memory has counted to the store. */
  flush(): Promise<void>;
}

/**
 * Builds the intake: view, classify, scope, re-evaluate the sink's own filter, then join the open
 * incident, be adopted by its cause, or open one, and hand it over.
 */
export function intake(deps: Deps, memory: Memory): Intake {
  const passes = filters(deps);
  const feel = pulses(deps);
  const skips = new Map<string, number>();
  const skip = (reason: Phrase): Received => {
    skips.set(reason.code, (skips.get(reason.code) ?? 0) + 1);
    return {kind: 'skipped', reason};
  };
  let nextFlush = 0;
  const flush = async (): Promise<void> => {
    nextFlush = deps.clock.now() + deps.timing.seconds(memorySeconds);
    for (const counted of memory.takeCounts()) await storeCount(deps, counted);
    for (const [reason, count] of skips) deps.log.info('skipped', {reason, count});
    skips.clear();
  };
  return {
    flush,
    async receive(value) {
      if (deps.clock.now() >= nextFlush) await flush();
      const entry = viewEntry(value);
      if (entry === undefined) return {kind: 'junk', reason: phrase('junk.not-an-object')};
      const detection = classify(entry, deps.runbooks);
      switch (detection.kind) {
        case 'unrelated':
          return skip(phrase('skip.unrelated'));
        case 'foreign':
          return skip(detection.reason);
        case 'pulse':
          return skip(
            passes(detection.runbook, entry)
              ? await feel(detection)
              : phrase('skip.filter', {runbook: detection.runbook}),
          );
        case 'finding':
          break;
      }
      const scoped = scopeOf(detection.finding, entry, deps.settings);
      if (scoped.kind === 'outside') {
        const {reason} = scoped;
        const incident = await record(deps, memory, detection.finding, entry, reason);
        return {kind: 'suppressed', incident, reason};
      }
      if (!passes(scoped.finding.runbook, entry)) {
        return skip(phrase('skip.filter', {runbook: scoped.finding.runbook}));
      }
      const {finding, project} = scoped;
      const now = deps.clock.now();
      const identity = entryHash(entry);
      const rememberedAs = memoryKey(finding);
      const sight = memory.sight(identity, rememberedAs, now);
      if (sight.kind !== 'new') return {kind: sight.kind, incident: sight.incident};
      const {alsoCounted} = sight;
      const at = receivedAt(entry, now);
      return remembered(deps, memory, {finding, entry: identity, at, alsoCounted, now}, project);
    },
  };
}

/** What a configuration's filters were compiled to; the same one always gives the same. */
const compiledFor = new WeakMap<Settings, Map<string, (entry: unknown) => boolean>>();

/** The sinks' own filters, each compiled when its runbook has its first finding. */
function filters({runbooks, settings}: Deps): (runbook: string, entry: LogEntry) => boolean {
  const compiled = compiledFor.get(settings) ?? new Map<string, (entry: unknown) => boolean>();
  compiledFor.set(settings, compiled);
  return (id, entry) => {
    const filter =
      compiled.get(id) ??
      compile(parse(sinkFilter(runbookById({runbooks}, id).manifest, settings.projects)));
    compiled.set(id, filter);
    return filter(entry.raw);
  };
}

/** What memory counts together: the entries of a key, a discrete fact by itself. */
function memoryKey(finding: Finding): string {
  return `${incidentKey(finding)}|${finding.occurrence ?? ''}`;
}

/** Brings what memory does not know to the store, and lets memory know. */
async function remembered(
  deps: Deps,
  memory: Memory,
  arrival: Arrival,
  project: Project,
): Promise<Received> {
  const {finding, entry, now} = arrival;
  const {received, incident} = await take(deps, arrival, project);
  if (received.kind === 'duplicate') {
    memory.know(entry, incident);
    return received;
  }
  const until = now + deps.timing.seconds(memorySeconds);
  memory.remember(entry, memoryKey(finding), {incident, until});
  if (received.kind === 'opened' || received.kind === 'reopened') await handOver(deps, incident);
  return received;
}
