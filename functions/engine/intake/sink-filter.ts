import type {RunbookManifest} from '../../core/contract/runbook.ts';
import type {Project} from '../../core/config/settings.ts';
import {quote} from '../../filter/quote.ts';

/**
 * The filter of a runbook's sink. With projects, they and their locations and clusters are
 * appended as quoted clauses. An entry without the label in question (an audit entry has no cluster)
 * passes its clause: the label can only narrow what has it. Undefined: the runbook has no sink.
 */
export function sinkFilter(
  {filter}: Pick<RunbookManifest, 'filter'>,
  projects: readonly Project[] = [],
): string | undefined {
  if (filter === undefined || projects.length === 0) return filter;
  return `${filter}\n(${projects.map(scope).join('\n OR ')})`;
}

function scope(project: Project): string {
  const clauses = [
    `resource.labels.project_id=${quote(project.id)}`,
    ...within('resource.labels.location', project.locations),
    ...within('resource.labels.cluster_name', project.clusters),
  ];
  return clauses.length === 1 ? clauses.join('') : `(${clauses.join(' AND ')})`;
}

function within(field: string, values: readonly string[] | undefined): readonly string[] {
  if (values === undefined) return [];
  return [`(NOT ${field}:* OR ${field}=(${values.map(one => quote(one)).join(' OR ')}))`];
}
