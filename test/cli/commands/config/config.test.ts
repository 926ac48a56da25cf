import assert from 'node:assert/strict';
import {existsSync} from 'node:fs';
import {sqliteStore} from '../../../../functions/adapters/store/sqlite/sqlite-store.ts';
import {at} from '../../../../functions/core/lib/json.ts';
import {command} from '../../../support/command.ts';
import {type Scratch, scratch} from '../../../support/scratch.ts';

const projects = [{id: 'shop-prod', number: '415104041262'}];

describe('mesh-responder config', () => {
  let files: Scratch;

  beforeEach(async () => {
    files = await scratch();
  });
  afterEach(() => files.remove());

  const check = (file: string) => command(['config', 'check', '--config', file]);

  it('check prints every fault with its path, and exits with 2', async () => {
    const file = await files.write('five.json', {
      projects,
      mode: 'sometimes',
      rules: [
        {project: 'shop-prot', mode: 'auto'},
        {runbook: 'connect-gateway', mode: 'exclude'},
      ],
      budgets: {repairsPerHour: 0},
      chat: {slack: {channel: 'C1'}},
    });
    const {exit, stdout, stderr} = await check(file);
    assert.deepEqual([exit, stdout], [2, '']);
    const paths = [...stderr.matchAll(/^ {2}(\S+): /gm)].map(([, path]) => path);
    assert.deepEqual(paths.sort(), [
      'budgets.repairsPerHour',
      'chat.slack.botToken',
      'mode',
      'rules[0].project',
      'rules[1].runbook',
    ]);
    assert.match(stderr, /5 faults/);
    assert.match(stderr, /did you mean shop-prod\?/);
  });

  it('check refuses two rules about the same thing, but not an exclusion beside a mode', async () => {
    const two = {
      projects,
      rules: [
        {project: 'shop-prod', mode: 'auto'},
        {project: 'shop-prod', mode: 'exclude'},
        {project: 'shop-prod', mode: 'observe'},
      ],
    };
    const {exit, stderr} = await check(await files.write('two.json', two));
    assert.equal(exit, 2);
    assert.match(stderr, /1 fault;/);
    assert.match(stderr, /rules\[2\]: rules\[0\] is about the same/);
  });

  it('check says what a right file holds; the environment may name it', async () => {
    const file = await files.write('right.json', {projects, rules: [{mode: 'auto'}]});
    const [named, found, none] = await Promise.all([
      check(file),
      command(['config', 'check'], {env: {MESH_RESPONDER_CONFIG: file}}),
      command(['config', 'check'], {env: {MESH_RESPONDER_CONFIG: ''}}),
    ]);
    assert.deepEqual([named.exit, found.exit, none.exit], [0, 0, 2]);
    assert.match(named.stdout, /no fault; 1 project, mode observe, 1 rule/);
    assert.equal(found.stdout, named.stdout);
  });

  it('explain tells the mode, the rule that decided it, budgets, breakers and the pause', async () => {
    const path = files.path('incidents.db');
    const file = await files.write('config.json', {
      projects,
      rules: [{mode: 'auto'}, {runbook: 'service-agent-unbound', mode: 'approve'}],
      budgets: {repairsPerHour: 3},
      store: {sqlite: {path}},
    });
    const explain = (runbook: string, project = 'shop-prod') =>
      command([
        ...['config', 'explain', '--config', file, '--json'],
        ...['--project', project, '--runbook', runbook],
      ]);
    const before = await explain('service-agent-unbound');
    assert.equal(before.exit, 0, before.stderr);
    assert.equal(existsSync(path), false, 'nothing is written');
    assert.deepEqual(before.lines(), [
      {
        project: 'shop-prod',
        runbook: 'service-agent-unbound',
        listed: true,
        mode: 'approve',
        by: 'rules[1]',
        actions: 'bind-service-agent',
        repairsPerHour: 3,
        messagesPerMinute: 60,
        repairsThisHour: 0,
        pause: 'none',
        breakers: [],
      },
    ]);
    const store = await sqliteStore({path});
    const value = {open: true, incident: 'x-1', said: 'no', openedAt: 1, until: 2};
    const name = 'breaker/shop-prod/bind-service-agent';
    await store.setMark({name, version: 1, value});
    await store.close();
    const paused = await command([
      ...['pause', '--config', file, '--reason', 'migration', '--for', '2h', '--by', 'kim'],
    ]);
    assert.equal(paused.exit, 0, paused.stderr);
    const [after] = (await explain('service-agent-unbound', '415104041262')).lines();
    assert.match(String(at(after, 'pause')), /^by kim until 20.*: migration$/);
    assert.deepEqual(at(after, 'breakers'), [
      'bind-service-agent until 1970-01-01T00:00:00.002Z: no',
    ]);
    const [outside] = (await explain('service-agent-unbound', 'elsewhere-1')).lines();
    assert.deepEqual([at(outside, 'listed'), at(outside, 'mode')], [false, 'exclude']);
    assert.equal((await explain('no-such')).exit, 2);
  });
});
