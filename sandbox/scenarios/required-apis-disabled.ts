import {controlPlaneEntry, disabledSentence} from '../entries/control-plane.ts';
import type {Scenario} from '../scenario.ts';
import {enabledTogether, logged, oneProject, prod, prodCluster} from '../shop.ts';

const off = ['trafficdirector.googleapis.com', 'networksecurity.googleapis.com'];

/** Two of the APIs that a control plane of Traffic Director needs are off. */
export const requiredApisDisabled: Scenario = oneProject(
  'required-apis-disabled',
  'APIs that the control plane needs are off in the fleet project.',
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
      ends: {'required-api-disabled @ shop-prod': 'resolved verified'},
      changes: [enabledTogether],
    },
  },
);
