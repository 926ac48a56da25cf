import {claimedProject, label, type LogEntry} from '../../core/detection/entry.ts';
import {type Detection, evidenceOf, foreign, unrelated} from '../../core/detection/finding.ts';
import {type Target, target} from '../../core/detection/target.ts';
import {phrase} from '../../core/texts/texts.ts';

/** What one runbook's problem looks like in the output of a build. */
export interface BuildSign {
  readonly runbook: string;
  /** Cheap literals: most entries end here. */
  readonly mayTell: (text: string) => boolean;
  /** What the problem is called, from output whose lines are joined; undefined: it is not there. */
  readonly symptomOf: (output: string) => string | undefined;
  /** What is made of output that may tell and does not. */
  readonly miss: (output: string) => Detection;
}

/**
 * Recognises what an installer prints, in the log of a build only: it is never in another log by itself,
 * and a program of somebody's own may print the same there.
 */
export function detectInBuild(
  entry: LogEntry,
  {runbook, mayTell, symptomOf, miss}: BuildSign,
): Detection {
  const text = outputOf(entry);
  if (text === undefined || !mayTell(text)) return unrelated;
  const output = unwrapped(text);
  const symptom = symptomOf(output);
  if (symptom === undefined) return miss(output);
  if (entry.resourceType !== buildResource) {
    const resource = entry.resourceType || 'no resource type';
    return foreign(phrase('foreign.quoted', {resource}));
  }
  const target = builtFor(entry);
  if (target === undefined) return foreign(phrase('foreign.no-project'));
  const evidence = evidenceOf(entry, output);
  return {kind: 'finding', finding: {runbook, target, symptom, causes: [], evidence}};
}

/**
 * What a build printed, with its line breaks and other white space (what RE2 takes for it) as single
 * blanks: terminals wrap what installers print. Structured build logs have it in `jsonPayload.message`.
 * https://docs.cloud.google.com/build/docs/securing-builds/structured-build-logs
 */
function unwrapped(text: string): string {
  return text.replaceAll(/[ \t\n\f\r]+/g, ' ');
}

/**
 * The text of an entry that may be output of a build. An event of Kubernetes is none: storms consist of
 * them, and nobody searches their text.
 */
function outputOf({log, message, text}: LogEntry): string | undefined {
  return log === 'events' ? undefined : (message ?? text);
}

/** The resource type of Cloud Build: https://docs.cloud.google.com/logging/docs/api/v2/resource-list */
const buildResource = 'build';

/**
 * What the entry of a build is about: its project, and the cluster where a label names one. A location
 * without a cluster is where the build ran. Undefined: it names no project.
 */
function builtFor(entry: LogEntry): Target | undefined {
  const project = claimedProject(entry);
  if (project === undefined) return undefined;
  const cluster = label(entry, 'cluster_name');
  const location = cluster === undefined ? undefined : label(entry, 'location');
  return target({project, location, cluster});
}
