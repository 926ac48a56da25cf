import type {Project} from '../../core/config/settings.ts';
import type {RunbookManifest} from '../../core/contract/runbook.ts';
import {
  claimedProject,
  type JunkReason,
  type LogEntry,
  viewEntry,
} from '../../core/detection/entry.ts';
import {type Finding, incidentKey} from '../../core/detection/finding.ts';
import type {EntryReason, SkipReason, OutsideAllowList} from '../../core/incident/reason.ts';
import type {MaybePromise} from '../../core/lib/promises.ts';
import type {Arrival} from '../../core/intake/arrivals.ts';
import {isStale} from '../../core/intake/backlog.ts';
import {addSkip, type Skip, skipId} from '../../core/intake/skip-counters.ts';
import {compile} from '../../filter/compile.ts';
import {parse} from '../../filter/parse.ts';
import {enqueue} from '../correlate/enqueue.ts';
import {type Deps, runbookById, type IntakeContext, type FindingContext} from '../lib/context.ts';
import {recordOutside, allowListed, inScope, outsideQuota} from './allow-list.ts';
import {classify} from './classify.ts';
import {type DedupCache, memorySeconds} from './dedup-cache.ts';
import {hashOf, identityOf, receivedAt} from './entry-identity.ts';
import {flushCount, flushSkips} from './flush.ts';
import {heartbeatReceipts} from '../lib/heartbeat/receipts.ts';
import {noteStale} from './note-stale.ts';
import {storeFinding, type Taken} from './store-finding.ts';

/** What became of one log entry; every kind but the first four has a reason. */
export type Received =
  | Taken
  | {readonly kind: 'counted'; readonly incident: string}
  /** Too old to act on: kept for the digest of its outage. */
  | {readonly kind: 'stale'; readonly incident: string; readonly reason: EntryReason}
  | {readonly kind: 'suppressed'; readonly incident: string; readonly reason: OutsideAllowList}
  | {readonly kind: 'skipped'; readonly reason: SkipReason}
  | {readonly kind: 'junk'; readonly reason: JunkReason};

/** Takes log entries in. */
export interface Intake {
  /**
   * Takes one decoded entry in, at once where memory knows what becomes of it; fails only when the
   * store does.
   */
  receive(value: unknown): MaybePromise<Received>;
  /** Writes what memory has counted to the store. */
  flush(): Promise<void>;
}

/**
 * Builds the intake: view, classify, scope, re-evaluate the sink's own filter, then join the open
 * incident, be adopted by its cause, or open one, and hand it over.
 */
export function intake(deps: IntakeContext, memory: DedupCache): Intake {
  const passes = sinkPasses(deps);
  const feel = heartbeatReceipts(deps);
  const mayRecord = outsideQuota(deps);
  let skips = new Map<string, Skip>();
  const note = (reason: SkipReason, entry: LogEntry): void => {
    const project = claimedProject(entry) ?? '';
    addSkip(skips, {project, reason, count: 1, lastAt: deps.clock.now()});
  };
  const skip = (reason: SkipReason, entry: LogEntry): Received => {
    note(reason, entry);
    return {kind: 'skipped', reason};
  };
  const flushSkipped = async (): Promise<void> => {
    const taken = skips;
    skips = new Map();
    for (const {reason, project, count} of taken.values()) {
      deps.log.info('skipped', {reason: skipId(reason), project, count});
    }
    // What could not be stored waits for the next time.
    if (!(await flushSkips(deps, taken))) for (const one of taken.values()) addSkip(skips, one);
  };
  let nextFlush = 0;
  const flush = async (): Promise<void> => {
    nextFlush = deps.clock.now() + deps.timing.seconds(memorySeconds);
    for (const counted of memory.takeCounts()) await flushCount(deps, counted);
    await flushSkipped();
  };
  const look = (value: unknown): MaybePromise<Received> => {
    const entry = viewEntry(value);
    if (entry === undefined) return {kind: 'junk', reason: 'not-an-object'};
    const detection = classify(entry, deps.runbooks);
    switch (detection.kind) {
      case 'unrelated':
        return skip(unrelated, entry);
      case 'foreign':
        return skip({kind: 'foreign', why: detection.reason}, entry);
      case 'pulse':
        return passes(detection.runbook, entry)
          ? feel(detection).then(reason => skip(reason, entry))
          : skip({kind: 'filter', runbook: detection.runbook}, entry);
      case 'finding':
        break;
    }
    const scoped = allowListed(detection.finding, entry, deps.settings);
    if (scoped.kind === 'outside') {
      const {reason} = scoped;
      const {finding} = detection;
      return recordOutside(deps, memory, finding, entry, reason, mayRecord).then(incident =>
        incident === undefined
          ? skip({kind: 'project-not-listed', project: claimedProject(entry) ?? ''}, entry)
          : {kind: 'suppressed', incident, reason},
      );
    }
    if (!passes(scoped.finding.runbook, entry)) {
      return skip({kind: 'filter', runbook: scoped.finding.runbook}, entry);
    }
    const {finding, project} = scoped;
    const now = deps.clock.now();
    const identity = identityOf(entry);
    const at = receivedAt(entry, now);
    const stale = isStale(at, now);
    const rememberedAs = stale ? staleKey(finding) : memoryKey(finding);
    const sight = memory.sight(identity, rememberedAs, now);
    if (sight.kind === 'duplicate') note(duplicate, entry);
    if (sight.kind !== 'new') return {kind: sight.kind, incident: sight.incident};
    const {alsoCounted} = sight;
    const arrival = {finding, entry: hashOf(identity), at, alsoCounted, now};
    const fresh = {arrival, project, identity, rememberedAs};
    return stale ? summedUp(deps, memory, fresh) : remembered(deps, memory, fresh);
  };
  return {
    flush,
    receive(value) {
      return deps.clock.now() < nextFlush ? look(value) : flush().then(() => look(value));
    },
  };
}

