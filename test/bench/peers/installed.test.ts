import assert from 'node:assert/strict';
import {chmod, mkdir, realpath} from 'node:fs/promises';
import {dirname} from 'node:path';
import {findProgram, packageVersion, toldVersion} from '../../../bench/peers/programs/installed.ts';
import {type Scratch, scratch} from '../../support/scratch.ts';

describe('a program that the bench looks for', () => {
  let own: Scratch;
  const before = process.env['BENCH_PEERS'];
  beforeEach(async () => {
    own = await scratch();
    process.env['BENCH_PEERS'] = own.path('installed');
  });
  afterEach(async () => {
    if (before === undefined) delete process.env['BENCH_PEERS'];
    else process.env['BENCH_PEERS'] = before;
    await own.remove();
  });

  const command = async (name: string, text: string): Promise<string> => {
    await mkdir(dirname(own.path(name)), {recursive: true});
    const file = await own.write(name, text);
    await chmod(file, 0o755);
    return realpath(file);
  };

  it('is found where npm has installed it, by any of its names, and tells its version', async () => {
    const file = await command(
      'installed/node_modules/.bin/peer-2',
      '#!/bin/sh\necho peer 1.25.0-rc1\n',
    );
    assert.equal(await findProgram(['peer-1', 'peer-2']), file);
    assert.equal(toldVersion(file), '1.25.0-rc1');
  });

  it('has the version of the package that it lies in', async () => {
    const file = await command('installed/node_modules/peer/bin/peer', '');
    await own.write('installed/node_modules/peer/package.json', {version: '5.0.7'});
    assert.equal(await packageVersion(file), '5.0.7');
  });

  it('is not there where nobody may run it', async () => {
    const file = await command('installed/peer-that-nobody-has', '');
    await chmod(file, 0o644);
    assert.equal(await findProgram(['peer-that-nobody-has']), undefined);
  });
});
