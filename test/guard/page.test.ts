import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {chmod, cp, mkdir, readFile} from 'node:fs/promises';
import {delimiter, join} from 'node:path';
import {parse, stringify} from 'yaml';
import {at, isObject, listAt, textAt} from '../../functions/core/lib/json.ts';
import type {Sandbox} from '../../sandbox/sandbox.ts';
import {startSandbox} from '../../sandbox/start.ts';
import {root} from '../support/child.ts';
import {blocksOf, commandsOf, pageText} from '../support/pages.ts';
import {scratch, type Scratch} from '../support/scratch.ts';

// Everything that docs/plan-guard.md shows to be copied is run by a shell, byte for byte: terraform prints a
// recorded plan, npm installs nothing, npx starts this tree's own command.

interface Ran {
  readonly exit: number;
  readonly out: string;
}

const pages = ['docs/plan-guard.md', 'docs/plan-guard.ko.md'];

/** The scripts of one pipeline, in order; those of GitHub Actions stop where one fails. */
function scriptsOf(pipeline: unknown): readonly string[] {
  const own = at(pipeline, 'jobs', 'guard', 'steps');
  if (Array.isArray(own)) return own.flatMap(one => textAt(one, 'run') ?? []);
  const gitlab = listAt(at(pipeline, 'plan guard'), 'script');
  if (gitlab.length > 0) return gitlab.filter(one => typeof one === 'string');
  return listAt(pipeline, 'steps').flatMap(one => {
    const [flag, script] = listAt(one, 'args');
    return typeof script === 'string' && String(flag).startsWith('-') ? [script] : [];
  });
}

function pipelinesOf(page: string): readonly unknown[] {
  return blocksOf(pageText(page))
    .filter(one => one.language === 'yml')
    .map((one): unknown => parse(one.text));
}

describe('the page of the plan guard', function () {
  this.timeout(120_000);
  let files: Scratch;
  let sandbox: Sandbox;

  before(async () => {
    files = await scratch();
    sandbox = await startSandbox({scenario: 'healthy', now: () => Date.now()});
    await mkdir(files.path('bin'));
    await shim('terraform', `[ "$1" = show ] && cat "${files.path('recorded.json')}" || true`);
    await shim('npm', '[ "$1" = install ]');
    await shim(
      'npx',
      `shift; exec "${process.execPath}" "${join(root, 'bin/mesh-responder.js')}" "$@"`,
    );
    const projects: unknown = JSON.parse(
      await readFile(join(root, 'test/guard/plans/responder.json'), 'utf8'),
    );
    await files.write('responder.yaml', stringify(projects));
    const member = (role: string) => ({
      apiVersion: 'iam.cnrm.cloud.google.com/v1beta1',
      kind: 'IAMPolicyMember',
      metadata: {name: 'mesh', namespace: 'shop-prod'},
      spec: {
        role,
        member: 'serviceAccount:service-731920055417@gcp-sa-servicemesh.iam.gserviceaccount.com',
        resourceRef: {kind: 'Project', external: 'projects/shop-prod'},
      },
    });
    await files.write('main.yaml', stringify(member('roles/anthosservicemesh.serviceAgent')));
    await files.write('manifests.yaml', stringify(member('roles/viewer')));
  });
  after(async () => {
    await sandbox.close();
    await files.remove();
  });

  async function shim(name: string, script: string): Promise<void> {
    await chmod(await files.write(`bin/${name}`, `#!/bin/sh\n${script}\n`), 0o755);
  }

  async function recorded(name: string): Promise<void> {
    await cp(join(root, 'test/guard/plans', name, 'plan.json'), files.path('recorded.json'));
  }

  function shell(script: string): Promise<Ran> {
    const PATH = [files.path('bin'), process.env['PATH'] ?? ''].join(delimiter);
    const env = {PATH, MESH_RESPONDER_API_PROXY: sandbox.url, HOME: files.path('.')};
    return new Promise(resolve => {
      execFile('sh', ['-ec', script], {cwd: files.path('.'), env}, (error, stdout, stderr) => {
        const exit = typeof error?.code === 'number' ? error.code : error === null ? 0 : 1;
        resolve({exit, out: stdout + stderr});
      });
    });
  }

  for (const page of pages) {
    it(`${page}: each command says of a plan what the page says`, async () => {
      await recorded('api-mesh-destroyed');
      const ends = new Map<string, Ran>();
      for (const one of commandsOf(pageText(page))) ends.set(one, await shell(one));
      const exits = [...ends.values()].map(one => one.exit);
      // Two of Terraform; the plan; manifests that take nothing from what is known, and something from main's; live.
      assert.deepEqual(
        exits,
        [0, 0, 3, 0, 3, 3],
        [...ends.values()].map(one => one.out).join('\n'),
      );
      const live = ends.get('npx mesh-responder guard --config responder.yaml --live plan.json');
      assert.match(live?.out ?? '', /now: it works/);
      const shown = blocksOf(pageText(page)).find(one => one.language === 'text')?.text ?? '';
      const address = /google_project_service\.\w+: /.exec(shown)?.[0] ?? '-';
      assert.ok(live?.out.includes(address));
    });

    it(`${page}: each pipeline fails with a danger, and passes without`, async () => {
      const pipelines = pipelinesOf(page);
      assert.equal(pipelines.length, 3);
      for (const pipeline of pipelines) {
        assert.ok(isObject(pipeline));
        for (const [name, exit] of Object.entries({
          'api-mesh-destroyed': 3,
          'near-api-created': 0,
        })) {
          await recorded(name);
          const ran: Ran[] = [];
          for (const one of scriptsOf(pipeline)) ran.push(await shell(one));
          assert.ok(ran.length >= 2);
          const said = ran.map(one => one.out).join('\n');
          assert.equal(Math.max(...ran.map(one => one.exit)), exit, said);
          if (exit === 3) assert.match(said, /google_project_service\.mesh/);
        }
      }
      const sarif: unknown = JSON.parse(await readFile(files.path('guard.sarif'), 'utf8'));
      assert.equal(textAt(sarif, 'version'), '2.1.0');
    });
  }
});
