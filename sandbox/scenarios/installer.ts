import {buildEntry} from '../entries/build.ts';
import type {Scenario} from '../scenario.ts';
import {atCluster, logged, oneProject, prod} from '../shop.ts';

// The installer's errors are its own output: they reach a log only when a CI job wrote them there.

const healthCheck =
  'HealthCheckContainerError, message: Cloud Run error: Container failed to start.\n' +
  'Failed to start and then listen on the port defined by the PORT environment\n' +
  'variable. Logs for this revision might contain more information.';

const noProvider =
  'asmcli: [ERROR]: Cluster has memberships.hub.gke.io CRD but no identity\n' +
  'provider specified. Please ensure that an identity provider is available for the\n' +
  'registered cluster.';

/** What the installer says in a CI log, and what it is true of. */
export const installer: readonly Scenario[] = [
  oneProject(
    'installer/health-check-container',
    'The installer got HTTP 400, because the cluster has no workload pool; a CI job logged it.',
    {
      member: {inside: {workloadPool: null}},
      acts: logged(ms => [buildEntry(prod.id, healthCheck, ms - 4000)]),
      expected: {
        ends: {
          'workload-identity-disabled @ shop-prod': 'suppressed symptom-of',
          [`workload-identity-disabled @ ${atCluster}`]: 'resolved verified',
          [`provisioning-stalled @ ${atCluster}`]: 'suppressed symptom-of',
        },
        asks: ['workload-identity-disabled'],
        changes: ['PUT container.googleapis.com update'],
      },
    },
  ),
  oneProject(
    'installer/identity-provider-missing',
    'The installer found no identity provider, because the membership has no issuer; a CI job logged it.',
    {
      member: {issuer: ''},
      acts: logged(ms => [buildEntry(prod.id, noProvider, ms - 4000)]),
      expected: {
        ends: {
          'identity-provider-missing @ shop-prod': 'suppressed symptom-of',
          [`identity-provider-missing @ ${atCluster}`]: 'resolved verified',
        },
        asks: ['identity-provider-missing'],
        changes: ['PATCH gkehub.googleapis.com patch'],
      },
    },
  ),
];
