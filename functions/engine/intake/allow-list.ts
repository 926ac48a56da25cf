import {claimedProject, type LogEntry} from '../../core/detection/entry.ts';
import type {Evidence, Finding} from '../../core/detection/finding.ts';
import type {OutsideAllowList} from '../../core/incident/reason.ts';
import {findProject, type Project, type Settings} from '../../core/config/settings.ts';
import {target} from '../../core/detection/target.ts';

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
