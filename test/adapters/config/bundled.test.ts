import {execFile} from 'node:child_process';
import {promisify} from 'node:util';
import assert from 'node:assert/strict';
import {ConfigError} from '../../../functions/adapters/config/config-error.ts';
import {parseConfig, readBundled} from '../../../functions/adapters/config/read.ts';
import {resolveSecrets} from '../../../functions/adapters/config/secret.ts';
import {validate} from '../../../functions/adapters/config/validate.ts';
import {bundledConfig, stamped} from '../../../functions/adapters/config/validated-config.ts';
import {origin, secretText, slackUrl} from './support.ts';
import {type Scratch, scratch} from '../../support/scratch.ts';

const run = promisify(execFile);
const path = '/etc/mesh/config.yaml';
const text = `
projects: [{id: shop-prod, number: 1, locations: [global]}]
mode: auto
chat:
  slack: {botToken: {file: keys/token}, channel: C1}
  googleChat: {webhook: {file: /run/chat}}
store: {sqlite: {path: data/x.sqlite}}
workTopic: projects/shop-prod/topics/work
heartbeat: {}
`;

async function carried(yaml: string): Promise<unknown> {
  return JSON.parse(JSON.stringify(stamped(await validate(yaml, path))));
}

describe('a configuration in two stages', () => {
  it('gives the same settings as in one, with JSON between', async () => {
    const source = {...origin(path), directory: '/etc/mesh'};
    const webhook = 'projects: [{id: shop-prod, number: 1}]\nchat: {slack: {webhook: {env: HOOK}}}';

    const firestore = text.replace(/store: .*/, 'store: {firestore: {project: shop-ops}}');

    for (const yaml of [text, firestore, webhook, 'projects: [{id: shop-prod, number: 1}]']) {
      const settings = await resolveSecrets(bundledConfig(await carried(yaml)), source);

      assert.deepEqual(settings, await parseConfig(yaml, origin(path)));
    }
  });

  it('carries references, and paths as written', async () => {
    assert.deepEqual(bundledConfig(await carried(text)), {
      projects: [{id: 'shop-prod', number: '1', fleet: 'shop-prod', locations: ['global']}],
      mode: 'auto',
      locale: 'en',
      chat: {
        slack: {kind: 'bot', token: {kind: 'file', path: 'keys/token'}, channel: 'C1'},
        googleChat: {kind: 'webhook', url: {kind: 'file', path: '/run/chat'}},
      },
      store: {sqlite: 'data/x.sqlite'},
      workTopic: 'projects/shop-prod/topics/work',
      heartbeat: {minutes: 5},
    });
  });

  it('asks for no secret in the first stage', async () => {
    const validated = await validate(text.replace('{file: keys/token}', '{env: NOT_SET}'), path);

    assert.deepEqual(validated.chat.slack, {
      kind: 'bot',
      token: {kind: 'env', name: 'NOT_SET'},
      channel: 'C1',
    });
    await assert.rejects(validate('projects: []', path), ConfigError);
  });

  it('reports every missing secret in the second', async () => {
    const source = {
      directory: '/run/secrets',
      env: {},
      readFile: () => Promise.reject(new Error()),
    };

    await assert.rejects(resolveSecrets(await validate(text, path), source), (error: unknown) => {
      assert(error instanceof ConfigError);
      assert.deepEqual(
        error.faults.map(one => one.path),
        ['chat.slack.botToken', 'chat.googleChat.webhook'],
      );
      assert.match(error.message, /file \/run\/secrets\/keys\/token cannot be read \(unreadable\)/);
      return true;
    });
  });

  it('checks a value once more when it is fetched', async () => {
    const source = {...origin(path), directory: '/etc/mesh', env: {HOOK: `x${slackUrl}`}};
    const yaml = 'projects: [{id: shop-prod, number: 1}]\nchat: {slack: {webhook: {env: HOOK}}}';

    await assert.rejects(resolveSecrets(await validate(yaml, path), source), (error: unknown) => {
      assert(error instanceof ConfigError);
      assert.match(error.message, /of this bundle: 1 fault.*\n.*variable HOOK must begin with/);
      return !error.message.includes(secretText);
    });
  });

  it('refuses what the bundler of this version did not write', async () => {
    const right = await validate(text, path);
    assert.equal(bundledConfig(stamped(right)), right);

    const {format} = stamped(right);
    const wrong: readonly unknown[] = [
      undefined,
      [],
      {},
      right,
      {config: right},
      {format: 'mesh-responder-config/0', config: right},
      {format},
      {format, config: 'projects: []'},
    ];
    for (const one of wrong) assert.throws(() => bundledConfig(one), /make the bundle again/);
  });

  it('loads neither parser nor schema in the second stage, and both in the first', async () => {
    const first = await loaded(
      'validate.ts',
      `.validate('projects: []', 'x.yaml').catch(() => undefined)`,
    );
    assert.match(first, /\/yaml\//);
    assert.match(first, /\/zod\//);

    const settings = `{projects: [], mode: 'auto', locale: 'en', chat: {}, store: {}}`;
    const second = await loaded('secret.ts', `.resolveSecrets(${settings}, {directory: '/'})`);
    assert.match(second, /webhook-url\.ts/);
    for (const modules of [
      second,
      await loaded('validated-config.ts', ''),
      await loaded('read.ts', ''),
    ]) {
      assert.doesNotMatch(modules, /\/(yaml|zod)\/|schema\.ts/);
    }
  });

  it('loads no YAML parser for JSON that a program wrote, and one for JSON that it did not', async () => {
    const parse = (json: string) =>
      loaded('parse-document.ts', `.parseDocument('${json}', 'x.json').catch(() => undefined)`);
    assert.doesNotMatch(
      await parse('{"mode": "auto",  "chat": {"slack": [1, "a b"]}}'),
      /\/yaml\//,
    );
    assert.match(await parse('{"mode": "auto", "mode": "observe"}'), /\/yaml\//);
  });
});

/** The URLs of all modules that a process loads which imports a file and makes one call of it. */
async function loaded(file: string, call: string): Promise<string> {
  const url = new URL(`../../../functions/adapters/config/${file}`, import.meta.url).href;
  const script = `
    import {registerHooks} from 'node:module';
    registerHooks({load: (url, context, next) => (console.log(url), next(url, context))});
    const exported = await import('${url}');
    await exported${call};`;
  const {stdout} = await run(process.execPath, ['--input-type=module', '-e', script]);
  return stdout;
}

const beside = {
  format: 'mesh-responder-config/6',
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
    await files.write('config.json', beside);
    await files.write('hook', 'https://hooks.slack.com/services/T0/B0/x\n');

    const settings = await readBundled({}, files.path('.'));

    assert.equal(settings?.store.sqlite, files.path('x.sqlite'));
    assert.deepEqual(settings.chat.slack, {
      kind: 'webhook',
      url: 'https://hooks.slack.com/services/T0/B0/x',
    });
  });

  it('is refused when a secret is missing, or something else stands there', async () => {
    await files.write('config.json', beside);
    await assert.rejects(readBundled({}, files.path('.')), ConfigError);

    for (const wrong of ['', '{', '[]', {projects: []}]) {
      await files.write('config.json', wrong);
      await assert.rejects(readBundled({}, files.path('.')), /make the bundle again/);
    }
  });
});
