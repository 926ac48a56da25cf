import {execFile, spawnSync} from 'node:child_process';
import {mkdtempSync} from 'node:fs';
import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Sandbox} from '../../sandbox/sandbox.ts';
import {unfolded} from '../support/shown-commands.ts';

/** The official clients that cannot be started on this machine. */
export const absent: readonly string[] = [
  ['gcloud', '--version'],
  ['kubectl', 'version', '--client'],
].flatMap(([name = '', ...args]) => (spawnSync(name, args).status === 0 ? [] : [name]));

/** How a command ended. */
export interface Ran {
  readonly command: string;
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
  /** The first server of the kubeconfig that a `get-credentials` wrote; '' where none was written. */
  readonly server: string;
}

/** What a command needs beside its own words. */
export interface Help {
  /** A sed script that stands for the person in front of `kubectl edit`. */
  readonly editor?: string;
  /** The project that the person has configured; none by default. */
  readonly project?: string;
}

let count = 0;

/** How many commands have run. */
export function ran(): number {
  return count;
}

// One configuration for all: making one costs gcloud a second.
const home = mkdtempSync(join(tmpdir(), 'mesh-responder-clients-'));
const limitMs = 120_000;

const apis = [
  'cloudidentity',
  'cloudresourcemanager',
  'container',
  'gkehub',
  'logging',
  'orgpolicy',
  'pubsub',
  'serviceusage',
] as const;

/**
 * Runs a command as a person's shell would, with the official clients turned to a sandbox: gcloud without
 * credentials and by its endpoint overrides, kubectl by a kubeconfig with the Connect Gateway's path.
 * https://cloud.google.com/sdk/gcloud/reference/topic/configurations and properties `api_endpoint_overrides`
 */
export async function run(sandbox: Sandbox, command: string, help: Help = {}): Promise<Ran> {
  count += 1;
  const here = join(home, `run-${count}`);
  await mkdir(here);
  const kubeconfig = join(here, 'kubeconfig');
  await writeFile(kubeconfig, JSON.stringify(kubeconfigOf(sandbox)));
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    CLOUDSDK_CONFIG: join(home, 'gcloud'),
    CLOUDSDK_AUTH_DISABLE_CREDENTIALS: 'true',
    CLOUDSDK_CORE_DISABLE_PROMPTS: 'true',
    CLOUDSDK_CORE_DISABLE_USAGE_REPORTING: 'true',
    CLOUDSDK_COMPONENT_MANAGER_DISABLE_UPDATE_CHECK: 'true',
    ...overrides(sandbox, command),
    ...(help.project === undefined ? {} : {CLOUDSDK_CORE_PROJECT: help.project}),
    KUBECONFIG: kubeconfig,
    KUBECACHEDIR: join(here, 'cache'),
    EDITOR: help.editor === undefined ? 'false' : `sed -i -e '${help.editor}'`,
  };
  const ended = await new Promise<Pick<Ran, 'exit' | 'stdout' | 'stderr'>>(resolve => {
    const options = {env, cwd: here, timeout: limitMs};
    execFile('bash', ['-c', command], options, (error, stdout, stderr) => {
      resolve({exit: error === null ? 0 : Number(error.code ?? -1), stdout, stderr});
    });
  });
  const written = await readFile(kubeconfig, 'utf8');
  return {command, ...ended, server: /server: (https:\S+)/.exec(written)?.[1] ?? ''};
}

function overrides({url}: Sandbox, command: string): Readonly<Record<string, string>> {
  // register makes the link of the cluster from this endpoint, and calls it for nothing else.
  const wanted = unfolded(command).includes('memberships register')
    ? apis.filter(one => one !== 'container')
    : apis;
  const set = (api: string, path: string) =>
    [`CLOUDSDK_API_ENDPOINT_OVERRIDES_${api.toUpperCase()}`, `${url}/${path}/`] as const;
  return Object.fromEntries([
    ...wanted.map(api => set(api, `${api}.googleapis.com`)),
    set('compute', 'compute.googleapis.com/compute/v1'),
    set('connectgateway', gatewayHost),
  ]);
}

const location = 'europe-west1';
const gatewayHost = `${location}-connectgateway.googleapis.com`;

/** The path by which the Connect Gateway reaches the first cluster of the fleet. */
export function gatewayPath(sandbox: Sandbox): string {
  const fleet = sandbox.world.projects.find(one => one.memberships !== undefined);
  const member = fleet?.memberships?.find(one => one.location === location);
  return `${gatewayHost}/v1/projects/${fleet?.number ?? ''}/locations/${location}/gkeMemberships/${member?.name ?? ''}`;
}

/** The contexts that `memberships get-credentials` would have made, which messages name. */
function gatewayContexts({world}: Sandbox): readonly string[] {
  return world.projects.flatMap(({id, memberships = []}) =>
    memberships.map(one => `connectgateway_${id}_${one.location}_${one.name}`),
  );
}

function kubeconfigOf(sandbox: Sandbox) {
  const name = 'sandbox';
  return {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': name,
    contexts: [name, ...gatewayContexts(sandbox)].map(one => ({
      name: one,
      context: {cluster: name, user: name},
    })),
    clusters: [{name, cluster: {server: `${sandbox.url}/${gatewayPath(sandbox)}`}}],
    users: [{name, user: {}}],
  };
}
