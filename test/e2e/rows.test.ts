import assert from 'node:assert/strict';
import type {Incident} from '../../functions/core/incident/incident.ts';
import {targetText} from '../../functions/core/detection/target.ts';
import {scenarios} from '../../sandbox/scenarios.ts';
import {assertSpoken} from '../support/fakes.ts';
import {type Played, playScenario} from '../support/scenario.ts';

afterEach(assertSpoken);

const cluster = 'shop-prod/europe-west1/prod-eu-1';

/** How a row of the troubleshooting page ends. */
interface Row {
  readonly scenario: string;
  /** `runbook @ target`: the state and the reason, or for a person the cause that is told. */
  readonly ends: Readonly<Record<string, string>>;
  /** Runbooks whose plan waits for a person, in the order in which they are approved. */
  readonly asks?: readonly string[];
  /** What is changed, before and after the approvals. */
  readonly changes: readonly string[];
}

const enable = 'POST serviceusage.googleapis.com enable';
const gatewayHost = 'europe-west1-connectgateway.googleapis.com';

const rows: readonly Row[] = [
  {
    scenario: 'connect-gateway-disabled',
    ends: {'connect-gateway-disabled @ shop-prod': 'resolved verified'},
    changes: [enable],
  },
  {
    scenario: 'webhook-call-failure',
    ends: {
      'connect-gateway-disabled @ shop-fleet': 'resolved verified',
      [`webhook-call-failure @ ${cluster}`]: 'suppressed symptom-of',
    },
    changes: [enable],
  },
  {
    scenario: 'gateway-aftermath',
    ends: {
      'connect-gateway-disabled @ shop-prod': 'resolved verified',
      [`webhook-call-failure @ ${cluster}`]: 'suppressed symptom-of',
    },
    asks: ['connect-gateway-disabled'],
    changes: [
      enable,
      'PATCH gkehub.googleapis.com patch',
      `PATCH ${gatewayHost} patch.deployments`,
      `PATCH ${gatewayHost} patch.statefulsets`,
      `PATCH ${gatewayHost} patch.deployments`,
    ],
  },
  {
    scenario: 'membership/without-feature',
    ends: {
      'connect-gateway-disabled @ shop-prod': 'resolved verified',
      [`webhook-call-failure @ ${cluster}`]: 'suppressed symptom-of',
    },
    asks: ['connect-gateway-disabled'],
    changes: [enable, 'PATCH gkehub.googleapis.com patch'],
  },
  {
    scenario: 'membership/by-hand',
    ends: {
      'connect-gateway-disabled @ shop-prod': 'resolved verified',
      [`webhook-call-failure @ ${cluster}`]: 'suppressed symptom-of',
    },
    changes: [enable],
  },
  {
    scenario: 'required-apis-disabled',
    ends: {'required-api-disabled @ shop-prod': 'resolved verified'},
    changes: [enable, enable],
  },
  {
    scenario: 'api-disabled-by-person',
    ends: {
      'connect-gateway-disabled @ shop-prod': 'resolved verified',
      'required-api-disabled @ shop-prod': 'resolved verified',
    },
    changes: [enable, enable, enable],
  },
  {
    scenario: 'service-agent-unbound',
    ends: {'service-agent-unbound @ shop-prod': 'resolved verified'},
    changes: ['POST cloudresourcemanager.googleapis.com setIamPolicy'],
  },
  {
    scenario: 'installer/health-check-container',
    ends: {
      'workload-identity-disabled @ shop-prod': 'suppressed symptom-of',
      [`workload-identity-disabled @ ${cluster}`]: 'resolved verified',
      [`provisioning-stalled @ ${cluster}`]: 'suppressed symptom-of',
    },
    asks: ['workload-identity-disabled'],
    changes: ['PUT container.googleapis.com update'],
  },
  {
    scenario: 'installer/identity-provider-missing',
    ends: {
      'identity-provider-missing @ shop-prod': 'suppressed symptom-of',
      [`identity-provider-missing @ ${cluster}`]: 'resolved verified',
    },
    asks: ['identity-provider-missing'],
    changes: ['PATCH gkehub.googleapis.com patch'],
  },
  {
    scenario: 'node-pools-without-metadata',
    ends: {
      [`workload-identity-disabled @ ${cluster}`]: 'blocked cause.node-pools',
      [`provisioning-stalled @ ${cluster}`]: 'suppressed symptom-of',
    },
    changes: [],
  },
  {
    scenario: 'data-plane/needs-attention',
    ends: {[`data-plane-upgrade-failed @ ${cluster}`]: 'resolved verified'},
    asks: ['data-plane-upgrade-failed'],
    changes: [
      `PATCH ${gatewayHost} patch.daemonsets`,
      `PATCH ${gatewayHost} patch.deployments`,
      `PATCH ${gatewayHost} patch.statefulsets`,
    ],
  },
  {
    scenario: 'in-cluster-injection',
    ends: {[`in-cluster-injection @ ${cluster}`]: 'resolved verified'},
    asks: ['in-cluster-injection'],
    changes: [
      `PATCH ${gatewayHost} patch.namespaces`,
      `PATCH ${gatewayHost} patch.namespaces`,
      `PATCH ${gatewayHost} patch.deployments`,
      `PATCH ${gatewayHost} patch.deployments`,
      `PATCH ${gatewayHost} patch.statefulsets`,
    ],
  },
  {
    scenario: 'in-cluster-webhook',
    ends: {
      [`in-cluster-injection @ ${cluster}`]: 'resolved verified',
      [`webhook-call-failure @ ${cluster}`]: 'suppressed symptom-of',
    },
    asks: ['in-cluster-injection'],
    changes: [`PATCH ${gatewayHost} patch.namespaces`],
  },
  {scenario: 'data-plane/disabled', ends: {}, changes: []},
  ...onlyTold('data-plane', {
    'failed-precondition': 'plane.control-provisioning',
    provisioning: 'plane.data-provisioning',
    stalled: 'plane.data-internal',
    degraded: 'plane.data-degraded',
  }),
  ...onlyTold('stalled', {
    'not-gke': 'stalled.not-gke',
    name: 'stalled.revision-name',
    namespace: 'stalled.revision-namespace',
    channel: 'stalled.channel',
    'channel-missing': 'stalled.channel-missing',
    type: 'stalled.revision-type',
    'kubernetes-version': 'stalled.kubernetes-version',
    'other-project': 'stalled.fleet-project',
    'cluster-resources': 'stalled.cluster-resources',
    'mutating-webhook': 'stalled.mutating-webhook',
    'validating-webhook': 'stalled.validating-webhook',
  }),
  {
    scenario: 'provisioning-stalled',
    ends: {[`provisioning-stalled @ ${cluster}`]: 'blocked stalled.mutating-webhook'},
    changes: [],
  },
  {
    scenario: 'stalled/workload-identity',
    ends: {
      [`workload-identity-disabled @ ${cluster}`]: 'resolved verified',
      [`provisioning-stalled @ ${cluster}`]: 'suppressed symptom-of',
    },
    asks: ['workload-identity-disabled'],
    changes: ['PUT container.googleapis.com update'],
  },
  {
    scenario: 'stalled/workload-pool',
    ends: {
      [`workload-identity-disabled @ ${cluster}`]: 'blocked cause.other-pool',
      [`provisioning-stalled @ ${cluster}`]: 'suppressed symptom-of',
    },
    changes: [],
  },
  {
    scenario: 'healthy',
    ends: {
      'service-agent-unbound @ shop-prod': 'no-action already-healthy',
      [`webhook-call-failure @ ${cluster}`]: 'no-action already-healthy',
      'connect-gateway-disabled @ shop-fleet': 'no-action already-healthy',
    },
    changes: [],
  },
];

