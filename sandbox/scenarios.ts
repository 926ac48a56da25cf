import type {Scenario} from './scenario.ts';
import {apiDisabledByPerson} from './scenarios/combined/api-disabled-by-person.ts';
import {apisDisabledTogether} from './scenarios/combined/apis-disabled-together.ts';
import {busyCluster} from './scenarios/combined/busy-cluster.ts';
import {connectGatewayDisabled} from './scenarios/connect-gateway-disabled.ts';
import {dataPlane} from './scenarios/data-plane.ts';
import {gatewayAftermath} from './scenarios/combined/gateway-aftermath.ts';
import {healthy} from './scenarios/combined/healthy.ts';
import {inClusterInjection} from './scenarios/in-cluster-injection.ts';
import {inClusterWebhook} from './scenarios/combined/in-cluster-webhook.ts';
import {installer} from './scenarios/installer.ts';
import {main} from './scenarios/combined/main.ts';
import {membership} from './scenarios/membership.ts';
import {nodePoolsWithoutMetadata} from './scenarios/combined/node-pools-without-metadata.ts';
import {pausedDeployment} from './scenarios/combined/paused-deployment.ts';
import {provisioningStalled} from './scenarios/provisioning-stalled.ts';
import {requiredApisDisabled} from './scenarios/required-apis-disabled.ts';
import {serviceAgentUnbound} from './scenarios/service-agent-unbound.ts';
import {stalled} from './scenarios/stalled.ts';
import {webhookCallFailure} from './scenarios/webhook-call-failure.ts';

/** The scenarios; one line for each file, some of which hold a table of them. */
export const scenarios: readonly Scenario[] = [
  main,
  connectGatewayDisabled,
  webhookCallFailure,
  provisioningStalled,
  serviceAgentUnbound,
  inClusterWebhook,
  gatewayAftermath,
  requiredApisDisabled,
  apiDisabledByPerson,
  apisDisabledTogether,
  busyCluster,
  pausedDeployment,
  inClusterInjection,
  nodePoolsWithoutMetadata,
  ...installer,
  ...dataPlane,
  ...membership,
  ...stalled,
  healthy,
];

/**
 * The scenario of this name.
 * @throws Error naming those that exist.
 */
export function findScenario(name: string): Scenario {
  const found = scenarios.find(one => one.name === name);
  if (found !== undefined) return found;
  throw new Error(
    `no scenario is called '${name}'; there are ${scenarios.map(one => one.name).join(', ')}`,
  );
}
