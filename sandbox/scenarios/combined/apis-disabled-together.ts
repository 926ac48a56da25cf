import {controlPlaneEntry, disabledSentence} from '../../entries/control-plane.ts';
import {enabled, enabledTogether, logged, oneProject, prod, prodCluster} from '../../shop.ts';

const off = [
  'connectgateway.googleapis.com',
  'trafficdirector.googleapis.com',
  'networksecurity.googleapis.com',
];

/**
 * APIs of two runbooks are off in one project at once. Service Usage takes one change of a project's services
 * at a time, so that the two incidents have to take turns.
 */
export const apisDisabledTogether = oneProject(
  'apis-disabled-together',
  'The Connect Gateway API and two APIs of the control plane are off in one project, at once.',
  {
    disabled: off,
    member: {implementation: 'TRAFFIC_DIRECTOR'},
    acts: logged(ms =>
      off.map((service, at) =>
        controlPlaneEntry(
          prodCluster,
          `googleapi: Error 403: ${disabledSentence(service, prod.number)}`,
          ms - 9000 + at * 1000,
        ),
      ),
    ),
    expected: {
      ends: {
        'connect-gateway-disabled @ shop-prod': 'resolved verified',
        'required-api-disabled @ shop-prod': 'resolved verified',
      },
      changes: [enabled, enabledTogether],
    },
  },
);
