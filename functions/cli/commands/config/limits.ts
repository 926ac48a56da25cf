import {gzipSync} from 'node:zlib';
import type {Settings} from '../../../core/config/settings.ts';
import type {Runbook} from '../../../core/contract/runbook.ts';
import {longestClause, projectClause} from '../../../engine/intake/allow-list.ts';
import {sinkFilters} from '../../../engine/intake/sink-filters.ts';
import {counted} from '../../shared/wording.ts';

// What of Google's limits grows with the configuration; docs/limits.md has the rest.

/** Sinks of a project, a folder or an organisation. https://docs.cloud.google.com/logging/quotas */
const sinksOfParent = 200;
/** Principals of one allow policy, the entries topic's among them. https://docs.cloud.google.com/iam/quotas */
const principals = 1_500;
/** Bytes of a secret, which is how infra/ hands the configuration over. https://docs.cloud.google.com/secret-manager/quotas */
const secretBytes = 64 * 1024;
/** What chat and the store add to a configuration in the cloud, bytes. */
const besides = 1_024;

/** What a configuration takes of Google's limits. */
export interface LimitsUsed {
  /** How many sinks each runbook has where they name the projects, and all together. */
  readonly sinks: {readonly each: number; readonly all: number};
  /** What has to be chosen or known before it is deployed. */
  readonly notes: readonly string[];
  /** What cannot be deployed by infra/. */
  readonly faults: readonly string[];
}

/** Holds a configuration against the limits. */
export function limitsOf(settings: Settings, runbooks: readonly Runbook[]): LimitsUsed {
  const {projects} = settings;
  const filters = sinkFilters(
    runbooks.map(one => one.manifest),
    projects,
  );
  const each = Math.max(...filters.map(one => one.of));
  const notes: string[] = [];
  if (filters.length > sinksOfParent) {
    notes.push(
      `the sinks of one folder or organisation cannot name ${counted(projects.length, 'project')}: that takes ${filters.length} sinks, and it has ${sinksOfParent}; leave sink_parent.list_projects false`,
    );
  }
  if (projects.length > principals) {
    notes.push(
      `the sinks of ${counted(projects.length, 'project')} write as more principals than the policy of a topic holds (${principals}): set sink_parent, so that those of a folder or an organisation read them all`,
    );
  }
  const unnamed = projects.filter(isCut).map(one => one.id);
  if (unnamed.length > 0) {
    notes.push(
      `the locations and clusters of ${unnamed.join(', ')} take more than ${longestClause} characters: sinks do not name them, intake leaves the others out`,
    );
  }
  return {sinks: {each, all: filters.length}, notes, faults: packedFault(settings)};
}

function isCut(project: Settings['projects'][number]): boolean {
  const {locations, clusters} = project;
  if (locations === undefined && clusters === undefined) return false;
  return projectClause(project) === projectClause({id: project.id, number: '', fleet: ''});
}

/** A configuration is packed where it is larger than a secret, as infra/config.tf does. */
function packedFault({store, projects, rules, actions, budgets}: Settings): readonly string[] {
  if (store.firestore === undefined) return [];
  const own = projects.map(({fleet, ...one}) => (fleet === one.id ? one : {...one, fleet}));
  const packed = gzipSync(JSON.stringify({projects: own, rules, actions, budgets})).length;
  if (packed + besides <= secretBytes) return [];
  return [
    `packed it has about ${Math.ceil((packed + besides) / 1024)} KiB, and a secret takes ${secretBytes / 1024} KiB: share the projects among several responders`,
  ];
}
