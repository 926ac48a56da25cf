import {unsendable} from '../../http/failed-attempt.ts';

/** No name of these forms can leave its place in a path: none has a slash, none begins with a dot. */
const label = '[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?';
const project = '[a-z0-9][a-z0-9.:-]{0,99}';
const location = '[a-z][a-z0-9-]{0,62}';

/**
 * What names look like. Those of Kubernetes:
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ ; those of the fleet:
 * https://docs.cloud.google.com/kubernetes-engine/fleet-management/docs/reference/rest/v1/projects.locations.memberships
 */
const forms = {
  /** An id or a number. */
  project: new RegExp(`^${project}$`),
  projectNumber: /^[1-9]\d{0,18}$/,
  location: new RegExp(`^${location}$`),
  membership: new RegExp(`^${label}$`),
  cluster: new RegExp(`^${label}$`),
  namespace: new RegExp(`^${label}$`),
  workload: /^[a-z0-9](?:[-.a-z0-9]{0,251}[a-z0-9])?$/,
  workloadPool: new RegExp(`^${project}\\.svc\\.id\\.goog$`),
  issuer: new RegExp(
    `^https://container\\.googleapis\\.com/v1/projects/${project}/locations/${location}/clusters/${label}$`,
  ),
  // Documented is `projects/P/locations/L/operations/O`; the fleet also names the membership or the
  // feature that an operation is about, as recorded in k8s-config-connector
  // (pkg/test/resourcefixture/testdata/basic/gkehub, _http.log).
  operation: new RegExp(
    `^projects/${project}/locations/${location}/(?:(?:memberships|features)/${label}/)?operations/[A-Za-z0-9][\\w.-]{0,199}$`,
  ),
  resourceVersion: /^\S{1,256}$/,
  /** Terms that a comma joins: `key`, `!key`, `key=value`, `key!=value`. */
  labelSelector:
    /^!?[A-Za-z0-9][\w./-]*(?:!?==?[\w.-]*)?(?:,!?[A-Za-z0-9][\w./-]*(?:!?==?[\w.-]*)?)*$/,
  /** A time in RFC 3339, UTC. */
  stamp: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/,
} as const;

/** What can be asked for its form. */
export type Named = keyof typeof forms;

/** @throws FailedAttempt `invalid` when there is a reason against sending. */
export function assertSendable(why: string | undefined): void {
  if (why !== undefined) throw unsendable(why);
}

/** Why one of the names must not be sent, or undefined when all may. */
export function misnamed(names: Readonly<Partial<Record<Named, string>>>): string | undefined {
  for (const [what, name] of Object.entries(names)) {
    if (forms[what as Named].test(name)) continue;
    const shown = JSON.stringify(name.slice(0, 40));
    return `${shown} has not the form of a ${what.replace(/[A-Z]/g, one => ` ${one.toLowerCase()}`)}`;
  }
  return undefined;
}
