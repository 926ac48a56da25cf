import type {Scenario} from '../scenario.ts';
import {apiDisabledByPerson} from './api-disabled-by-person.ts';
import {connectGatewayDisabled} from './connect-gateway-disabled.ts';
import {dataPlane} from './data-plane.ts';
import {gatewayAftermath} from './gateway-aftermath.ts';
import {healthy} from './healthy.ts';
import {inClusterInjection} from './in-cluster-injection.ts';
import {inClusterWebhook} from './in-cluster-webhook.ts';
import {installer} from './installer.ts';
import {main} from './main.ts';
import {nodePoolsWithoutMetadata} from './node-pools-without-metadata.ts';
import {provisioningStalled} from './provisioning-stalled.ts';
import {requiredApisDisabled} from './required-apis-disabled.ts';
import {serviceAgentUnbound} from './service-agent-unbound.ts';
import {stalled} from './stalled.ts';
import {webhookCallFailure} from './webhook-call-failure.ts';

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
  inClusterInjection,
  nodePoolsWithoutMetadata,
  ...installer,
  ...dataPlane,
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
