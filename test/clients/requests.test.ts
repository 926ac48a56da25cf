import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {actions} from '../../functions/actions/index.ts';
import {isObject} from '../../sandbox/json.ts';
import type {Seen} from '../../sandbox/state.ts';
import {record, type Story} from '../e2e/requests/record.ts';
import {toldCommands} from './shown.ts';
import {staged, witnessed} from './stage.ts';

/** An action, and the command that its message shows for the same change. */
interface Pair extends Story {
  readonly action: string;
  readonly command: RegExp;
  /** The change among the responder's requests. */
  readonly ours: RegExp;
  /** What has to be done first: what is taken back has to be there. */
  readonly first?: RegExp;
}

const pairs: readonly Pair[] = [
  {
    action: 'bind-service-agent',
    scenario: 'service-agent-unbound',
    command: /^gcloud projects add-iam-policy-binding/,
    ours: /:setIamPolicy$/,
  },
  {
    action: 'disable-service',
    scenario: 'connect-gateway-disabled',
    undone: true,
    command: /^gcloud services disable/,
    ours: /:disable$/,
    first: /^gcloud services enable/,
  },
  {
    action: 'enable-service',
    scenario: 'connect-gateway-disabled',
    command: /^gcloud services enable/,
    ours: /:enable$/,
  },
  {
    action: 'manage-mesh',
    scenario: 'gateway-aftermath',
    command: /^gcloud container fleet mesh update/,
    ours: /features\/servicemesh/,
  },
  {
    action: 'relabel-namespace',
    scenario: 'in-cluster-injection',
    command: /^kubectl label namespace orders/,
    ours: /namespaces\/orders\?/,
  },
  {
    action: 'restart-workloads',
    scenario: 'in-cluster-injection',
    command: /^kubectl rollout restart deployment\/invoices /,
    ours: /deployments\/invoices\?/,
  },
  {
    action: 'set-issuer',
    scenario: 'installer/identity-provider-missing',
    command: /^gcloud container fleet memberships register/,
    ours: /memberships\/prod-eu-1\?/,
  },
  {
    action: 'set-workload-pool',
    scenario: 'installer/health-check-container',
    command: /^gcloud container clusters update/,
    ours: /clusters\/prod-eu-1$/,
  },
  {
    action: 'unbind-service-agent',
    scenario: 'service-agent-unbound',
    undone: true,
    command: /^gcloud projects remove-iam-policy-binding/,
    ours: /:setIamPolicy$/,
    first: /^gcloud projects add-iam-policy-binding/,
  },
];

/** One field in which the two requests differ; empty where a request has no such field. */
interface Difference {
  readonly action: string;
  readonly field: string;
  readonly theirs: string;
  readonly ours: string;
}

/** A request as its fields, by their paths. */
function fieldsOf({method, host, path, contentType, body}: Seen): ReadonlyMap<string, string> {
  const url = new URL(path, 'https://sandbox');
  return new Map([
    ['method', method],
    ['host', host],
    ['path', url.pathname],
    ...[...url.searchParams].map(([name, value]) => [`query ${name}`, value] as const),
    ['content type', contentType.split(';')[0] ?? ''],
    ...leaves('body', body ?? {}),
  ]);
}

function leaves(path: string, value: unknown): readonly (readonly [string, string])[] {
  const parts = Array.isArray(value)
    ? value.map((one, at) => [String(at), one] as const)
    : isObject(value)
      ? Object.entries(value)
      : undefined;
  if (parts === undefined) return [[path, steady(JSON.stringify(value))]];
  return parts.flatMap(([name, one]) => leaves(`${path} ${name}`, one));
}

/** A time or an etag is another in each run. */
function steady(text: string): string {
  return text
    .replace(/"\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)"/, 'TIME')
    .replace(/^"4700\d{4}"$/, 'VERSION')
    .replace(/^"BwYA\w+="$/, 'VERSION');
}

function differences(action: string, theirs: readonly Seen[], ours: Seen): readonly Difference[] {
  const last = theirs.at(-1);
  assert.ok(last !== undefined, 'the client changed nothing');
  const [one, other] = [fieldsOf(last), fieldsOf(ours)];
  const names = [...new Set([...one.keys(), ...other.keys()])];
  const before = theirs.slice(0, -1).map(({method, path, status}) => ({
    action,
    field: 'request before',
    theirs: `${method} ${path.split('?')[0] ?? ''} (${status})`,
    ours: '',
  }));
  return [
    ...before,
    ...names.flatMap(field => {
      const [their, our] = [one.get(field) ?? '', other.get(field) ?? ''];
      return their === our ? [] : [{action, field, theirs: their, ours: our}];
    }),
  ];
}

/** The table of docs/fidelity.md, whose last column is the reason. */
function known(): readonly Difference[] {
  const text = readFileSync(new URL('../../docs/fidelity.md', import.meta.url), 'utf8');
  const rows = text.split('\n').filter(one => one.startsWith('| `'));
  return rows.map(row => {
    const [action = '', field = '', theirs = '', ours = '', why = ''] = row
      .split('|')
      .slice(1)
      .map(one => one.trim().replace(/^`(.*)`$/, '$1'));
    assert.match(why, /\w{3}/, `no reason is given: ${row}`);
    return {action, field, theirs, ours};
  });
}

async function compare({action, command, ours, first, ...story}: Pair): Promise<void> {
  const {scenario} = story;
  const shown = toldIn(story, command);
  const {seen} = await record(story);
  // What takes a repair back comes after it.
  const our = seen.findLast(one => one.mutating && ours.test(one.path));
  assert.ok(our !== undefined, `${action} is not carried out in ${scenario}`);
  await staged(scenario, async stage => {
    if (first !== undefined) await stage.succeeds(toldIn(story, first));
    const before = stage.sandbox.requests().length;
    await stage.succeeds(shown);
    const theirs = stage.sandbox
      .requests()
      .slice(before)
      .filter(one => one.mutating);
    const table = known().filter(one => one.action === action);
    assert.deepEqual(
      differences(action, theirs, our),
      table,
      'docs/fidelity.md has another table of what differs',
    );
  });
}

/** The command that a message of a story shows. */
function toldIn({scenario, undone}: Story, command: RegExp): string {
  const name = `${undone === true ? 'undone/' : ''}${scenario}`;
  const told = toldCommands().find(one => command.test(one.command) && one.stories.includes(name));
  assert.ok(told !== undefined, `no message of ${name} shows ${String(command)}`);
  return told.shown;
}

witnessed('what the official clients send for the same change', [
  ...pairs.map(pair => ({name: pair.action, work: () => compare(pair)})),
  {
    name: 'is compared for every action',
    work: () => {
      const all = actions.map(one => one.manifest.id).sort();
      assert.deepEqual(pairs.map(one => one.action).sort(), all);
      return Promise.resolve();
    },
  },
]);
