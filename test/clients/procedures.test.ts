import assert from 'node:assert/strict';
import {podsOf} from '../../sandbox/cluster/cluster.ts';
import {byHand, filled, pages} from './shown.ts';
import {type Stage, staged, troubles, witnessed} from './stage.ts';

type Values = Readonly<Record<string, string>>;

/** A runbook's manual procedure in a world that needs it. */
interface Procedure {
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

const procedures: readonly Procedure[] = [
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

/** The gateway's path of a cluster in a request's. */
function pathOf(path: string): string {
  return /^.*\/gkeMemberships\/[^/]+/.exec(path)?.[0] ?? '/none';
}

/** Commands as they are run: those that belong together for each thing in turn. */
function steps(procedure: Procedure): readonly string[] {
  const {values, each = [], only = /(?:)/, undoes} = procedure;
  const shown = byHand(procedure.runbook).filter(
    one => only.test(one) && !(undoes?.test(one) ?? false),
  );
  return shown.flatMap(command => {
    const many = each.find(one => one.of.test(command))?.with ?? [{}];
    return many.map(more => filled(command, {...values, ...more}));
  });
}

/** Words that stand for something. */
const placeholder =
  /(?<![\w.$])(\w+_)?(PROJECT|FLEET|CLUSTER|MEMBERSHIP|LOCATION|NAMESPACE|KIND|NAME|NUMBER|POOL|TOPIC|REVISION)(?![\w:])/;

async function carryOut(procedure: Procedure, stage: Stage): Promise<void> {
  const {sandbox, succeeds} = stage;
  procedure.before?.(stage);
  const help = procedure.editor === undefined ? {} : {editor: procedure.editor};
  if (!procedure.looks) assert.notDeepEqual(troubles(sandbox), [], 'nothing is wrong at the start');
  for (const command of steps(procedure)) {
    assert.doesNotMatch(command, placeholder, 'a word is not filled in');
    await succeeds(command, help);
  }
  await procedure.after?.(stage);
  if (procedure.runbook !== 'webhook-call-failure') assert.deepEqual(troubles(sandbox), []);
  const undo = byHand(procedure.runbook).find(one => procedure.undoes?.test(one));
  if (undo === undefined) return;
  await succeeds(filled(undo, procedure.values));
  assert.notDeepEqual(troubles(sandbox), [], `${undo} took nothing back`);
}

witnessed('the manual procedure of each runbook repairs by itself', [
  ...procedures.map(procedure => ({
    name: `${procedure.runbook} in ${procedure.scenario}`,
    work: () =>
      staged(procedure.scenario, stage => carryOut(procedure, stage), procedure.changeSeconds),
  })),
  {
    name: 'and each is shown, in both languages the same',
    work: () => {
      const shown = [...new Set(procedures.map(one => one.runbook))];
      assert.deepEqual(shown.sort(), pages());
      for (const one of shown) assert.deepEqual(byHand(one, '## 직접 해결하기'), byHand(one));
      return Promise.resolve();
    },
  },
]);
