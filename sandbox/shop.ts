import type {ClusterSeed, NamespaceSeed} from './cluster/seed.ts';
import {revisionLabel} from './cluster/usual.ts';
import type {Act, Expected, Scenario, ScenarioConfig} from './scenario.ts';
import type {Place} from './entries/place.ts';
import {meshAgent, meshRole} from './world/policy.ts';
import type {MembershipSeed} from './world/seed.ts';
import type {Binding} from './world/world.ts';

/** Production: clusters and, in the one-project scenarios, its own fleet. */
export const prod = {id: 'shop-prod', number: '415104041262'} as const;
/** Fleet host of the scenarios with several projects. */
export const fleet = {id: 'shop-fleet', number: '731920055417'} as const;
/** Staging: a second cluster project of the fleet. */
export const stage = {id: 'shop-stage', number: '602214076023'} as const;

/** Both chats, as a responder is configured for them. The addresses lead nowhere but to the sandbox. */
export const chat: ScenarioConfig['chat'] = {
  slack: {botToken: 'xoxb-sandbox', channel: 'C0SANDBOX'},
  googleChat: {
    webhook: 'https://chat.googleapis.com/v1/spaces/AAAASANDBOX/messages?key=sandbox&token=sandbox',
  },
};

/** One membership, named like its cluster and registered in the cluster's location. */
export function membership(
  project: string,
  cluster: string,
  location: string,
  implementation: MembershipSeed['implementation'] = 'ISTIOD',
): MembershipSeed {
  return {name: cluster, location, cluster: {project, location, name: cluster}, implementation};
}

/** How log entries name a cluster. */
export function place(
  project: string,
  cluster: string,
  location: string,
  fleetNumber: string,
): Place {
  return {project, cluster, location, fleetNumber};
}

/** What every project's policy holds besides: people, a pipeline, and one grant that expires. */
export function usualBindings(project: {
  readonly id: string;
  readonly number: string;
}): readonly Binding[] {
  return [
    {role: 'roles/owner', members: ['group:platform@shop.example']},
    {
      role: 'roles/editor',
      members: [
        `serviceAccount:${project.number}@cloudservices.gserviceaccount.com`,
        'serviceAccount:terraform@shop-ci.iam.gserviceaccount.com',
      ],
    },
    {
      role: 'roles/container.viewer',
      members: ['user:auditor@shop.example'],
      condition: {
        title: 'audit of the fourth quarter',
        expression: "request.time < timestamp('2027-01-01T00:00:00Z')",
      },
    },
  ];
}

/** The binding that the mesh needs in each of its projects. */
export function meshBinding(fleetNumber: string): Binding {
  return {role: meshRole, members: [meshAgent(fleetNumber)]};
}

/** Audit configuration that a policy write must leave alone. */
export const auditConfigs = [
  {service: 'allServices', auditLogConfigs: [{logType: 'ADMIN_READ'}, {logType: 'DATA_WRITE'}]},
] as const;

/** A project that is its own fleet, with one cluster: the stage of most scenarios. */
export function oneProject(
  name: string,
  description: string,
  differs: {
    readonly disabled?: readonly string[];
    readonly member?: Partial<MembershipSeed>;
    readonly acts?: Scenario['acts'];
    readonly mode?: ScenarioConfig['mode'];
    readonly expected: Expected;
  },
): Scenario {
  const {disabled = [], member = {}, acts = [], mode = 'auto', expected} = differs;
  return {
    name,
    description,
    config: {projects: [prod], mode, chat},
    world: [
      {
        ...prod,
        disabled,
        bindings: [...usualBindings(prod), meshBinding(prod.number)],
        memberships: [{...membership(prod.id, 'prod-eu-1', 'europe-west1'), ...member}],
      },
    ],
    acts,
    expected,
  };
}

/** How log entries name the one cluster of those scenarios. */
export const prodCluster = place(prod.id, 'prod-eu-1', 'europe-west1', prod.number);

/** The target of an incident in that cluster, as text. */
export const atCluster = 'shop-prod/europe-west1/prod-eu-1';

/** How the changes of Google Cloud are written in what is expected. */
export const enabled = 'POST serviceusage.googleapis.com enable';
export const enabledTogether = 'POST serviceusage.googleapis.com batchEnable';
export function patched(kind: string): string {
  return `PATCH europe-west1-connectgateway.googleapis.com patch.${kind}`;
}

/** A cluster that cannot be provisioned, where only a person helps: the code of the cause that is told. */
export function onlyTold(cause: string): Expected {
  return {ends: {[`provisioning-stalled @ ${atCluster}`]: `blocked ${cause}`}, changes: []};
}

/** An act at the start that only writes entries. */
export function logged(entries: Act['entries']): readonly Act[] {
  return [{afterSeconds: 0, entries}];
}

/** So many namespaces with one injected Deployment each; the same object for every cluster. */
export function crowd(namespaces: number): ClusterSeed {
  const all = Array.from({length: namespaces}, (_, at): [string, NamespaceSeed] => [
    `team-${at + 1}`,
    {labels: {[revisionLabel]: 'asm-managed'}, workloads: {'Deployment/web': {replicas: 1}}},
  ]);
  return {namespaces: Object.fromEntries(all)};
}
