import assert from 'node:assert/strict';
import nock from 'nock';
import {readEnv} from '../../../functions/adapters/env.ts';
import type {StoreSettings} from '../../../functions/core/config/settings.ts';
import {callerName, whoSays} from '../../../functions/cli/shared/who-says.ts';
import {readArgs} from '../../../functions/cli/shell/args.ts';
import {command} from '../../support/command.ts';
import {callError} from '../../support/fakes.ts';
import {scratch} from '../../support/scratch.ts';

const firestore = {project: 'shop-ops', database: 'mesh', guardDatabase: 'mesh-guard'};
const given = readArgs('approve', ['--by', 'kim'], {by: {type: 'string'}});

function io(variables: Readonly<Record<string, string>> = {}) {
  return {out: () => undefined, err: () => undefined, env: readEnv(variables)} as never;
}

function says(store: StoreSettings, ask?: Parameters<typeof whoSays>[3]) {
  return whoSays({store}, given, io(), ask);
}

describe('who gives a word', () => {
  it('is whom Google says, where the incidents are in Firestore, whatever name is given', async () => {
    const speaker = await says({firestore}, () =>
      Promise.resolve({kind: 'named', email: 'lee@shop.example'}),
    );
    const who = {kind: 'google', email: 'lee@shop.example'};
    assert.deepEqual(speaker, {kind: 'known', by: 'lee@shop.example', who});
  });

  it('is unknown where Google does not say it', async () => {
    const numbered = await says({firestore}, () =>
      Promise.resolve({kind: 'numbered', id: '118200'}),
    );
    assert.equal(numbered.kind, 'unknown');
    const refused = () => Promise.reject(callError('denied', 'oauth2 tokeninfo'));
    assert.equal((await says({firestore}, refused)).kind, 'unknown');
    assert.equal(
      await callerName({store: {firestore}}, given, io(), refused),
      'unverified: kim',
      'an emergency waits for nobody',
    );
  });

  it('is called unverified where all is one file, or an emulator', async () => {
    const never = () => Promise.reject(new Error('nobody is asked'));
    const who = {kind: 'unverified', name: 'kim'};
    const by = {kind: 'known', by: 'unverified: kim', who};
    assert.deepEqual(await says({sqlite: 'incidents.sqlite'}, never), by);
    const emulated = io({FIRESTORE_EMULATOR_HOST: '127.0.0.1:1'});
    assert.deepEqual(await whoSays({store: {firestore}}, given, emulated, never), by);
  });
});

describe('approve, decline, acknowledge and unpause with a store in Firestore', () => {
  for (const args of [
    ['approve', 'i-1', '--plan', '0123456789abcdef'],
    ['decline', 'i-1', '--plan', '0123456789abcdef'],
    ['acknowledge', 'i-1'],
    ['unpause'],
  ]) {
    it(`${String(args[0])} exits with 3 for whoever is not signed in, and asks the store nothing`, async () => {
      nock.disableNetConnect();
      const files = await scratch();
      const config = await files.write('responder.json', {
        projects: [{id: 'shop-prod', number: '415104041262'}],
        store: {firestore},
      });
      const before = process.env['GOOGLE_APPLICATION_CREDENTIALS'];
      process.env['GOOGLE_APPLICATION_CREDENTIALS'] = files.path('none.json');
      try {
        const ran = await command([...args, '--config', config, '--by', 'kim']);
        assert.equal(ran.exit, 3, ran.stderr);
        assert.match(
          ran.stderr,
          /nobody knows who you are .*gcloud auth application-default login/,
        );
      } finally {
        if (before === undefined) delete process.env['GOOGLE_APPLICATION_CREDENTIALS'];
        else process.env['GOOGLE_APPLICATION_CREDENTIALS'] = before;
        nock.enableNetConnect();
        await files.remove();
      }
    });
  }
});
