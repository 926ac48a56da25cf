import type {CodeAfter} from '../../core/texts/define-texts.ts';
import type {FleetCondition} from '../../core/facts/cloud.ts';
import type {texts} from './texts.ts';

type Id = CodeAfter<typeof texts, 'condition.'>;

/** What the responder makes of a condition. */
export type Handling =
  /** Another runbook may know the problem: where live state bears it out, that one tells and repairs it. */
  | {readonly kind: 'runbook'; readonly runbook: Elsewhere}
  /** Nothing of ours repairs it: by severity a person's, told beside other proof, or ignored. */
  | {readonly kind: 'severity'}
  /** Never a problem, whatever severity it is told with. */
  | {readonly kind: 'calm'};

/** The runbooks whose problem shows in a condition. */
export type Elsewhere = 'service-agent-unbound' | 'workload-identity-disabled';

/** A row of the table of conditions. */
export interface ConditionRow {
  /** The code; with `*` at its end every code that begins like it. */
  readonly code: string;
  /** Ends the codes `condition.<id>` (what it means) and `advice.condition.<id>` (what a person does). */
  readonly id: Id;
  readonly handling: Handling;
}

/**
 * The conditions that the fleet API knows (revision 20260903), those that mean the same in one row; the first
 * row that fits is taken.
 * https://docs.cloud.google.com/kubernetes-engine/fleet-management/docs/reference/rest/v1/projects.locations.features#code_2
 * https://docs.cloud.google.com/service-mesh/docs/troubleshooting/troubleshoot-configuration
 * https://docs.cloud.google.com/service-mesh/docs/troubleshooting/troubleshoot-with-feature-state-condition
 */
const known: readonly ConditionRow[] = [
  elsewhere('MESH_IAM_PERMISSION_DENIED', 'agent', 'service-agent-unbound'),
  elsewhere('MESH_IAM_CROSS_PROJECT_PERMISSION_DENIED', 'agent-across', 'service-agent-unbound'),
  elsewhere(
    'NODEPOOL_WORKLOAD_IDENTITY_FEDERATION_REQUIRED',
    'node-pool-identity',
    'workload-identity-disabled',
  ),
  elsewhere('WORKLOAD_IDENTITY_REQUIRED', 'cluster-identity', 'workload-identity-disabled'),
  row('CNI_CONFIG_UNSUPPORTED', 'cni-config'),
  row('CNI_INSTALLATION_FAILED', 'cni-installation'),
  row('CNI_POD_UNSCHEDULABLE', 'cni-pod'),
  row('MANAGED_CNI_NOT_ENABLED', 'cni-off'),
  row('GKE_SANDBOX_UNSUPPORTED', 'sandbox'),
  row('CLUSTER_HAS_ZERO_NODES', 'no-nodes'),
  row('CANONICAL_SERVICE_ERROR', 'canonical-services'),
  row('UNSUPPORTED_MULTIPLE_CONTROL_PLANES', 'two-control-planes'),
  row('DEPRECATED_SPEC_CONTROL_PLANE_MANAGEMENT', 'deprecated-spec'),
  calm('DEPRECATED_SPEC_CONTROL_PLANE_MANAGEMENT_SAFE', 'deprecated-spec-safe'),
  calm('VPCSC_GA_SUPPORTED', 'service-controls'),
  row('CONFIG_APPLY_INTERNAL_ERROR', 'config-internal'),
  row('CONFIG_APPLY_BLOCKED', 'config-blocked'),
  row('CONFIG_VALIDATION_ERROR', 'config-invalid'),
  row('CONFIG_VALIDATION_WARNING', 'config-doubtful'),
  row('QUOTA_EXCEEDED_*', 'quota'),
  row('LEGACY_MC_SECRETS', 'legacy-secrets'),
  row('NON_STANDARD_BINARY_USAGE', 'binary'),
  row('UNSUPPORTED_GATEWAY_CLASS', 'gateway-class'),
  row('MISSING_CONTROL_PLANE_CONFIG', 'control-plane-config'),
  row('SHARED_VPC_MISSING_PERMISSIONS', 'shared-vpc'),
  row('REQUIRED_ORG_POLICY_DISABLED', 'organisation-policy'),
  row('MODERNIZATION_INCOMPATIBLE*', 'modernization-incompatible'),
  row('MODERNIZATION_STALLED', 'modernization-stopped'),
  row('MODERNIZATION_ABORTED', 'modernization-stopped'),
  row('MODERNIZATION_ROLLING_BACK_*', 'modernization-stopped'),
  row('MODERNIZATION_*', 'modernization'),
];

/** What is made of a code that no row has. */
const unknown: ConditionRow = row('*', 'unknown');

/** All rows, also the one of what is not documented yet. */
export const conditionRows: readonly ConditionRow[] = [...known, unknown];

/** The row of a code; a code not documented yet has one as well. */
export function conditionRow(code: string): ConditionRow {
  return known.find(one => fits(one.code, code)) ?? unknown;
}

/**
 * How bad a condition is: an error stops the mesh, a warning is told in proof only. A severity that is
 * missing or new is told as well.
 */
export function weightOf({code, severity}: FleetCondition): 'error' | 'told' | 'ignored' {
  if (conditionRow(code).handling.kind === 'calm' || severity === 'INFO') return 'ignored';
  return severity === 'ERROR' ? 'error' : 'told';
}

function fits(pattern: string, code: string): boolean {
  return pattern.endsWith('*') ? code.startsWith(pattern.slice(0, -1)) : code === pattern;
}

function row(code: string, id: Id): ConditionRow {
  return {code, id, handling: {kind: 'severity'}};
}

function elsewhere(code: string, id: Id, runbook: Elsewhere): ConditionRow {
  return {code, id, handling: {kind: 'runbook', runbook}};
}

function calm(code: string, id: Id): ConditionRow {
  return {code, id, handling: {kind: 'calm'}};
}
