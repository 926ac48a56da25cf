import assert from 'node:assert/strict';
import {filled, pageCommands} from './shown.ts';
import {type Stage, staged, witnessed} from './stage.ts';
import {troubles} from './troubles.ts';

/** Where a command of the page is run, and what has to come of it. */
interface Row {
  /** How the command begins, behind blanks. */
  readonly begins: RegExp;
  readonly scenario: string;
  /** What it prints, where it succeeds. */
  readonly prints?: RegExp;
  /** What it complains of, where it cannot succeed, and why it cannot. */
  readonly complains?: RegExp;
  /** True: what is wrong in the scenario is not wrong any more. */
  readonly repairs?: true;
}

const rows: readonly Row[] = [
  {begins: /^gcloud projects get-iam-policy/, scenario: 'main', prints: /^ROLE\s*$/m},
  {
    // The page leaves `--condition` out: gcloud asks for it where a policy has conditions.
    begins: /^gcloud projects add-iam-policy-binding/,
    scenario: 'service-agent-unbound',
    complains: /without specifying a\s+condition/,
  },
  {
    begins: /^kubectl get mutatingwebhookconfiguration$/,
    scenario: 'in-cluster-injection',
    prints: /^istio-sidecar-injector +2 [\s\S]*^istiod-asm-managed +2 /m,
  },
  {
    begins: /^kubectl get mutatingwebhookconfiguration +istio-sidecar-injector -o yaml/,
    scenario: 'in-cluster-injection',
    prints: /name: istiod\n +namespace: istio-system\n +path: \/inject/,
  },
  {
    // `--raw` leaves the path of the Connect Gateway out: this one needs the cluster's own address.
    begins: /^export T=/,
    scenario: 'in-cluster-injection',
    complains: /NotFound/,
  },
  {
    // A cluster of the managed mesh has no such configuration.
    begins: /^export INJECT_URL=/,
    scenario: 'in-cluster-injection',
    complains: /"istiod-asmca" not found/,
  },
  {
    begins: /gcloud container clusters update/,
    scenario: 'installer/health-check-container',
    repairs: true,
  },
  {
    begins: /^gcloud container fleet mesh describe --project PROJECT_ID/,
    scenario: 'data-plane/needs-attention',
    prints: /code: UPGRADE_FAILURES[\s\S]*state: NEEDS_ATTENTION/,
  },
  {
    begins: /^kubectl get pods --all-namespaces -l dataplane-upgrade=failed/,
    scenario: 'data-plane/needs-attention',
    prints: /^shop +ledger-0 +1\/1 +Running/m,
  },
  {
    // Named in a sentence, without the membership.
    begins: /^gcloud container fleet memberships register/,
    scenario: 'installer/identity-provider-missing',
    complains: /must be specified|is not properly specified|Exactly one of/,
  },
  {
    begins: /^gcloud container fleet mesh describe --project FLEET_PROJECT_ID/,
    scenario: 'stalled/cluster-resources',
    prints: /details: An error occurred updating cluster resources[\s\S]{1,80}state: STALLED/,
  },
  {
    begins: /^kubectl describe controlplanerevision/,
    scenario: 'stalled/cluster-resources',
    prints: /Reason: +ProvisioningFailed\n +Status: +True\n +Type: +Stalled/,
  },
  {begins: /^gcloud services enable/, scenario: 'connect-gateway-disabled', repairs: true},
];

async function show(row: Row, shown: string, {run, succeeds, sandbox}: Stage): Promise<void> {
  const id = sandbox.config.projects[0]?.id ?? '';
  const command = filled(shown, {
    PROJECT_ID: id,
    FLEET_PROJECT_ID: id,
    PROJECT_NUMBER: '731920055417',
    NAME: 'asm-managed',
  })
    .replace('CLUSTER_NAME=...', 'CLUSTER_NAME=prod-eu-1')
    .replace('PROJECT_ID=...', `PROJECT_ID=${id}`)
    .replace('LOCATION=...', 'LOCATION=europe-west1');
  // The page's command for Workload Identity names no project: whoever reads it has one configured.
  const help = {project: id};
  if (row.complains !== undefined) {
    assert.match((await run(command, help)).stderr, row.complains, command);
    return;
  }
  if (row.repairs) assert.notDeepEqual(troubles(sandbox), []);
  assert.match(await succeeds(command, help), row.prints ?? /(?:)/, command);
  if (row.repairs) assert.deepEqual(troubles(sandbox), []);
}

witnessed(
  'the commands of the troubleshooting page',
  pageCommands().map((command, at) => ({
    name: command.split('\n').at(-1) ?? '',
    work: async () => {
      const row = rows[at];
      assert.ok(row !== undefined, `no row says what ${command} shows`);
      assert.match(command, row.begins);
      await staged(row.scenario, stage => show(row, command, stage));
    },
  })),
);
