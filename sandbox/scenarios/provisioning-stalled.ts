import {stalledEntry} from '../entries/control-plane-revision.ts';
import type {Scenario} from '../scenario.ts';
import {chat, membership, meshBinding, onlyTold, place, prod, usualBindings} from '../shop.ts';

const cluster = place(prod.id, 'prod-eu-1', 'europe-west1', prod.number);

/** Row of the page's table of stalled reason codes, with the URLs of a revision that was replaced. */
const reason = 'ProvisioningFailed';
const text =
  'MutatingWebhookConfiguration "istiod-asm-managed" contains a webhook with URL of ' +
  'https://istiod.istio-system.svc:443/inject but expected ' +
  `https://meshconfig.googleapis.com/v1internal/projects/${prod.id}/locations/europe-west1/clusters/prod-eu-1:inject`;

/**
 * Provisioning stalled. The code is a free string of which no real sample is public: the page's reason
 * word stands for it. A stalled control plane writes no log of its own; the one entry is an event of
 * its resource, and whoever leaves it out sees what only polling finds.
 */
export const provisioningStalled: Scenario = {
  name: 'provisioning-stalled',
  description: 'Provisioning stalled on a webhook that somebody changed; only a person can help.',
  config: {projects: [prod], mode: 'auto', chat},
  world: [
    {
      ...prod,
      bindings: [...usualBindings(prod), meshBinding(prod.number)],
      memberships: [
        {
          ...membership(prod.id, 'prod-eu-1', 'europe-west1'),
          forced: {controlPlane: {state: 'STALLED', code: reason, details: text}},
        },
        membership(prod.id, 'prod-eu-2', 'europe-west4'),
      ],
    },
  ],
  acts: [
    {
      afterSeconds: 0,
      entries: ms => [stalledEntry(cluster, {reason, message: text}, ms - 3000)],
    },
  ],
  expected: onlyTold('stalled.mutating-webhook'),
};
