import {at, listAt, textAt} from '../../sandbox/json.ts';
import type {Sandbox} from '../../sandbox/sandbox.ts';

/** What is wrong in a world, in words; empty when nothing is. The sandbox says it, not the product. */
export function troubles(sandbox: Sandbox): readonly string[] {
  return listAt(sandbox.state(), 'projects').flatMap(project =>
    listAt(project, 'memberships').flatMap(member => {
      const mesh = at(member, 'state', 'servicemesh');
      const planes = ['controlPlaneManagement', 'dataPlaneManagement'].flatMap(name => {
        const state = textAt(mesh, name, 'state');
        return state === 'ACTIVE' ? [] : [`${name} is ${state}`];
      });
      const conditions = listAt(mesh, 'conditions').map(one => textAt(one, 'code'));
      const short = listAt(member, 'inside', 'short').map(one => `${String(one)} lacks pods`);
      const issuer = textAt(member, 'issuer') === '' ? ['no issuer'] : [];
      return [...planes, ...conditions, ...short, ...issuer, ...olderLabels(member)];
    }),
  );
}

function olderLabels(member: unknown): readonly string[] {
  const namespaces = Object.entries(at(member, 'inside', 'namespaces') ?? {});
  return namespaces.flatMap(([name, labels]) =>
    textAt(labels, 'istio-injection') === 'enabled' ? [`${name} has the older label`] : [],
  );
}
