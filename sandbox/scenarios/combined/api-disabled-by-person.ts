import type {Scenario} from '../../scenario.ts';
import {enabled, enabledTogether, oneProject, prod} from '../../shop.ts';

/** Nothing but the audit log tells: twice, and the second time the API goes off with another one. */
export const apiDisabledByPerson: Scenario = oneProject(
  'api-disabled-by-person',
  'A person turns Connect Gateway off, and a required API with another one; only the audit log tells.',
  {
    member: {implementation: 'TRAFFIC_DIRECTOR'},
    acts: [
      {
        afterSeconds: 0,
        change: {
          project: prod.id,
          by: 'alex@shop.example',
          disable: ['connectgateway.googleapis.com'],
        },
        entries: () => [],
      },
      {
        afterSeconds: 5,
        change: {
          project: prod.id,
          by: 'alex@shop.example',
          cascade: {
            service: 'networkservices.googleapis.com',
            dependents: ['trafficdirector.googleapis.com'],
          },
        },
        entries: () => [],
      },
    ],
    expected: {
      ends: {
        'connect-gateway-disabled @ shop-prod': 'resolved verified',
        'required-api-disabled @ shop-prod': 'resolved verified',
      },
      changes: [enabled, enabledTogether],
    },
  },
);
