import {type LogEntry, viewEntry} from '../core/entry.ts';
import {type Finding, incidentKey} from '../core/finding.ts';
import {type Incident, standing} from '../core/incident.ts';
import {type Arrival, join, open} from '../core/open.ts';
import {phrase, type Phrase} from '../core/phrase.ts';
import type {Project} from '../core/settings.ts';
import {compile} from '../filter/compile.ts';
import {parse} from '../filter/parse.ts';
import {adopt} from './adopt.ts';
import {classify} from './classify.ts';
import {type Deps, runbookById} from './deps.ts';
import {entryHash, receivedAt} from './arrival.ts';
import {handOver} from './hand-over.ts';
import {type Memory, memorySeconds} from './memory.ts';
import {record} from './record.ts';
import {StaleError} from './save.ts';
import {scopeOf} from './scope.ts';
import {sinkFilter} from './sink-filter.ts';
import {storeCount} from './store-count.ts';

/** What became of one log entry; every kind but the first four has a reason. */
export type Received =
  | {readonly kind: 'opened' | 'reopened'; readonly incident: string}
  | {readonly kind: 'duplicate' | 'counted'; readonly incident: string}
  | {readonly kind: 'joined' | 'adopted'; readonly incident: string; readonly reason: Phrase}
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
  const skips = new Map<string, number>();
  const skip = (reason: Phrase): Received => {
    skips.set(reason.code, (skips.get(reason.code) ?? 0) + 1);
    return {kind: 'skipped', reason};
  };
  let nextFlush = 0;
  const flush = async (): Promise<void> => {
    nextFlush = deps.clock.now() + deps.timing.seconds(memorySeconds);
    for (const counted of memory.takeCounts()) await storeCount(deps, counted);
    if (skips.size > 0) deps.log.info('skipped', {reasons: Object.fromEntries(skips)});
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
      return take(deps, memory, {finding, entry: identity, at, alsoCounted, now}, project);
    },
  };
}

/** The sinks' own filters, each compiled when its runbook has its first finding. */
function filters({runbooks, settings}: Deps): (runbook: string, entry: LogEntry) => boolean {
  const compiled = new Map<string, (entry: unknown) => boolean>();
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

/** Brings what memory does not know to the store. */
async function take(
  deps: Deps,
  memory: Memory,
  arrival: Arrival,
  project: Project,
): Promise<Received> {
  const {finding, entry, now} = arrival;
  const key = incidentKey(finding);
  for (let tries = 0; tries < 10; tries += 1) {
    const stored = await store(deps, key, arrival, project);
    if (stored === 'raced') continue;
    const {received, incident} = stored;
    if (received.kind === 'duplicate') {
      memory.know(entry, incident);
      return received;
    }
    const until = now + deps.timing.seconds(memorySeconds);
    memory.remember(entry, memoryKey(finding), {incident, until});
    if (received.kind === 'opened' || received.kind === 'reopened') {
      await handOver(deps, incident);
    }
    return received;
  }
  throw new StaleError(`incident ${key}: ten other deliveries were faster; deliver again`);
}

interface Stored {
  readonly received: Received;
  readonly incident: string;
}

/** One try to bring an arrival into the store; `raced` when another delivery was faster. */
async function store(
  deps: Deps,
  key: string,
  arrival: Arrival,
  project: Project,
): Promise<Stored | 'raced'> {
  const latest = await deps.store.latest(key);
  if (latest === undefined || standing(latest.state) === 'closed') {
    const adopted = await adoption(deps, latest, arrival, project);
    if (adopted !== undefined) return adopted;
  }
  if (latest === undefined) return create(deps, open(arrival, 1));
  const joined = join(latest, arrival, deps.timing);
  switch (joined.kind) {
    case 'duplicate':
      return {received: {kind: 'duplicate', incident: latest.id}, incident: latest.id};
    case 'next':
      return create(deps, joined.incident);
    case 'joined':
    case 'reopened': {
      const next = {...joined.incident, version: latest.version + 1};
      if ((await deps.store.replace(next)) === 'stale') return 'raced';
      return joined.kind === 'reopened'
        ? {received: {kind: 'reopened', incident: latest.id}, incident: latest.id}
        : {
            received: {kind: 'joined', incident: latest.id, reason: joined.reason},
            incident: latest.id,
          };
    }
  }
}

/** What adoption makes of a sign without an open incident of its own; undefined: nothing. */
async function adoption(
  deps: Deps,
  latest: Incident | undefined,
  arrival: Arrival,
  project: Project,
): Promise<Stored | 'raced' | undefined> {
  const adopted = await adopt(deps, latest, arrival, project);
  switch (adopted.kind) {
    case 'no-cause':
      return undefined;
    case 'raced':
      return 'raced';
    case 'duplicate': {
      const {kind, incident} = adopted;
      return {received: {kind, incident}, incident};
    }
    case 'late': {
      const {incident} = adopted;
      const next = {...incident, version: incident.version + 1};
      if ((await deps.store.replace(next)) === 'stale') return 'raced';
      const reason = phrase('join.late', {state: incident.state});
      return {received: {kind: 'joined', incident: incident.id, reason}, incident: incident.id};
    }
    case 'adopted': {
      const reason = phrase('join.adopted', {runbook: adopted.cause.runbook});
      const {incident} = adopted;
      return {received: {kind: 'adopted', incident: adopted.cause.id, reason}, incident};
    }
  }
}

async function create(deps: Deps, incident: Incident): Promise<Stored | 'raced'> {
  if ((await deps.store.create(incident)) === 'exists') return 'raced';
  deps.log.info('incident opened', {
    incident: incident.id,
    runbook: incident.runbook,
    target: incident.target,
  });
  return {received: {kind: 'opened', incident: incident.id}, incident: incident.id};
}
