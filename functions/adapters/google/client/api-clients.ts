import type {cloudidentity_v1} from 'googleapis/build/src/apis/cloudidentity/v1.js';
import type {cloudresourcemanager_v3} from 'googleapis/build/src/apis/cloudresourcemanager/v3.js';
import type {container_v1} from 'googleapis/build/src/apis/container/v1.js';
import type {firestore_v1} from 'googleapis/build/src/apis/firestore/v1.js';
import type {gkehub_v1} from 'googleapis/build/src/apis/gkehub/v1.js';
import type {gkehub_v2} from 'googleapis/build/src/apis/gkehub/v2.js';
import type {logging_v2} from 'googleapis/build/src/apis/logging/v2.js';
import type {serviceusage_v1} from 'googleapis/build/src/apis/serviceusage/v1.js';
import type {cloudfunctions_v2} from 'googleapis/build/src/apis/cloudfunctions/v2.js';
import type {cloudresourcemanager_v1} from 'googleapis/build/src/apis/cloudresourcemanager/v1.js';
import type {cloudscheduler_v1} from 'googleapis/build/src/apis/cloudscheduler/v1.js';
import type {iam_v1} from 'googleapis/build/src/apis/iam/v1.js';
import type {iamcredentials_v1} from 'googleapis/build/src/apis/iamcredentials/v1.js';
import type {orgpolicy_v2} from 'googleapis/build/src/apis/orgpolicy/v2.js';
import type {pubsub_v1} from 'googleapis/build/src/apis/pubsub/v1.js';
import type {serviceusage_v1beta1} from 'googleapis/build/src/apis/serviceusage/v1beta1.js';

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

/** Cloud Identity v1: who is in a group. */
export async function cloudIdentity(): Promise<cloudidentity_v1.Cloudidentity> {
  const api = await import('googleapis/build/src/apis/cloudidentity/v1.js');
  return new api.cloudidentity_v1.Cloudidentity({});
}

// What only the doctor needs, when it looks at a deployment.

/** Cloud Functions v2. */
export async function cloudFunctions(): Promise<cloudfunctions_v2.Cloudfunctions> {
  const api = await import('googleapis/build/src/apis/cloudfunctions/v2.js');
  return new api.cloudfunctions_v2.Cloudfunctions({});
}

/** Resource Manager v1, which alone has `getAncestry`. */
export async function oldResourceManager(): Promise<cloudresourcemanager_v1.Cloudresourcemanager> {
  const api = await import('googleapis/build/src/apis/cloudresourcemanager/v1.js');
  return new api.cloudresourcemanager_v1.Cloudresourcemanager({});
}

/** Cloud Scheduler v1. */
export async function scheduler(): Promise<cloudscheduler_v1.Cloudscheduler> {
  const api = await import('googleapis/build/src/apis/cloudscheduler/v1.js');
  return new api.cloudscheduler_v1.Cloudscheduler({});
}

/** IAM v1. */
export async function iam(): Promise<iam_v1.Iam> {
  const api = await import('googleapis/build/src/apis/iam/v1.js');
  return new api.iam_v1.Iam({});
}

/** IAM Service Account Credentials v1. */
export async function iamCredentials(): Promise<iamcredentials_v1.Iamcredentials> {
  const api = await import('googleapis/build/src/apis/iamcredentials/v1.js');
  return new api.iamcredentials_v1.Iamcredentials({});
}

/** Organization Policy v2. */
export async function orgPolicy(): Promise<orgpolicy_v2.Orgpolicy> {
  const api = await import('googleapis/build/src/apis/orgpolicy/v2.js');
  return new api.orgpolicy_v2.Orgpolicy({});
}

/** Pub/Sub v1. */
export async function pubsub(): Promise<pubsub_v1.Pubsub> {
  const api = await import('googleapis/build/src/apis/pubsub/v1.js');
  return new api.pubsub_v1.Pubsub({});
}

/** Service Usage v1beta1, which alone has quotas. */
export async function serviceQuota(): Promise<serviceusage_v1beta1.Serviceusage> {
  const api = await import('googleapis/build/src/apis/serviceusage/v1beta1.js');
  return new api.serviceusage_v1beta1.Serviceusage({});
}
