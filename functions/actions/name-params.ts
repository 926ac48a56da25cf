import {dnsLabel, dnsSubdomain, projectNumber} from '../core/detection/names.ts';
import {matching} from '../core/lib/schema.ts';

// What the parameters of actions may name. They stand in commands that people copy and in the paths of calls:
// nothing gets there, from a diagnosis or from the store, that breaks the rules of who gives the name.

/** Of the allow-list, whose ids the configuration answers for; here it counts that nothing else is in it. */
export const projectParam = matching(/^[a-z0-9][-a-z0-9.:]{0,91}$/, 'the id of a project');
export const projectNumberParam = matching(projectNumber, "the number of the fleet's host project");
/** A location, cluster, membership or namespace. */
export const labelParam = matching(dnsLabel, 'a name of lower-case letters, digits and -');
export const objectParam = matching(dnsSubdomain, 'the name of a Kubernetes object');
/** E.g. `mesh.googleapis.com`. */
export const serviceParam = matching(
  /^[a-z][a-z0-9-]{0,62}(?:\.[a-z0-9-]{1,63}){0,4}$/,
  'the name of an API',
);
/** The selector of a label with its value, e.g. `dataplane-upgrade=failed`. */
export const selectorParam = matching(
  /^[a-zA-Z0-9][-\w./]{0,316}=[a-zA-Z0-9][-\w.]{0,62}$/,
  'a label with its value',
);
