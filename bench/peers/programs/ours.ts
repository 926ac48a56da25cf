import {mkdir, rm, symlink, writeFile} from 'node:fs/promises';
import {Agent} from 'node:http';
import {join} from 'node:path';
import {bundleFunctions} from '../../../tools/bundle/both.ts';
import {configFor} from '../../../tools/bundle/config.ts';
import own from '../../../package.json' with {type: 'json'};
import {root} from '../../../tools/root.ts';
import {envelope, framework, freePort} from '../../lib/served.ts';
import {entryOf} from '../event.ts';
import {fleetsFor} from '../fleets.ts';
import {postJson} from './post-json.ts';
import {spawned} from './spawned.ts';
import type {Subject} from './subject.ts';

/** What Terraform sets, in an instance of 256 MiB: a half of that for the old generation. */
const asDeployed = '--max-semi-space-size=1 --max-old-space-size=128';

/** What ours is made of. */
export interface Making {
  /** Where the bundle and its store are to be. */
  readonly folder: string;
  /** Events that have a place in the fleets of the configuration. */
  readonly events: number;
}

/**
 * Intake as one process that does everything (`MESH_RESPONDER_LOCAL=1`): bundled, under functions-framework, with a store in
 * a file and a Slack bot; once as it is and once with the memory of a deployed one. Mode observe, in which nothing is changed: what
 * is measured is the way to the message.
 */
export async function ours({folder, events}: Making): Promise<readonly Subject[]> {
  const store = join(folder, 'store');
  const config = join(folder, 'config.json');
  const settings = {
    projects: fleetsFor(events),
    mode: 'observe',
    chat: {slack: {botToken: {env: 'BENCH_SLACK_TOKEN'}, channel: 'C0BENCH'}},
    store: {sqlite: {path: join(store, 'incidents.sqlite')}},
  };
  await writeFile(config, JSON.stringify(settings));
  const scope = 'node_modules/@google-cloud';
  await mkdir(join(folder, scope), {recursive: true});
  await symlink(
    join(root, scope, 'functions-framework'),
    join(folder, scope, 'functions-framework'),
  );
  const bundle = await bundleFunctions(join(folder, 'functions'), await configFor(config));
  const variant = (id: string, name: string, options: string): Subject => ({
    id,
    name,
    version: own.version,
    asksGoogle: true,
    async start({url, before}) {
      await rm(store, {recursive: true, force: true});
      await mkdir(store);
      const port = await freePort();
      const run = [framework, '--target=intake', `--source=${bundle.folder}`, `--port=${port}`];
      const agent = new Agent({keepAlive: true});
      return {
        spawned: spawned({
          command: [...before, process.execPath, ...run],
          folder: store,
          env: {
            NODE_ENV: 'production',
            NODE_OPTIONS: options,
            MESH_RESPONDER_LOCAL: '1',
            MESH_RESPONDER_API_PROXY: url,
            BENCH_SLACK_TOKEN: 'xoxb-bench',
          },
        }),
        send: event => postJson(agent, port, '/', envelope(entryOf(event))),
      };
    },
  });
  return [
    variant('ours', 'mesh-responder', ''),
    variant('ours-small', 'mesh-responder as deployed', asDeployed),
  ];
}
