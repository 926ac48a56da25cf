import assert from 'node:assert/strict';
import {execFile, execFileSync} from 'node:child_process';
import {cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {errorText} from '../../functions/core/lib/error.ts';
import {root} from '../../tools/root.ts';

const run = promisify(execFile);
const guide = readFileSync(join(root, 'docs/add-a-runbook.md'), 'utf8');
/** The commands of the guide: the lines of its `sh` blocks. */
const commands = [...guide.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, text = '']) =>
  text.trim().split('\n'),
);

/** What a command printed is what is wrong: types and tests are told on standard output. */
function explained(error: unknown): never {
  const printed = error instanceof Error && 'stdout' in error ? String(error.stdout) : '';
  throw new Error(`${errorText(error)}\n${printed.slice(-4_000)}`, {cause: error});
}

describe('docs/add-a-runbook.md', () => {
  let copy: string;

  before(() => {
    copy = realpathSync(mkdtempSync(join(tmpdir(), 'new-runbook-')));
    const args = ['ls-files', '--cached', '--others', '--exclude-standard', '-z'];
    const files = execFileSync('git', args, {cwd: root, encoding: 'utf8'}).split('\0');
    for (const file of files) {
      if (file !== '' && file !== 'node_modules') cpSync(join(root, file), join(copy, file));
    }
    symlinkSync(realpathSync(join(root, 'node_modules')), join(copy, 'node_modules'));
  });

  after(() => {
    rmSync(copy, {recursive: true, force: true});
  });

  it('begins with the command that writes a runbook', () => {
    assert.equal(commands[0], 'npm run new:runbook example-problem');
    assert.ok(commands.length > 2);
  });

  for (const command of commands) {
    it(`is carried out: ${command}`, async () => {
      await run('sh', ['-c', command], {cwd: copy}).catch(explained);
    }).timeout(120_000);
  }

  it('refuses a folder that exists, and a name that is none', async () => {
    for (const name of ['log-path-silent', 'Bad']) {
      const asked = run(process.execPath, ['tools/new-runbook/main.ts', name], {cwd: copy});
      await assert.rejects(asked, {code: 2});
    }
  });
});
