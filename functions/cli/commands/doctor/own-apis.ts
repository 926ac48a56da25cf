import {actions} from '../../../actions/index.ts';
import engine from '../../../engine/engine.json' with {type: 'json'};

/**
 * The APIs that a deployment of infra/ runs on (infra/apis.tf; a test compares them).
 */
const platform = [
  'artifactregistry.googleapis.com',
  'cloudbuild.googleapis.com',
  'cloudfunctions.googleapis.com',
  'cloudscheduler.googleapis.com',
  'firestore.googleapis.com',
  'iam.googleapis.com',
  'logging.googleapis.com',
  'monitoring.googleapis.com',
  'pubsub.googleapis.com',
  'run.googleapis.com',
  'secretmanager.googleapis.com',
  'storage.googleapis.com',
] as const;

/** Every API that must be on in the project of a deployment: calls count against their caller. */
export const ownApis: readonly string[] = [
  ...new Set([...platform, ...engine.apis, ...actions.flatMap(one => one.manifest.apis)]),
].sort();

/** The APIs that a watched project needs: the log that the sinks read. */
export const watchedApis: readonly string[] = ['logging.googleapis.com'];

/**
 * The APIs that a fleet host needs: the fleet, and the way of its control plane to the clusters.
 * https://docs.cloud.google.com/service-mesh/docs/troubleshooting/troubleshoot-managed-service-mesh
 */
export const fleetApis: readonly string[] = [
  'connectgateway.googleapis.com',
  'gkehub.googleapis.com',
  'mesh.googleapis.com',
];

/** Only a person's own calls need these there; the responder's calls use its own project. */
export const usefulApis: readonly string[] = [
  'cloudresourcemanager.googleapis.com',
  'serviceusage.googleapis.com',
];
