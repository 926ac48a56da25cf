import type {cloudfunctions_v2} from 'googleapis/build/src/apis/cloudfunctions/v2.js';
import type {cloudresourcemanager_v1} from 'googleapis/build/src/apis/cloudresourcemanager/v1.js';
import type {cloudscheduler_v1} from 'googleapis/build/src/apis/cloudscheduler/v1.js';
import type {iamcredentials_v1} from 'googleapis/build/src/apis/iamcredentials/v1.js';
import type {orgpolicy_v2} from 'googleapis/build/src/apis/orgpolicy/v2.js';
import type {pubsub_v1} from 'googleapis/build/src/apis/pubsub/v1.js';
import type {serviceusage_v1beta1} from 'googleapis/build/src/apis/serviceusage/v1beta1.js';

// Generated clients that only the inspection of a deployment needs; loaded like those of ../clients.ts.

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
