/** The label by which a namespace asks for the sidecar of one revision. */
export const revisionLabel = 'istio.io/rev';

/**
 * The older label, which asks whoever is the default and wins over the revision's.
 * https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/#controlling-the-injection-policy
 */
export const injectionLabel = 'istio-injection';

/**
 * The revisions of the managed control plane, one for each channel.
 * https://docs.cloud.google.com/service-mesh/docs/revisions-overview
 */
export const managedRevisions: readonly string[] = [
  'asm-managed',
  'asm-managed-rapid',
  'asm-managed-stable',
];
