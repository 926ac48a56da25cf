import assert from 'node:assert/strict';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import fc from 'fast-check';
import {ConfigError} from '../../../functions/adapters/config/config-error.ts';
import {parseConfig, readConfig} from '../../../functions/adapters/config/read.ts';
import {chatUrl, faultsOf, origin, project, secretText, slackUrl} from './support.ts';

const yaml = '/etc/mesh/config.yaml';

describe('parseConfig', () => {
  it('fills in what may be left out', async () => {
    const settings = await parseConfig('projects: [{id: shop-prod, number: 111}]', origin(yaml));

    assert.deepEqual(settings, {
      projects: [{id: 'shop-prod', number: '111', fleet: 'shop-prod'}],
      mode: 'observe',
      locale: 'en',
      chat: {},
      store: {},
    });
  });

  it('reads every key, secrets from the environment and from files', async () => {
    const text = `
projects:
  - id: shop-fleet
    number: "222222222222"
  - id: shop-prod
    number: 111111111111
    fleet: shop-fleet
    locations: [europe-west1, us-central1-a]
    clusters: [prod-eu-1, no, off, 'null']
mode: approve
undo: true
console: {url: https://mesh.shop.example, iapAudience: /projects/222222222222/global/backendServices/5678901234567890123}
locale: ko
chat:
  slack: {botToken: {file: keys/token}, channel: "#ops"}
  googleChat: {webhook: {file: /run/chat}}
store: {sqlite: {path: data/incidents.sqlite}}
workTopic: projects/shop-fleet/topics/mesh-work
heartbeat: {minutes: 10}
`;

    const settings = await parseConfig(text, origin(yaml));

    assert.deepEqual(settings, {
      projects: [
        {id: 'shop-fleet', number: '222222222222', fleet: 'shop-fleet'},
        {
          id: 'shop-prod',
          number: '111111111111',
          fleet: 'shop-fleet',
          locations: ['europe-west1', 'us-central1-a'],
          clusters: ['prod-eu-1', 'no', 'off', 'null'],
        },
      ],
      mode: 'approve',
      undo: true,
      console: {
        url: 'https://mesh.shop.example',
        iapAudience: '/projects/222222222222/global/backendServices/5678901234567890123',
      },
      locale: 'ko',
      chat: {
        slack: {kind: 'bot', token: `xoxb-1-${secretText}`, channel: '#ops'},
        googleChat: {kind: 'webhook', url: chatUrl},
      },
      store: {sqlite: '/etc/mesh/data/incidents.sqlite'},
      workTopic: 'projects/shop-fleet/topics/mesh-work',
      heartbeat: {minutes: 10},
    });
  });

  it('lets a console hand answers on that people of a user group may give, without the bot', async () => {
    const from = (more: object) =>
      parseConfig(
        JSON.stringify({
          projects: [{id: 'shop-prod', number: 1}],
          interact: {url: 'https://interact.shop.example'},
          approvers: [{groups: ['S0ONCALL']}],
          ...more,
        }),
        origin(yaml),
      );
    const {approvers} = await from({console: {}});
    assert.deepEqual(approvers, [{people: [], groups: ['S0ONCALL'], votes: 1}]);
    await assert.rejects(from({}), /groups: needs the bot/);
    const slack = {webhook: slackUrl};
    await assert.rejects(from({console: {}, chat: {slack}}), /groups: needs the bot/);
  });

  it('sends heartbeats only when asked to, each five minutes by default', async () => {
    const from = async (more: string) =>
      (await parseConfig(`projects: [{id: shop-prod, number: 1}]\n${more}`, origin(yaml)))
        .heartbeat;

    assert.equal(await from(''), undefined);
    assert.deepEqual(await from('heartbeat: {}'), {minutes: 5});
    assert.deepEqual(await from('heartbeat: {minutes: 60}'), {minutes: 60});
  });

  it('takes a database of Firestore, the default one by default', async () => {
    const from = async (store: string) =>
      (await parseConfig(`projects: [{id: shop-prod, number: 1}]\nstore: ${store}`, origin(yaml)))
        .store;

    assert.deepEqual(await from('{firestore: {project: shop-ops}}'), {
      firestore: {
        project: 'shop-ops',
        database: '(default)',
        guardDatabase: 'mesh-responder-guard',
      },
    });
    for (const database of ['mesh', `m${'e'.repeat(55)}1`]) {
      assert.deepEqual(await from(`{firestore: {project: shop-ops, database: ${database}}}`), {
        firestore: {project: 'shop-ops', database, guardDatabase: `${database}-guard`},
      });
    }
    const databases = {database: `m${'e'.repeat(61)}1`, guardDatabase: '(default)'};
    const place = JSON.stringify({project: 'shop-ops', ...databases});
    assert.deepEqual(await from(`{firestore: ${place}}`), {
      firestore: {project: 'shop-ops', ...databases},
    });
  });

  it('takes a webhook from the environment and as a value', async () => {
    const from = (webhook: string) =>
      parseConfig(
        `{projects: [{id: shop-prod, number: 1}], chat: {slack: {webhook: ${webhook}}}}`,
        origin(yaml),
      );

    assert.deepEqual((await from('{env: HOOK}')).chat.slack, {kind: 'webhook', url: slackUrl});
    assert.deepEqual((await from(slackUrl)).chat.slack, {kind: 'webhook', url: slackUrl});
  });

  it('reads the same from JSON, known by its name or its first brace', async () => {
    const json = JSON.stringify({projects: [{...project, number: 111111111111}]}, undefined, '\t');
    const expected = await parseConfig(
      'projects: [{id: shop-prod, number: 111111111111}]',
      origin(yaml),
    );

    assert.deepEqual(await parseConfig(json, origin('/etc/mesh/config.json')), expected);
    assert.deepEqual(await parseConfig(`\uFEFF ${json}`, origin(yaml)), expected);
  });

  it('reads a number of nineteen digits as written, in YAML without quotes too', async () => {
    const text = 'projects: [{id: shop-prod, number: 9007199254740993}]';

    const settings = await parseConfig(text, origin(yaml));

    assert.equal(settings.projects[0]?.number, '9007199254740993');
  });

  const head = 'projects: [{id: shop-prod, number: 1}]\n';
  const traps: readonly (readonly [string, string, string | RegExp])[] = [
    ['an empty text', '', 'the file: is empty; give at least projects'],
    ['comments only', '# nothing\n', 'the file: is empty; give at least projects'],
    ['a leading zero', 'projects: [{id: shop-prod, number: 0123}]', /number: found "0123"; /],
    ['another notation', 'projects: [{id: shop-prod, number: 0x1F}]', /number: found "0x1F"; /],
    ['off', `${head}mode: off`, 'mode: found "off"; allowed: observe, approve, auto'],
    ['no', `${head}locale: no`, 'locale: found "no"; allowed: en, ko; did you mean ko?'],
    ['a date', `${head}mode: 2026-01-01`, /^mode: found "2026-01-01"; /],
    [
      'a key given twice',
      `${head}mode: auto\nmode: observe`,
      'the file: line 3, column 1: this key is given twice; keep one',
    ],
    ['a tab', `projects:\n\t- id: a`, /^the file: line 2, column 1: a tab indents this line/],
    [
      'two documents',
      `${head}---\n${head}`,
      /^the file: line 2, column 1: a second document begins/,
    ],
    ['a tag', `${head}mode: !!str auto\nlocale: !mine en`, /^the file: line 3, column 9: a tag/],
    ['a binary tag', `${head}mode: !!binary aGk=`, /^the file: line 2, column 7: a tag/],
    [
      'a missing bracket',
      `projects: [${secretText}`,
      /^the file: line 1, column \d+: this is not valid YAML \(/,
    ],
    [
      'an alias of nothing',
      `${head}mode: *${secretText}`,
      /^the file: a YAML alias \(\*name\) has no anchor/,
    ],
    ['an alias bomb', bomb(), /^the file: a YAML alias .* more than 100 values/],
    ['endless nesting', '['.repeat(20_000), /this is nested too deeply$/],
    ['a key that is a list', `${head}? [a]\n: b`, /column 3: this key is no plain text/],
    ['a merge key', `${head}<<: {mode: auto}`, /^<<: unknown key/],
    [
      'a large file',
      `# ${'메'.repeat(400_000)}`,
      'the file: is larger than 1 MiB; is it the right file?',
    ],
  ];
  for (const [what, text, expected] of traps) {
    it(`is not misled by ${what} in YAML`, async () => {
      const {lines, message} = await faultsOf(text, yaml);

      if (typeof expected === 'string') assert(lines.includes(expected), message);
      else
        assert(
          lines.some(line => expected.test(line)),
          message,
        );
      assert(!message.includes(secretText), 'the error repeats the text');
    });
  }

  it('refuses JSON that is none without repeating it', async () => {
    for (const text of [`{"a": ${secretText}}`, '{"a" 1}', 'projects: []', '']) {
      const {lines, message} = await faultsOf(text, '/etc/mesh/config.json');
      assert.match(lines.join('\n'), /^the file: is not valid JSON( at line 1 column \d+)?$/);
      assert(!message.includes(secretText));
    }
  });

  it('finds keys that JSON gives twice, at any depth', async () => {
    const text = String.raw`{"a": {"b": 1, "\u0062": ["a", {"c": 1, "d": {}, "c": "{\"c\": 1}"}]}, "b": "a", "e": "a"}`;

    const {lines} = await faultsOf(text, yaml);

    assert.deepEqual(lines, [
      'the file: line 1, column 16: this key is given twice; keep one',
      'the file: line 1, column 50: this key is given twice; keep one',
    ]);
  });

  it('throws nothing but ConfigError, whatever the text', async () => {
    const words = fc.constantFrom(
      ...[
        'projects:',
        ' - id: ',
        'shop-prod',
        '\n',
        '  ',
        '\t',
        '{',
        '}',
        '[',
        ']',
        ',',
        ': ',
        '"',
      ],
      ...['&a ', '*a', '!!map', '? ', '---\n', '|\n', '#', '<<: ', 'number: 1', 'chat:', 'slack:'],
      ...[
        'webhook',
        '{env: ',
        'HOOK',
        '{file: "\0"}',
        'store: {sqlite: {path: ',
        '0x',
        '~',
        '\uD800',
      ],
    );
    const text = fc.oneof(
      fc.array(words, {maxLength: 25}).map(list => list.join('')),
      fc.string({unit: 'binary'}),
      fc.json(),
      fc.json().map(json => `{"projects":${json},"chat":{"slack":${json}},"store":${json}}`),
    );
    const path = fc.constantFrom(yaml, '/etc/mesh/config.json', 'config');
    await fc.assert(
      fc.asyncProperty(text, path, async (given, where) => {
        await parseConfig(given, origin(where)).catch((error: unknown) => {
          assert(error instanceof ConfigError, String(error));
          assert(error.faults.length > 0);
        });
      }),
      {numRuns: 1500},
    );
  });
});

describe('readConfig', () => {
  let directory = '';

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'config-test-'));
  });

  after(async () => {
    await rm(directory, {recursive: true});
  });

  it('reads the file, and paths inside it from its own directory', async () => {
    const path = join(directory, 'mesh.yml');
    await writeFile(join(directory, 'hook'), `${slackUrl}\n`);
    await writeFile(
      path,
      `
projects: [{id: shop-prod, number: 1}]
chat: {slack: {webhook: {file: hook}}, googleChat: {webhook: {env: CHAT}}}
store: {sqlite: {path: ./incidents.sqlite}}
`,
    );

    const settings = await readConfig(path, {CHAT: chatUrl});

    assert.deepEqual(settings.chat, {
      slack: {kind: 'webhook', url: slackUrl},
      googleChat: {kind: 'webhook', url: chatUrl},
    });
    assert.equal(settings.store.sqlite, join(directory, 'incidents.sqlite'));
  });

  it('says what is wrong with the file itself', async () => {
    const missing = join(directory, 'none.yaml');
    const latin = join(directory, 'latin.yaml');
    const large = join(directory, 'large.yaml');
    await writeFile(latin, Buffer.from([0x70, 0xe9]));
    await writeFile(large, 'x'.repeat(1024 * 1024 + 10));

    const cases = [
      [missing, /none\.yaml: 1 fault; .*\n {2}the file: does not exist; check the path$/],
      [directory, /the file: is a directory; name the file in it$/],
      [latin, /the file: is not UTF-8 text$/],
      [large, /the file: is larger than 1 MiB/],
      [join(latin, 'x'), /the file: cannot be read \(ENOTDIR\); check its permissions$/],
    ] as const;
    for (const [path, message] of cases) {
      await assert.rejects(readConfig(path, {}), (error: unknown) => {
        assert(error instanceof ConfigError);
        assert.match(error.message, message);
        return true;
      });
    }
  });
});

