import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {cp, mkdir, readdir, readFile, symlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {at, isObject} from '../../../../functions/core/lib/json.ts';
import {childEnv, root, start} from '../../../support/child.ts';
import {command, type Ran} from '../../../support/command.ts';
import {scratch, type Scratch} from '../../../support/scratch.ts';
import {until} from '../../../support/until.ts';
import {play, type Played} from '../../../support/world.ts';
import {bundle} from '../../../tools/bundle/made.ts';

const run = promisify(execFile);
const detect = 'functions/runbooks/connect-gateway-disabled/detect.ts';

describe('mesh-responder diff with another version as its base', function () {
  this.timeout(120_000);
  let played: Played;
  let files: Scratch;
  let config: string;
  /** A clone in which connect-gateway-disabled takes no entry, as an older version might not. */
  let clone: string;

  before(async () => {
    played = await play({scenario: 'main', timeScale: 200});
    const settings = {
      ...played.sandbox.config,
      store: {sqlite: {path: played.store}},
      mode: 'auto',
    };
    config = await played.files.write('auto.json', settings);
    const observe = await played.files.write('observe.json', {...settings, mode: 'observe'});
    const ran = await command(['respond', '--config', observe, '--since', '1h', '--apply'], {
      env: env(),
    });
    assert.equal(ran.exit, 3, ran.stderr);
    files = await scratch();
    clone = files.path('clone');
    await mkdir(clone);
    for (const name of ['functions', 'bin', 'package.json', 'package-lock.json']) {
      await cp(join(root, name), join(clone, name), {recursive: true});
    }
    await symlink(join(root, 'node_modules'), join(clone, 'node_modules'));
    await blind(clone);
  });

  after(async () => {
    await played.close();
    await files.remove();
  });

  function env() {
    return {MESH_RESPONDER_API_PROXY: played.sandbox.url, MESH_RESPONDER_TIME_SCALE: '200'};
  }

  async function copyOf(name: string): Promise<string> {
    const copy = files.path(name);
    await cp(clone, copy, {recursive: true, verbatimSymlinks: true});
    return copy;
  }

  async function blind(folder: string): Promise<void> {
    const file = join(folder, detect);
    const text = await readFile(file, 'utf8');
    const head = 'export function detect(entry: LogEntry): Detection {\n';
    assert.ok(text.includes(head), 'detect has another head');
    await writeFile(
      file,
      text.replace(head, `${head}  if (entry.raw !== undefined) return unrelated;\n`),
    );
  }

  function diff(base: string, ...args: readonly string[]): Promise<Ran> {
    return command(['diff', '--base', base, '--config', config, '--since', '1h', ...args], {
      env: env(),
    });
  }

  /** What its entries came to, with the entries of other runbooks the same. */
  function assertBlind(ran: Ran): void {
    assert.equal(ran.exit, 3, ran.stderr);
    const [group, summary, ...more] = ran.lines();
    assert.deepEqual(more, []);
    assert.ok(isObject(group));
    const {change, runbook, project, looks, entries} = group;
    assert.deepEqual(
      [change, runbook, project, at(group, 'base', 'kind'), at(group, 'now', 'kind'), looks],
      ['would-act', 'connect-gateway-disabled', 'shop-fleet', 'ignored', 'acted', 0],
    );
    assert.ok(Number(entries) >= 1);
    // What it looked at is decided by both in the same way.
    assert.ok(Number(at(summary, 'summary', 'same', 'looks')) >= 2);
  }

  it('asks a folder', async () => {
    assertBlind(await diff(clone, '--json'));
  });

  it('asks with a configuration of its own', async () => {
    const observe = played.files.path('observe.json');
    const ran = await diff(root, '--base-config', observe, '--json');
    const [group] = ran.lines();
    assert.equal(ran.exit, 3, ran.stderr);
    assert.equal(at(group, 'base', 'why'), 'mode-observe');
  });

  it('asks a tarball as npm pack makes it, and leaves nothing behind', async () => {
    const made = await bundle('--out', files.path('package/dist'));
    assert.equal(made.exit, 0, made.err);
    await cp(join(root, 'bin'), files.path('package/bin'), {recursive: true});
    await cp(join(root, 'package.json'), files.path('package/package.json'));
    const tarball = files.path('mesh-responder.tgz');
    await run('tar', ['-czf', tarball, '-C', files.path('.'), 'package']);
    const {exit, out, err, left} = await inProcess(['--base', tarball]);
    assert.equal(exit, 0, err);
    assert.match(out, /Nothing would be done otherwise/);
    assert.deepEqual(left, []);
  });

  it('asks a revision of the git repository, and takes its worktree away', async () => {
    const repository = await repositoryOf(clone);
    const {exit, out, err, left} = await inProcess(['--base', 'HEAD', '--json'], repository);
    assert.equal(exit, 3, err);
    assertBlind({exit, stdout: out, stderr: err, lines: () => linesOf(out)});
    assert.deepEqual(left, []);
    assert.equal(await worktrees(repository), 1);
  });

  it('ends what it has started when it is stopped', async () => {
    const stuck = await copyOf('stuck');
    const says = [
      "import {writeFileSync} from 'node:fs';",
      "writeFileSync(`${process.env.TMPDIR}/asked`, '');",
      'setInterval(() => undefined, 1000);',
    ];
    await writeFile(join(stuck, 'bin/mesh-responder.js'), says.join('\n'));
    const repository = await repositoryOf(stuck);
    const place = files.path('stopped');
    await mkdir(place);
    const child = starting(['--base', 'HEAD'], repository, place);
    await until(
      'the base runs',
      async () => (await readdir(place)).includes('asked'),
      () => Promise.resolve(child.stderr()),
    );
    assert.equal(await child.stop('SIGINT'), 1, child.stderr());
    assert.match(child.stderr(), /it was stopped/);
    assert.deepEqual(await basesIn(place), []);
    assert.equal(await worktrees(repository), 1);
  });

  it('leaves nothing behind when it is stopped while it makes the worktree', async () => {
    const repository = await repositoryOf(await copyOf('early'));
    const place = files.path('stopped-early');
    await mkdir(place);
    const child = starting(['--base', 'HEAD'], repository, place);
    await until('the worktree is begun', async () => (await basesIn(place)).length > 0);
    assert.equal(await child.stop('SIGINT'), 1, child.stderr());
    assert.match(child.stderr(), /it was stopped/);
    assert.deepEqual(await basesIn(place), []);
    assert.equal(await worktrees(repository), 1);
  });

  it('says which version began, where one cannot be asked', async () => {
    const old = await copyOf('old');
    const list = join(old, 'functions/cli/shell/commands.ts');
    const text = await readFile(list, 'utf8');
    await writeFile(list, text.replace(/^ {2}diff: .*\n/m, ''));
    const ran = await diff(old);
    assert.equal(ran.exit, 1);
    assert.match(
      ran.stderr,
      /it has no "mesh-responder diff --decide", which began with version 0\.1\.0/,
    );
  });

  it('repeats what a version says of a configuration that it does not take', async () => {
    const bad = await played.files.write('bad.json', {mode: 'perhaps'});
    const ran = await diff(clone, '--base-config', bad);
    assert.equal(ran.exit, 1);
    assert.match(ran.stderr, /clone ended \(2\) before it had answered: .*mode/s);
  });

  it('refuses a folder or a tarball of something else', async () => {
    const other = files.path('other');
    await mkdir(other);
    await writeFile(join(other, 'package.json'), '{"name": "left-pad"}');
    assert.match((await diff(other)).stderr, /is no version of mesh-responder/);
    await writeFile(files.path('not.tgz'), 'no tarball');
    const ran = await diff(files.path('not.tgz'));
    assert.equal(ran.exit, 1);
    assert.match(ran.stderr, /not\.tgz cannot be unpacked/);
  });

  /** Runs the command in a process of its own, with a place for temporary files that is looked into afterwards. */
  async function inProcess(args: readonly string[], cwd = root) {
    const place = files.path(`tmp-${String(Math.trunc(performance.now()))}`);
    await mkdir(place);
    const child = starting(args, cwd, place);
    const exit = await child.ended;
    return {exit, out: child.stdout(), err: child.stderr(), left: await basesIn(place)};
  }

  function starting(args: readonly string[], cwd: string, place: string) {
    const program = join(root, 'bin/mesh-responder.js');
    const all = [program, 'diff', '--config', config, '--since', '1h', ...args];
    return start(process.execPath, all, {cwd, env: {...env(), TMPDIR: place}});
  }
});

async function basesIn(place: string): Promise<readonly string[]> {
  return (await readdir(place)).filter(one => one.startsWith('mesh-responder-base-'));
}

function linesOf(text: string): readonly unknown[] {
  return text.split('\n').flatMap(line => (line === '' ? [] : [JSON.parse(line) as unknown]));
}

/** Commits a folder to a repository of its own. */
async function repositoryOf(folder: string): Promise<string> {
  const git = (...args: readonly string[]) =>
    run('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.com', ...args], {
      cwd: folder,
      env: childEnv(),
    });
  await git('init', '--quiet');
  await writeFile(join(folder, '.gitignore'), 'node_modules\n');
  await git('add', '-A');
  await git('commit', '--quiet', '--allow-empty', '-m', 'base');
  return folder;
}

async function worktrees(repository: string): Promise<number> {
  const {stdout} = await run('git', ['worktree', 'list'], {cwd: repository, env: childEnv()});
  return stdout.trim().split('\n').length;
}
