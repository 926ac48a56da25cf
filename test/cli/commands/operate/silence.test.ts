import assert from 'node:assert/strict';
import {sqliteStore} from '../../../../functions/adapters/store/sqlite/sqlite-store.ts';
import {silencesMark} from '../../../../functions/core/guard/silence.ts';
import {at} from '../../../../functions/core/lib/json.ts';
import {opened} from '../../../support/drive.ts';
import {advance} from '../../../../functions/engine/remediate/advance.ts';
import {sweep} from '../../../../functions/engine/operate/sweep.ts';
import {FakeClock} from '../../../support/clock.ts';
import {command, type Ran} from '../../../support/command.ts';
import {gatewayEntry} from '../../../support/entries.ts';
import {fleet, rig, shop} from '../../../support/fakes.ts';
import {minute} from '../../../support/incident.ts';
import {type Scratch, scratch} from '../../../support/scratch.ts';

describe('mesh-responder silence', () => {
  let files: Scratch;
  let config: string;
  let incident: string;

  beforeEach(async () => {
    files = await scratch();
    const path = files.path('incidents.db');
    config = await files.write('config.json', {
      projects: [{...fleet, folders: ['20', '10'], labels: {team: 'quay'}}, shop],
      store: {sqlite: {path}},
      silences: [
        {
          ...{project: shop.id, reason: 'releases', days: ['sun', 'mon', 'tue', 'wed', 'thu']},
          ...{from: '00:00', for: '24h', timeZone: 'UTC'},
        },
      ],
    });
    const clock = new FakeClock();
    clock.advance(Date.now() - 10 * minute - clock.now());
    const {deps, world} = await rig('observe', {store: await sqliteStore({path}), clock});
    world.disable(fleet.id);
    incident = (await opened(deps, gatewayEntry({at: clock.now()}))).id;
    await sweep(deps);
    await deps.store.close();
  });

  afterEach(() => files.remove());

  function silence(...args: readonly string[]): Promise<Ran> {
    return command(['silence', ...args, '--config', config], {env: {USER: 'kim'}});
  }

  const add = (...args: readonly string[]) =>
    silence('add', '--project', fleet.number, '--reason', 'node upgrade', ...args);

  /** What `list` shows of what people said. */
  async function said(): Promise<readonly unknown[]> {
    const listed = await silence('list', '--json');
    assert.equal(listed.exit, 0, listed.stderr);
    return listed.lines().filter(one => at(one, 'source') === 'person');
  }

  it('adds one, shows what it covers, lists it with who said it, and ends it', async () => {
    const added = await add('--for', '2h');
    assert.equal(added.exit, 0, added.stderr);
    assert.match(added.stdout, /^Silence s-[\da-f]{8}: harbor-fleet until \S+Z: node upgrade\n/);
    assert.match(added.stdout, /Open incidents that it covers now: 1\n/);
    assert.ok(added.stdout.includes(incident));
    const [one] = await said();
    assert.deepEqual(
      ['project', 'reason', 'by', 'state', 'incidents'].map(name => at(one, name)),
      [fleet.id, 'node upgrade', 'unverified: kim', 'holds', [incident]],
    );
    const id = String(at(one, 'silence'));
    assert.match((await silence()).stdout, new RegExp(`^${id} .*holds, 1 open +harbor-fleet`, 'm'));
    const ended = await silence('end', id);
    assert.deepEqual([ended.exit, ended.stderr], [0, '']);
    assert.match(ended.stdout, /by unverified: kim is over: node upgrade/);
    assert.deepEqual(
      [at((await said())[0], 'state'), (await silence('end', id)).exit],
      ['over', 1],
    );
  });

  it('covers the projects of a folder and of a label, by the configuration', async () => {
    const kept = ['--for', '1h', '--reason', 'x'];
    const both = await silence('add', '--folder', '10', '--label', 'team=quay', ...kept);
    assert.equal(both.exit, 0, both.stderr);
    assert.match(both.stdout, /^Silence s-\S+: folders\/10 · team=quay until \S+Z: x\n.*: 1\n/);
    const [one] = await said();
    assert.deepEqual(
      ['folder', 'label', 'project', 'incidents'].map(name => at(one, name)),
      ['10', 'team=quay', undefined, [incident]],
    );
  });

  it('begins at a time that is named, and until then covers nothing', async () => {
    const from = new Date(Date.now() + 60 * minute).toISOString();
    const added = await add('--from', from, '--for', '2h');
    assert.equal(added.exit, 0, added.stderr);
    assert.ok(added.stdout.includes(` from ${from} until `), added.stdout);
    const [one] = await said();
    assert.deepEqual(
      [at(one, 'from'), at(one, 'state'), at(one, 'incidents')],
      [from, 'to-come', []],
    );
    const ended = await silence('end', String(at(one, 'silence')));
    assert.match(ended.stdout, /by unverified: kim will not begin: node upgrade/);
    assert.equal(at((await said())[0], 'state'), 'over');
  });

  it('is another one each time that it is said, though it begins at the same time', async () => {
    const from = new Date(Date.now() + 60 * minute).toISOString();
    const [first] = [
      await add('--from', from, '--for', '1h'),
      await add('--from', from, '--for', '8h'),
    ];
    assert.equal(first.exit, 0);
    const both = await said();
    assert.equal(both.length, 2);
    for (const one of both) await silence('end', String(at(one, 'silence')));
    await add('--from', from, '--for', '1h');
    assert.equal((await said()).filter(one => at(one, 'state') === 'to-come').length, 1);
  });

  it('that began before ends as it was said, and is refused where that is over', async () => {
    const hourAgo = new Date(Date.now() - 60 * minute);
    const end = new Date(hourAgo.getTime() + 120 * minute).toISOString();
    assert.equal((await add('--from', hourAgo.toISOString(), '--for', '2h')).exit, 0);
    assert.equal(at((await said())[0], 'until'), end);
    const past = await add('--from', hourAgo.toISOString(), '--for', '30m');
    assert.deepEqual([past.exit, past.stdout], [2, '']);
    assert.match(past.stderr, /it would be over already/);
  });

  it('is named by what explains and shows an incident, also when it is over', async () => {
    const incidents = async (verb: string) => {
      const {exit, stdout, stderr} = await command(['incidents', verb, incident, '-c', config]);
      assert.equal(exit, 0, stderr);
      return stdout.replaceAll(/\s+/g, ' ');
    };
    assert.equal((await add('--for', '2h')).exit, 0);
    const seen = async (now: number): Promise<void> => {
      const store = await sqliteStore({path: files.path('incidents.db')});
      const clock = new FakeClock(now);
      const {deps} = await rig('observe', {store, guardStore: store, clock});
      await advance(deps, incident);
      await store.close();
    };
    await seen(Date.now());
    assert.match(await incidents('explain'), /silenced Nobody is told until .*: unverified: kim/);
    assert.match(
      await incidents('show'),
      /Nobody is told until .*kim silenced it \(node upgrade\)/,
    );
    await seen(Date.now() + 3 * 60 * minute);
    assert.match(await incidents('explain'), /silenced Nobody was told from .*\(node upgrade\)/);
    assert.doesNotMatch(await incidents('show'), /Nobody is told/);
  });

  it('lists the windows of the configuration, which the command does not end', async () => {
    const {stdout} = await silence('list', '--json');
    const [window] = stdout
      .split('\n')
      .map(line => (line === '' ? {} : (JSON.parse(line) as unknown)));
    assert.deepEqual(
      [at(window, 'source'), at(window, 'by'), at(window, 'reason')],
      ['configuration', 'configuration', 'releases'],
    );
    const {exit, stderr} = await silence('end', String(at(window, 'silence')));
    assert.equal(exit, 1);
    assert.match(stderr, /is a window of the configuration, and nothing was changed/);
  });

  it('shows with --preview what it would cover, and writes nothing', async () => {
    const {exit, stdout} = await add('--for', '2h', '--preview');
    assert.equal(exit, 0);
    assert.match(stdout, /^Would silence harbor-fleet until /);
    assert.ok(stdout.includes(incident));
    assert.deepEqual(await said(), []);
  });

  it('refuses what is wrong with 2, and says what', async () => {
    const refused: readonly (readonly [readonly string[], RegExp])[] = [
      [['add', '--reason', 'x', '--for', '1h'], /say what: --runbook, --project/],
      [['add', '--project', fleet.id, '--for', '1h'], /--reason is missing/],
      [['add', '--project', fleet.id, '--reason', 'x'], /--for is missing: or --until/],
      [['add', '--project', 'harbor-flete', '--reason', 'x', '--for', '1h'], /mean harbor-fleet\?/],
      [
        ['add', '--runbook', 'connect-gateway', '--reason', 'x', '--for', '1h'],
        /--runbook "connect-gateway" is none of/,
      ],
      [['add', '--project', fleet.id, '--reason', 'x', '--for', '0h'], /is not like 30m/],
      [['add', '--project', fleet.id, '--reason', 'x', '--for', '31d'], /at most 30 days/],
      [['add', '--project', fleet.id, '--reason', 'x', '--until', 'now'], /no RFC 3339 time/],
      [
        ['add', '--project', fleet.id, '--reason', 'x', '--until', '2020-01-01T00:00:00Z'],
        /it would be over already/,
      ],
      [
        ['add', '--project', fleet.id, '--reason', 'x', '--for', '1h', '--until', 'x'],
        /--for and --until exclude each other/,
      ],
      [
        ['add', '--label', 'team=shop', '--reason', 'x', '--for', '1h'],
        /--label "team=shop" is none of team=quay/,
      ],
      [
        ['add', '--folder', '30', '--reason', 'x', '--for', '1h'],
        /--folder "30" is none of 20, 10/,
      ],
      [
        ['add', '--folder', '10', '--project', shop.id, '--reason', 'x', '--for', '1h'],
        /no project of the configuration is in all that is named/,
      ],
      [
        [
          'add',
          '--project',
          fleet.id,
          '--reason',
          'x',
          '--from',
          '2100-01-01T00:00:00Z',
          '--for',
          '1h',
        ],
        /--from is more than 30 days ahead/,
      ],
      [
        ['add', '--project', fleet.id, '--reason', 'x', '--from', 'noon', '--for', '1h'],
        /--from "noon" is no RFC 3339 time/,
      ],
      [['end'], /ID is missing/],
      [['end', 's-1', '--all'], /exclude each other/],
      [['mute'], /"mute" is none of list, add, end/],
      [['list', 'x'], /list takes no "x"/],
    ];
    for (const [args, says] of refused) {
      const {exit, stderr, stdout} = await silence(...args);
      assert.deepEqual([exit, stdout], [2, ''], args.join(' '));
      assert.match(stderr, says);
    }
    assert.deepEqual(await said(), []);
  });

  it('says with 1 that the list cannot be read, and empties it with --all', async () => {
    const store = await sqliteStore({path: files.path('incidents.db')});
    await store.setMark({name: silencesMark, version: 1, value: {silences: 'all'}});
    await store.close();
    for (const args of [['list'], ['end', 's-1'], ['add', '--project', fleet.id, '--for', '1h']]) {
      const {exit, stderr} = await silence(
        ...args,
        ...(args[0] === 'add' ? ['--reason', 'x'] : []),
      );
      assert.equal(exit, 1, args.join(' '));
      assert.match(stderr, /cannot be read.*mesh-responder silence end --all/);
    }
    assert.equal((await silence('end', '--all')).exit, 0);
    assert.equal((await add('--for', '1h')).exit, 0);
  });
});
