import {actions} from '../../../actions/index.ts';
import engine from '../../../engine/engine.json' with {type: 'json'};

/**
 * What a deployment of infra/ runs on (infra/apis.tf; a test compares them).
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

/** What a watched project cannot do without: the log that the sinks read. */
export const watchedApis: readonly string[] = ['logging.googleapis.com'];

/**
 * What a fleet host cannot do without: the fleet, and how its control plane reaches the clusters.
 * https://docs.cloud.google.com/service-mesh/docs/troubleshooting/troubleshoot-managed-service-mesh
 */
export const fleetApis: readonly string[] = [
  'connectgateway.googleapis.com',
  'gkehub.googleapis.com',
  'mesh.googleapis.com',
];

/** What only a person's own calls need there; the responder's count against its own project. */
export const usefulApis: readonly string[] = [
  'cloudresourcemanager.googleapis.com',
  'serviceusage.googleapis.com',
];