/** Rows of one table that only a person can end, each with the cause that is told. */
function onlyTold(table: string, causes: Readonly<Record<string, string>>): readonly Row[] {
  return Object.entries(causes).map(([name, cause]) => ({
    scenario: `${table}/${name}`,
    ends: {[`provisioning-stalled @ ${cluster}`]: `blocked ${cause}`},
    changes: [],
  }));
}

function endOf({state, reason}: Incident): string {
  return `${state} ${reason.kind === 'person-needed' ? reason.cause.code : reason.kind}`;
}

async function endsOf(played: Played): Promise<Readonly<Record<string, string>>> {
  const all = await played.incidents();
  return Object.fromEntries(
    all.map(one => [`${one.runbook} @ ${targetText(one.target)}`, endOf(one)]),
  );
}

/** Long enough for whatever may end by itself (15 minutes) to be seen and taken up. */
const settleMinutes = 20;

describe('each row of the page, from its sign to its end', () => {
  for (const {scenario, ends, asks = [], changes} of rows) {
    it(scenario, async () => {
      const played = await playScenario(scenario);
      try {
        await played.minutes(settleMinutes);
        // Without a person, nothing risky is done.
        const before = played.changes().length;
        for (const runbook of asks) {
          assert.equal(played.changes().length, before, 'changed before a person said yes');
          await played.say(runbook, 'approved');
          await played.minutes(settleMinutes);
        }
        assert.deepEqual(await endsOf(played), ends);
        assert.deepEqual(played.changes(), changes);
      } finally {
        await played.close();
      }
    });
  }

  it('says that the API is on again while what follows from it waits for a person', async () => {
    const played = await playScenario('gateway-aftermath');
    try {
      await played.minutes(settleMinutes);
      const [first, last] = [played.chat.messages[0], played.chat.messages.at(-1)];
      assert.equal(first?.headline.code, 'headline.connect-gateway-disabled');
      assert.equal(last?.headline.code, 'headline.connect-gateway-disabled.rest');
      assert.equal(last.tone, 'approval');
    } finally {
      await played.close();
    }
  });

  it('leaves no row out', () => {
    const names = rows.map(one => one.scenario);
    const known = ['main', ...names];
    assert.deepEqual(
      scenarios.map(one => one.name).filter(one => !known.includes(one)),
      [],
    );
  });
});
