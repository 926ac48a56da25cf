import assert from 'node:assert/strict';
import {existsSync} from 'node:fs';
import {writeFile} from 'node:fs/promises';
import {gzipSync} from 'node:zlib';
import {sqliteStore} from '../../../../functions/adapters/store/sqlite/sqlite-store.ts';
import {at} from '../../../../functions/core/lib/json.ts';
import {shortHash} from '../../../../functions/core/incident/plan.ts';
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

  it('check warns of a secret that stands in the file', async () => {
    const slack = {botToken: 'xoxb-1-2-abc', channel: 'C0123456789'};
    const {exit, stdout} = await check(await files.write('own.json', {projects, chat: {slack}}));
    assert.equal(exit, 0);
    assert.match(stdout, /^warning: chat\.slack\.botToken is the secret itself, /m);
    assert.doesNotMatch(stdout, /xoxb-1/);
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

  /** So many projects, each its own fleet. */
  const many = (count: number) =>
    Array.from({length: count}, (_, at) => ({
      id: `team-${String(at).padStart(4, '0')}-prod`,
      number: String(731_920_000_000 + at * 7_919),
    }));

  it('check says how many sinks name the projects, and which limits they reach', async () => {
    const [few, some, most] = await Promise.all(
      [many(2), many(1_000), many(2_000)].map(async (all, at) =>
        check(await files.write(`${at}.json`, {projects: all})),
      ),
    );
    assert.match(few?.stdout ?? '', /^sinks: 1 for each runbook, /m);
    assert.match(some?.stdout ?? '', /^sinks: 3 for each runbook, /m);
    assert.match(most?.stdout ?? '', /no fault; 2000 projects/);
    assert.match(most?.stdout ?? '', /^sinks: 6 for each runbook, 54 in all/m);
    assert.match(most?.stdout ?? '', /^limit: the sinks of 2000 projects .*set sink_parent/m);
    assert.doesNotMatch(`${few?.stdout}${some?.stdout}`, /^limit/m);
    assert.deepEqual([few?.exit, some?.exit, most?.exit], [0, 0, 0]);
  });

  it('check refuses what no secret could hold, where it goes to the cloud', async () => {
    const store = {firestore: {project: 'shop-ops'}};
    const words = Array.from({length: 5_000}, (_, at) => {
      const id = `p${shortHash(String(at)).slice(0, 24)}`;
      return {id, number: String(Number.parseInt(shortHash(`n${at}`).slice(0, 9), 16) + 1e11)};
    });
    const local = await check(await files.write('local.json', {projects: words}));
    const cloud = await check(await files.write('cloud.json', {projects: words, store}));
    assert.deepEqual([local.exit, cloud.exit], [0, 2]);
    assert.match(cloud.stderr, /packed it has about \d+ KiB, and a secret takes 64 KiB/);
  });

  it('reads a configuration that infra/ packed, because it is larger than a secret', async () => {
    const file = files.path('packed.json');
    await writeFile(file, gzipSync(JSON.stringify({projects: many(2_000)})));
    const {exit, stdout} = await check(file);
    assert.equal(exit, 0);
    assert.match(stdout, /no fault; 2000 projects/);
    await writeFile(file, gzipSync(' '.repeat(2 * 1024 * 1024)));
    assert.equal((await check(file)).exit, 2);
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
    assert.match(String(at(after, 'pause')), /^by unverified: kim until 20.*: migration$/);
    assert.deepEqual(at(after, 'breakers'), [
      'bind-service-agent until 1970-01-01T00:00:00.002Z: no',
    ]);
    const [outside] = (await explain('service-agent-unbound', 'elsewhere-1')).lines();
    assert.deepEqual([at(outside, 'listed'), at(outside, 'mode')], [false, 'exclude']);
    assert.equal((await explain('no-such')).exit, 2);
  });
});
