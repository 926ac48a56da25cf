import {incidentKey} from '../../../functions/core/detection/finding.ts';
import {serviceKey} from '../../support/cloud/cloud.ts';
import {fleet, gateway, shop} from '../../support/cloud/harbor.ts';
import {gatewayEntry, unboundEntry, webhookEntry} from '../../support/entries.ts';
import type {BreakingCloud} from '../world/cloud.ts';
import {isHealthy} from '../judge/things.ts';
import {deliveries, type Published} from './path.ts';

/** Milliseconds. */
export const second = 1000;
/** Milliseconds. */
export const minute = 60 * second;

/** The cluster of the fleet's one membership. */
export const quay = {project: shop.id, location: 'europe-west4', cluster: 'quay-1'};
/** The keys of the incidents of what is broken most. */
export const keys = {
  gateway: incidentKey({runbook: 'connect-gateway-disabled', target: {project: fleet.id}}),
  unbound: incidentKey({runbook: 'service-agent-unbound', target: {project: shop.id}}),
  stalled: incidentKey({runbook: 'provisioning-stalled', target: quay}),
};

/** The control plane says that it cannot reach the clusters, so long after the beginning. */
export const gatewayAt = (after: number): Published => ({
  after,
  entry: (at, insertId) => gatewayEntry({at, insertId}),
  key: keys.gateway,
});
/** The audit log says that somebody took the role away. */
export const unboundAt = (after: number): Published => ({
  after,
  entry: (at, insertId) => unboundEntry({at, insertId}),
  key: keys.unbound,
});
/** A workload says that its pods are refused. */
export const webhookAt = (after: number, cluster = quay.cluster): Published => ({
  after,
  entry: (at, insertId) => webhookEntry({at, insertId, cluster}),
});

/** Somebody turns the gateway's API off. */
export const off = (cloud: BreakingCloud): void => {
  cloud.disable(fleet.id);
};
/** Somebody takes the role away. */
export const unbind = (cloud: BreakingCloud): void => {
  cloud.unbind(shop.id);
};
/** Whether the API is on. */
export const isOn = (cloud: BreakingCloud): boolean =>
  cloud.services.get(serviceKey(fleet.id, gateway)) === 'ENABLED';
/** Whether the agent has its role. */
export const isBoundAgain = (cloud: BreakingCloud): boolean => isHealthy(cloud.policy(shop.id));

/** A day of looks every 15 minutes tells nothing new, and takes as long as all the rest. */
export const withoutDay = deliveries.filter(one => one !== 'day-later');