const unrelated = {kind: 'unrelated'} as const;
const duplicate = {kind: 'duplicate'} as const;

/** What filters were compiled to, however many intakes there are. */
const compiledFor = new WeakMap<RunbookManifest, (entry: unknown) => boolean>();

/**
 * The sinks' own filters, each compiled when its runbook has its first finding. The projects are asked for apart:
 * a sink names all of them, some or none.
 */
export function sinkPasses({
  runbooks,
  settings,
}: Pick<Deps, 'settings' | 'runbooks'>): (runbook: string, entry: LogEntry) => boolean {
  return (id, entry) => {
    const {manifest} = runbookById({runbooks}, id);
    const filter = compiledFor.get(manifest) ?? compiledFilter(manifest.filter);
    compiledFor.set(manifest, filter);
    return inScope(entry, settings) && filter(entry.raw);
  };
}

/** Without a sink nothing is exported. */
function compiledFilter(filter: string | undefined): (entry: unknown) => boolean {
  return filter === undefined ? () => false : compile(parse(filter));
}

/** What memory counts together: the entries of a key, a discrete fact by itself. */
function memoryKey(finding: Finding): string {
  return `${incidentKey(finding)}|${finding.occurrence ?? ''}`;
}

/** Stale entries are no facts to act on: a problem's are counted together. */
function staleKey(finding: Finding): string {
  return `stale|${incidentKey(finding)}`;
}

/** What memory does not know, and the names under which it will know the entry and its key. */
interface Fresh {
  readonly arrival: Arrival;
  readonly project: Project;
  readonly identity: string;
  readonly rememberedAs: string;
}

/** Keeps what is too old for the digest of its outage; what is no news there is only counted. */
async function summedUp(deps: IntakeContext, memory: DedupCache, fresh: Fresh): Promise<Received> {
  const {arrival, identity, rememberedAs} = fresh;
  const incident = await noteStale(deps, arrival);
  if (incident === undefined) return remembered(deps, memory, fresh);
  const until = arrival.now + deps.timing.seconds(memorySeconds);
  memory.remember(identity, rememberedAs, {incident, until});
  return {kind: 'stale', incident, reason: {kind: 'stale'}};
}

/** Brings what memory does not know to the store, and lets memory know. */
async function remembered(
  deps: FindingContext,
  memory: DedupCache,
  {arrival, project, identity, rememberedAs}: Fresh,
): Promise<Received> {
  const {now} = arrival;
  const {received, incident} = await storeFinding(deps, arrival, project);
  if (received.kind === 'duplicate') {
    memory.know(identity, incident);
    return received;
  }
  const until = now + deps.timing.seconds(memorySeconds);
  memory.remember(identity, rememberedAs, {incident, until});
  if (received.kind === 'opened' || received.kind === 'reopened') await enqueue(deps, incident);
  return received;
}
