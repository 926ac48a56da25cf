import type {Policy} from '../../../functions/core/facts/cloud.ts';
import {serviceAgentRole} from '../../../functions/mesh/service-agent.ts';
import {unboundEntry} from '../../support/entries.ts';
import {fleet, shop} from '../../support/cloud/harbor.ts';
import {isHealthy} from '../judge/things.ts';
import type {Path} from '../paths/path.ts';
import {pick} from '../play/random.ts';
import type {Play} from '../play/play.ts';

/** What other people do to a policy: never anything to the agent's own binding. */
const edits: readonly ((policy: Policy, n: number) => Policy)[] = [
  (policy, n) => ({
    ...policy,
    bindings: [...policy.bindings, {role: 'roles/editor', members: [`user:u${n}@harbor.example`]}],
  }),
  (policy, n) => ({
    ...policy,
    bindings: [
      ...policy.bindings,
      {role: serviceAgentRole, members: [`user:u${n}@harbor.example`], condition: {title: `c${n}`}},
    ],
  }),
  policy => ({
    ...policy,
    bindings: policy.bindings.filter(one => one.role !== 'roles/editor'),
  }),
];

/**
 * A foreign editor of the IAM policies, at random times in the first minutes; where a path is about
 * the binding, one who now and then takes it away again.
 */
export function meddler(random: () => number, path: Path): Pick<Play, 'meddle' | 'quarrels'> {
  const count = Math.floor(random() * 6);
  if (count === 0) return {};
  const binding = path.mode === 'auto' && path.id.includes('binding');
  const quarrels = binding && random() < 0.4;
  return {
    quarrels,
    meddle(cloud, scheduler, publish) {
      for (let n = 0; n < count; n += 1) {
        const project = pick(random, [fleet.id, shop.id]);
        const edit = pick(random, edits);
        scheduler.after(random() * 3000, () => {
          cloud.edit(project, policy => edit(policy, n));
        });
      }
      if (binding && random() < 0.3) {
        // Somebody else is faster than the responder, or nearly.
        scheduler.after(random() * 3000, () => {
          if (!isHealthy(cloud.policy(shop.id))) cloud.rebind(shop.id);
        });
      }
      if (!quarrels) return;
      scheduler.after(60_000 + random() * 600_000, () => {
        cloud.unbind(shop.id);
        publish(unboundEntry({at: scheduler.now, insertId: 'again'}));
      });
    },
  };
}
