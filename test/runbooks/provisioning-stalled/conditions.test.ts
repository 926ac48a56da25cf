import assert from 'node:assert/strict';
import {
  conditionRow,
  conditionRows,
} from '../../../functions/runbooks/provisioning-stalled/conditions.ts';
import {provisioningStalled as runbook} from '../../../functions/runbooks/provisioning-stalled/runbook.ts';
import {fleet, shop, World} from '../../support/fakes.ts';
import {gkeCluster, poolless} from '../../support/inside.ts';
import {lookAt} from '../../support/look.ts';

/** Every value of the enum in the discovery document of the fleet API, revision 20260903. */
const quotas =
  'BACKEND_SERVICES HEALTH_CHECKS HTTP_ROUTES TCP_ROUTES TLS_ROUTES TRAFFIC_POLICIES ENDPOINT_POLICIES ' +
  'GATEWAYS MESHES SERVER_TLS_POLICIES CLIENT_TLS_POLICIES SERVICE_LB_POLICIES HTTP_FILTERS TCP_FILTERS ' +
  'NETWORK_ENDPOINT_GROUPS';
const modernization =
  'INCOMPATIBLE_POD_ANNOTATION INCOMPATIBLE_CONFIG INCOMPATIBLE_GATEWAY_POD_SCALE SCHEDULED IN_PROGRESS ' +
  'COMPLETED ABORTED PREPARING STALLED PREPARED MIGRATING_WORKLOADS ROLLING_BACK_CLUSTER WILL_BE_SCHEDULED ' +
  'MANUAL ELIGIBLE MODERNIZING MODERNIZED_SOAKING FINALIZED ROLLING_BACK_FLEET MODERNIZED COMPATIBLE ' +
  'INCOMPATIBLE INCOMPATIBLE_FLEET_SCALE INCOMPATIBLE_FLEET_QUOTA';
const others =
  'MESH_IAM_PERMISSION_DENIED MESH_IAM_CROSS_PROJECT_PERMISSION_DENIED CNI_CONFIG_UNSUPPORTED ' +
  'GKE_SANDBOX_UNSUPPORTED NODEPOOL_WORKLOAD_IDENTITY_FEDERATION_REQUIRED CNI_INSTALLATION_FAILED ' +
  'CNI_POD_UNSCHEDULABLE CLUSTER_HAS_ZERO_NODES CANONICAL_SERVICE_ERROR ' +
  'UNSUPPORTED_MULTIPLE_CONTROL_PLANES VPCSC_GA_SUPPORTED DEPRECATED_SPEC_CONTROL_PLANE_MANAGEMENT ' +
  'DEPRECATED_SPEC_CONTROL_PLANE_MANAGEMENT_SAFE CONFIG_APPLY_INTERNAL_ERROR CONFIG_VALIDATION_ERROR ' +
  'CONFIG_VALIDATION_WARNING CONFIG_APPLY_BLOCKED LEGACY_MC_SECRETS WORKLOAD_IDENTITY_REQUIRED ' +
  'NON_STANDARD_BINARY_USAGE UNSUPPORTED_GATEWAY_CLASS MANAGED_CNI_NOT_ENABLED ' +
  'MISSING_CONTROL_PLANE_CONFIG SHARED_VPC_MISSING_PERMISSIONS REQUIRED_ORG_POLICY_DISABLED';
const known = [
  ...others.split(' '),
  ...quotas.split(' ').map(one => `QUOTA_EXCEEDED_${one}`),
  ...modernization.split(' ').map(one => `MODERNIZATION_${one}`),
];

