import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {describe, it} from 'mocha';
import {allCommands} from '../../../../functions/cli/shell/commands.ts';
import {command} from '../../../support/command.ts';

const names = (await allCommands()).map(one => one.name);

function has(shell: string): boolean {
  return spawnSync(shell, ['--version']).status === 0;
}

/** What bash offers for the words of a line, the last of which is being typed. */
function offered(script: string, words: readonly string[]): readonly string[] {
  const line = ['mesh-responder', ...words];
  const asked = `COMP_WORDS=(${line.map(one => `'${one}'`).join(' ')}); COMP_CWORD=${line.length - 1}
_mesh_responder
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const {stdout, stderr} = spawnSync('bash', ['--norc', '-c', `${script}\n${asked}`], {
    encoding: 'utf8',
  });
  assert.equal(stderr, '');
  return stdout.split('\n').filter(one => one !== '');
}

describe('mesh-responder completion', () => {
  it('bash completes commands, verbs, options, scenarios and files', async () => {
    if (!has('bash')) {
      console.error('NOT RUN: this machine has no bash');
      return;
    }
    const {stdout: script, exit} = await command(['completion', 'bash']);
    assert.equal(exit, 0);
    assert.deepEqual(offered(script, ['']).toSorted(), [...names, 'help'].toSorted());
    assert.deepEqual(offered(script, ['cl']), ['classify']);
    assert.deepEqual(offered(script, ['config', '']), ['check', 'explain']);
    assert.deepEqual(offered(script, ['help', 'resp']), ['respond']);
    assert.ok(offered(script, ['respond', '--']).includes('--apply'));
    assert.deepEqual(offered(script, ['play', '--scenario', 'stalled/n']).toSorted(), [
      'stalled/name',
      'stalled/namespace',
      'stalled/not-gke',
    ]);
    assert.deepEqual(offered(script, ['play', '--scenario', '=', 'hea']), ['healthy']);
    assert.deepEqual(offered(script, ['replay', '--from', 'q']), ['quarantine']);
    assert.deepEqual(offered(script, ['--locale', 'ko', 'cl']), ['classify']);
    assert.deepEqual(offered(script, ['--locale', 'k']), ['ko']);
    assert.deepEqual(offered(script, ['--locale', 'ko', 'config', 'ex']), ['explain']);
    assert.deepEqual(offered(script, ['respond', '--config', 'package.j']), ['package.json']);
    assert.deepEqual(offered(script, ['classify', 'package.j']), ['package.json']);
  });

  it('fish completes the same', async () => {
    const {stdout: script} = await command(['completion', 'fish']);
    for (const name of names) assert.match(script, new RegExp(`\\b${name}\\b`));
    if (!has('fish')) {
      console.error('NOT RUN: this machine has no fish');
      return;
    }
    const words = (line: string): readonly string[] => {
      const asked = `${script}\ncomplete -C '${line}'`;
      const {stdout, stderr} = spawnSync('fish', ['--no-config', '-c', asked], {encoding: 'utf8'});
      assert.equal(stderr, '');
      return stdout.split('\n').flatMap(one => (one === '' ? [] : [one.split('\t')[0] ?? '']));
    };
    assert.deepEqual(words('mesh-responder cl'), ['classify']);
    assert.deepEqual(words('mesh-responder config '), ['check', 'explain']);
    assert.ok(words('mesh-responder respond --a').includes('--apply'));
    assert.deepEqual(words('mesh-responder play --scenario hea'), ['healthy']);
  });

  it('zsh is read by the shell itself, and names every command', async () => {
    const {stdout: script} = await command(['completion', 'zsh']);
    for (const name of names) assert.match(script, new RegExp(`\\b${name}\\b`));
    if (!has('zsh')) {
      console.error('NOT RUN: this machine has no zsh to read it');
      return;
    }
    const loaded = `autoload -U compinit && compinit -u -D\n${script}\nprint -r -- $_comps[mesh-responder]`;
    const read = spawnSync('zsh', ['-f', '-c', loaded], {encoding: 'utf8'});
    assert.deepEqual([read.stderr, read.stdout.trim()], ['', '_mesh_responder']);
  });
});
