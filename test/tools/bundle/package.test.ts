import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {copyFile, cp, mkdir, readdir, readFile, stat, symlink} from 'node:fs/promises';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {at, isObject, listAt, textAt} from '../../../functions/core/lib/json.ts';
import {childEnv, root, start} from '../../support/child.ts';
import {type Scratch, scratch} from '../../support/scratch.ts';
import {bundle} from './made.ts';

const run = promisify(execFile);
const megabyte = 1024 * 1024;
const read = async (path: string): Promise<unknown> => JSON.parse(await readFile(path, 'utf8'));

/** The bytes of all files below a folder. */
async function bytesIn(folder: string): Promise<number> {
  const files = await readdir(folder, {recursive: true, withFileTypes: true});
  const sizes = files
    .filter(one => one.isFile())
    .map(async one => (await stat(join(one.parentPath, one.name))).size);
  return (await Promise.all(sizes)).reduce((sum, one) => sum + one, 0);
}

describe('the npm package', function () {
  this.timeout(120_000);
  let files: Scratch;
  /** Where the package is installed, and beside it nothing but the framework. */
  let app: string;
  let packed: unknown;

  before(async () => {
    files = await scratch();
    const made = await bundle('--types', '--out', files.path('package/dist'));
    assert.equal(made.exit, 0, made.err);
    for (const name of ['package.json', 'README.md', 'LICENSE']) {
      await copyFile(join(root, name), files.path(`package/${name}`));
    }
    await cp(join(root, 'bin'), files.path('package/bin'), {recursive: true});
    const {stdout} = await run('npm', ['pack', '--ignore-scripts', '--json', '--offline'], {
      cwd: files.path('package'),
      env: childEnv(),
    });
    packed = JSON.parse(stdout);
    app = files.path('app');
    await mkdir(join(app, 'node_modules/@google-cloud'), {recursive: true});
    const tarball = files.path(
      `package/${textAt(listAt({packed}, 'packed')[0], 'filename') ?? ''}`,
    );
    await run('tar', ['-xzf', tarball, '-C', join(app, 'node_modules')]);
    const unpacked = join(app, 'node_modules/package');
    await cp(unpacked, join(app, 'node_modules/mesh-responder'), {recursive: true});
    for (const name of ['@google-cloud/functions-framework', '@types']) {
      await symlink(join(root, 'node_modules', name), join(app, 'node_modules', name));
    }
  });

  after(() => files.remove());

  /** Runs node in the folder where the package is installed. */
  async function node(...args: readonly string[]) {
    const child = start(process.execPath, args, {cwd: app});
    return {exit: await child.ended, out: child.stdout(), err: child.stderr()};
  }

  it('is under 5 MB, and installs the framework alone', async () => {
    const [tarball] = listAt({packed}, 'packed');
    assert.ok(Number(at(tarball, 'size')) < 5 * megabyte, JSON.stringify(at(tarball, 'size')));
    const manifest = await read(join(root, 'package.json'));
    assert.deepEqual(Object.keys(Object(at(manifest, 'dependencies')) as object), [
      '@google-cloud/functions-framework',
    ]);
    assert.equal(at(manifest, 'optionalDependencies'), undefined);
    assert.equal(at(manifest, 'peerDependencies'), undefined);
  });

  it('takes at most 40 MB once it is installed, by the lock file and what is installed here', async () => {
    const packages = at(await read(join(root, 'package-lock.json')), 'packages');
    assert.ok(isObject(packages));
    // What whoever installs the package gets besides; the lock file marks the rest.
    const theirs = Object.entries(packages)
      .filter(
        ([path, one]) => path !== '' && at(one, 'dev') !== true && at(one, 'devOptional') !== true,
      )
      .map(([path]) => path);
    assert.ok(theirs.length > 50 && theirs.includes('node_modules/express'), theirs.join());
    const nested = (path: string) =>
      theirs.some(other => path.startsWith(`${other}/node_modules/`));
    const sizes = await Promise.all(
      theirs.filter(path => !nested(path)).map(path => bytesIn(join(root, path))),
    );
    const own = await bytesIn(join(app, 'node_modules/mesh-responder'));
    const all = sizes.reduce((sum, one) => sum + one, own);
    assert.ok(all < 40 * megabyte, `${(all / megabyte).toFixed(1)} MB`);
  });

  it('is imported: the functions, the contract of private runbooks and their tests', async () => {
    const script = `
      const {intake, respond} = await import('mesh-responder');
      const {target, CallError} = await import('mesh-responder/runbook');
      const {contractFaults} = await import('mesh-responder/testing');
      console.log([intake, respond, target, CallError, contractFaults].map(one => typeof one).join());`;
    const {exit, out, err} = await node('--input-type=module', '-e', script);
    assert.equal(exit, 0, err);
    assert.equal(out, 'function,function,function,function,function\n');
  });

  it('runs the command, and private runbooks with the very contract of the command', async () => {
    const folder = join(app, 'runbooks');
    await cp(join(root, 'test/private-runbooks/runbooks'), folder, {recursive: true});
    const config = {projects: [{id: 'shop-prod', number: '12'}], runbooks: {folder: './runbooks'}};
    await files.write('app/responder.json', config);
    const launcher = 'node_modules/mesh-responder/bin/mesh-responder.js';
    const ran = await node(launcher, 'filters', '--json', '--config', 'responder.json');
    assert.equal(ran.exit, 0, ran.err);
    assert.match(ran.out, /^\{"runbook":"route-deploy-refused"/m);
    const faults = `
      const {contractFaults} = await import('mesh-responder/testing');
      console.log(JSON.stringify(await contractFaults('./runbooks')));`;
    const {out, err} = await node('--input-type=module', '-e', faults);
    assert.equal(out, '[]\n', err);
  });

  it('runs the test of the guide', async () => {
    const guide = await readFile(join(root, 'docs/private-runbooks.md'), 'utf8');
    const [, test] = /```js\n([\s\S]*?)```/.exec(guide) ?? [];
    await files.write('app/guide.test.mjs', test ?? '');
    const {exit, out} = await node('--test', 'guide.test.mjs');
    assert.equal(exit, 0, out);
    assert.match(out, /pass 2/);
  });

  it('has types, and mentions none of a package that is not installed', async () => {
    await files.write(
      'app/use.mts',
      `import {intake} from 'mesh-responder';
       import {runbookTexts, type RunbookWays, target} from 'mesh-responder/runbook';
       import {contractFaults, lookAt} from 'mesh-responder/testing';
       const project = {id: 'shop-prod', number: '12', fleet: 'shop-prod'};
       export const all = [intake.length, lookAt({project}).symptom, target({project: 'a'}).project];
       export const faults: Promise<readonly string[]> = contractFaults('.');
       export const ways: RunbookWays['suspects'] = ({id}) => [target({project: id})];
       // @ts-expect-error The Korean headline lacks.
       export const {texts} = runbookTexts('a-b', {'headline.a-b': {en: 'A {target}'}});
      `,
    );
    const compiler = join(root, 'node_modules/.bin/tsc');
    const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2024'];
    const ran = await run(compiler, [...options, '--types', 'node', 'use.mts'], {cwd: app}).catch(
      (error: unknown) => error as {readonly stdout: string},
    );
    assert.equal(ran.stdout, '');
  });
});