describe('who is told beside the chat', () => {
  const text = `
projects: [{id: shop-prod, number: 1}]
chat: {slack: {botToken: {env: TOKEN}, channel: C0ALL}}
routes:
  - project: shop-prod
    states: [blocked, failed]
    to: {slack: {channel: C0SHOP}, googleChat: {webhook: {env: CHAT}}}
    mention: ['<!subteam^S0ONCALL>', U0KIM, users/7]
paging: {pagerDuty: {routingKey: {env: KEY}, states: [failed]}}
webhooks: [{url: 'https://hooks.example.com/mesh', secret: {env: SIGN}}]
escalation:
  - {after: 15m, to: {paging: pagerDuty}}
  - {after: 2h, to: {slack: {channel: C0BOSS}, googleChat: {space: spaces/BOSS}}, mention: [S0BOSS]}
`;
  const env = {TOKEN: 'xoxb-1', CHAT: chatUrl, KEY: 'k'.repeat(32), SIGN: 's'.repeat(32)};

  it('is read with its secrets; a route posts with the chat’s bot', async () => {
    const {routes, paging, webhooks, escalation} = await parseConfig(text, {...origin(yaml), env});
    const bot = (channel: string) => ({kind: 'bot', token: 'xoxb-1', channel});
    assert.deepEqual(routes, [
      {
        project: 'shop-prod',
        states: ['blocked', 'failed'],
        mention: [
          {kind: 'slack-group', id: 'S0ONCALL'},
          {kind: 'slack-user', id: 'U0KIM'},
          {kind: 'google-chat-user', id: '7'},
        ],
        to: {slack: bot('C0SHOP'), googleChat: {kind: 'webhook', url: chatUrl}},
      },
    ]);
    assert.deepEqual(paging, {pagerDuty: {routingKey: env.KEY, states: ['failed']}});
    assert.deepEqual(webhooks, [{url: 'https://hooks.example.com/mesh', secret: env.SIGN}]);
    assert.deepEqual(escalation, [
      {afterSeconds: 900, to: {paging: 'pagerDuty'}},
      {
        afterSeconds: 7200,
        to: {slack: bot('C0BOSS'), googleChat: {kind: 'app', space: 'spaces/BOSS'}},
        mention: [{kind: 'slack-group', id: 'S0BOSS'}],
      },
    ]);
  });

  it('names each secret that is not there, and none where nobody is told', async () => {
    const {paths} = await faultsOf(text, 'config.yaml');
    assert.deepEqual(paths, [
      'chat.slack.botToken',
      'routes[0].to.googleChat.webhook',
      'paging.pagerDuty.routingKey',
      'webhooks[0].secret',
    ]);
    const quiet = await parseConfig(text, {...origin(yaml), env: {}, withoutChat: true});
    const {chat, routes, paging, webhooks, escalation} = quiet;
    assert.deepEqual(chat, {});
    assert.deepEqual([routes, paging, webhooks, escalation].filter(Boolean), []);
  });
});

/** Twelve values, each of ten aliases of the one before. */
function bomb(): string {
  const levels = Array.from({length: 12}, (_, level) => {
    const name = level === 0 ? 'x' : `*a${level - 1}`;
    return `k${level}: &a${level} [${Array.from({length: 10}, () => name).join(', ')}]`;
  });
  return levels.join('\n');
}
