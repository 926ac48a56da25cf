import type {Policy, ServiceState} from '../../../functions/core/facts/cloud.ts';
import type {Labels, WorkloadRef} from '../../../functions/core/facts/kubernetes.ts';
import type {Process} from '../play/process.ts';

/** A change that was asked for; `project`: whose budget it is counted in. */
export type Change = {readonly project: string} & (
  | {readonly kind: 'service'; readonly service: string; readonly state: ServiceState}
  | {readonly kind: 'policy'; readonly before: Policy; readonly after: Policy}
  | {
      readonly kind: 'pool';
      readonly location: string;
      readonly cluster: string;
      readonly pool: string;
    }
  | {readonly kind: 'issuer'; readonly membership: Membership; readonly issuer: string}
  | {readonly kind: 'management'; readonly membership: Membership}
  | {
      readonly kind: 'labels';
      readonly membership: Membership;
      readonly namespace: string;
      readonly labels: Readonly<Record<string, string | null>>;
      /** The labels that the namespace had. */
      readonly before: Labels;
      /** Absent: it is written over whatever is there. */
      readonly resourceVersion: string;
    }
  | {readonly kind: 'restart'; readonly membership: Membership; readonly workload: WorkloadRef}
);

/** One membership of a fleet. */
export interface Membership {
  readonly fleet: string;
  readonly location: string;
  readonly name: string;
}

/** Sees what a process reads and what it asks to change. */
export interface Watcher {
  /** A process was told the state of one thing that plans rest on. */
  looked(process: Process, thing: string, broken: boolean): void;
  /** A process asks for a change, which may still be refused. */
  asked(process: Process, change: Change): void;
  /** The change was made and the world differs. */
  changed(change: Change): void;
}

/** The names of the things that can be broken and changed. */
export const things = {
  service: (project: string, service: string): string => `${project}/${service}`,
  policy: (project: string): string => project,
  pool: (cluster: string): string => `pool of ${cluster}`,
  issuer: (membership: string): string => `issuer of ${membership}`,
  management: (membership: string): string => `management of ${membership}`,
  labels: (membership: string, namespace: string): string => `labels of ${membership}/${namespace}`,
  workload: (membership: string, {namespace, name}: Omit<WorkloadRef, 'kind'>): string =>
    `pods of ${membership}/${namespace}/${name}`,
} as const;

/** What a change changes. */
export function thingOf(change: Change): string {
  switch (change.kind) {
    case 'service':
      return things.service(change.project, change.service);
    case 'policy':
      return things.policy(change.project);
    case 'pool':
      return things.pool(change.cluster);
    case 'issuer':
      return things.issuer(change.membership.name);
    case 'management':
      return things.management(change.membership.name);
    case 'labels':
      return things.labels(change.membership.name, change.namespace);
    case 'restart':
      return things.workload(change.membership.name, change.workload);
  }
}
