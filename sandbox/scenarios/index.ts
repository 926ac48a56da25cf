import type {Scenario} from '../scenario.ts';
import {connectGatewayDisabled} from './connect-gateway-disabled.ts';
import {healthy} from './healthy.ts';
import {inClusterWebhook} from './in-cluster-webhook.ts';
import {main} from './main.ts';
import {provisioningStalled} from './provisioning-stalled.ts';
import {serviceAgentUnbound} from './service-agent-unbound.ts';
import {webhookCallFailure} from './webhook-call-failure.ts';

/** The scenarios; one line for each file. */
export const scenarios: readonly Scenario[] = [
  main,
  connectGatewayDisabled,
  webhookCallFailure,
  provisioningStalled,
  serviceAgentUnbound,
  inClusterWebhook,
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
