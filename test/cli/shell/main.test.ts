import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {describe, it} from 'mocha';
import {textAt} from '../../../functions/core/lib/json.ts';
import {root} from '../../support/child.ts';
import {command, processCommand, startCommand} from '../../support/command.ts';
import {until, when} from '../../support/until.ts';

const subcommands = [
  'classify',
  'match',
  'filters',
  'respond',
  'doctor',
  'sandbox',
  'approve',
  'decline',
  'acknowledge',
  'pause',
  'unpause',
  'silence',
  'breaker',
  'config',
];

/** Node of another major version on this machine, or undefined. */
function otherNode(): string | undefined {
  const found = spawnText('/bin/sh', ['-c', 'which -a node']).split('\n');
  return [...found, '/usr/local/bin/node', '/usr/bin/node'].find(path => {
    const version = path === '' ? '' : spawnText(path, ['--version']);
    return version !== '' && !version.startsWith('v24.');
  });
}

function spawnText(program: string, args: readonly string[]): string {
  try {
    return execFileSync(program, args, {encoding: 'utf8', stdio: 'pipe'}).trim();
  } catch {
    return '';
  }
}

describe('mesh-responder', () => {
  it('shows every subcommand', async () => {
    const runs = await Promise.all(
      [['--help'], ['-h'], ['help'], []].map(args => processCommand(args)),
    );
    assert.deepEqual(
      runs.map(one => one.exit),
      [0, 0, 0, 2],
    );
    for (const {stdout, stderr} of runs) {
      assert.equal(stderr, '');
      for (const name of subcommands) assert.match(stdout, new RegExp(`^  ${name} +\\S`, 'm'));
    }
  });

  for (const name of subcommands) {
    it(`explains ${name}`, async () => {
      const [long, short] = await Promise.all([
        command([name, '--help']),
        command([name, '--config', 'none', '-h']),
      ]);
      assert.deepEqual([long.exit, long.stderr, short.exit], [0, '', 0]);
      assert.ok(long.stdout.startsWith(`Usage: mesh-responder ${name} `));
      assert.equal(short.stdout, long.stdout);
    });
  }

  it('says its version', async () => {
    const text = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
    const {exit, stdout} = await processCommand(['--version']);
    assert.deepEqual([exit, stdout.trim()], [0, textAt(JSON.parse(text), 'version')]);
  });

  const usage = [
    {args: ['repair'], says: /no command "repair"/},
    {args: ['toString'], says: /no command "toString"/},
    {args: ['classify', '--fast'], says: /--fast/},
    {args: ['filters', 'x'], says: /"x" is one argument too many/},
    {args: ['filters', '--config'], says: /--config/},
    {args: ['filters', '--config', '/none.yaml'], says: /none\.yaml/},
  ];
  for (const {args, says} of usage) {
    it(`answers ${args.join(' ')} with 2 and where help is`, async () => {
      const {exit, stdout, stderr} = await processCommand(args);
      assert.deepEqual([exit, stdout], [2, '']);
      assert.match(stderr, says);
      assert.doesNotMatch(stderr, /\n {4}at /, 'no stack');
    });
  }

  it('refuses a proxy that is not on this machine', async () => {
    const env = {MESH_RESPONDER_API_PROXY: 'http://192.0.2.1:80'};
    const {exit, stderr} = await processCommand(['filters'], {env});
    assert.equal(exit, 2);
    assert.match(stderr, /MESH_RESPONDER_API_PROXY: /);
  });

  it('ends quietly when its reader has seen enough', async () => {
    const input = `${JSON.stringify({insertId: 'x'.repeat(200)})}\n`.repeat(20_000);
    const child = startCommand(['classify'], {input});
    child.process.stdout?.once('data', () => child.process.stdout?.destroy());
    assert.equal(await child.ended, 0);
    assert.equal(child.stderr(), '');
  });

  it('writes no colour and no cursor movement to what is no terminal', async () => {
    const runs = await Promise.all(
      [{}, {NO_COLOR: '1'}, {FORCE_COLOR: '1'}].map(env => processCommand(['--help'], {env})),
    );
    for (const {stdout} of runs) assert.doesNotMatch(stdout, new RegExp(String.fromCharCode(27)));
  });

  it('runs the same under an older node', async function () {
    const node = otherNode();
    if (node === undefined) {
      console.error('NOT RUN: this machine has no other node than 24 to start the launcher with');
      return;
    }
    const [help, version, bad, piped] = await Promise.all([
      processCommand(['match', '--help'], {node}),
      processCommand(['--version'], {node}),
      processCommand(['nothing'], {node}),
      processCommand(['classify'], {node, input: '{"insertId":"a"}'}),
    ]);
    assert.deepEqual([help.exit, version.exit, bad.exit, piped.exit], [0, 0, 2, 0]);
    assert.ok(help.stdout.startsWith('Usage: mesh-responder match'));
    assert.equal(textAt(piped.lines()[0], 'insertId'), 'a');
    const child = startCommand(['sandbox', '--json'], {node});
    await until('the ready line', () => when(child.stdout().includes('\n')), child.stderr);
    assert.equal(await child.stop('SIGTERM'), 0, 'a signal reaches the command');
  });

  it('has its run bit', () => {
    const mode = spawnText('/bin/sh', ['-c', `test -x "${root}bin/mesh-responder.js" && echo yes`]);
    assert.equal(mode, 'yes');
  });
});
