import type {Story} from '../../sandbox/scenario.ts';
import {
  chat,
  crowd,
  fleet,
  membership,
  meshBinding,
  prod,
  usualBindings,
} from '../../sandbox/shop.ts';

const locations = ['europe-west1', 'us-east4', 'asia-northeast3'] as const;

/** A healthy fleet of so many memberships, each a cluster with so many namespaces. */
export function crowded(memberships: number, namespaces: number): Story {
  const inside = crowd(namespaces);
  const members = Array.from({length: memberships}, (_, at) => ({
    ...membership(prod.id, `prod-${at + 1}`, locations[at % locations.length] ?? locations[0]),
    inside,
  }));
  const bindings = (project: typeof prod | typeof fleet) => [
    ...usualBindings(project),
    meshBinding(fleet.number),
  ];
  return {
    name: 'crowded',
    description: `${memberships} memberships with ${namespaces} namespaces each, all of them healthy.`,
    config: {projects: [{...prod, fleet: fleet.id}, fleet], mode: 'auto', chat},
    world: [
      {...prod, bindings: bindings(prod)},
      {...fleet, bindings: bindings(fleet), memberships: members},
    ],
    acts: [],
  };
}
