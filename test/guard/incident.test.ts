import assert from 'node:assert/strict';
import {judge} from '../../functions/cli/commands/guard/judge.ts';
import {readTerraformPlan} from '../../functions/plan/terraform/read-plan.ts';
import {runbooks} from '../../functions/runbooks/index.ts';
import {inClusterInjector, injectionLabel} from '../../sandbox/cluster/usual.ts';
import {meshAgent, meshRole} from '../../sandbox/world/policy.ts';
import {playScenario} from '../support/scenario.ts';
import {type PlannedResource, planOf} from '../support/plan.ts';

const fleet = {project: 'shop-fleet'};
const agent = meshAgent('731920055417');
const unbound = {unbind: [{role: meshRole, member: agent}]};
const grant = {project: 'shop-prod', role: meshRole};
const place = {project: 'shop-prod', location: 'europe-west1'};
const issuer =
  'https://container.googleapis.com/v1/projects/shop-prod/locations/europe-west1/clusters/prod-eu-1';
const registered = {
  ...fleet,
  location: 'europe-west1',
  membership_id: 'prod-eu-1',
  endpoint: [{gke_cluster: [{resource_link: issuer.replace('https:', '').replace('/v1', '')}]}],
};
const hooks = [
  {
    name: 'namespace.sidecar-injector.istio.io',
    client_config: [{service: [{namespace: 'istio-system', name: 'istiod'}], url: null}],
  },
];

/** A change of a plan, what it does to the played Google Cloud, and the incident that it opens. */
interface Row {
  readonly what: string;
  readonly change: PlannedResource;
  readonly patch: object;
  /** Undefined: the guard says that no incident would tell of it. */
  readonly opens: string | undefined;
}

