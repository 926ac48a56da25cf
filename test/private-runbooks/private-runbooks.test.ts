import assert from 'node:assert/strict';
import {cp, mkdir, readFile, rename, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {actionsIn} from '../../functions/cli/commands/doctor/permissions.ts';
import {textAt} from '../../functions/core/lib/json.ts';
import {runUntilSettled} from '../../functions/engine/operate/sweep.ts';
import {contractFaults, lookAt} from '../../functions/testing.ts';
import {runbooksOf} from '../../functions/wiring/registry.ts';
import {speakAll} from '../../functions/wiring/translations.ts';
import {root, start} from '../support/child.ts';
import {command} from '../support/command.ts';
import {incidentsOf, receive} from '../support/drive.ts';
import {start as startOfClock} from '../support/entries.ts';
import {fleet, rig, shop} from '../support/fakes.ts';
import {type Scratch, scratch} from '../support/scratch.ts';
import {until} from '../support/until.ts';
import {play, type Played} from '../support/world.ts';

const folder = join(root, 'test/private-runbooks/runbooks');
const id = 'route-deploy-refused';
const service = 'networkservices.googleapis.com';
const sentence = 'mesh-deployer: routes refused: networkservices.googleapis.com is disabled';

/** A deployer's complaint about its project. */
function refusedEntry(project: string, ms: number) {
  const at = new Date(ms).toISOString();
  return {
    insertId: `deploy-${ms}`,
    logName: `projects/${project}/logs/stderr`,
    resource: {
      type: 'k8s_container',
      labels: {project_id: project, container_name: 'mesh-deployer'},
    },
    severity: 'ERROR',
    timestamp: at,
    receiveTimestamp: at,
    textPayload: sentence,
  };
}

describe('the private runbook of the guide', () => {
  it('keeps the contract', async () => {
    assert.deepEqual(await contractFaults(folder), []);
  });

  it('stands in the guide, file by file', async () => {
    const guide = await readFile(join(root, 'docs/private-runbooks.md'), 'utf8');
    for (const name of ['runbook.json', 'texts.ts', 'runbook.ts']) {
      const text = await readFile(join(folder, id, name), 'utf8');
      assert.ok(guide.includes(`\n${text}\`\`\``), `docs/private-runbooks.md differs from ${name}`);
    }
  });

  it('is what Terraform is tested with', async () => {
    const manifest = `${id}/runbook.json`;
    const tested = join(root, 'infra/tests/private-runbooks', manifest);
    assert.equal(await readFile(tested, 'utf8'), await readFile(join(folder, manifest), 'utf8'));
  });

  it('is asked after ours, repairs by an action of ours, and is told in both languages', async () => {
    const runbooks = await runbooksOf({runbooks: {folder}});
    assert.equal(runbooks.at(-1)?.manifest.id, id);
    const {deps, world, chat} = await rig('auto', {runbooks});
    world.disable(shop.id, service);

    await receive(deps, refusedEntry(shop.id, startOfClock));
    await runUntilSettled(deps);
    assert.deepEqual(
      (await incidentsOf(deps, id)).map(one => [one.state, one.target.project]),
      [['resolved', shop.id]],
    );
    assert.deepEqual(world.writes, [`enableService ${shop.id} ${service}`]);
    const message = chat.messages.at(-1);
    assert.ok(message !== undefined);
    for (const [locale, said] of [
      ['en', `Routes of ${shop.id} can be deployed`],
      ['ko', `${shop.id}의 경로 배포 정상`],
    ] as const) {
      assert.equal(speakAll(locale, runbooks)(message.headline.what), said);
    }
    // Its page is the authors' own, and none of Google's stands beside it.
    assert.deepEqual(
      message.links.map(one => new URL(one.url).hostname),
      ['wiki.example.com', 'console.cloud.google.com'],
    );
  });

  it('is diagnosed in a test of its authors, who hear what the diagnosis asks', async () => {
    const [runbook] = (await runbooksOf({runbooks: {folder}})).slice(-1);
    assert.ok(runbook !== undefined);
    const answers = (state: 'ENABLED' | 'UNKNOWN') =>
      lookAt({project: shop, readers: {serviceState: () => Promise.resolve(state)}});
    assert.equal((await runbook.diagnose(answers('ENABLED'))).kind, 'healthy');
    assert.equal((await runbook.diagnose(answers('UNKNOWN'))).kind, 'person');
    await assert.rejects(
      runbook.diagnose(lookAt({project: shop})),
      /the diagnosis asks readers\.serviceState/,
    );
  });
});

describe('npm run new:runbook NAME --out FOLDER', () => {
  let files: Scratch;

  beforeEach(async () => {
    files = await scratch();
  });

  afterEach(() => files.remove());

  const generate = async (...args: readonly string[]) => {
    const child = start(process.execPath, [join(root, 'tools/scaffold/new-runbook.ts'), ...args]);
    return {exit: await child.ended, err: child.stderr()};
  };

  it('writes a private runbook that keeps the contract, and leaves what is there', async () => {
    const made = await generate('node-pool-full', '--out', files.path('runbooks'));
    assert.equal(made.exit, 0, made.err);
    assert.deepEqual(await contractFaults(files.path('runbooks')), []);
    const again = await generate('node-pool-full', '--out', files.path('runbooks'));
    assert.equal(again.exit, 2);
    assert.match(again.err, /node-pool-full is there already/);
  }).timeout(30_000);
});

describe('private runbooks reach the command', () => {
  let played: Played;

  beforeEach(async () => {
    played = await play({scenario: 'healthy', timeScale: 200}, {runbooks: {folder}});
  });

  afterEach(() => played.close());

  function run(args: readonly string[], input = '') {
    const env = {MESH_RESPONDER_API_PROXY: played.sandbox.url};
    return command([...args, '--config', played.config], {env, input});
  }

  /** Turns the API off that the deployer needs, and waits until it is. */
  async function turnOff(): Promise<void> {
    const path = `serviceusage.googleapis.com/v1/projects/shop-prod/services/${service}`;
    const url = `${played.sandbox.url}/${path}`;
    const asked = await fetch(`${url}:disable`, {method: 'POST', body: '{}'});
    assert.equal(asked.status, 200);
    await until(`${service} is off`, async () => {
      const shown: unknown = await (await fetch(url)).json();
      return textAt(shown, 'state') === 'DISABLED' || undefined;
    });
  }

  it('filters, with the projects of the configuration', async () => {
    const {exit, lines, stderr} = await run(['filters', '--json']);
    assert.equal(exit, 0, stderr);
    const own = lines().find(one => textAt(one, 'runbook') === id);
    assert.match(textAt(own, 'filter') ?? '', /mesh-deployer[\s\S]*project_id="shop-prod"/);
  });

  it('classify and match', async () => {
    const entry = refusedEntry('shop-prod', Date.now());
    const input = JSON.stringify(entry);
    const classified = await run(['classify'], input);
    assert.equal(textAt(classified.lines()[0], 'runbook'), id, classified.stderr);
    const matched = await run(['match', '--runbook', id], input);
    assert.deepEqual(matched.lines(), [{insertId: entry.insertId, match: true}]);
    const alone = await command(['classify'], {input});
    assert.equal(textAt(alone.lines()[0], 'runbook'), undefined);
  });

  it('respond, which repairs and verifies, and incidents, which tells it', async () => {
    await turnOff();
    const input = JSON.stringify(refusedEntry('shop-prod', Date.now()));
    const args = ['respond', '--apply', '--time-scale', '200', '--json', '--entries', '-'];
    const {exit, lines, stderr} = await run(args, input);
    assert.equal(exit, 0, stderr);
    const [incident] = lines();
    assert.equal(textAt(incident, 'runbook'), id);
    assert.equal(textAt(incident, 'state'), 'resolved');
    const shown = await run(['incidents', 'show', textAt(incident, 'incident') ?? '']);
    assert.match(shown.stdout, /Routes of shop-prod can be deployed/);
  });

  it('diagnose, which says what it found in its own words', async () => {
    await turnOff();
    const {exit, stdout, stderr} = await run(['diagnose', '--project', 'shop-prod']);
    assert.equal(exit, 3, stderr);
    assert.match(stdout, /route-deploy-refused/);
    assert.match(
      stdout.replaceAll(/\s+/g, ' '),
      /mesh-deployer writes the routes of shop-prod through/,
    );
  });

  it('doctor, which asks for the roles of the actions that it may ask for', async () => {
    const runbooks = await runbooksOf({runbooks: {folder}});
    const rules = [{runbook: id, mode: 'auto'}] as const;
    const settings = {projects: [shop], mode: 'observe', rules, locale: 'en'} as const;
    const context = {settings: {...settings, chat: {}, store: {}}, runbooks};
    assert.deepEqual(actionsIn(context, shop.id), ['enable-service']);
    assert.deepEqual(actionsIn({...context, runbooks: runbooks.slice(0, -1)}, shop.id), []);
  });

  it('config, whose rules may name it', async () => {
    const args = ['config', 'explain', '--project', 'shop-prod', '--runbook', id, '--json'];
    const {lines, stderr} = await run(args);
    assert.equal(textAt(lines()[0], 'actions'), 'enable-service', stderr);
  });
});

describe('private runbooks that break the contract', () => {
  let files: Scratch;

  beforeEach(async () => {
    files = await scratch();
    await cp(folder, files.path('runbooks'), {recursive: true});
  });

  afterEach(() => files.remove());

  const own = (name: string, runbook = id) => files.path(`runbooks/${runbook}/${name}`);

  async function change(name: string, from: string | RegExp, to: string): Promise<void> {
    const text = await readFile(own(name), 'utf8');
    const changed = text.replace(from, to);
    assert.notEqual(changed, text, `${String(from)} is not in ${name}`);
    await writeFile(own(name), changed);
  }

  /** What is said of the folder, without the path of it. */
  async function faults(): Promise<readonly string[]> {
    const found = await contractFaults(files.path('runbooks'));
    return found.map(one => one.replaceAll(`${files.path('runbooks')}/`, ''));
  }

  const breaks: readonly (readonly [
    what: string,
    name: string,
    from: string | RegExp,
    to: string,
    fault: string | RegExp,
  ])[] = [
    ['no JSON', 'runbook.json', '{', '', /runbook\.json is no JSON: /],
    [
      'a field that lacks',
      'runbook.json',
      /"title": .*,\n/,
      '',
      / lacks title, which must be a text/,
    ],
    [
      'a field that is none',
      'runbook.json',
      '{',
      '{"pages": "",',
      /has pages, which is none of id, /,
    ],
    [
      'an id that is not its folder',
      'runbook.json',
      id,
      'other-name',
      /id must be the name of its f/,
    ],
    [
      'a filter that does not parse',
      'runbook.json',
      'severity>=',
      'severity>=(',
      /: filter: line /,
    ],
    [
      'a page that is no address',
      'runbook.json',
      'https:',
      'file:',
      /page must be an https address/,
    ],
    [
      'a permission that changes',
      'runbook.json',
      'services.get',
      'services.enable',
      /a diagnosis may not have serviceusage\.services\.enable/,
    ],
    [
      'a permission on secrets',
      'runbook.json',
      'serviceusage.services.get',
      'container.secrets.get',
      /a diagnosis may not have container\.secrets\.get/,
    ],
    [
      'an action that is none',
      'runbook.json',
      'enable-service',
      'run-anything',
      /names the action run-anything, which is none of .*enable-service/,
    ],
    ['a cause that is none', 'runbook.json', '{', '{"causes": ["no-such"],', /no-such as a cause/],
    [
      'a language that lacks',
      'texts.ts',
      /ko: 'Network.*',/,
      '',
      /cause\.route-deploy-refused lacks ko/,
    ],
    [
      'a parameter that lacks',
      'texts.ts',
      '{target}의 경로가',
      '',
      /asks for \{target\} in en, and \{\}/,
    ],
    [
      'a headline that lacks',
      'texts.ts',
      '.over',
      '.past',
      /lacks headline\.route-deploy-refused\.over/,
    ],
    [
      'a code of somebody else',
      'texts.ts',
      "'cause.route",
      "'cause.unbound': {en: 'a', ko: 'b'},\n  'cause.route",
      /cause\.unbound is the code of another/,
    ],
    [
      'a verb that lacks',
      'runbook.ts',
      /  diagnose,\n/,
      '',
      /runbook\.ts lacks diagnose, a function/,
    ],
    [
      'a module that cannot be loaded',
      'runbook.ts',
      'const service',
      'throw new Error("no");\nconst service',
      /runbook\.ts cannot be loaded: no$/,
    ],
    [
      'no default export',
      'runbook.ts',
      'export default runbook',
      'export {runbook}',
      /has no default export/,
    ],
    [
      'an entry that detect leaves',
      'cases.json',
      'routes refused: network',
      'routes dropped: network',
      /the filter of runbook\.json does not pass it/,
    ],
    [
      'a near miss for another reason',
      'cases.json',
      'foreign.quoted',
      'foreign.severity',
      /detect says foreign\.quoted, not foreign\.severity/,
    ],
  ];

  for (const [what, name, from, to, fault] of breaks) {
    it(`say so: ${what}`, async () => {
      await change(name, from, to);
      const found = await faults();
      assert.ok(
        found.some(one => (typeof fault === 'string' ? one === fault : fault.test(one))),
        found.join('\n'),
      );
    });
  }

  it('say so: a name of ours, and two that explain each other', async () => {
    await rename(files.path(`runbooks/${id}`), files.path('runbooks/log-path-silent'));
    assert.match((await faults()).join('\n'), /id must be the name of its folder, log-path-silent/);
    const json = own('runbook.json', 'log-path-silent');
    await writeFile(json, (await readFile(json, 'utf8')).replace(id, 'log-path-silent'));
    assert.match((await faults()).join('\n'), /there is a runbook log-path-silent already/);
  });

  it('say so: two that explain each other', async () => {
    await cp(files.path(`runbooks/${id}`), files.path('runbooks/other-problem'), {recursive: true});
    for (const name of ['runbook.json', 'texts.ts', 'runbook.ts']) {
      const file = own(name, 'other-problem');
      await writeFile(file, (await readFile(file, 'utf8')).replaceAll(id, 'other-problem'));
    }
    await change('runbook.json', '{', '{"causes": ["other-problem"],');
    const json = own('runbook.json', 'other-problem');
    await writeFile(json, (await readFile(json, 'utf8')).replace('{', `{"causes": ["${id}"],`));
    const said = (await faults()).join('\n');
    assert.match(said, /causes lead in a circle: \S+ -> \S+ -> \S+/);
    assert.match(said, /cases\.json: the deployer is refused: other-problem takes it too/);
  });

  it('end the command with 2, with every fault of the file and of each runbook at once', async () => {
    await change('runbook.json', 'services.get', 'services.enable');
    await mkdir(files.path('runbooks/half-written'));
    await writeFile(files.path('runbooks/half-written/runbook.json'), '[]');
    const projects = [{id: 'shop-prod', number: '12'}];
    const config = await files.write('responder.json', {
      projects,
      mode: 'bold',
      rules: [{runbook: id, mode: 'auto'}],
      runbooks: {folder: './runbooks'},
    });
    const {exit, stderr} = await command(['filters', '--config', config]);
    assert.equal(exit, 2);
    assert.match(stderr, /\n {2}mode: found "bold"/);
    assert.match(
      stderr,
      /\n {2}runbooks\.folder: \S+half-written\/runbook\.json of \(no id\) lacks id/,
    );
    assert.match(stderr, /\n {2}runbooks\.folder: \S+half-written\/runbook\.ts is not there/);
    assert.match(
      stderr,
      /\n {2}runbooks\.folder: \S+: a diagnosis may not have serviceusage\.services\.enable/,
    );
    assert.doesNotMatch(stderr, /rules\[0\]/, 'the runbook is there, whatever it lacks');
    await rm(files.path('runbooks'), {recursive: true});
    const gone = await command(['filters', '--config', config]);
    assert.match(gone.stderr, /runbooks\.folder: \S+runbooks cannot be read: ENOENT/);
  });
});

describe('the fence around private runbooks', () => {
  let files: Scratch;

  beforeEach(async () => {
    files = await scratch();
    await cp(folder, files.path('runbooks'), {recursive: true});
  });

  afterEach(() => files.remove());

  async function changed(from: string, to: string) {
    const file = files.path(`runbooks/${id}/runbook.ts`);
    const text = await readFile(file, 'utf8');
    assert.ok(text.includes(from), from);
    await writeFile(file, text.replace(from, to));
    return runbooksOf({runbooks: {folder: files.path('runbooks')}});
  }

  it('changes nothing where a plan has an action that runbook.json does not name', async () => {
    const runbooks = await changed(
      'actions: enabling(project.id, [service]),',
      "actions: [{action: 'bind-service-agent', params: {project: project.id, fleetNumber: '1'}}],",
    );
    const {deps, world} = await rig('auto', {runbooks});
    world.disable(shop.id, service);
    await receive(deps, refusedEntry(shop.id, startOfClock));
    await runUntilSettled(deps);
    assert.deepEqual(world.writes, []);
    const [incident] = await incidentsOf(deps, id);
    assert.ok(incident !== undefined && !['resolved', 'acting'].includes(incident.state));
    assert.match(
      JSON.stringify(incident),
      /which its runbook\.json does not name among its actions/,
    );
  });

  for (const [what, from, to, said] of [
    ['fails', 'if (entry.text?.', "throw new Error('a slip'); if (entry.text?.", /a slip/],
    ['says nothing', 'return unrelated;', 'return undefined as never;', /Cannot read/],
    ['speaks for another runbook', `runbook: '${id}'`, "runbook: 'log-path-silent'", /log-path/],
  ] as const) {
    it(`leaves an entry, with the reason, where detect ${what}; the others go on`, async () => {
      const runbooks = await changed(from, to);
      const {deps} = await rig('auto', {runbooks});
      const entry = {...refusedEntry(fleet.id, startOfClock)};
      const text = what === 'says nothing' ? 'nothing of ours' : sentence;
      const [received] = await receive(deps, {...entry, textPayload: text});
      assert.ok(received?.kind === 'skipped', JSON.stringify(received));
      assert.match(JSON.stringify(received.reason), /foreign\.private-failed/);
      assert.match(JSON.stringify(received.reason), said);
    });
  }
});
