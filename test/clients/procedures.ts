import assert from 'node:assert/strict';
import {podsOf} from '../../sandbox/cluster/cluster.ts';
import {byHand, filled} from './shown.ts';
import type {Stage} from './stage.ts';
import {troubles} from './troubles.ts';

type Values = Readonly<Record<string, string>>;

/** A runbook's manual procedure in a world that needs it. */
export interface Procedure {
  readonly runbook: string;
  readonly scenario: string;
  /** What the words in capitals stand for. */
  readonly values: Values;
  /** Commands that are run once for each of several things. */
  readonly each?: readonly {readonly of: RegExp; readonly with: readonly Values[]}[];
  /** The only commands that this world needs; the others are run in another. */
  readonly only?: RegExp;
  /** What takes the repair back; it is run at the end. */
  readonly undoes?: RegExp;
  /** What a person does in the editor, as a sed script. */
  readonly editor?: string;
  /** Seconds of each change, where waiting for it is part of the procedure. */
  readonly changeSeconds?: number;
  /** Changes the world before. */
  readonly before?: (stage: Stage) => void;
  /** What has to be true at the end, beside that nothing is wrong. */
  readonly after?: (stage: Stage) => void | Promise<void>;
  /** True: the procedure looks and repairs nothing. */
  readonly looks?: true;
}

const prod = {PROJECT: 'shop-prod', FLEET: 'shop-prod', CLUSTER: 'prod-eu-1'} as const;
const member = {
  MEMBERSHIP: 'prod-eu-1',
  MEMBERSHIP_LOCATION: 'europe-west1',
  LOCATION: 'europe-west1',
} as const;

function workloads(...names: readonly string[]): readonly Values[] {
  return names.map(one => {
    const [NAMESPACE = '', KIND = '', NAME = ''] = one.split('/');
    return {NAMESPACE, KIND, NAME};
  });
}

