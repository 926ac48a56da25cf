import {type LogEntry, viewEntry} from '../core/entry.ts';
import {type Finding, incidentKey} from '../core/finding.ts';
import {type Incident, standing} from '../core/incident.ts';
import {type Arrival, incidentId, join, link, open, suppress} from '../core/open.ts';
import {phrase, type Phrase} from '../core/phrase.ts';
import type {Project} from '../core/settings.ts';
import {compile} from '../filter/compile.ts';
import {parse} from '../filter/parse.ts';
import {classify} from './classify.ts';
import {type Deps, runbookById} from './deps.ts';
import {entryHash, receivedAt} from './arrival.ts';
import {handOver} from './hand-over.ts';
import type {Memory} from './memory.ts';
import {change, StaleError} from './save.ts';
import {scopeOf} from './scope.ts';
import {sinkFilter} from './sink-filter.ts';
import {storeCount} from './store-count.ts';

/** A key is counted in memory for this long before the store hears of it again. */
const memorySeconds = 60;

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
  let nextFlush = 0;
  const flush = async (): Promise<void> => {
    nextFlush = deps.clock.now() + deps.timing.seconds(memorySeconds);
    for (const counted of memory.takeCounts()) await storeCount(deps, counted);
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
          return {kind: 'skipped', reason: phrase('skip.unrelated')};
        case 'foreign':
          return {kind: 'skipped', reason: detection.reason};
        case 'finding':
          break;
      }
      const scoped = scopeOf(detection.finding, entry, deps.settings);
      if (scoped.kind === 'outside') {
        return record(deps, memory, detection.finding, entry, scoped.reason);
      }
      if (!passes(scoped.finding.runbook, entry)) {
        return {kind: 'skipped', reason: phrase('skip.filter', {runbook: scoped.finding.runbook})};
      }
      return take(deps, memory, scoped.finding, entry, scoped.project);
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

async function take(
  deps: Deps,
  memory: Memory,
  finding: Finding,
  entry: LogEntry,
  project: Project,
): Promise<Received> {
  const now = deps.clock.now();
  const identity = entryHash(entry);
  const key = incidentKey(finding);
  const rememberedAs = `${key}|${finding.occurrence ?? ''}`;
  const sight = memory.sight(identity, rememberedAs, now);
  if (sight.kind !== 'new') return {kind: sight.kind, incident: sight.incident};
  const arrival: Arrival = {
    finding,
    entry: identity,
    at: receivedAt(entry, now),
    alsoCounted: sight.alsoCounted,
    now,
  };
  for (let tries = 0; tries < 10; tries += 1) {
    const stored = await store(deps, key, arrival, project);
    if (stored === 'raced') continue;
    const {received, incident, symptom} = stored;
    memory.remember(identity, rememberedAs, {
      incident,
      ...(symptom === undefined ? {} : {symptom}),
      until: now + deps.timing.seconds(memorySeconds),
    });
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
  readonly symptom?: string;
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
    const adopted = await adopt(deps, key, arrival, project);
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

async function create(deps: Deps, incident: Incident): Promise<Stored | 'raced'> {
  if ((await deps.store.create(incident)) === 'exists') return 'raced';
  deps.log.info('incident opened', {
    incident: incident.id,
    runbook: incident.runbook,
    target: incident.target,
  });
  return {received: {kind: 'opened', incident: incident.id}, incident: incident.id};
}

/** An open incident of a causing runbook on the same project, or its fleet, adopts the sign. */
async function adopt(
  deps: Deps,
  key: string,
  {finding, at, alsoCounted}: Arrival,
  project: Project,
): Promise<Stored | undefined> {
  if (finding.causes.length === 0) return undefined;
  const cause = (await deps.store.open()).find(
    one =>
      finding.causes.includes(one.runbook) &&
      (one.target.project === project.id || one.target.project === project.fleet) &&
      (one.target.cluster === undefined || one.target.cluster === finding.target.cluster),
  );
  if (cause === undefined) return undefined;
  const symptom = {
    key,
    runbook: finding.runbook,
    target: finding.target,
    count: 1 + alsoCounted,
    lastAt: at,
    evidence: finding.evidence,
  };
  await change(deps.store, cause.id, it => link(it, symptom, finding.evidence));
  const reason = phrase('join.adopted', {runbook: cause.runbook});
  return {
    received: {kind: 'adopted', incident: cause.id, reason},
    incident: cause.id,
    symptom: key,
  };
}

/** A project outside the allow-list: recorded once per key, never touched. */
async function record(
  deps: Deps,
  memory: Memory,
  finding: Finding,
  entry: LogEntry,
  reason: Phrase,
): Promise<Received> {
  const now = deps.clock.now();
  const key = incidentKey(finding);
  const id = incidentId(key, 1);
  const identity = entryHash(entry);
  const sight = memory.sight(identity, key, now);
  if (sight.kind === 'new') {
    const {alsoCounted} = sight;
    const arrival = {finding, entry: identity, at: receivedAt(entry, now), alsoCounted, now};
    const {nextLook: _none, ...incident} = suppress(open(arrival, 1), reason, now);
    const created = await deps.store.create(incident);
    if (created === 'created') deps.log.warn('outside the allow-list', {incident: id, reason});
    memory.remember(identity, key, {
      incident: id,
      until: now + deps.timing.seconds(memorySeconds),
    });
  }
  return {kind: 'suppressed', incident: id, reason};
}