describe('the conditions of a membership', () => {
  let world: World;
  beforeEach(() => {
    world = new World();
  });

  function has(code: string, severity: string, controlPlane = 'ACTIVE'): void {
    const conditions = [{code, details: 'so it says', severity}];
    world.fleetSays({conditions, controlPlane});
  }

  async function diagnose(symptom = 'polled') {
    return runbook.diagnose(lookAt(world, {symptom}));
  }

  it('has a row for every code that the fleet API knows, and no other row', () => {
    const used = new Set(known.map(conditionRow));
    assert.deepEqual(
      known.filter(code => conditionRow(code).code === '*'),
      [],
    );
    const unused = conditionRows.filter(one => !used.has(one)).map(one => one.code);
    assert.deepEqual(unused, ['*']);
  });

  for (const code of [...known, 'CODE_UNSPECIFIED', 'SOMETHING_NEW', '']) {
    const {handling} = conditionRow(code);

    it(`tells ${code || 'no code'} by its severity`, async () => {
      has(code, 'WARNING');
      const warned = await diagnose();
      assert.equal(warned.kind, 'healthy');
      const told = warned.proof.some(one => one.code === 'proof.condition');
      assert.equal(told, handling.kind !== 'calm');

      has(code, 'INFO');
      const informed = await diagnose();
      assert.equal(informed.kind, 'healthy');
      assert.ok(!informed.proof.some(one => one.code === 'proof.condition'));

      has(code, 'ERROR');
      world.fail('policy', 'denied');
      world.fail('cluster', 'denied');
      const failed = await diagnose();
      if (handling.kind === 'calm') {
        assert.equal(failed.kind, 'healthy');
        return;
      }
      assert.ok(failed.kind === 'person');
      assert.equal(failed.cause.code, `condition.${handling.id}`);
      assert.deepEqual(failed.detail, {
        code: 'detail.reported',
        params: {what: code || '-', said: 'so it says'},
      });
      assert.equal(failed.advice.code, `advice.${handling.advice}`);
      assert.equal(failed.risk?.code, handling.risk && `risk.${handling.risk}`);
    });
  }

  it('tells a severity that is missing or new beside other proof', async () => {
    for (const severity of ['SEVERITY_UNSPECIFIED', 'FATAL']) {
      has('QUOTA_EXCEEDED_MESHES', severity);
      const diagnosis = await diagnose();
      assert.equal(diagnosis.kind, 'healthy');
      assert.ok(diagnosis.proof.some(one => one.code === 'proof.condition'));
    }
  });

  for (const code of [
    'NODEPOOL_WORKLOAD_IDENTITY_FEDERATION_REQUIRED',
    'WORKLOAD_IDENTITY_REQUIRED',
  ]) {
    it(`takes ${code} for a symptom where the cluster bears it out`, async () => {
      has(code, 'ERROR', 'FAILED_PRECONDITION');
      const nodePools = [{name: 'old', metadata: 'GCE_METADATA'}];
      for (const cluster of [poolless(), gkeCluster({nodePools})]) {
        world.clusters.set('quay-1', cluster);
        const diagnosis = await diagnose();
        assert.ok(diagnosis.kind === 'symptom');
        const target = {project: shop.id, location: 'europe-west4', cluster: 'quay-1'};
        assert.deepEqual(diagnosis.of, {runbook: 'workload-identity-disabled', target});
      }
    });

    it(`waits for the fleet to notice that ${code} is over`, async () => {
      has(code, 'ERROR');
      const diagnosis = await diagnose();
      assert.ok(diagnosis.kind === 'waiting');
      assert.equal(diagnosis.cause.code, 'cause.unnoticed');
      assert.equal(diagnosis.detail?.params['said'], `${code}: so it says`);
      assert.equal(diagnosis.usualSeconds, 900);
    });
  }

  for (const code of ['MESH_IAM_PERMISSION_DENIED', 'MESH_IAM_CROSS_PROJECT_PERMISSION_DENIED']) {
    it(`takes ${code} for a symptom where a policy bears it out`, async () => {
      has(code, 'ERROR');
      world.unbind(fleet.id);
      const diagnosis = await diagnose();
      assert.ok(diagnosis.kind === 'symptom');
      const target = {project: fleet.id};
      assert.deepEqual(diagnosis.of, {runbook: 'service-agent-unbound', target});
      world.unbind(shop.id);
      const both = await diagnose();
      assert.ok(both.kind === 'symptom');
      assert.deepEqual(both.of.target, {project: shop.id});
    });

    it(`waits for the fleet to notice that ${code} is over`, async () => {
      has(code, 'ERROR');
      assert.equal((await diagnose()).kind, 'waiting');
    });
  }

  it('names what lasts before what the fleet has not noticed yet', async () => {
    const conditions = ['MESH_IAM_PERMISSION_DENIED', 'CLUSTER_HAS_ZERO_NODES'].map(code => ({
      code,
      details: '',
      severity: 'ERROR',
    }));
    world.fleetSays({conditions});
    const diagnosis = await diagnose();
    assert.ok(diagnosis.kind === 'person');
    assert.equal(diagnosis.cause.code, 'condition.no-nodes');
  });

  it('asks nobody else in a look that no sign of its own asked for', async () => {
    has('MESH_IAM_PERMISSION_DENIED', 'ERROR');
    assert.equal((await diagnose('')).kind, 'person');
    assert.deepEqual(world.calls, [`mesh ${fleet.id}`]);
  });
});
