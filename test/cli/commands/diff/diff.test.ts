import assert from 'node:assert/strict';
import {command, type Ran} from '../../../support/command.ts';
import {at, isObject, textAt} from '../../../../functions/core/lib/json.ts';
import {until} from '../../../support/until.ts';
import {play, type Played} from '../../../support/world.ts';

describe('mesh-responder diff', function () {
  this.timeout(60_000);
  let played: Played;
  let base: Readonly<Record<string, unknown>>;

  const env = () => ({
    MESH_RESPONDER_API_PROXY: played.sandbox.url,
    MESH_RESPONDER_TIME_SCALE: '200',
  });

  /** A responder in mode observe has looked at everything that is broken, and told it. */
  before(async () => {
    played = await play({scenario: 'main', timeScale: 200});
    base = {...played.sandbox.config, store: {sqlite: {path: played.store}}, mode: 'observe'};
    const file = await written('observe', {});
    // The role is lost some time after the API was turned off.
    await until('both problems are looked at', async () => {
      const args = ['respond', '--config', file, '--since', '1h', '--apply'];
      const ran = await command(args, {env: env()});
      assert.equal(ran.exit, 3, ran.stderr);
      const seen = (await played.incidents()).map(one => one.runbook);
      return seen.includes('service-agent-unbound') ? seen : undefined;
    });
  });

  after(() => played.close());

  function written(name: string, parts: Readonly<Record<string, unknown>>): Promise<string> {
    return played.files.write(`${name}.json`, {...base, ...parts});
  }

  async function diff(
    before: Readonly<Record<string, unknown>>,
    now: Readonly<Record<string, unknown>>,
    ...args: readonly string[]
  ): Promise<Ran> {
    const files = [await written('base', before), await written('now', now)] as const;
    const from = args.includes('--entries') ? [] : ['--since', '1h'];
    return command(['diff', '--base', files[0], '--config', files[1], ...from, ...args], {
      env: env(),
    });
  }

  /** The groups of a run with --json: change, runbook, project, the outcomes, and whether entries and looks are in it. */
  function groups(ran: Ran): readonly (readonly unknown[])[] {
    return ran
      .lines()
      .flatMap(line =>
        isObject(line) && line['change'] !== undefined
          ? [
              [
                ...['change', 'runbook', 'project'].map(name => line[name]),
                `${String(at(line, 'base', 'why'))} -> ${String(at(line, 'now', 'why'))}`,
                Number(line['entries']) > 0,
                Number(line['looks']) > 0,
              ],
            ]
          : [],
      );
  }

  it('says what auto would have made, most dangerous first, with its actions and times', async () => {
    const ran = await diff({}, {mode: 'auto'});
    assert.equal(ran.exit, 3, ran.stderr);
    assert.match(
      ran.stdout,
      /connect-gateway-disabled, shop-fleet\n {2}\d+ entries and \d+ looks? that were told \(mode observe\) would now act: turn on connectgateway\.googleapis\.com in shop-fleet\n {4}first \d{4}-\d\d-\d\d \d\d:\d\dZ, last .*; incidents [\da-f]{10}-1\n/,
    );
    assert.match(ran.stdout, /service-agent-unbound, shop-stage\n.*would now act/);
    assert.match(ran.stdout, /The same: \d+ entries/);
  });

  it('says the same to a program, and in Korean', async () => {
    const json = await diff({}, {mode: 'auto'}, '--json');
    assert.deepEqual(groups(json), [
      [
        'would-act',
        'connect-gateway-disabled',
        'shop-fleet',
        'mode-observe -> allowed',
        true,
        true,
      ],
      ['would-act', 'service-agent-unbound', 'shop-stage', 'mode-observe -> allowed', true, true],
    ]);
    const [first] = json.lines();
    assert.equal(
      textAt((at(first, 'now', 'actions') as unknown[])[0], 'params', 'service'),
      'connectgateway.googleapis.com',
    );
    assert.deepEqual(at(json.lines().at(-1), 'summary', 'unknown'), {});
    const korean = await diff({}, {mode: 'auto'}, '--locale', 'ko');
    assert.match(
      korean.stdout,
      /항목 \d+개, 조회 \d+회: 알리기만 함\(observe 모드\) → 조치함: shop-fleet에서/,
    );
  });

  it('ends with 0 where nothing would be done otherwise', async () => {
    const ran = await diff({mode: 'auto'}, {mode: 'auto'});
    assert.equal(ran.exit, 0, ran.stderr);
    assert.match(ran.stdout, /Nothing would be done otherwise\./);
  });

  it('knows a rule that was added', async () => {
    const rules = [
      {runbook: 'connect-gateway-disabled', mode: 'approve'},
      {project: 'shop-stage', mode: 'exclude'},
    ];
    assert.deepEqual(groups(await diff({mode: 'auto'}, {mode: 'auto', rules}, '--json')), [
      [
        'no-longer-acts',
        'connect-gateway-disabled',
        'shop-fleet',
        'allowed -> mode-approve',
        true,
        true,
      ],
      ['no-longer-acts', 'service-agent-unbound', 'shop-stage', 'allowed -> excluded', true, true],
    ]);
  });

  it('knows a project that was taken out', async () => {
    const projects = played.sandbox.config.projects.filter(one => one.id !== 'shop-stage');
    assert.deepEqual(groups(await diff({mode: 'auto'}, {mode: 'auto', projects}, '--json')), [
      [
        'no-longer-acts',
        'service-agent-unbound',
        'shop-stage',
        'allowed -> project-not-listed',
        true,
        true,
      ],
    ]);
  });

  it('takes the windows of the configuration at the time of the look', async () => {
    const time = (ms: number) => new Date(Date.now() + ms).toISOString();
    const silences = [
      {
        project: 'shop-stage',
        reason: 'move',
        from: time(-3_600_000),
        until: time(3_600_000),
      },
    ];
    const found = groups(await diff({mode: 'auto'}, {mode: 'auto', silences}, '--json'));
    assert.deepEqual(
      found.map(one => one.slice(0, 4)),
      [['no-longer-acts', 'service-agent-unbound', 'shop-stage', 'allowed -> silenced']],
    );
  });

  it('says of entries without a look what detection and the modes alone can tell', async () => {
    const entries = played.sandbox.entries().map(one => JSON.stringify(one));
    const file = await played.files.write('entries.ndjson', entries.join('\n'));
    const elsewhere = {store: {sqlite: {path: played.files.path('empty.db')}}};
    const ran = await diff(elsewhere, {...elsewhere, mode: 'auto'}, '--entries', file, '--json');
    assert.equal(ran.exit, 3, ran.stderr);
    const found = groups(ran);
    assert.ok(found.length >= 2);
    assert.ok(
      found.every(([change]) => change === 'may-act' || change === 'may-ask'),
      String(found),
    );
    const same = await diff(
      {...elsewhere, mode: 'auto'},
      {...elsewhere, mode: 'auto'},
      '--entries',
      file,
    );
    assert.equal(same.exit, 0, same.stderr);
    assert.match(same.stdout, /Unknown on both sides: \d+ entries \(no look was kept\)\./);
    assert.match(same.stdout, /No look of that time was kept/);
  });

  it('answers what cannot be used with 2, and says why', async () => {
    const file = await written('now', {});
    const bad = await played.files.write('bad.ndjson', '{"a":1}\n{');
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [['--since', '1h'], /--base is missing/],
      [['--base', file], /say of what: --since 30d, or --entries FILE/],
      [['--base', file, '--since', '1h', '--entries', file], /exclude each other/],
      [['--base', file, '--since', 'soon'], /--since "soon"/],
      [['--base', 'no-such-thing', '--since', '1h'], /no file, no folder and no revision/],
      [
        ['--base', file, '--base-config', file, '--since', '1h'],
        /--base-config goes with --base REV/,
      ],
      [['--base', file, '--entries', bad], /bad\.ndjson:2: not JSON/],
    ];
    for (const [args, says] of cases) {
      const ran = await command(['diff', '--config', file, ...args], {env: env()});
      assert.equal(ran.exit, 2, ran.stderr);
      assert.match(ran.stderr, says);
    }
  });
});
