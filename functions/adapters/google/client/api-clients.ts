import type {cloudresourcemanager_v3} from 'googleapis/build/src/apis/cloudresourcemanager/v3.js';
import type {container_v1} from 'googleapis/build/src/apis/container/v1.js';
import type {firestore_v1} from 'googleapis/build/src/apis/firestore/v1.js';
import type {gkehub_v1} from 'googleapis/build/src/apis/gkehub/v1.js';
import type {gkehub_v2} from 'googleapis/build/src/apis/gkehub/v2.js';
import type {logging_v2} from 'googleapis/build/src/apis/logging/v2.js';
import type {serviceusage_v1} from 'googleapis/build/src/apis/serviceusage/v1.js';

// The generated clients, by version file: the lightest entrance to each (an `index.js` loads every
// version). Loaded with the first call; node keeps the module, and the client itself is a few objects.

/** Service Usage v1. */
export async function serviceUsage(): Promise<serviceusage_v1.Serviceusage> {
  const api = await import('googleapis/build/src/apis/serviceusage/v1.js');
  return new api.serviceusage_v1.Serviceusage({});
}

/** Resource Manager v3. */
export async function resourceManager(): Promise<cloudresourcemanager_v3.Cloudresourcemanager> {
  const api = await import('googleapis/build/src/apis/cloudresourcemanager/v3.js');
  return new api.cloudresourcemanager_v3.Cloudresourcemanager({});
}

/** Fleet (GKE Hub) v1. */
export async function fleetHub(): Promise<gkehub_v1.Gkehub> {
  const api = await import('googleapis/build/src/apis/gkehub/v1.js');
  return new api.gkehub_v1.Gkehub({});
}

/** Fleet (GKE Hub) v2: what a feature is for one membership. */
export async function fleetHubByMember(): Promise<gkehub_v2.Gkehub> {
  const api = await import('googleapis/build/src/apis/gkehub/v2.js');
  return new api.gkehub_v2.Gkehub({});
}

/** Kubernetes Engine v1. */
export async function kubernetesEngine(): Promise<container_v1.Container> {
  const api = await import('googleapis/build/src/apis/container/v1.js');
  return new api.container_v1.Container({});
}

/** Firestore v1. */
export async function firestore(): Promise<firestore_v1.Firestore> {
  const api = await import('googleapis/build/src/apis/firestore/v1.js');
  return new api.firestore_v1.Firestore({});
}

/** Cloud Logging v2. */
export async function logging(): Promise<logging_v2.Logging> {
  const api = await import('googleapis/build/src/apis/logging/v2.js');
  return new api.logging_v2.Logging({});
}
