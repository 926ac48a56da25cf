import assert from 'node:assert/strict';
import {ConfigError} from '../../../functions/adapters/config/config-error.ts';
import {readBundled} from '../../../functions/adapters/config/read-bundled.ts';
import {type Scratch, scratch} from '../../support/scratch.ts';

const carried = {
  format: 'mesh-responder-config/1',
  config: {
    projects: [{id: 'shop-prod', number: '12', fleet: 'shop-prod'}],
    mode: 'observe',
    locale: 'en',
    chat: {slack: {kind: 'webhook', url: {kind: 'file', path: 'hook'}}},
    store: {sqlite: 'x.sqlite'},
  },
};

describe('the configuration beside the code', () => {
  let files: Scratch;

  beforeEach(async () => {
    files = await scratch();
  });

  afterEach(() => files.remove());

  it('is not there among the sources', async () => {
    assert.equal(await readBundled({}), undefined);
  });

  it('counts its paths from its own folder', async () => {
    await files.write('config.json', carried);
    await files.write('hook', 'https://hooks.slack.com/services/T0/B0/x\n');

    const settings = await readBundled({}, files.path('.'));

    assert.equal(settings?.store.sqlite, files.path('x.sqlite'));
    assert.deepEqual(settings.chat.slack, {
      kind: 'webhook',
      url: 'https://hooks.slack.com/services/T0/B0/x',
    });
  });

  it('is refused when a secret is missing, or something else stands there', async () => {
    await files.write('config.json', carried);
    await assert.rejects(readBundled({}, files.path('.')), ConfigError);

    for (const wrong of ['', '{', '[]', {projects: []}]) {
      await files.write('config.json', wrong);
      await assert.rejects(readBundled({}, files.path('.')), /make the bundle again/);
    }
  });
});
