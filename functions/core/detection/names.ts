import type {Target} from './target.ts';

// What a name may look like by the rules of who gives it. A log entry may say anything; what breaks these rules
// names nothing that exists, so that it is never looked up, kept, or put into a command.

/** https://docs.cloud.google.com/resource-manager/docs/creating-managing-projects: 6 to 30, with a domain in front for old ones. */
const projectId = /^(?:[a-z0-9][-a-z0-9.]{0,61}:)?[a-z][-a-z0-9]{4,28}[a-z0-9]$/;
/** The number of a project. */
export const projectNumber = /^[1-9]\d{0,19}$/;
/** https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names; GKE's names are narrower. */
export const dnsLabel = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;
/** https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names */
export const dnsSubdomain =
  /^(?=.{1,253}$)[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;

/** Whether a text can be the id or number of a project. */
export function isProjectName(text: string): boolean {
  return projectNumber.test(text) || projectId.test(text);
}

/** Whether a text can be the name of a location, cluster, membership or namespace. */
export function isDnsLabel(text: string): boolean {
  return dnsLabel.test(text);
}

/** Whether a text can be the name of an object of Kubernetes. */
export function isObjectName(text: string): boolean {
  return dnsSubdomain.test(text);
}

/** The first part of a target that cannot be a name of its kind; undefined: each can. */
export function misnamedPart(target: Target): keyof Target | undefined {
  if (!isProjectName(target.project)) return 'project';
  return parts.find(part => target[part] !== undefined && !isDnsLabel(target[part]));
}

const parts = ['location', 'cluster', 'membership', 'namespace'] as const;
