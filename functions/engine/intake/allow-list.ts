import {claimedProject, type LogEntry} from '../../core/detection/entry.ts';
import {type Evidence, type Finding, incidentKey} from '../../core/detection/finding.ts';
import type {OutsideAllowList} from '../../core/incident/reason.ts';
import {findProject, type Project, type Settings} from '../../core/config/settings.ts';
import {target} from '../../core/detection/target.ts';
import {incidentId, open, suppress} from '../../core/intake/arrivals.ts';
import {hashOf, identityOf, receivedAt} from './entry-identity.ts';
import type {Deps} from '../lib/context.ts';
import {type DedupCache, memorySeconds} from './dedup-cache.ts';
import type {RunbookManifest} from '../../core/contract/runbook.ts';
import {fold} from '../../filter/checks.ts';
import {quote} from '../../filter/quote.ts';

/** Whether a finding is about a project of the allow-list. */
export type Scoped =
  | {readonly kind: 'ours'; readonly finding: Finding; readonly project: Project}
  | {readonly kind: 'outside'; readonly reason: OutsideAllowList};

/**
 * Replaces the project that an entry claims by the allow-listed one. What is not in the list, or
 * was written to another project than it claims, is outside: a log writer chooses every label but
 * not the project whose log it writes to.
 */
export function allowListed(finding: Finding, entry: LogEntry, settings: Settings): Scoped {
  const claimed = finding.target.project;
  const project = findProject(settings, claimed);
  if (project === undefined) {
    return {kind: 'outside', reason: {kind: 'project-not-listed', project: claimed}};
  }
  const label = entry.labels['project_id'];
  if (
    typeof label === 'string' &&
    entry.logProject !== '' &&
    label !== entry.logProject &&
    findProject(settings, label)?.id !== findProject(settings, entry.logProject)?.id
  ) {
    return {
      kind: 'outside',
      reason: {kind: 'project-mismatch', label, log: entry.logProject},
    };
  }
  return {
    kind: 'ours',
    project,
    finding: {
      ...finding,
      target: target({...finding.target, project: project.id}),
      evidence: located(finding.evidence, entry, settings),
    },
  };
}

/** Notes in whose log an entry stands, which need not be the project it complains about. */
function located(evidence: Evidence, entry: LogEntry, settings: Settings): Evidence {
  const own = findProject(settings, claimedProject(entry) ?? '');
  return own === undefined ? evidence : {...evidence, project: own.id};
}

/** Keeps what is outside apart: a project that is listed later starts with a clean page. */
const variant = 'outside-the-allow-list';

/**
 * So many records an instance makes in an hour of what is outside the allow-list: anybody can invent
 * project numbers. What comes beyond is counted with the entries that were skipped.
 */
export const outsideRecords = 50;
const outsideSeconds = 3_600;

/** Counts what is recorded of what is outside; the answer is false once the hour's share is used up. */
export function outsideQuota({clock, timing}: Pick<Deps, 'clock' | 'timing'>): () => boolean {
  let until = -Infinity;
  let left = 0;
  return () => {
    const now = clock.now();
    if (now >= until) {
      until = now + timing.seconds(outsideSeconds);
      left = outsideRecords;
    }
    left -= 1;
    return left >= 0;
  };
}

/**
 * Records a finding on a project outside the allow-list, once per key, and never touches it.
 * @param mayRecord asked once for each key that memory does not know.
 * @returns the id of the record; undefined: there were too many, and the entry is to be counted only.
 */
export async function recordOutside(
  deps: Pick<Deps, 'store' | 'clock' | 'timing' | 'log'>,
  memory: DedupCache,
  outside: Finding,
  entry: LogEntry,
  reason: OutsideAllowList,
  mayRecord: () => boolean,
): Promise<string | undefined> {
  const now = deps.clock.now();
  const finding: Finding = {...outside, variant};
  const key = incidentKey(finding);
  const incident = incidentId(key, 1);
  const identity = identityOf(entry);
  const sight = memory.sight(identity, key, now);
  if (sight.kind !== 'new') return incident;
  if (!mayRecord()) return undefined;
  const {alsoCounted} = sight;
  const arrival = {finding, entry: hashOf(identity), at: receivedAt(entry, now), alsoCounted, now};
  const created = await deps.store.create(suppress(open(arrival, 1), reason, now));
  if (created === 'created') deps.log.warn('outside the allow-list', {incident, reason});
  memory.remember(identity, key, {incident, until: now + deps.timing.seconds(memorySeconds)});
  return incident;
}

/**
 * Whether an entry stands in a listed project, and there in a location and a cluster that the list names: what
 * the clauses of `sinkFilter` ask, however many projects there are. A query of them all would be longer than the
 * language allows from some 400 projects on, and the sinks of a folder or an organisation name none.
 */
export function inScope({labels}: Pick<LogEntry, 'labels'>, settings: Settings): boolean {
  const id = labels['project_id'];
  const project = typeof id === 'string' ? findProject(settings, fold(id)) : undefined;
  return (
    // A number is what an entry's text may say of a project; the label holds its id.
    project?.id === fold(String(id)) &&
    among(project.locations, labels['location']) &&
    among(project.clusters, labels['cluster_name'])
  );
}

function among(names: readonly string[] | undefined, label: unknown): boolean {
  if (names === undefined || label === undefined) return true;
  return typeof label === 'string' && names.some(name => fold(name) === fold(label));
}

/**
 * The filter of a runbook's sink. With projects, they and their locations and clusters are
 * appended as quoted clauses. An entry without the label in question (an audit entry has no cluster)
 * passes its clause: the label can only narrow what has it. Undefined: the runbook has no sink.
 * More projects than fit into one filter: `sinkFilters`.
 */
export function sinkFilter(
  {filter}: Pick<RunbookManifest, 'filter'>,
  projects: readonly Project[] = [],
): string | undefined {
  if (filter === undefined || projects.length === 0) return filter;
  return `${filter}\n(${projects.map(projectClause).join(clauseSeparator)})`;
}

/** What stands between the clauses of two projects. */
export const clauseSeparator = '\n OR ';

/** A clause this long says only which project it is: intake asks for locations and clusters anyway. */
export const longestClause = 4_000;

/** The clause of one project in a sink's filter. */
export function projectClause(project: Project): string {
  const own = `resource.labels.project_id=${quote(project.id)}`;
  const narrower = [
    ...within('resource.labels.location', project.locations),
    ...within('resource.labels.cluster_name', project.clusters),
  ];
  if (narrower.length === 0) return own;
  const clause = `(${[own, ...narrower].join(' AND ')})`;
  return clause.length > longestClause ? own : clause;
}

function within(field: string, values: readonly string[] | undefined): readonly string[] {
  if (values === undefined) return [];
  return [`(NOT ${field}:* OR ${field}=(${values.map(one => quote(one)).join(' OR ')}))`];
}
