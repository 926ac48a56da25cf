import type {Project} from '../../core/config/settings.ts';
import type {RunbookManifest} from '../../core/contract/runbook.ts';
import {longestQuery} from '../../filter/parse.ts';
import {clauseSeparator, projectClause, sinkFilter} from './allow-list.ts';

/** The filter of one sink. */
export interface SinkFilter {
  /** The runbook's id. */
  readonly runbook: string;
  /** What the sink's name has behind the deployment's: the runbook's id, and from the second on its number. */
  readonly sink: string;
  /** Which of the runbook's sinks it is, from 1. */
  readonly number: number;
  /** How many sinks the runbook has. */
  readonly of: number;
  readonly filter: string;
  /** The projects that it names. */
  readonly projects: readonly Project[];
}

/**
 * The filters of all sinks that name projects. A sink's filter may have 20,000 characters
 * (https://docs.cloud.google.com/logging/quotas): where the projects take more, each runbook has several sinks,
 * that name the same projects for every runbook and together all of them.
 * infra/sinks.tf writes the same.
 * @param manifests all runbooks; those without a filter have no sink.
 * @param projects none: one filter for each runbook, that names no project.
 */
export function sinkFilters(
  manifests: readonly Pick<RunbookManifest, 'id' | 'filter'>[],
  projects: readonly Project[] = [],
): readonly SinkFilter[] {
  const groups = projectGroups(manifests, projects);
  return manifests.flatMap(manifest =>
    groups.flatMap((group, index) => {
      const filter = sinkFilter(manifest, group);
      if (filter === undefined) return [];
      const number = index + 1;
      const sink = number === 1 ? manifest.id : `${manifest.id}-${number}`;
      return [{runbook: manifest.id, sink, number, of: groups.length, filter, projects: group}];
    }),
  );
}

/** The projects by the sink that names them, in their order. There is always a group; without projects it is empty. */
export function projectGroups(
  manifests: readonly Pick<RunbookManifest, 'filter'>[],
  projects: readonly Project[],
): readonly (readonly Project[])[] {
  const longest = Math.max(0, ...manifests.map(one => one.filter?.length ?? 0));
  // What is left beside the filter, the line's end and the parentheses.
  const room = longestQuery - longest - 3;
  const lengths = projects.map(one => projectClause(one).length + clauseSeparator.length);
  const starts: number[] = [];
  let all = 0;
  for (const length of lengths) {
    starts.push(all);
    all += length;
  }
  if (all - clauseSeparator.length <= room) return [projects];
  // A group takes the clauses that begin within its share; the last of them may reach over its end.
  const share = room - Math.max(...lengths);
  const groups = Map.groupBy(projects.keys(), index => Math.floor((starts[index] ?? 0) / share));
  return [...groups.values()].map(indexes => indexes.flatMap(index => projects[index] ?? []));
}
