import {claimedProject, label, type LogEntry} from './entry.ts';
import {type Target, target} from './target.ts';

/**
 * What a build printed, with its line breaks and other white space (what RE2 takes for it) as single
 * blanks: terminals wrap what installers print. Structured build logs have it in `jsonPayload.message`.
 * https://docs.cloud.google.com/build/docs/securing-builds/structured-build-logs
 */
export function unwrapped(text: string): string {
  return text.replaceAll(/[ \t\n\f\r]+/g, ' ');
}

/**
 * The text of an entry that may be output of a build. An event of Kubernetes is none: storms consist of
 * them, and nobody searches their text.
 */
export function outputOf({log, message, text}: LogEntry): string | undefined {
  return log === 'events' ? undefined : (message ?? text);
}

/** The resource type of Cloud Build: https://docs.cloud.google.com/logging/docs/api/v2/resource-list */
export const buildResource = 'build';

/**
 * What the entry of a build is about: its project, and the cluster where a label names one. A location
 * without a cluster is where the build ran. Undefined: it names no project.
 */
export function builtFor(entry: LogEntry): Target | undefined {
  const project = claimedProject(entry);
  if (project === undefined) return undefined;
  const cluster = label(entry, 'cluster_name');
  const location = cluster === undefined ? undefined : label(entry, 'location');
  return target({project, location, cluster});
}
