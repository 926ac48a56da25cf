import assert from 'node:assert/strict';
import {globSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {podsOf} from '../../sandbox/cluster/cluster.ts';
import {at, isObject, listAt, textAt} from '../../sandbox/json.ts';
import {filled, toldCommands} from './shown.ts';
import {type Stage, staged, type Task, witnessed} from './stage.ts';
import {troubles} from './troubles.ts';

/** What a person does in the editor of `kubectl edit`. */
const editor = 's#us-central1#europe-west1#';

/** Scenarios whose messages have a person look; what is wrong there needs more than their commands. */
const goesOn: Readonly<Record<string, string>> = {
  'data-plane/degraded': 'only Google ends it',
  'data-plane/failed-precondition': 'only Google ends it',
  'data-plane/provisioning': 'only Google ends it',
  'data-plane/stalled': 'only Google ends it',
  'in-cluster-webhook': 'the controller makes the missing pods by itself later',
  'membership/by-hand': 'a mesh that is managed by hand is not taken over',
  'paused-deployment': 'a person has to resume the Deployment first',
  'provisioning-stalled': 'the state is one that only a person ends',
  'stalled/cluster-resources': 'the message has a person look',
  'stalled/not-gke': 'the command is refused',
  'stalled/other-project': 'the cluster may have to join another fleet',
  'undone/connect-gateway-disabled': 'what is taken back leaves the problem as it was',
  'undone/service-agent-unbound': 'what is taken back leaves the problem as it was',
};

/** A command that its own scenario refuses, how, and why. */
const refusedAsTold: Readonly<Record<string, {readonly of: RegExp; readonly says: RegExp}>> = {
  // gcloud takes no membership of another kind over: the one of this name has to be deleted first.
  'stalled/not-gke': {of: /(?:)/, says: /AttributeError/},
};

async function asTold(story: string, commands: readonly string[], stage: Stage): Promise<void> {
  const {sandbox, succeeds} = stage;
  assert.ok(goesOn[story] !== undefined || troubles(sandbox).length > 0, 'nothing is wrong');
  // A revision outside of istio-system is told by its namespace only.
  for (const command of commands) {
    const refused = refusedAsTold[story];
    const asked = filled(command, {NAME: 'asm-managed'});
    if (refused?.of.test(command) !== true) await succeeds(asked, {editor});
    else assert.match((await stage.run(asked)).stderr, refused.says);
  }
  if (goesOn[story] === undefined) assert.deepEqual(troubles(sandbox), []);
}

function storiesTold(): readonly Task[] {
  const all = new Map<string, string[]>();
  for (const {shown, stories} of toldCommands())
    for (const story of stories) all.set(story, [...(all.get(story) ?? []), shown]);
  return [...all].map(([story, commands]) => ({
    name: `${story}: ${commands.length}`,
    work: () => staged(story.replace(/^undone\//, ''), stage => asTold(story, commands, stage)),
  }));
}

witnessed('the commands of the messages, in the scenario whose messages show them', storiesTold());

/** The commands of all texts, with the words that are filled in. */
async function commandsOfTexts(): Promise<readonly string[]> {
  const folder = new URL('../../functions/', import.meta.url);
  const files = globSync(['*/*/texts.ts', 'core/texts/texts.ts'], {cwd: fileURLToPath(folder)});
  const modules = await Promise.all(
    files.sort().map(async (one): Promise<unknown> => import(new URL(one, folder).href)),
  );
  return modules
    .map(one => at(one, 'texts'))
    .flatMap(texts => (isObject(texts) ? Object.values(texts) : []))
    .flatMap(text => [textAt(text, 'run'), ...listAt(text, 'run').map(String)])
    .filter(one => one !== '' && !one.startsWith('mesh-responder '));
}

const topic = 'projects/shop-prod/topics/mesh-responder-entries';

/** A healthy world with everything that the commands of the texts ask for. */
function furnish({sandbox}: Stage): Readonly<Record<string, string>> {
  const workloads = {'Deployment/mdp-controller': {}, 'DaemonSet/istio-cni-node': {}};
  const inside = {namespaces: {'kube-system': {workloads}}};
  sandbox.patch({
    project: 'shop-fleet',
    memberships: {'prod-eu-1': {inside}},
    put: {[`pubsub.googleapis.com/${topic}/policy`]: {bindings: [], etag: 'BwX='}},
  });
  const [cluster] = sandbox.world.clusters.values();
  const web = [...(cluster?.workloads.values() ?? [])].find(one => one.name === 'web');
  return {
    project: 'shop-prod',
    fleet: 'shop-fleet',
    cluster: 'prod-eu-1',
    membership: 'prod-eu-1',
    location: 'europe-west1',
    registered: 'europe-west1',
    nodePool: 'default-pool',
    pool: 'shop-prod.svc.id.goog',
    kind: 'mutatingwebhookconfiguration',
    url: 'https://meshconfig.googleapis.com/v1internal/projects/shop-prod/locations/europe-west1/clusters/prod-eu-1:inject',
    channel: 'regular',
    service: 'connectgateway.googleapis.com',
    agent: 'serviceAccount:service-731920055417@gcp-sa-servicemesh.iam.gserviceaccount.com',
    POOL: 'default-pool',
    TOPIC: 'mesh-responder-entries',
    TOPIC_PROJECT: 'shop-prod',
    pod: web === undefined ? '' : (podsOf(web)[0]?.name ?? ''),
  };
}

/** What `{name}` and its namespace are depends on what the command is about. */
function namesFor(command: string, pod: string): Readonly<Record<string, string>> {
  if (command.includes(' pod ')) return {name: pod, namespace: 'shop'};
  if (command.includes(' deployment/')) return {name: 'web', namespace: 'shop'};
  return /webhookconfiguration|\{kind\}/.test(command)
    ? {name: 'istiod-asm-managed', NAME: 'istiod-asm-managed'}
    : {name: 'asm-managed', namespace: 'istio-system'};
}

/** Commands that a healthy world refuses, and how. */
const refused: readonly (readonly [RegExp, RegExp])[] = [
  // Nothing is left to be edited.
  [/kubectl edit/, /Edit cancelled/],
  // Nothing is paused.
  [/^kubectl rollout resume/, /is not paused/],
  // A deletion before this one took it.
  [/^kubectl delete/, /not found/],
];

/** Commands that one world is asked; several worlds are asked side by side. */
const share = 10;
const parts = 3;

async function inAHealthyWorld(client: string, part = 0): Promise<void> {
  const texts = await commandsOfTexts();
  await staged('healthy', async stage => {
    const {pod = '', ...values} = furnish(stage);
    const shown = texts.filter(one => one.includes(`${client} `));
    const commands = shown.map(one => filled(one, {...values, ...namesFor(one, pod)}));
    // What takes something away comes last.
    const order = (one: string) => Number(one.includes(' delete '));
    const all = [...new Set(commands)].sort((a, b) => order(a) - order(b));
    const isLast = client === 'kubectl' || part === parts - 1;
    const own = all.slice(part * share, isLast ? undefined : (part + 1) * share);
    assert.ok(own.length > 0, `${all.length} commands of ${client}`);
    for (const one of own) {
      const {exit, stdout, stderr} = await stage.run(one, {editor});
      const how = refused.find(([command]) => command.test(one))?.[1];
      if (exit !== 0) assert.match(`${stdout}${stderr}`, how ?? /(?!)/, one);
    }
  });
}

witnessed('the commands of every text', [
  {
    name: 'are all found: each is of one of the two clients',
    work: async () => {
      const all = await commandsOfTexts();
      assert.ok(all.length > 75, `${all.length} commands`);
      for (const one of all) assert.match(one, /^(?:KUBE_EDITOR="[^"]+" )?(?:gcloud|kubectl) /);
    },
  },
  ...Array.from({length: parts}, (_, part) => ({
    name: `are answered in a healthy world: gcloud ${part + 1}`,
    work: () => inAHealthyWorld('gcloud', part),
  })),
  {name: 'are answered in a healthy world: kubectl', work: () => inAHealthyWorld('kubectl')},
]);
