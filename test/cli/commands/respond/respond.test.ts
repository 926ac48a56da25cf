import assert from 'node:assert/strict';
import {existsSync} from 'node:fs';
import {readdir} from 'node:fs/promises';
import {dirname} from 'node:path';
import {describe, it} from 'mocha';
import {at, listAt} from '../../../../functions/core/lib/json.ts';
import {command, keysOf, type Ran, startCommand} from '../../../support/command.ts';
import {until, when} from '../../../support/until.ts';
import {
  changesAsked,
  effects,
  play,
  type Played,
  requestsOf,
  roots,
} from '../../../support/world.ts';

const keys = ['incident', 'runbook', 'target', 'state', 'reason', 'actions', 'next'];

describe('mesh-responder respond', () => {
  let played: Played;

  afterEach(() => played.close());

  /** Starts a world; its entries are in a file beside it. */
  async function begin(
    scenario: string,
    config: Readonly<Record<string, unknown>> = {},
  ): Promise<string> {
    played = await play({scenario, timeScale: 200}, config);
    const entries = played.sandbox.entries().map(entry => `${JSON.stringify(entry)}\n`);
    return played.files.write('entries.ndjson', entries.join(''));
  }

  function respond(...args: readonly string[]): Promise<Ran> {
    return command(['respond', '--config', played.config, ...args], {
      env: {MESH_RESPONDER_API_PROXY: played.sandbox.url},
    });
  }

  /** Applies under a time that runs 200 times faster, and answers in JSON. */
  function apply(...args: readonly string[]): Promise<Ran> {
    return respond('--apply', '--time-scale', '200', '--json', ...args);
  }

  it('shows each step on standard error while it works', async () => {
    const entries = await begin('connect-gateway-disabled', {mode: 'auto'});
    const {exit, stderr} = await apply('--entries', entries);
    assert.equal(exit, 0, stderr);
    const states = stderr.split('\n').flatMap(line => /^\+\d+:\d\d {2}(\S+)/.exec(line)?.[1] ?? []);
    assert.deepEqual(states, ['detected', 'planned', 'acting', 'verifying', 'resolved'], stderr);
  });

  it('that is stopped says what it has changed, what nobody has verified, and how to go on', async () => {
    const entries = await begin('connect-gateway-disabled', {mode: 'auto'});
    const {config, sandbox} = played;
    const args = ['respond', '--config', config, '--entries', entries, '--apply'];
    const child = startCommand([...args, '--time-scale', '2'], {
      env: {MESH_RESPONDER_API_PROXY: sandbox.url},
    });
    await until('a change', () => when(child.stderr().includes('verifying')), child.stderr);
    assert.equal(await child.stop('SIGINT'), 3);
    assert.match(child.stderr(), /Stopping after the step under way/);
    assert.match(
      child.stderr(),
      /Stopped, after 1 change:\n {2}\S+ {2}shop-prod\n {4}gcloud services enable[^]*Not verified, or not over:\n {2}\S+ {2}verifying\nThe store remembers them\. Go on with: mesh-responder respond --config \S+ --apply/,
    );
    assert.match(child.stdout(), /Verifying/);
  });

  it('rehearses by default: checks, tells what it would do, writes nothing anywhere', async () => {
    const entries = await begin('connect-gateway-disabled');
    const before = await readdir(dirname(played.config));
    const {exit, stdout, stderr} = await respond('--entries', entries);
    assert.equal(exit, 0, stderr);
    const mutating = played.sandbox.requests().filter(one => one.mutating);
    assert.deepEqual(mutating, [], 'no mutating request on the wire');
    assert.ok(requestsOf(played.sandbox, 'get').length > 0, 'live state was read');
    assert.deepEqual(await readdir(dirname(played.config)), before, 'no file was made');
    assert.equal(existsSync(played.store), false);
    assert.match(stdout, /Connect Gateway API is off/);
    assert.match(stdout, /Would post: this message/);
    assert.match(stdout, /Would change:\n.*connectgateway\.googleapis\.com/);
    assert.match(stdout, /Dry run: nothing was changed/);
    assert.match(stderr, /Entries: 1 opened/);
  });

  it('rehearses a policy change with its difference, and in JSON', async () => {
    const entries = await begin('service-agent-unbound');
    const [text, json] = [
      await respond('--entries', entries),
      await respond('-e', entries, '--dry-run', '--json'),
    ];
    assert.deepEqual([text.exit, json.exit], [0, 0]);
    assert.match(text.stdout, /roles\/anthosservicemesh\.serviceAgent/);
    assert.match(text.stdout, /service-731920055417@gcp-sa-servicemesh/);
    const [line] = json.lines();
    assert.deepEqual(at(line, 'actions'), [{id: 'bind-service-agent', result: 'would-change'}]);
    assert.equal(at(line, 'next'), null);
    assert.deepEqual(
      played.sandbox.requests().filter(one => one.mutating),
      [],
    );
  });

  it('repairs, verifies and tells with --apply under auto', async () => {
    const entries = await begin('connect-gateway-disabled');
    const {exit, lines, stdout, stderr} = await apply('--entries', entries);
    assert.equal(exit, 0, stderr);
    assert.equal(lines().length, 1);
    const [line] = lines();
    assert.deepEqual(
      keysOf(line).filter(key => keys.includes(key)),
      keys,
      stdout,
    );
    assert.match(String(at(line, 'incident')), /^[\da-f]{10}-1$/);
    assert.equal(at(line, 'runbook'), 'connect-gateway-disabled');
    assert.deepEqual(at(line, 'target'), {project: 'shop-prod'});
    assert.equal(at(line, 'state'), 'resolved');
    assert.equal(at(line, 'reason'), 'verified');
    assert.deepEqual(at(line, 'actions'), [{id: 'enable-service', result: 'changed'}]);
    assert.equal(at(line, 'next'), null);
    assert.equal(effects(played.sandbox, 'EnableService'), 1);
    assert.match(roots(played.sandbox, 'slack')[0]?.now.text ?? '', /^🟢 Fixed/);
  });

  it('repairs nothing twice on the same store', async () => {
    const entries = await begin('connect-gateway-disabled');
    assert.equal((await apply('--entries', entries)).exit, 0);
    const {messages} = played.sandbox.chat();
    const told = messages.length;
    const again = await apply('--entries', entries);
    assert.equal(again.exit, 0, again.stderr);
    assert.equal(at(again.lines()[0], 'state'), 'resolved');
    assert.match(again.stderr, /3 duplicate/);
    const without = await apply();
    assert.deepEqual([without.exit, without.stdout], [0, '']);
    assert.deepEqual(
      changesAsked(played.sandbox).map(one => one.verb),
      ['enable'],
    );
    assert.equal(played.sandbox.chat().messages.length, told, 'nobody is told again');
  });

  it('does nothing and says so when live state is healthy', async () => {
    const entries = await begin('healthy');
    const {exit, lines} = await apply('--entries', entries);
    assert.equal(exit, 0);
    assert.ok(lines().length > 0);
    for (const line of lines()) assert.match(String(at(line, 'state')), /^(no-action|suppressed)$/);
    assert.deepEqual(changesAsked(played.sandbox), []);
  });

  const held = [
    {mode: 'observe', state: 'blocked', reason: 'mode-observe'},
    {mode: 'approve', state: 'awaiting-approval', reason: 'mode-approve'},
  ];
  for (const {mode, state, reason} of held) {
    it(`changes nothing with --apply under ${mode}, and exits with 3`, async () => {
      const entries = await begin('connect-gateway-disabled', {mode});
      const {exit, lines} = await apply('--entries', entries);
      assert.equal(exit, 3);
      const [line] = lines();
      assert.deepEqual([at(line, 'state'), at(line, 'reason')], [state, reason]);
      assert.deepEqual(changesAsked(played.sandbox), []);
      assert.equal(roots(played.sandbox, 'slack').length, 1, 'people are told');
    });
  }

  it('exits with 3 when only a person can help, and when the repair is refused', async () => {
    const leftover = await begin('in-cluster-webhook');
    // No namespace asks for the webhook that is left over.
    played.sandbox.patch({
      project: 'shop-prod',
      memberships: {'prod-eu-1': {inside: {namespaces: {legacy: null}}}},
    });
    const person = await apply('--entries', leftover);
    assert.equal(person.exit, 3);
    assert.equal(at(person.lines()[0], 'reason'), 'person-needed');
    assert.deepEqual(changesAsked(played.sandbox), []);
    await played.close();
    const off = await begin('connect-gateway-disabled');
    played.sandbox.addFault('serviceusage:enable=403');
    const refused = await apply('--entries', off);
    assert.equal(refused.exit, 3);
    assert.deepEqual(listAt(refused.lines()[0], 'actions'), [
      {id: 'enable-service', result: 'failed'},
    ]);
    assert.deepEqual(
      changesAsked(played.sandbox).map(one => one.status),
      [403],
    );
  });

  it('exits with 1 when the change never takes', async () => {
    const entries = await begin('connect-gateway-disabled');
    played.sandbox.addFault('serviceusage:enable=503');
    const {exit, lines, stderr} = await apply('--entries', entries);
    assert.equal(exit, 1, stderr);
    assert.deepEqual(
      [at(lines()[0], 'state'), at(lines()[0], 'reason')],
      ['failed', 'attempts-spent'],
    );
    assert.equal(requestsOf(played.sandbox, 'enable').length, 3);
  });

  it('reads history with --since', async () => {
    await begin('connect-gateway-disabled');
    const {exit, lines, stderr} = await apply('--since', '1h');
    assert.equal(exit, 0, stderr);
    assert.deepEqual(
      lines().map(one => at(one, 'state')),
      ['resolved'],
    );
    const asked = requestsOf(played.sandbox, 'list').map(({body}) => String(at(body, 'filter')));
    assert.ok(
      asked.some(filter => /timestamp\s*>=\s*"/.test(filter)),
      asked.join('\n'),
    );
    assert.equal(effects(played.sandbox, 'EnableService'), 1);
    const [rfc, none] = [
      await apply('--since', '2026-11-01T00:00:00Z'),
      await respond('--since', 'soon'),
    ];
    assert.deepEqual([rfc.exit, none.exit], [0, 2], rfc.stderr);
  });

  it('tells bad lines and goes on', async () => {
    const entries = await begin('connect-gateway-disabled');
    const {exit, lines, stderr} = await command(
      [
        'respond',
        '--config',
        played.config,
        '--entries',
        '-',
        '--apply',
        '--time-scale',
        '200',
        '--json',
      ],
      {
        env: {MESH_RESPONDER_API_PROXY: played.sandbox.url},
        input: `no json\n[1]\n${JSON.stringify(played.sandbox.entries()[0])}\n`,
      },
    );
    assert.ok(existsSync(entries));
    assert.equal(exit, 0, stderr);
    assert.match(stderr, /line 1: not JSON/);
    assert.equal(at(lines()[0], 'state'), 'resolved');
  });

  it('answers usage errors with 2, before anything is read or written', async () => {
    const entries = await begin('connect-gateway-disabled');
    const {config} = played;
    const bad = await played.files.write(
      'bad.yaml',
      'projects:\n  - id: X\n    number: a\nmode: fast\n',
    );
    const cases = [
      {args: [], says: /--config is missing/},
      {args: ['--config', config, '--apply', '--dry-run'], says: /exclude each other/},
      {
        args: ['--config', config, '--entries', entries, '--since', '1h'],
        says: /exclude each other/,
      },
      {args: ['--config', config, '--since', 'yesterday'], says: /--since "yesterday"/},
      {args: ['--config', config, '--time-scale', '40'], says: /MESH_RESPONDER_API_PROXY/},
      {args: ['--config', config, '--time-scale', 'fast'], says: /time scale: "fast"/},
      {args: ['--config', config, '--time-scale', '0'], says: /time scale: "0"/},
      {args: ['--config', config, 'entries.ndjson'], says: /one argument too many/},
      {args: ['--config', bad], says: /projects\[0\]\.id[^]*projects\[0\]\.number[^]*mode/},
      {args: ['--config', played.files.path('none.yaml')], says: /none\.yaml/},
    ];
    for (const {args, says} of cases) {
      const {exit, stdout, stderr} = await command(['respond', ...args]);
      assert.deepEqual([exit, stdout], [2, ''], args.join(' '));
      assert.match(stderr, says);
    }
    assert.deepEqual(played.sandbox.requests(), []);
    assert.equal(existsSync(played.store), false);
  });

  it('says which entries file cannot be read', async () => {
    await begin('connect-gateway-disabled');
    const {exit, stderr} = await respond('--entries', played.files.path('none.ndjson'));
    assert.equal(exit, 2);
    assert.match(stderr, /none\.ndjson cannot be read/);
  });
});
