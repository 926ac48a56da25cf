import assert from 'node:assert/strict';
import {existsSync} from 'node:fs';
import {sqliteStore} from '../../../../functions/adapters/store/sqlite/sqlite-store.ts';
import {inboxMark} from '../../../../functions/core/inbox/answer-inbox.ts';
import {until} from '../../../support/until.ts';
import {command, type Ran} from '../../../support/command.ts';
import {changesAsked, effects, play, type Played} from '../../../support/world.ts';
import type {Incident} from '../../../../functions/core/incident/incident.ts';

describe('mesh-responder approve, decline, pause, unpause and breaker', () => {
  let played: Played;

  afterEach(() => played.close());

  function run(...args: readonly string[]): Promise<Ran> {
    return command([...args, '--config', played.config], {
      env: {MESH_RESPONDER_API_PROXY: played.sandbox.url},
    });
  }

  function apply(...args: readonly string[]): Promise<Ran> {
    return run('respond', '--apply', '--time-scale', '200', '--json', ...args);
  }

  /** Plays a broken gateway until its incident waits, and gives that. */
  async function waiting(config: Readonly<Record<string, unknown>>): Promise<Incident> {
    played = await play({scenario: 'connect-gateway-disabled', timeScale: 200}, config);
    const lines = played.sandbox.entries().map(entry => `${JSON.stringify(entry)}\n`);
    const entries = await played.files.write('entries.ndjson', lines.join(''));
    const {exit, stderr} = await apply('--entries', entries);
    assert.equal(exit, 3, stderr);
    const [incident] = await played.incidents();
    assert.ok(incident?.work.plan !== undefined);
    return incident;
  }

  async function isAnswered(): Promise<true | undefined> {
    const store = await sqliteStore({path: played.store});
    try {
      return (await store.mark(inboxMark)) === undefined ? undefined : true;
    } finally {
      await store.close();
    }
  }

  it('approve with an old hash exits with 3 and changes nothing', async () => {
    const {id} = await waiting({mode: 'approve'});
    const before = await played.incidents();
    const requests = played.sandbox.requests().length;
    for (const verb of ['approve', 'decline']) {
      const {exit, stdout, stderr} = await run(verb, id, '--plan', '0123456789abcdef');
      assert.deepEqual([exit, stdout], [3, ''], stderr);
      assert.match(stderr, /its plan is now [\da-f]{16}; .*nothing was changed/);
    }
    assert.deepEqual(await played.incidents(), before);
    assert.equal(played.sandbox.requests().length, requests);
  });

  it('approve lets the responder carry out that plan, once', async () => {
    const {
      id,
      work: {plan},
    } = await waiting({mode: 'approve'});
    const yes = await run('approve', id, '--plan', plan?.hash ?? '', '--by', 'kim');
    assert.equal(yes.exit, 0, yes.stderr);
    assert.match(yes.stdout, /approved by unverified: kim/);
    assert.deepEqual(changesAsked(played.sandbox), [], 'the command itself changes nothing');
    const again = await run('approve', id, '--plan', plan?.hash ?? '');
    assert.equal(again.exit, 3);
    assert.match(
      again.stderr,
      /unverified: kim has approved this plan already; nothing was changed/,
    );
    const done = await apply();
    assert.equal(done.exit, 0, done.stderr);
    assert.equal(effects(played.sandbox, 'EnableService'), 1);
  });

  it('approve --wait shows each step until the incident is over', async () => {
    const {
      id,
      work: {plan},
    } = await waiting({mode: 'approve'});
    const answering = run('approve', id, '--plan', plan?.hash ?? '', '--by', 'kim', '--wait');
    await until('the answer', isAnswered);
    const [yes, done] = await Promise.all([answering, apply('--wait')]);
    assert.deepEqual([yes.exit, done.exit], [0, 0], yes.stderr + done.stderr);
    const states = yes.stdout
      .split('\n')
      .flatMap(line => /^\+\d+:\d\d {2}(\S+)/.exec(line)?.[1] ?? []);
    // A run of respond begins anew with what waited.
    assert.deepEqual(states.slice(-4), ['planned', 'acting', 'verifying', 'resolved'], yes.stdout);
  });

  it('decline ends in a hold with the reason', async () => {
    const {
      id,
      work: {plan},
    } = await waiting({mode: 'approve'});
    assert.equal((await run('decline', id, '--plan', plan?.hash ?? '', '--by', 'kim')).exit, 0);
    assert.equal((await apply()).exit, 3);
    const [after] = await played.incidents();
    assert.equal(after?.reason.kind, 'plan-declined');
    assert.deepEqual(changesAsked(played.sandbox), []);
  });

  it('acknowledge shows the owner in the message, and is refused with 3 once it is over', async () => {
    const {
      id,
      work: {plan},
    } = await waiting({mode: 'approve'});
    const mine = await run('acknowledge', id, '--by', 'kim');
    assert.equal(mine.exit, 0, mine.stderr);
    assert.match(mine.stdout, /acknowledged by unverified: kim/);
    assert.equal((await apply()).exit, 3);
    assert.deepEqual(changesAsked(played.sandbox), [], 'it permits nothing');
    const shown = await run('incidents', 'show', id);
    assert.match(shown.stdout, /Acknowledged by +unverified: kim at \d\d:\d\d UTC/);
    await run('approve', id, '--plan', plan?.hash ?? '');
    assert.equal((await apply()).exit, 0);
    const late = await run('acknowledge', id);
    assert.deepEqual([late.exit, late.stdout], [3, '']);
    assert.match(late.stderr, /it is over \(resolved\).*nothing was changed/);
    assert.equal((await run('acknowledge', 'none-1')).exit, 1);
    assert.equal((await run('acknowledge')).exit, 2);
  });

  it('pause holds every change until unpause', async () => {
    played = await play({scenario: 'connect-gateway-disabled', timeScale: 200});
    assert.equal((await run('pause', '--reason', 'migration')).exit, 0);
    const lines = played.sandbox.entries().map(entry => `${JSON.stringify(entry)}\n`);
    const entries = await played.files.write('entries.ndjson', lines.join(''));
    assert.equal((await apply('--entries', entries)).exit, 3);
    assert.equal((await played.incidents())[0]?.reason.kind, 'paused');
    assert.deepEqual(changesAsked(played.sandbox), []);
    const over = await run('unpause');
    assert.match(over.stdout, /is over: migration/);
    assert.match((await run('unpause')).stdout, /There was no pause/);
    assert.equal((await apply()).exit, 0);
    assert.equal(effects(played.sandbox, 'EnableService'), 1);
  });

  it('breaker lists what was refused and lets one attempt through', async () => {
    played = await play({
      scenario: 'connect-gateway-disabled',
      timeScale: 200,
      faults: ['serviceusage:enable=403'],
    });
    const lines = played.sandbox.entries().map(entry => `${JSON.stringify(entry)}\n`);
    const entries = await played.files.write('entries.ndjson', lines.join(''));
    assert.equal((await apply('--entries', entries)).exit, 3);
    const open = await run('breaker', '--json');
    assert.equal(open.lines().length, 1, open.stderr);
    const reset = await run('breaker', 'reset', '--project', 'shop-prod');
    assert.match(reset.stdout, /enable-service: one attempt/);
    assert.match((await run('breaker', 'reset', '--project', 'other')).stdout, /No such breaker/);
  });

  const usage = [
    ['approve', '--plan', 'x'],
    ['approve', 'x-1'],
    ['pause'],
    ['pause', '--reason', 'x', '--for', 'ever'],
    ['breaker', 'open'],
    ['breaker', 'reset'],
    ['config'],
    ['config', 'explain', '--project', 'x'],
  ];
  it('answer what they cannot understand with 2, and an unknown incident with 1', async () => {
    played = await play({scenario: 'healthy'});
    const runs = await Promise.all(usage.map(args => run(...args)));
    assert.deepEqual(
      runs.map(one => one.exit),
      usage.map(() => 2),
    );
    assert.equal((await run('approve', 'x-1', '--plan', 'x')).exit, 1);
  });

  it('breaker list looks at a store without making one', async () => {
    played = await play({scenario: 'healthy', timeScale: 200});
    const {exit, stdout} = await run('breaker');
    assert.deepEqual([exit, stdout], [0, 'No breaker is open.\n']);
    assert.equal(existsSync(played.store), false);
    const typo = await run('breaker', 'list', '--project', 'shop-prodd');
    assert.match(typo.stderr, /"shop-prodd" is no project .*\. Did you mean shop-prod\?/);
  });

  it('pause says which pause it takes the place of', async () => {
    played = await play({scenario: 'healthy', timeScale: 200});
    const first = await run('pause', '--reason', 'freeze', '--for', '1h', '--by', 'kim');
    assert.deepEqual([first.exit, first.stderr], [0, '']);
    const second = await run('pause', '--reason', 'longer', '--by', 'lee');
    assert.match(second.stdout, /^Paused until somebody says "unpause": longer/);
    assert.match(second.stderr, /This replaces the pause by unverified: kim until 20\S+: freeze/);
  });
});
