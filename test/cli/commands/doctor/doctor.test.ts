import assert from 'node:assert/strict';
import {actions} from '../../../../functions/actions/index.ts';
import {doctorApis, ownApis} from '../../../../functions/cli/commands/doctor/checks/apis.ts';
import {at, textAt} from '../../../../functions/core/lib/json.ts';
import {runbooks} from '../../../../functions/runbooks/index.ts';
import {textOf} from '../../../infra/files.ts';
import {command, type Ran} from '../../../support/command.ts';
import {
  account,
  apisOfInfra,
  deployedConfig,
  deployedScenario,
  filtersOf,
  resources,
} from '../../../support/deployed.ts';
import {play, type Played} from '../../../support/world.ts';
import engine from '../../../../functions/engine/engine.json' with {type: 'json'};

/** How many permissions the manifests read with, and how many APIs infra/ turns on. */
const reading = new Set([
  ...engine.permissions,
  ...runbooks.flatMap(one => one.manifest.permissions),
]).size;
/** A runbook without a filter has no sink. */
const sinks = runbooks.filter(one => one.manifest.filter !== undefined).length;
const apis = apisOfInfra().length;

describe('mesh-responder doctor', () => {
  let played: Played;
  let deployed: ReturnType<typeof resources>;

  /** Deploys into a sandbox what infra/ would: the sinks with the filters that the command prints. */
  beforeEach(async () => {
    played = await play({scenario: deployedScenario(), timeScale: 1}, deployedConfig);
    const printed = await command(['filters', '--json', '--config', played.config]);
    deployed = resources(filtersOf(printed.lines()));
    played.sandbox.patch({put: deployed});
  });

  afterEach(() => played.close());

  function doctor(...args: readonly string[]): Promise<Ran> {
    return command(['doctor', '--config', played.config, ...args], {
      env: {MESH_RESPONDER_API_PROXY: played.sandbox.url},
    });
  }

  /** What is not ok, without what differs from run to run. */
  async function wrong(): Promise<{
    readonly exit: Ran['exit'];
    readonly lines: readonly unknown[];
  }> {
    const {exit, lines, stderr} = await doctor('--json');
    assert.equal(stderr, '');
    return {exit, lines: lines().filter(one => at(one, 'result') !== 'ok')};
  }

  /** Changes one deployed resource, found by the end of its name. */
  function change(ending: string, fields: Readonly<Record<string, unknown>>): void {
    const name = Object.keys(deployed).find(one => one.endsWith(ending));
    assert.ok(name !== undefined, ending);
    played.sandbox.patch({put: {[name]: {...deployed[name], ...fields}}});
  }

  it('finds everything well where the deployment is what the code says, and changes nothing', async () => {
    const {exit, stdout, stderr} = await doctor();
    assert.equal(exit, 0, stdout + stderr);
    const shown = stdout.replace(played.config, 'CONFIG').replace(/\(\d s off\)/, '(0 s off)');
    const expected = textOf('test/cli/commands/doctor/doctor.txt')
      .replaceAll('READING', `${reading}`)
      .replaceAll('SINKS', `${sinks}`)
      .replaceAll('APIS', `${apis}`);
    assert.deepEqual(shown.split('\n'), expected.split('\n'));
    assert.deepEqual(
      played.sandbox.requests().filter(one => one.mutating || one.verb === ''),
      [],
    );
  });

  it('speaks Korean where the configuration does', async () => {
    const config = await played.files.write('ko.json', {...deployedConfig, locale: 'ko'});
    const {exit, stdout} = await command(['doctor', '--config', config], {
      env: {MESH_RESPONDER_API_PROXY: played.sandbox.url},
    });
    assert.equal(exit, 0);
    assert.ok(stdout.includes(`필요한 권한 ${reading}개가 있고 위험한 권한은 없습니다`));
  });

  it('tells a permission that is missing', async () => {
    const role = 'iam.googleapis.com/projects/shop-prod/roles/mesh_responder_read';
    const held = deployed[role]?.['includedPermissions'];
    assert.ok(Array.isArray(held));
    change('shop-prod/roles/mesh_responder_read', {
      includedPermissions: held.filter(one => one !== 'gkehub.features.get'),
    });
    assert.deepEqual(await wrong(), {
      exit: 3,
      lines: [
        {
          check: 'permissions',
          subject: 'respond in shop-prod',
          result: 'broken',
          reason: 'permissions-missing',
          said: 'lacks gkehub.features.get',
          next: 'terraform -chdir=infra init && terraform -chdir=infra apply -var-file=../responder.tfvars',
        },
      ],
    });
  });

  it('tells a right to write policies in mode observe, and the role that it comes from', async () => {
    const role = 'roles/owner';
    played.sandbox.patch({
      project: 'shop-prod',
      bind: [{role, member: `serviceAccount:${account('respond')}`}],
    });
    const {exit, lines} = await wrong();
    assert.equal(exit, 3);
    assert.deepEqual(
      lines.map(one => [at(one, 'subject'), at(one, 'reason')]),
      [
        ['respond in shop-prod', 'permissions-excess'],
        ['shop-prod', 'role-foreign'],
      ],
    );
    assert.equal(
      textAt(lines[1], 'next'),
      `gcloud projects remove-iam-policy-binding shop-prod --member=serviceAccount:${account('respond')} --role=roles/owner --condition=None`,
    );
  });

  it('tells a sink whose filter is another one', async () => {
    const sink = 'shop-prod/sinks/mesh-responder-service-agent-unbound';
    const name = `logging.googleapis.com/projects/${sink}`;
    const filter = String(deployed[name]?.['filter']).replace('type="project"', 'type="global"');
    change(sink, {filter});
    const printed = `mesh-responder filters --config ${played.config} --json | jq -r 'select(.runbook=="service-agent-unbound").filter'`;
    assert.deepEqual(await wrong(), {
      exit: 3,
      lines: [
        {
          check: 'sinks',
          subject: 'shop-prod',
          result: 'broken',
          reason: 'sink-filter',
          said: 'mesh-responder-service-agent-unbound has another filter than the code; line 2 is: resource.type="global"',
          next: `gcloud logging sinks update mesh-responder-service-agent-unbound --project=shop-prod --log-filter="$(${printed})"`,
        },
      ],
    });
  });

  it('asks for the permissions of an action only where a rule can reach it', async () => {
    const rules = [{project: 'shop-prod', runbook: 'service-agent-unbound', mode: 'auto'}];
    const config = await played.files.write('rules.json', {...deployedConfig, rules});
    const {lines} = await command(['doctor', '--config', config, '--json'], {
      env: {MESH_RESPONDER_API_PROXY: played.sandbox.url},
    });
    const told = lines().filter(one => /^(actions|permissions)$/.test(textAt(one, 'check') ?? ''));
    const of = (subject: string) => told.find(one => at(one, 'subject') === subject);
    assert.match(
      textAt(of('respond'), 'said') ?? '',
      /reached: bind-service-agent; .*enable-service/,
    );
    assert.match(
      textAt(of('respond in shop-prod'), 'said') ?? '',
      /lacks resourcemanager\.projects\.setIamPolicy$/,
    );
    assert.equal(textAt(of('respond in shop-fleet'), 'result'), 'ok');
  });

  /** Moves the sinks into an organisation above the projects. */
  function moveUp(change: (sink: Readonly<Record<string, unknown>>, id: string) => object): void {
    for (const [name, sink] of Object.entries(deployed)) {
      const [, project = '', id = ''] =
        /googleapis\.com\/projects\/([^/]+)\/sinks\/(.+)$/.exec(name) ?? [];
      if (id === '') continue;
      const above = `logging.googleapis.com/organizations/123456789012/sinks/${id}`;
      const moved = {...sink, includeChildren: true, ...change(sink, id)};
      played.sandbox.patch({drop: [name], put: project === 'shop-prod' ? {[above]: moved} : {}});
    }
  }

  it('takes the sinks of an organisation above the projects', async () => {
    moveUp(() => ({}));
    assert.deepEqual(await wrong(), {exit: 0, lines: []});
  });

  it('takes sinks above the projects that name no project', async () => {
    const own = filtersOf((await command(['filters', '--json'])).lines());
    moveUp((_, id) => ({filter: own.get(id.replace('mesh-responder-', ''))}));
    assert.deepEqual(await wrong(), {exit: 0, lines: []});
  });

  it('tells a clock that is wrong', async () => {
    played.sandbox.patch({skewSeconds: 3_600});
    const {exit, lines} = await wrong();
    assert.equal(exit, 3);
    assert.deepEqual(
      lines.map(one => [at(one, 'reason'), at(one, 'result'), at(one, 'next')]),
      [['clock-behind', 'broken', 'sudo timedatectl set-ntp true']],
    );
    assert.match(textAt(lines[0], 'said') ?? '', /^is 3(600|599|601) s behind Google's/);
  });

  it('tells a token that Slack refuses, and never shows one', async () => {
    played.sandbox.patch({put: {'slack.com/auth.test': {ok: false, error: 'invalid_auth'}}});
    assert.deepEqual(await wrong(), {
      exit: 3,
      lines: [
        {
          check: 'chat',
          subject: 'slack',
          result: 'broken',
          reason: 'slack-refused',
          said: 'the token is refused: invalid_auth: reinstall the Slack app and store its new bot token',
          next: 'open https://api.slack.com/apps',
        },
      ],
    });
    const {stdout, stderr} = await doctor();
    assert.doesNotMatch(stdout + stderr, /xoxb|key=|token=/);
  });

  it('names the places of routes, the pager and the programs, and sends nothing to them', async () => {
    const more = {
      routes: [{to: {slack: {channel: 'C0SHOP'}}}],
      paging: {pagerDuty: {routingKey: 'canary'.padEnd(32, '0')}},
      webhooks: [
        {url: 'https://hooks.example.com/canary', secret: {file: '/etc/mesh-responder/w/value'}},
        {url: 'https://hooks.example.com/canary', secret: 'canary'.repeat(6)},
      ],
      escalation: [{after: '1h', to: {slack: {channel: 'C0BOSS'}}}],
    };
    const config = await played.files.write('more.json', {...deployedConfig, ...more});
    const {lines, stdout, stderr} = await command(['doctor', '--config', config, '--json'], {
      env: {MESH_RESPONDER_API_PROXY: played.sandbox.url},
    });
    const said = lines()
      .filter(one => ['chat', 'secrets'].includes(textAt(one, 'check') ?? ''))
      .map(one => `${textAt(one, 'subject') ?? ''}: ${textAt(one, 'reason') ?? ''}`);
    for (const one of [
      'paging.pagerDuty.routingKey: secret-read',
      'webhooks[0].secret: secret-mounted',
      'webhooks[1].secret: secret-read',
      'routes[0]: slack-channel',
      'pagerduty: pager',
      'webhook hooks.example.com: event-url',
      'escalation[0]: slack-channel',
    ]) {
      assert.ok(said.includes(one), `${one} in ${said.join(', ')}`);
    }
    assert.doesNotMatch(stdout + stderr, /canary/);
    assert.deepEqual(played.sandbox.pages(), {alerts: [], events: []});
  });

  it('asks whether the Chat app sees its spaces, as the account that posts', async () => {
    const google = (space: string) => ({googleChat: {space: `spaces/${space}`}});
    const config = await played.files.write('app.json', {
      ...deployedConfig,
      chat: google('AAAA'),
      routes: [{to: google('BBBB')}],
    });
    const chat = async () => {
      const {lines} = await command(['doctor', '--config', config, '--json'], {
        env: {MESH_RESPONDER_API_PROXY: played.sandbox.url},
      });
      return lines()
        .filter(one => textAt(one, 'check') === 'chat')
        .map(one => ['subject', 'reason', 'said'].map(name => textAt(one, name)).join(': '));
    };
    assert.deepEqual(await chat(), [
      'google chat app: chat-space: the Chat app is in Mesh on call',
      'routes[0] google chat app: chat-space: the Chat app is in Mesh on call',
    ]);
    played.sandbox.addFault('chat:get=403');
    for (const one of await chat()) {
      assert.match(one, /chat-space-closed: the Chat app does not see spaces\/.*add the Chat app/);
    }
  });

  const subscription = 'subscriptions/mesh-responder-entries';
  const dead = 'projects/shop-ops/topics/mesh-responder-entries-dead';
  const update = 'gcloud pubsub subscriptions update mesh-responder-entries --project=shop-ops';
  const others: readonly (readonly [string, object, string, string])[] = [
    [
      subscription,
      {expirationPolicy: {ttl: '2678400s'}},
      'expires',
      `${update} --expiration-period=never`,
    ],
    [subscription, {ackDeadlineSeconds: 10}, 'ack-short', `${update} --ack-deadline=90`],
    [
      subscription,
      {deadLetterPolicy: {}},
      'no-dead-letters',
      `${update} --dead-letter-topic=${dead} --max-delivery-attempts=20`,
    ],
    [
      'shop-fleet/sinks/mesh-responder-log-path-silent',
      {disabled: true},
      'sink-disabled',
      'gcloud logging sinks update mesh-responder-log-path-silent --project=shop-fleet --no-disabled',
    ],
    [
      'jobs/mesh-responder-sweep',
      {state: 'PAUSED'},
      'sweep-state',
      'gcloud scheduler jobs resume mesh-responder-sweep --project=shop-ops --location=europe-west4',
    ],
    [
      'mesh-responder-quarantine/fields/expiresAt',
      {ttlConfig: undefined},
      'no-ttl',
      'gcloud firestore fields ttls update expiresAt --collection-group=mesh-responder-quarantine --enable-ttl --database="mesh-responder" --project=shop-ops',
    ],
  ];
  for (const [ending, fields, reason, next] of others) {
    it(`tells what to do about ${reason}`, async () => {
      change(ending, {...fields});
      const {exit, lines} = await wrong();
      assert.deepEqual(
        [exit, lines.map(one => [at(one, 'reason'), at(one, 'next')])],
        [3, [[reason, next]]],
      );
    });
  }

  it('tells an organisation policy that forbids what the deployment needs', async () => {
    const name = 'projects/shop-ops/policies/run.allowedIngress';
    const rules = [{values: {allowedValues: ['internal-and-cloud-load-balancing']}}];
    played.sandbox.patch({put: {[`orgpolicy.googleapis.com/${name}`]: {name, spec: {rules}}}});
    const {exit, lines} = await wrong();
    assert.deepEqual([exit, lines.map(one => at(one, 'reason'))], [3, ['policy-forbids']]);
  });

  it('says what it does not know, and does not let one failing look hide another', async () => {
    for (const fault of [
      'logging:sinks=403',
      'cloudfunctions:list=drop',
      'gkehub:get=delay:30000',
    ]) {
      played.sandbox.addFault(fault);
    }
    const began = performance.now();
    const {exit, lines} = await wrong();
    assert.ok(performance.now() - began < 10_000, 'within ten seconds');
    assert.equal(exit, 0);
    const reasons = new Map(
      lines.map(one => [`${textAt(one, 'check')} ${textAt(one, 'subject')}`, at(one, 'reason')]),
    );
    assert.deepEqual(Object.fromEntries(reasons), {
      'sinks shop-prod': 'denied',
      'sinks shop-fleet': 'denied',
      'subscriptions mesh-responder-entries': 'push-unread',
      'subscriptions mesh-responder-work': 'push-unread',
      'functions mesh-responder-intake': 'no-answer',
      'functions mesh-responder-respond': 'no-answer',
      'sweep mesh-responder-sweep': 'no-answer',
      'fleets shop-fleet': 'no-answer',
    });
  });

  it('warns of a predefined role that infra/ grants in the place of a custom one', async () => {
    const role = 'roles/gkehub.gatewayEditor';
    const member = `serviceAccount:${account('respond')}`;
    played.sandbox.patch({project: 'shop-prod', bind: [{role, member}]});
    const {exit, lines} = await wrong();
    assert.deepEqual(
      [exit, lines.map(one => [at(one, 'reason'), at(one, 'result')])],
      [0, [['role-predefined', 'warning']]],
    );
  });

  it('names both roles that the look at the sinks needs', async () => {
    played.sandbox.addFault('pubsub:getIamPolicy=403');
    const {lines} = await wrong();
    const next = lines
      .filter(one => at(one, 'check') === 'sinks')
      .map(one => textAt(one, 'next') ?? '');
    assert.equal(next.length, 2);
    for (const one of next) {
      assert.match(
        one,
        /add-iam-policy-binding shop-(prod|fleet) .*--role=roles\/logging\.viewer /,
      );
      assert.match(one, / && gcloud .* shop-ops .*--role=roles\/iam\.securityReviewer /);
    }
  });

  it('warns of an API that only doctor needs', async () => {
    played.sandbox.patch({project: 'shop-ops', disable: ['iamcredentials.googleapis.com']});
    const {exit, lines} = await wrong();
    const told = lines.find(one => at(one, 'check') === 'apis');
    assert.deepEqual(
      [exit, at(told, 'result'), at(told, 'next')],
      [0, 'warning', 'gcloud services enable iamcredentials.googleapis.com --project=shop-ops'],
    );
  });

  it('says that it could not look through the eyes of an account', async () => {
    const name = `iam.googleapis.com/projects/-/serviceAccounts/${account('respond')}`;
    played.sandbox.patch({drop: [name]});
    const {exit, lines} = await wrong();
    assert.equal(exit, 0);
    assert.deepEqual(
      lines.map(one => [at(one, 'subject'), at(one, 'reason')]),
      [
        ['mesh-responder-respond', 'not-impersonated'],
        ['respond in shop-prod', 'permissions-caller'],
        ['respond in shop-fleet', 'permissions-caller'],
        ['respond in shop-ops', 'permissions-not-looked'],
      ],
    );
  });

  const refusals = [
    ['oauth:tokeninfo=401', 'caller-refused', 'gcloud auth application-default login'],
    [
      'oauth:tokeninfo=drop',
      'caller-unreached',
      'curl -sSI https://oauth2.googleapis.com/tokeninfo',
    ],
  ] as const;
  for (const [fault, reason, next] of refusals) {
    it(`calls it broken when nobody knows who asks (${fault})`, async () => {
      played.sandbox.addFault(fault);
      const {exit, lines} = await wrong();
      const told = lines.filter(one => at(one, 'result') === 'broken');
      assert.deepEqual(
        [exit, told.map(one => [at(one, 'subject'), at(one, 'reason'), at(one, 'next')])],
        [3, [['caller', reason, next]]],
      );
    });
  }

  it('asks in mode auto for what the actions need, and for the condition on the one that is a danger', async () => {
    const config = await played.files.write('auto.json', {...deployedConfig, mode: 'auto'});
    const ask = async () => {
      const env = {MESH_RESPONDER_API_PROXY: played.sandbox.url};
      const ran = await command(['doctor', '--json', '--config', config], {env});
      return ran
        .lines()
        .filter(one => at(one, 'result') !== 'ok')
        .map(one => [at(one, 'subject'), at(one, 'reason')]);
    };
    assert.deepEqual(await ask(), [
      ['respond in shop-prod', 'permissions-missing'],
      ['respond in shop-fleet', 'permissions-missing'],
    ]);
    for (const project of ['shop-prod', 'shop-fleet']) {
      for (const {manifest} of actions) {
        // What no runbook plans needs no role.
        if (!runbooks.some(one => one.manifest.actions.includes(manifest.id))) continue;
        const role = `projects/${project}/roles/mesh_responder_${manifest.id.replaceAll('-', '_')}`;
        const member = `serviceAccount:${account('respond')}`;
        const held = {includedPermissions: manifest.permissions};
        played.sandbox.patch({
          project,
          bind: [{role, member}],
          put: {[`iam.googleapis.com/${role}`]: held},
        });
      }
    }
    assert.deepEqual(await ask(), [
      ['shop-prod', 'role-unlimited'],
      ['shop-fleet', 'role-unlimited'],
    ]);
  });

  it('wants intake kept out of the database of approvals', async () => {
    const member = `serviceAccount:${account('intake')}`;
    const story = deployedScenario();
    const world = story.world.map(project => ({
      ...project,
      bindings: (project.bindings ?? []).map(one => {
        const expression = "resource.name.startsWith('projects/shop-ops/databases/mesh-responder')";
        return one.members.includes(member) && one.condition !== undefined
          ? {...one, condition: {title: 'all-of-them', expression}}
          : one;
      }),
    }));
    await played.close();
    played = await play({scenario: {...story, world}, timeScale: 1}, deployedConfig);
    played.sandbox.patch({put: deployed});
    const {exit, lines} = await wrong();
    assert.equal(exit, 3);
    assert.deepEqual(
      lines.map(one => [at(one, 'subject'), at(one, 'reason')]),
      [['shop-ops', 'role-opens-guard']],
    );
  });

  it('exits with 2 for a configuration or a secret that cannot be read, and still looks', async () => {
    const config = await played.files.write('secret.json', {
      ...deployedConfig,
      chat: {slack: {botToken: {env: 'NO_SUCH_TOKEN'}, channel: 'C0SANDBOX'}},
    });
    const env = {MESH_RESPONDER_API_PROXY: played.sandbox.url};
    const secret = await command(['doctor', '--json', '--config', config], {env});
    assert.equal(secret.exit, 2);
    assert.deepEqual(
      secret.lines().flatMap(one => (at(one, 'result') === 'broken' ? [at(one, 'said')] : [])),
      ['the environment variable NO_SUCH_TOKEN is not set'],
    );
    assert.ok(secret.lines().length > 20);
    const bad = await played.files.write('bad.json', {projects: [], mode: 'always'});
    const faulty = await command(['doctor', '--config', bad], {env});
    assert.equal(faulty.exit, 2);
    assert.match(faulty.stdout, /broken +.*bad\.json/);
    assert.match(faulty.stdout, /mode: found "always"/);
    assert.equal((await command(['doctor'])).exit, 2);
  });

  it('looks for the APIs that infra/ turns on', () => {
    assert.deepEqual([...ownApis, ...doctorApis].sort(), apisOfInfra());
  });
});
