import type {CodeAfter} from '../../core/texts/define-texts.ts';
import type {FleetCondition} from '../../core/facts/cloud.ts';
import type {Advice, Risk, texts} from './texts.ts';

type Id = CodeAfter<typeof texts, 'condition.'>;
/** The ids that have an advice of their own. */
type Advised = Id & CodeAfter<typeof texts, 'advice.condition.'>;

/** What is wrong where a condition is an error, and what a person does. */
interface Told {
  /** Ends the code `condition.<id>`: what is wrong in a few words. */
  readonly id: Id;
  readonly advice: Advice;
  readonly risk?: Risk;
}

/** What is made of a condition. */
export type Handling =
  /** Another runbook may know the problem: where live state bears it out, that one tells and repairs it. */
  | (Told & {readonly kind: 'runbook'; readonly runbook: Elsewhere})
  /** Nothing of ours repairs it: by severity a person's, told beside other proof, or ignored. */
  | (Told & {readonly kind: 'severity'})
  /** Never a problem, whatever severity it is told with. */
  | {readonly kind: 'calm'};

/** The runbooks whose problem shows in a condition. */
export type Elsewhere = 'service-agent-unbound' | 'workload-identity-disabled';

/** A row of the table of conditions. */
export interface ConditionRow {
  /** The code; with `*` at its end every code that begins like it. */
  readonly code: string;
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
    'node-pools',
  ),
  elsewhere('WORKLOAD_IDENTITY_REQUIRED', 'cluster-identity', 'workload-identity-disabled'),
  row('CNI_CONFIG_UNSUPPORTED', 'cni-config'),
  row('CNI_INSTALLATION_FAILED', 'cni-installation'),
  row('CNI_POD_UNSCHEDULABLE', 'cni-pod'),
  row('MANAGED_CNI_NOT_ENABLED', 'cni-off'),
  row('GKE_SANDBOX_UNSUPPORTED', 'sandbox'),
  row('CLUSTER_HAS_ZERO_NODES', 'no-nodes'),
  row('CANONICAL_SERVICE_ERROR', 'canonical-services'),
  row('UNSUPPORTED_MULTIPLE_CONTROL_PLANES', 'two-control-planes', 'two-control-planes'),
  row('DEPRECATED_SPEC_CONTROL_PLANE_MANAGEMENT', 'deprecated-spec', 'automatic-management'),
  calm('DEPRECATED_SPEC_CONTROL_PLANE_MANAGEMENT_SAFE'),
  calm('VPCSC_GA_SUPPORTED'),
  reported('CONFIG_APPLY_INTERNAL_ERROR', 'config-internal', 'support'),
  reported('CONFIG_APPLY_BLOCKED', 'config-blocked', 'support'),
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
  reported('MODERNIZATION_STALLED', 'modernization-stopped', 'describe-mesh'),
  reported('MODERNIZATION_ABORTED', 'modernization-stopped', 'describe-mesh'),
  reported('MODERNIZATION_ROLLING_BACK_*', 'modernization-stopped', 'describe-mesh'),
  reported('MODERNIZATION_*', 'modernization', 'describe-mesh'),
];

/** What is made of a code that no row has. */
const unknown: ConditionRow = reported('*', 'unknown', 'describe-mesh');

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

function row(code: string, id: Advised, risk?: Risk): ConditionRow {
  return {code, handling: {kind: 'severity', ...told(id, risk)}};
}

/** A condition that has no advice of its own. */
function reported(code: string, id: Id, advice: Advice): ConditionRow {
  return {code, handling: {kind: 'severity', id, advice}};
}

function elsewhere(code: string, id: Advised, runbook: Elsewhere, risk?: Risk): ConditionRow {
  return {code, handling: {kind: 'runbook', runbook, ...told(id, risk)}};
}

function told(id: Advised, risk: Risk | undefined): Told {
  return {id, advice: `condition.${id}`, ...(risk !== undefined && {risk})};
}

function calm(code: string): ConditionRow {
  return {code, handling: {kind: 'calm'}};
}
