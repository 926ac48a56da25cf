/** A message of a stalled ControlPlaneRevision that the troubleshooting page documents. */
export interface StalledReason {
  /** Ends the codes `stalled.<id>` (what it means) and `advice.stalled.<id>` (what to do). */
  readonly id: string;
  readonly reason: 'PreconditionFailed' | 'ProvisioningFailed';
  readonly message: RegExp;
}

/**
 * The documented messages with their parameters taken out, in the page's order. Quotes differ
 * between versions; the page prints `name${NAME}` without a blank; row 10 has left the English page.
 * Source: troubleshooting page, "ControlPlaneRevision stalled reason codes".
 */
export const stalledReasons: readonly StalledReason[] = [
  row('not-gke', 'PreconditionFailed', /Only GKE memberships are supported but/),
  row('revision-name', 'PreconditionFailed', /Unsupported ControlPlaneRevision name:/),
  row('revision-namespace', 'PreconditionFailed', /Unsupported ControlPlaneRevision namespace:/),
  row(
    'channel',
    'PreconditionFailed',
    /Unsupported channel .{0,80} for ControlPlaneRevision with name/,
  ),
  row('channel-missing', 'PreconditionFailed', /Channel must not be omitted or blank/),
  row('revision-type', 'PreconditionFailed', /Unsupported control plane revision type:/),
  row('kubernetes-version', 'PreconditionFailed', /Unsupported Kubernetes version:/),
  row('workload-identity', 'PreconditionFailed', /Workload identity is not enabled/),
  row('workload-pool', 'PreconditionFailed', /Unsupported workload pool:/),
  row(
    'fleet-project',
    'PreconditionFailed',
    /cluster project.{0,80}(?:environ|fleet) project.{0,80}match/i,
  ),
  row('cluster-resources', 'ProvisioningFailed', /An error occurred updating cluster resources/),
  row(
    'mutating-webhook',
    'ProvisioningFailed',
    /MutatingWebhookConfiguration .{0,80}contains a webhook with URL of/,
  ),
  row(
    'validating-webhook',
    'ProvisioningFailed',
    /ValidatingWebhookConfiguration .{0,80}contains a webhook with URL of/,
  ),
];

/** The documented row that a message is an instance of. */
export function stalledReason(message: string): StalledReason | undefined {
  const text = message.slice(0, 2_000).replaceAll(/\s+/g, ' ');
  return stalledReasons.find(one => one.message.test(text));
}

function row(id: string, reason: StalledReason['reason'], message: RegExp): StalledReason {
  return {id, reason, message};
}
