import assert from 'node:assert/strict';
import {copyFile, cp, readFile, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {listAt, textAt} from '../../../functions/core/lib/json.ts';
import type {Sandbox} from '../../../sandbox/sandbox.ts';
import {startSandbox} from '../../../sandbox/start.ts';
import {root, start} from '../../support/child.ts';
import {until} from '../../support/until.ts';
import {loadedAtStart} from '../../../tools/bundle/bundle.ts';
import {bundle, make, type Made} from './made.ts';
import {serve, type Served} from './serve.ts';

const timeScale = 100;

describe('the bundle', () => {
  let made: Made;
  let sandbox: Sandbox;

  before(async () => {
    const scenario = 'connect-gateway-disabled';
    sandbox = await startSandbox({scenario, timeScale, now: () => Date.now()});
    const slack = {botToken: {env: 'BOT_TOKEN'}, channel: 'C1'};
    made = await make({...sandbox.config, chat: {slack}});
  });

  after(async () => {
    await sandbox.close();
    await made.files.remove();
  });

  afterEach(() => {
    sandbox.reset();
  });

  /** Runs the bundled command and returns what it printed, with its exit code. */
  async function command(args: readonly string[], input = '') {
    const env = {MESH_RESPONDER_API_PROXY: sandbox.url};
    const child = start(process.execPath, [made.files.path('dist/cli.js'), ...args], {env, input});
    const exit = await child.ended;
    return {exit, out: child.stdout(), err: child.stderr()};
  }

  function lines(out: string): readonly unknown[] {
    return out
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line) as unknown);
  }

  describe('of the command', () => {
    it('has every subcommand, and its version', async () => {
      const help = await command(['--help']);
      assert.equal(help.exit, 0, help.err);
      for (const name of ['classify', 'match', 'filters', 'respond', 'sandbox']) {
        assert.match(help.out, new RegExp(`^  ${name} `, 'm'));
      }
      assert.match((await command(['--version'])).out, /^\d+\.\d+\.\d+\n$/);
    });

    it('classifies entries', async () => {
      const entries = [...sandbox.entries().slice(0, 2), {insertId: 'x', textPayload: 'hello'}];
      const input = entries.map(one => JSON.stringify(one)).join('\n');

      const {exit, out, err} = await command(['classify'], input);

      assert.equal(exit, 0, err);
      const found = lines(out).map(one => textAt(one, 'runbook'));
      assert.deepEqual(found, ['connect-gateway-disabled', 'connect-gateway-disabled', undefined]);
    });

    it('matches patterns that need the engine', async () => {
      const filter = String.raw`textPayload=~"^h[aeiou]llo\s+\w+$"`;
      const input = '{"textPayload":"hello  you"}\n{"textPayload":"hllo you"}';

      const {out, err} = await command(['match', '--filter', filter], input);

      assert.deepEqual(
        lines(out),
        [
          {insertId: null, match: true},
          {insertId: null, match: false},
        ],
        err,
      );
    });

    it('reads a YAML configuration', async () => {
      const file = await made.files.write(
        'two.yaml',
        'projects:\n  - {id: shop-prod, number: 12}\n',
      );

      const {out, err} = await command(['filters', '--json', '--config', file]);

      assert.match(out, /resource\.labels\.project_id=\\"shop-prod\\"/, err);
    });

    it('lists the scenarios of the sandbox', async () => {
      assert.match((await command(['sandbox', '--list'])).out, /^connect-gateway-disabled  /m);
    });

    it('loads what wraps lines with the first incident that respond shows', () => {
      const {chunks} = made.cli;
      const holds = (module: string) => (name: string) =>
        chunks[name]?.modules.some(one => one.includes(module)) === true;
      const entry = Object.keys(chunks).find(holds('functions/cli/commands/respond/respond.ts'));
      assert.ok(entry);
      const loaded = loadedAtStart({...made.cli, entry});
      for (const name of ['string-width', 'wrap-ansi']) {
        assert.ok(Object.keys(chunks).some(holds(`node_modules/${name}/`)), name);
        assert.deepEqual(loaded.filter(holds(`node_modules/${name}/`)), [], name);
      }
    });

    it('repairs, asks the history and verifies', async () => {
      const config = await made.files.write('config.json', sandbox.config);
      const input = sandbox
        .entries()
        .map(one => JSON.stringify(one))
        .join('\n');
      const args = ['--config', config, '--entries', '-', '--apply', '--json'];

      const {exit, out, err} = await command(
        ['respond', ...args, '--time-scale', String(timeScale)],
        input,
      );

      assert.equal(exit, 0, err);
      const [incident] = lines(out);
      assert.equal(textAt(incident, 'state'), 'resolved');
      assert.deepEqual(listAt(incident, 'actions'), [{id: 'enable-service', result: 'changed'}]);
      const hosts = new Set(sandbox.requests().map(one => one.host));
      assert.ok(hosts.has('logging.googleapis.com'));
      assert.ok(hosts.has('slack.com'));
    });
  });

  describe('of the functions', () => {
    const served: Served[] = [];

    afterEach(async () => {
      await Promise.all(served.splice(0).map(one => one.stop()));
    });

    async function started(
      env: Readonly<Record<string, string>>,
      target: 'intake' | 'interact' = 'intake',
    ): Promise<Served> {
      const one = await serve(made, target, {
        MESH_RESPONDER_API_PROXY: sandbox.url,
        MESH_RESPONDER_TIME_SCALE: String(timeScale),
        BOT_TOKEN: 'xoxb-of-the-environment',
        ...env,
      });
      served.push(one);
      return one;
    }

    it('takes entries in and loads what it evaluates filters with, when it does', async () => {
      const {push, packages, shown} = await started({});
      assert.deepEqual(packages(), []);

      assert.equal(await push({insertId: 'x', textPayload: 'hello'}), 204, shown());
      assert.deepEqual(packages(), []);

      assert.equal(await push(sandbox.entries()[0]), 204, shown());
      assert.deepEqual(packages(), ['re2js']);
    });

    it('does the whole job and loads only what it uses', async () => {
      const {push, packages, shown} = await started({MESH_RESPONDER_LOCAL: '1'});

      assert.equal(await push(sandbox.entries()[0]), 204, shown());
      await until(
        'repaired, in chat',
        () => sandbox.chat().messages.some(one => one.now.text.includes('Fixed · ')) || undefined,
        () => [shown(), sandbox.chat()],
      );
      assert.ok(packages().includes('googleapis'));
      for (const name of ['zod', 'yaml', '@google-cloud/pubsub']) {
        assert.ok(!packages().includes(name), `${name} is loaded: ${packages().join(', ')}`);
      }
    });

    it('takes the configuration that the environment names, and publishes', async () => {
      const workTopic = 'projects/shop-prod/topics/work';
      const config = await made.files.write('three.json', {...sandbox.config, workTopic});
      const {push, packages, shown} = await started({MESH_RESPONDER_CONFIG: config});

      assert.equal(await push(sandbox.entries()[0]), 204, shown());

      assert.equal(sandbox.published().length, 1, shown());
      assert.ok(packages().includes('@google-cloud/pubsub'));
    });

    it('takes clicks, and knows no delivery there', async () => {
      const {push, packages, shown} = await started({}, 'interact');

      assert.equal(await push(sandbox.entries()[0]), 404, shown());
      for (const name of ['zod', 'yaml', '@google-cloud/pubsub']) {
        assert.ok(!packages().includes(name), `${name} is loaded: ${packages().join(', ')}`);
      }
    });

    it('needs nothing but the framework, at the version of this repository', async () => {
      const read = async (path: string): Promise<unknown> =>
        JSON.parse(await readFile(path, 'utf8'));
      const manifest = await read(made.files.path('dist/functions/package.json'));
      const {version} = (await read(
        made.files.path('node_modules/@google-cloud/functions-framework/package.json'),
      )) as {version: string};

      assert.deepEqual((manifest as {dependencies: unknown}).dependencies, {
        '@google-cloud/functions-framework': version,
      });
    });
  });

  it('is all that the package needs beside what is in bin', async () => {
    const {main, files} = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
      main: string;
      files: readonly string[];
    };
    assert.deepEqual(files, ['bin', 'dist']);
    assert.match(main, /^bin\//, 'npm packs main also where no folder of the list has it');
    await cp(join(root, 'bin'), made.files.path('bin'), {recursive: true});
    await copyFile(join(root, 'package.json'), made.files.path('package.json'));
    const script = "import('./' + process.argv[1]).then(() => console.log('loaded'))";
    const child = start(process.execPath, ['-e', script, main], {cwd: made.files.path('.')});
    assert.equal(await child.ended, 0, child.stderr());
    assert.equal(child.stdout(), 'loaded\n');
  });

  it('refuses a configuration that holds secrets, and does not repeat them', async () => {
    const file = await made.files.write('secret.json', sandbox.config);
    const out = made.files.path('refused');

    const {exit, err} = await bundle('--config', file, '--out', out);

    assert.equal(exit, 2, err);
    assert.match(err, /chat\.slack\.botToken: .* give \{env: NAME\} or \{file: PATH\}/);
    assert.match(err, /chat\.googleChat\.webhook: /);
    assert.doesNotMatch(err, /xoxb-sandbox|token=sandbox/);
    await assert.rejects(stat(out), 'nothing is made');
  });
});
