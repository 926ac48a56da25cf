import {
  type Binding,
  type Membership,
  nextSerial,
  type Pace,
  type Project,
  type World,
} from './world.ts';
import {etagOf, grantsOf} from './policy.ts';

/** How a scenario describes a project. */
export interface ProjectSeed {
  readonly id: string;
  readonly number: string;
  /** Services that are off although the usual ones are on. */
  readonly disabled?: readonly string[];
  readonly bindings?: readonly Binding[];
  readonly auditConfigs?: readonly unknown[];
  /** Members of the fleet; absent when the project hosts no mesh. */
  readonly memberships?: readonly Membership[];
}

/** Services that are on in every project unless its seed says otherwise. */
export const usualServices = [
  'artifactregistry.googleapis.com',
  'chat.googleapis.com',
  'cloudbuild.googleapis.com',
  'cloudfunctions.googleapis.com',
  'cloudresourcemanager.googleapis.com',
  'cloudscheduler.googleapis.com',
  'connectgateway.googleapis.com',
  'container.googleapis.com',
  'firestore.googleapis.com',
  'gkehub.googleapis.com',
  'iam.googleapis.com',
  'logging.googleapis.com',
  'mesh.googleapis.com',
  'meshconfig.googleapis.com',
  'monitoring.googleapis.com',
  'networksecurity.googleapis.com',
  'networkservices.googleapis.com',
  'pubsub.googleapis.com',
  'run.googleapis.com',
  'secretmanager.googleapis.com',
  'serviceusage.googleapis.com',
  'storage.googleapis.com',
  'trafficdirector.googleapis.com',
] as const;

/** Builds a world. Whatever its seed says has always been so: nothing in it is still recovering. */
export function seedWorld(projects: readonly ProjectSeed[], pace: Pace, now: number): World {
  const world: World = {
    projects: projects.map(seedProject),
    operations: new Map(),
    entries: [],
    pace,
    startedAt: now,
    later: [],
    foreignEdits: 0,
    tug: {times: 0, afterMs: 0},
    inventory: new Map(),
    skewMs: 0,
    absent: new Set(),
    serial: 0,
  };
  for (const project of world.projects) project.etag = etagOf(nextSerial(world));
  return world;
}

function seedProject(seed: ProjectSeed): Project {
  const always = Number.NEGATIVE_INFINITY;
  const off = new Set(seed.disabled);
  const on = usualServices.filter(name => !off.has(name));
  const bindings = seed.bindings ?? [];
  return {
    id: seed.id,
    number: seed.number,
    services: new Map(on.map(name => [name, {to: 'ENABLED', at: always}])),
    bindings,
    auditConfigs: seed.auditConfigs ?? [],
    etag: '',
    grants: grantsOf(bindings, new Map(), always),
    memberships: seed.memberships?.map(one => ({...one})),
  };
}
