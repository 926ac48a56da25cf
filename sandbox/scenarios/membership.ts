import {gatewayEntry} from '../entries/control-plane.ts';
import {webhookEntry} from '../entries/webhook.ts';
import type {Expected, Scenario} from '../scenario.ts';
import {atCluster, enabled, logged, oneProject, prodCluster} from '../shop.ts';
import type {MembershipSeed} from '../world/seed.ts';

/** What an outage of the gateway leaves of a membership, by what its spec says. */
export const membership: readonly Scenario[] = [
  lost(
    'without-feature',
    'the membership never had a mesh feature of its own',
    {featured: false},
    {
      asks: ['connect-gateway-disabled'],
      changes: [enabled, 'PATCH gkehub.googleapis.com patch'],
    },
  ),
  lost(
    'by-hand',
    'the deprecated controlPlane says that it is managed by hand',
    {management: 'MANAGEMENT_UNSPECIFIED', controlPlane: 'MANUAL'},
    {changes: [enabled]},
  ),
];

function lost(
  name: string,
  spec: string,
  member: Partial<MembershipSeed>,
  expected: Omit<Expected, 'ends'>,
): Scenario {
  return oneProject(
    `membership/${name}`,
    `Connect Gateway is off, the mesh was taken away meanwhile, and ${spec}.`,
    {
      disabled: ['connectgateway.googleapis.com'],
      member: {...member, lapsed: true},
      acts: logged(ms => [
        gatewayEntry(prodCluster, ms - 30_000),
        webhookEntry(
          prodCluster,
          {kind: 'ReplicaSet', namespace: 'shop', name: 'web-7d4f9c6b5'},
          ms - 20_000,
        ),
      ]),
      expected: {
        ends: {
          'connect-gateway-disabled @ shop-prod': 'resolved verified',
          [`webhook-call-failure @ ${atCluster}`]: 'suppressed symptom-of',
        },
        ...expected,
      },
    },
  );
}
