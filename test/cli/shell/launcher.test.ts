import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {join} from 'node:path';
import {describe, it} from 'mocha';
import {childEnv, root} from '../../support/child.ts';
import {until} from '../../support/until.ts';

const launcher = join(root, 'bin/mesh-responder.js');

/** As npx starts a command: a process of its own, which starts a shell, which starts the command. */
const npx = `
const {spawn} = require('node:child_process');
const child = spawn('sh', ['-c', '"$@"; true', 'sh', ...process.argv.slice(1)], {stdio: 'inherit'});
child.on('close', () => process.exit());
`;

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/_sandbox/state`)).ok;
  } catch {
    return false;
  }
}

describe('a sandbox that npx started', () => {
  it('ends with it, also where npx is killed', async () => {
    const parent = spawn(
      process.execPath,
      ['-e', npx, '--', process.execPath, launcher, 'sandbox', '--json'],
      {env: childEnv({npm_command: 'exec'}), stdio: ['ignore', 'pipe', 'inherit']},
    );
    let said = '';
    parent.stdout.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
    const url = await until('the ready line', () => /"url":"([^"]+)"/.exec(said)?.[1]);
    assert.equal(await answers(url), true);
    parent.kill('SIGKILL');
    await until('the end of the sandbox', async () => ((await answers(url)) ? undefined : true));
  });
});