const rows: readonly Row[] = [
  ...['google_project_iam_member', 'google_project_iam_binding', 'google_project_iam_policy'].map(
    (type): Row => ({
      what: `${type} destroyed`,
      change: {
        type,
        before: {
          ...grant,
          member: agent,
          members: [agent],
          policy_data: JSON.stringify({bindings: [{role: meshRole, members: [agent]}]}),
        },
      },
      patch: {project: 'shop-prod', ...unbound},
      opens: 'service-agent-unbound',
    }),
  ),
  {
    what: 'the role removed by a resource that is made',
    change: {type: 'google_project_iam_member_remove', after: {...grant, member: agent}},
    patch: {project: 'shop-prod', ...unbound},
    opens: 'service-agent-unbound',
  },
  ...['mesh', 'gkehub'].map((name): Row => {
    const service = `${name}.googleapis.com`;
    return {
      what: `${service} turned off`,
      change: {
        type: 'google_project_service',
        before: {...fleet, service, disable_on_destroy: true},
      },
      patch: {...fleet, disable: [service]},
      opens: 'required-api-disabled',
    };
  }),
  {
    what: 'container.googleapis.com turned off where the clusters are',
    change: {
      type: 'google_project_service',
      before: {project: 'shop-prod', service: 'container.googleapis.com', disable_on_destroy: true},
    },
    patch: {project: 'shop-prod', disable: ['container.googleapis.com']},
    opens: 'required-api-disabled',
  },
  {
    what: 'connectgateway.googleapis.com turned off',
    change: {
      type: 'google_project_service',
      before: {...fleet, service: 'connectgateway.googleapis.com', disable_on_destroy: true},
    },
    patch: {...fleet, disable: ['connectgateway.googleapis.com']},
    opens: 'connect-gateway-disabled',
  },
  {
    what: 'the workload pool taken away',
    change: {
      type: 'google_container_cluster',
      before: {
        ...place,
        name: 'prod-eu-1',
        workload_identity_config: [{workload_pool: 'shop-prod.svc.id.goog'}],
      },
      after: {...place, name: 'prod-eu-1', workload_identity_config: [{workload_pool: ''}]},
    },
    patch: {...fleet, memberships: {'prod-eu-1': {inside: {workloadPool: null}}}},
    opens: 'workload-identity-disabled',
  },
  {
    what: 'a node pool with the metadata of Compute Engine',
    change: {
      type: 'google_container_node_pool',
      after: {
        ...place,
        name: 'batch',
        cluster: 'prod-eu-1',
        node_config: [{workload_metadata_config: [{mode: 'GCE_METADATA'}]}],
      },
    },
    patch: {...fleet, memberships: {'prod-eu-1': {inside: {nodePools: {batch: 'GCE_METADATA'}}}}},
    opens: 'workload-identity-disabled',
  },
  {
    what: 'the issuer of a membership taken away',
    change: {
      type: 'google_gke_hub_membership',
      before: {...registered, authority: [{issuer}]},
      after: {...registered, authority: []},
    },
    patch: {...fleet, memberships: {'prod-eu-1': {issuer: ''}}},
    opens: 'identity-provider-missing',
  },
  {
    what: 'the webhook of an old istiod and a namespace that asks for it',
    change: {
      type: 'kubernetes_mutating_webhook_configuration_v1',
      after: {metadata: [{name: 'istio-sidecar-injector', labels: {}}], webhook: hooks},
    },
    patch: {
      ...fleet,
      memberships: {
        'prod-eu-1': {
          inside: {
            webhooks: {'mutating/istio-sidecar-injector': inClusterInjector()},
            namespaces: {
              orders: {labels: {[injectionLabel]: 'enabled'}, workloads: {'Deployment/orders': {}}},
            },
          },
        },
      },
    },
    opens: 'in-cluster-injection',
  },
  {
    what: 'the mesh of a membership no longer automatic',
    change: {
      type: 'google_gke_hub_feature_membership',
      before: {
        ...fleet,
        feature: 'servicemesh',
        membership: 'prod-eu-1',
        mesh: [{management: 'MANAGEMENT_AUTOMATIC'}],
      },
      after: {
        ...fleet,
        feature: 'servicemesh',
        membership: 'prod-eu-1',
        mesh: [{management: 'MANAGEMENT_MANUAL'}],
      },
    },
    patch: {...fleet, memberships: {'prod-eu-1': {management: 'MANAGEMENT_MANUAL'}}},
    opens: undefined,
  },
  {
    what: 'the mesh of a membership destroyed',
    change: {
      type: 'google_gke_hub_feature_membership',
      before: {
        ...fleet,
        feature: 'servicemesh',
        membership: 'prod-eu-1',
        mesh: [{management: 'MANAGEMENT_AUTOMATIC'}],
      },
    },
    patch: {...fleet, memberships: {'prod-eu-1': {featured: false}}},
    opens: undefined,
  },
];

/** What an incident is that asks nothing of anybody: what it was opened for is not there, or is a symptom. */
const quiet = ['no-action', 'suppressed'];

describe('a change that the plan guard finds, applied to the sandbox', () => {
  for (const {what, change, patch, opens} of rows) {
    it(`${what}: opens ${opens ?? 'nothing'}`, async () => {
      const {minutes, sandbox, incidents, deps, close} = await playScenario('healthy');
      try {
        const read = readTerraformPlan(Buffer.from(planOf(change)), 'plan.json');
        const {dangers} = judge(read, runbooks, deps.settings, 0);
        const predicted = dangers.map(one => (one.opens ? one.runbook.manifest.id : undefined));
        assert.deepEqual(predicted, [opens]);

        await minutes(5);
        assert.deepEqual(
          (await incidents()).filter(one => !quiet.includes(one.state)),
          [],
        );
        sandbox.patch(patch);
        await minutes(25);

        const opened = (await incidents()).filter(one => !quiet.includes(one.state));
        const ids = [...new Set(opened.map(one => one.runbook))];
        assert.deepEqual(ids, opens === undefined ? [] : [opens]);
      } finally {
        await close();
      }
    });
  }
});