/** A procedure for each runbook; several where one world does not need every command. */
export const procedures: readonly Procedure[] = [
  {
    runbook: 'connect-gateway-disabled',
    scenario: 'gateway-aftermath',
    values: {...prod, ...member},
    each: [
      {
        of: /rollout restart/,
        with: workloads(
          'shop/deployment/cart',
          'payments/deployment/ledger',
          'payments/statefulset/book',
        ),
      },
    ],
    undoes: /services disable/,
  },
  {
    runbook: 'data-plane-upgrade-failed',
    scenario: 'data-plane/needs-attention',
    values: prod,
    each: [
      {
        of: /rollout/,
        with: workloads(
          'shop/deployment/checkout',
          'shop/statefulset/ledger',
          'search/daemonset/indexer',
        ),
      },
    ],
    changeSeconds: 1,
  },
  {
    runbook: 'identity-provider-missing',
    scenario: 'installer/identity-provider-missing',
    values: {...prod, ...member},
  },
  {
    runbook: 'in-cluster-injection',
    scenario: 'in-cluster-injection',
    values: {REVISION: 'asm-managed', NAME: 'istio-sidecar-injector'},
    each: [
      {of: /label namespace/, with: [{NAMESPACE: 'orders'}, {NAMESPACE: 'billing'}]},
      {
        of: /rollout/,
        with: workloads(
          'orders/deployment/orders',
          'orders/statefulset/queue',
          'billing/deployment/invoices',
        ),
      },
    ],
    after: ({sandbox}) => {
      const [cluster] = sandbox.world.clusters.values();
      const all = [...(cluster?.workloads.values() ?? [])].flatMap(podsOf);
      assert.deepEqual(
        all.filter(one => one.labels['istio.io/rev'] === 'default'),
        [],
      );
      assert.deepEqual(
        [...(cluster?.webhooks.keys() ?? [])].filter(one => one.includes('sidecar')),
        [],
      );
    },
  },
  {
    runbook: 'log-path-silent',
    scenario: 'healthy',
    values: {...prod, TOPIC: 'mesh-responder-entries', TOPIC_PROJECT: 'shop-prod'},
    looks: true,
    before: ({sandbox}) => {
      const topic = 'projects/shop-prod/topics/mesh-responder-entries';
      sandbox.patch({
        put: {
          'logging.googleapis.com/projects/shop-prod/sinks/mesh-responder': {
            name: 'mesh-responder',
            destination: `pubsub.googleapis.com/${topic}`,
          },
          [`pubsub.googleapis.com/${topic}/policy`]: {bindings: [], etag: 'BwX='},
          'pubsub.googleapis.com/projects/shop-prod/subscriptions/intake': {
            name: 'projects/shop-prod/subscriptions/intake',
            topic,
            state: 'ACTIVE',
          },
        },
      });
    },
  },
  {
    runbook: 'provisioning-stalled',
    scenario: 'stalled/mutating-webhook',
    values: {...prod, ...member, NAME: 'istiod-asm-managed'},
    editor: 's#us-central1#europe-west1#',
    before: ({sandbox}) => {
      const workloads = {'Deployment/mdp-controller': {}, 'DaemonSet/istio-cni-node': {}};
      const inside = {namespaces: {'kube-system': {workloads}}};
      sandbox.patch({project: 'shop-prod', memberships: {'prod-eu-1': {inside}}});
    },
    after: async ({sandbox, run}) => {
      // gcloud asked the gateway for a kubeconfig: its address is the one that all others here used.
      const {exit, stderr, server} = await run(
        'gcloud container fleet memberships get-credentials prod-eu-1 --location=europe-west1 --project=shop-prod',
      );
      assert.equal(exit, 0, stderr);
      assert.ok(
        sandbox.requests().some(one => server.endsWith(pathOf(one.path))),
        server,
      );
    },
  },
  {
    runbook: 'provisioning-stalled',
    scenario: 'stalled/channel-missing',
    values: prod,
    only: /kubectl patch/,
  },
  {
    runbook: 'provisioning-stalled',
    scenario: 'stalled/kubernetes-version',
    values: {...prod, ...member},
    only: /clusters upgrade/,
  },
  {
    runbook: 'required-api-disabled',
    scenario: 'required-apis-disabled',
    values: prod,
  },
  {
    runbook: 'service-agent-unbound',
    scenario: 'service-agent-unbound',
    values: {PROJECT: 'shop-prod', FLEET_PROJECT: 'shop-fleet', NUMBER: '731920055417'},
  },
  {
    runbook: 'webhook-call-failure',
    scenario: 'in-cluster-webhook',
    values: {NAME: 'istio-sidecar-injector', NAMESPACE: 'legacy'},
    // The older label stays: that is the matter of in-cluster-injection.
    after: ({sandbox}) => {
      assert.deepEqual(
        troubles(sandbox).filter(one => !one.includes('older label')),
        [],
      );
    },
  },
  {
    runbook: 'workload-identity-disabled',
    scenario: 'installer/health-check-container',
    values: {...prod, ...member, POOL: 'default-pool'},
  },
  {
    runbook: 'workload-identity-disabled',
    scenario: 'node-pools-without-metadata',
    values: {...prod, ...member},
    only: /node-pools update/,
    each: [{of: /node-pools update/, with: [{POOL: 'batch'}, {POOL: 'spot'}]}],
  },
];

/** The commands of its page that a procedure runs, as the page shows them; what undoes it comes apart. */
function shownBy({runbook, only = /(?:)/, undoes}: Procedure): readonly string[] {
  return byHand(runbook).filter(one => only.test(one) && !(undoes?.test(one) ?? false));
}

/** What takes a procedure's repair back, as its page shows it. */
export function undoOf({runbook, undoes}: Procedure): string | undefined {
  return byHand(runbook).find(one => undoes?.test(one));
}

/** The commands of the runbooks' pages that the official clients run, as the pages show them. */
export function runByClients(): ReadonlySet<string> {
  return new Set(procedures.flatMap(one => [...shownBy(one), undoOf(one) ?? []].flat()));
}

/** Commands as they are run: those that belong together for each thing in turn. */
export function steps(procedure: Procedure): readonly string[] {
  const {values, each = []} = procedure;
  return shownBy(procedure).flatMap(command => {
    const many = each.find(one => one.of.test(command))?.with ?? [{}];
    return many.map(more => filled(command, {...values, ...more}));
  });
}

/** The gateway's path of a cluster in a request's. */
function pathOf(path: string): string {
  return /^.*\/gkeMemberships\/[^/]+/.exec(path)?.[0] ?? '/none';
}
