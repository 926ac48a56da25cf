import {type ChildProcess, fork} from 'node:child_process';
import {once} from 'node:events';
import {fileURLToPath} from 'node:url';
import {startSandbox} from '../../sandbox/start.ts';
import {crowded} from './crowded.ts';

/** How large a fleet is played. */
export interface Size {
  readonly memberships: number;
  readonly namespaces: number;
}

/** What a sandbox was asked since it was asked for this last. */
export interface Asked {
  readonly requests: number;
  readonly featuresGet: number;
  /** Through the Connect Gateway. */
  readonly gateway: number;
  /** Clusters that were looked into since the start, each once. */
  readonly members: number;
}

/** A sandbox in a process of its own, so that what it costs is not what is measured. */
export interface Sandboxed {
  readonly url: string;
  readonly config: unknown;
  readonly asked: () => Promise<Asked>;
  readonly stop: () => Promise<void>;
}

const path = fileURLToPath(import.meta.url);

/** Starts a sandbox that plays a crowded fleet. */
export async function sandboxed(size: Size): Promise<Sandboxed> {
  const child = fork(path, [JSON.stringify(size)], {stdio: ['ignore', 'ignore', 'inherit', 'ipc']});
  const {url, config} = (await heard(child)) as Pick<Sandboxed, 'url' | 'config'>;
  return {
    url,
    config,
    async asked() {
      child.send('asked');
      return (await heard(child)) as Asked;
    },
    async stop() {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}

async function heard(child: ChildProcess): Promise<unknown> {
  const [message] = (await once(child, 'message')) as [unknown];
  return message;
}

async function play({memberships, namespaces}: Size): Promise<void> {
  const scenario = crowded(memberships, namespaces);
  const {url, config, requests} = await startSandbox({scenario, now: () => Date.now()});
  let last: unknown;
  const members = new Set<string>();
  process.on('message', () => {
    const all = requests();
    const since = all.slice(all.findIndex(one => one === last) + 1);
    last = all.at(-1);
    const features = since.filter(one => one.path.includes('/features/servicemesh'));
    const inside = since.filter(one => one.host.endsWith('connectgateway.googleapis.com'));
    for (const {path} of inside) members.add(/[mM]emberships\/([^/]+)/.exec(path)?.[1] ?? '');
    process.send?.({
      requests: since.length,
      featuresGet: features.length,
      gateway: inside.length,
      members: members.size,
    } satisfies Asked);
  });
  process.send?.({url, config});
}

if (process.send !== undefined && process.argv[1] === path) {
  await play(JSON.parse(process.argv[2] ?? '') as Size);
}
