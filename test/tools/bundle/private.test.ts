import assert from 'node:assert/strict';
import {cp, readFile, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {at} from '../../../functions/core/lib/json.ts';
import type {Sandbox} from '../../../sandbox/sandbox.ts';
import {startSandbox} from '../../../sandbox/start.ts';
import {root} from '../../support/child.ts';
import {type Scratch, scratch} from '../../support/scratch.ts';
import {until} from '../../support/until.ts';
import {bundle, make, type Made} from './made.ts';
import {serve} from './serve.ts';

const timeScale = 100;
const example = join(root, 'test/private-runbooks/runbooks');
const id = 'route-deploy-refused';
const service = 'networkservices.googleapis.com';

describe('a bundle with private runbooks', () => {
  let made: Made;
  let sandbox: Sandbox;
  /** Outside of the repository, where nothing else knows what the runbooks import. */
  let files: Scratch;

  before(async function () {
    this.timeout(60_000);
    sandbox = await startSandbox({scenario: 'healthy', timeScale, now: () => Date.now()});
    const slack = {botToken: {env: 'BOT_TOKEN'}, channel: 'C1'};
    files = await scratch();
    await cp(example, files.path('runbooks'), {recursive: true});
    const runbooks = {folder: files.path('runbooks')};
    made = await make({...sandbox.config, chat: {slack}, runbooks});
  });

  after(async () => {
    await sandbox.close();
    await made.files.remove();
    await files.remove();
  });

  const bundled = (name: string) => join(made.functions.folder, name);

  it('carries them, their manifests byte for byte, and names them from its own folder', async () => {
    const manifest = `${id}/runbook.json`;
    assert.deepEqual(
      await readFile(bundled(`runbooks/${manifest}`)),
      await readFile(join(example, manifest)),
    );
    const config: unknown = JSON.parse(await readFile(bundled('config.json'), 'utf8'));
    assert.deepEqual(at(config, 'config', 'runbooks'), {folder: 'runbooks'});
  });

  it('has the contract that they import once', () => {
    const chunk = made.functions.chunks[`runbooks/${id}/runbook.mjs`];
    assert.deepEqual(
      chunk?.modules.filter(one => !one.includes(`/runbooks/${id}/`)),
      [],
    );
    const holders = Object.values(made.functions.chunks).filter(one =>
      one.modules.includes('functions/core/lib/error.ts'),
    );
    assert.equal(holders.length, 1);
  });

  for (const [how, named] of [
    ['its own configuration', false],
    ['a configuration that the environment names, with a rule about one', true],
  ] as const) {
    it(`repairs by them, with ${how}`, async () => {
      sandbox.reset();
      const api = `${sandbox.url}/serviceusage.googleapis.com/v1/projects/shop-prod/services`;
      await fetch(`${api}/${service}:disable`, {method: 'POST', body: '{}'});
      const rules = [{runbook: id, mode: 'auto'}];
      const file = await made.files.write('named.json', {...sandbox.config, rules});
      const {push, shown, stop} = await serve(made, 'intake', {
        MESH_RESPONDER_API_PROXY: sandbox.url,
        MESH_RESPONDER_TIME_SCALE: String(timeScale),
        MESH_RESPONDER_LOCAL: '1',
        BOT_TOKEN: 'xoxb-of-the-environment',
        ...(named ? {MESH_RESPONDER_CONFIG: file} : {}),
      });
      try {
        assert.equal(await push(refused(Date.now())), 204, shown());
        await until(
          'repaired, in chat',
          () =>
            sandbox.chat().messages.some(one => one.now.text.includes('Routes of shop-prod can')) ||
            undefined,
          () => [shown(), sandbox.chat()],
        );
      } finally {
        await stop();
      }
    }).timeout(30_000);
  }

  it('is not made of runbooks that break the contract', async () => {
    const file = await made.files.write('broken.json', {
      projects: [{id: 'shop-prod', number: '12'}],
      runbooks: {folder: './nowhere'},
    });
    const out = made.files.path('refused');
    const {exit, err} = await bundle('--config', file, '--out', out);
    assert.equal(exit, 2, err);
    assert.match(err, /runbooks\.folder: \S+nowhere cannot be read: ENOENT/);
    await assert.rejects(stat(out), 'nothing is made');
  });
});

/** What the deployer of the example says. */
function refused(ms: number) {
  const now = new Date(ms).toISOString();
  return {
    insertId: 'deploy-1',
    logName: 'projects/shop-prod/logs/stderr',
    resource: {
      type: 'k8s_container',
      labels: {project_id: 'shop-prod', container_name: 'mesh-deployer'},
    },
    severity: 'ERROR',
    timestamp: now,
    receiveTimestamp: now,
    textPayload: `mesh-deployer: routes refused: ${service} is disabled`,
  };
}
