import {cp, mkdir, mkdtemp, rm, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {slackApp, workspace} from '../../sandbox/people.ts';
import {configFor} from '../../tools/bundle/config.ts';
import {bundleCli, bundleFunctions} from '../../tools/bundle/both.ts';
import {root} from '../../tools/root.ts';

/** What processes are measured with: a folder with a bundle, an empty function and a configuration. */
export interface Stage {
  /** Source folder of a function that does nothing, target `empty`. */
  readonly empty: string;
  /** The same in a file that ends in .mjs, as the bundle's does. */
  readonly emptyMjs: string;
  /** Source folder of the bundled functions, which carry the configuration. */
  readonly bundled: string;
  /** What starts the bundled command, as an installed package has it. */
  readonly cli: string;
  /** The configuration's file, for what runs from the sources. */
  readonly config: string;
  /** The environment that the configuration names. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly remove: () => Promise<void>;
}

/** As deployed: a bot, and people who press its buttons. What it posts with is never used here. */
const settings = {
  projects: [{id: 'shop-prod', number: 415104041262}],
  mode: 'auto',
  chat: {slack: {botToken: {env: 'BENCH_SLACK_TOKEN'}, channel: 'C0BENCH'}},
  interact: {
    url: 'https://responder.example.com',
    slack: {team: workspace.id, signingSecret: {env: 'BENCH_SIGNING_SECRET'}},
  },
  people: [{email: 'kim@shop.example', slack: 'U0BENCH'}],
  approvers: [{people: ['kim@shop.example']}],
};
const secrets = {
  BENCH_SLACK_TOKEN: 'xoxb-bench',
  BENCH_SIGNING_SECRET: slackApp.signingSecret,
};
const emptyFunction = `import {http} from '@google-cloud/functions-framework';
http('empty', (request, response) => void response.status(204).end());
`;

/** Makes a stage outside of the repository: a store in memory, a chat, no topic. */
export async function stage(): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'mesh-responder-bench-'));
  const framework = 'node_modules/@google-cloud/functions-framework';
  await mkdir(join(folder, 'node_modules/@google-cloud'), {recursive: true});
  await symlink(join(root, framework), join(folder, framework));
  const config = join(folder, 'config.json');
  await writeFile(config, JSON.stringify(settings));
  const empty = await writeEmpty(join(folder, 'empty'), 'index.js');
  const emptyMjs = await writeEmpty(join(folder, 'empty-mjs'), 'index.mjs');
  const dist = join(folder, 'dist');
  const functions = await bundleFunctions(join(dist, 'functions'), await configFor(config));
  await bundleCli(dist);
  const cli = join(folder, 'bin/mesh-responder.js');
  await cp(join(root, 'bin/mesh-responder.js'), cli);
  await writeFile(join(folder, 'package.json'), JSON.stringify({type: 'module'}));
  return {
    empty,
    emptyMjs,
    bundled: functions.folder,
    cli,
    config,
    secrets,
    remove: () => rm(folder, {recursive: true, force: true}),
  };
}

async function writeEmpty(folder: string, main: string): Promise<string> {
  await mkdir(folder);
  await writeFile(join(folder, 'package.json'), JSON.stringify({type: 'module', main}));
  await writeFile(join(folder, main), emptyFunction);
  return folder;
}
