import type {Runbook} from '../core/contract/runbook.ts';
import {connectGatewayDisabled} from './connect-gateway-disabled/runbook.ts';
import {dataPlaneUpgradeFailed} from './data-plane-upgrade-failed/runbook.ts';
import {identityProviderMissing} from './identity-provider-missing/runbook.ts';
import {inClusterInjection} from './in-cluster-injection/runbook.ts';
import {logPathSilent} from './log-path-silent/runbook.ts';
import {provisioningStalled} from './provisioning-stalled/runbook.ts';
import {requiredApiDisabled} from './required-api-disabled/runbook.ts';
import {serviceAgentUnbound} from './service-agent-unbound/runbook.ts';
import {webhookCallFailure} from './webhook-call-failure/runbook.ts';
import {workloadIdentityDisabled} from './workload-identity-disabled/runbook.ts';

/** THE REGISTRY: one line per runbook; a test compares it with the folders. */
export const runbooks: readonly Runbook[] = [
  connectGatewayDisabled,
  requiredApiDisabled,
  serviceAgentUnbound,
  workloadIdentityDisabled,
  identityProviderMissing,
  provisioningStalled,
  dataPlaneUpgradeFailed,
  inClusterInjection,
  webhookCallFailure,
  logPathSilent,
];
