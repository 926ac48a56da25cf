import assert from 'node:assert/strict';
import {faultsOf, project, secretText} from './support.ts';

/** What a configuration must hold to have no other fault than the one that a case puts in. */
const base = {projects: [project]};
const slack = (value: unknown) => ({...base, chat: {slack: value}});
const twin = {id: 'shop-test', number: '222222222222'};
const idText = '6 to 30 lower-case letters, digits and hyphens, a letter first, no hyphen last';

/** What is wrong, the configuration, and every fault it must give as `path: problem`. */
const cases: readonly (readonly [string, unknown, readonly (string | RegExp)[]])[] = [
  ['no projects', {}, ['projects: missing; allowed: a list of at least one project {id, number}']],
  [
    'an empty list of projects',
    {projects: []},
    [/^projects: found an empty list; allowed: a list/],
  ],
  ['projects that are no list', {projects: 'x'}, [/^projects: found "x"; allowed: a list/]],
  [
    'a project that is text',
    {projects: ['shop-prod']},
    [/^projects\[0\]: found "shop-prod"; allowed: id, number, fleet/],
  ],
  [
    'a project without id',
    {projects: [{number: '1'}]},
    [`projects[0].id: missing; allowed: a project id: ${idText}`],
  ],
  [
    'a short id',
    {projects: [{...project, id: 'shop'}]},
    [/^projects\[0\]\.id: found "shop"; allowed/],
  ],
  [
    'a capital in an id',
    {projects: [{...project, id: 'Shop-prod'}]},
    [/^projects\[0\]\.id: found "Shop-prod"/],
  ],
  [
    'a hyphen last in an id',
    {projects: [{...project, id: 'shop-prod-'}]},
    [/^projects\[0\]\.id: /],
  ],
  [
    'a domain-scoped id',
    {projects: [{...project, id: 'example.com:shop-prod'}]},
    [/^projects\[0\]\.id: /],
  ],
  [
    'an id that is a number',
    {projects: [{...project, id: 123456}]},
    [/^projects\[0\]\.id: found the number 123456; allowed/],
  ],
  [
    'a project without number',
    {projects: [{id: 'shop-prod'}]},
    ['projects[0].number: missing; allowed: a project number: 1 to 19 digits, the first not 0'],
  ],
  [
    'a number with a leading zero',
    {projects: [{...project, number: '0123'}]},
    [/^projects\[0\]\.number: found "0123"; allowed/],
  ],
  [
    'an unsafe integer',
    {projects: [{...project, number: 9007199254740993}]},
    [/^projects\[0\]\.number: found the number 9007199254740992; allowed: .*write it in quotes$/],
  ],
  [
    'a fraction',
    {projects: [{...project, number: 1.5}]},
    [/^projects\[0\]\.number: found the number 1\.5; /],
  ],
  [
    'a negative number',
    {projects: [{...project, number: -7}]},
    [/^projects\[0\]\.number: found the number -7; allowed: a project number/],
  ],
  [
    'a number that is true',
    {projects: [{...project, number: true}]},
    [/^projects\[0\]\.number: found the boolean true; /],
  ],
  [
    'the same id twice',
    {projects: [project, {...twin, id: 'shop-prod'}]},
    ['projects[1].id: "shop-prod" is the id of projects[0] too; each may stand once'],
  ],
  [
    'the same number as text and integer',
    {projects: [project, {...twin, number: 111111111111}]},
    ['projects[1].number: "111111111111" is the number of projects[0] too; each may stand once'],
  ],
  [
    'a fleet that is not listed',
    {projects: [project, {...twin, fleet: 'shop-pro'}]},
    [/^projects\[1\]\.fleet: "shop-pro" is not the id of .*; did you mean shop-prod\?$/],
  ],
  [
    'a fleet unlike any project',
    {projects: [{...project, fleet: 'elsewhere'}]},
    [/^projects\[0\]\.fleet: "elsewhere" is not .* hosts its own$/],
  ],
  [
    'a fleet given by number',
    {projects: [project, {...twin, fleet: project.number}]},
    [
      /^projects\[1\]\.fleet: found "111111111111"; allowed: the id/,
      /^projects\[1\]\.fleet: "111111111111" is not/,
    ],
  ],
  [
    'a fleet host in another fleet',
    {
      projects: [
        project,
        {...twin, fleet: 'shop-lab'},
        {id: 'shop-lab', number: '3', fleet: 'shop-prod'},
      ],
    },
    ['projects[1].fleet: "shop-lab" is no fleet host: projects[2] names "shop-prod" as its own'],
  ],
  [
    'two projects that host each other',
    {
      projects: [
        {...project, fleet: 'shop-test'},
        {...twin, fleet: 'shop-prod'},
      ],
    },
    [/^projects\[0\]\.fleet: "shop-test" is no/, /^projects\[1\]\.fleet: "shop-prod" is no/],
  ],
  [
    'an empty list of locations',
    {projects: [{...project, locations: []}]},
    ['projects[0].locations: found an empty list; allowed: a list of at least one location'],
  ],
  [
    'a location that is no name',
    {projects: [{...project, locations: ['europe west']}]},
    [/^projects\[0\]\.locations\[0\]: found "europe west"; allowed: a location/],
  ],
  [
    'clusters that are text',
    {projects: [{...project, clusters: 'prod'}]},
    [/^projects\[0\]\.clusters: found "prod"; allowed: a list/],
  ],
  [
    'an empty cluster name',
    {projects: [{...project, clusters: ['']}]},
    [/^projects\[0\]\.clusters\[0\]: found nothing; allowed: a cluster name/],
  ],
  [
    'an unknown key on top',
    {...base, project: []},
    [
      /^project: unknown key; allowed: projects, mode, rules, budgets, silences, actions, planGuard, undo, locale, chat, routes, paging, webhooks, escalation, interact, console, people, approvers, messages, store, runbooks, workTopic, deadLetters, heartbeat, selfAudit; did you mean projects\?$/,
    ],
  ],
  [
    'an unknown key like no other',
    {...base, colour: 'red'},
    [/^colour: unknown key; allowed: [\w, ]+$/],
  ],
  [
    'an unknown key of a project',
    {projects: [{...project, clustres: ['a']}]},
    [/^projects\[0\]\.clustres: unknown key; .*did you mean clusters\?$/],
  ],
  [
    'a key with other case and underscores',
    slack({bot_token: 'xoxb-1', botToken: 'xoxb-1', channel: 'C1'}),
    [/^chat\.slack\.bot_token: unknown key; .*mean botToken\?$/],
  ],
  [
    'the prototype as a key',
    JSON.parse('{"projects":[{"id":"shop-prod","number":"1"}],"__proto__":{}}'),
    [/^__proto__: unknown key/],
  ],
  [
    'a mode that is not one',
    {...base, mode: 'Auto'},
    ['mode: found "Auto"; allowed: observe, approve, auto; did you mean auto?'],
  ],
  [
    'no mode at all',
    {...base, mode: null},
    ['mode: found nothing; allowed: observe, approve, auto'],
  ],
  [
    'a language that is not one',
    {...base, locale: 'kr'},
    ['locale: found "kr"; allowed: en, ko; did you mean ko?'],
  ],
  [
    'chat that is text',
    {...base, chat: secretText},
    ['chat: found a text; allowed: slack, googleChat'],
  ],
  [
    'a place for Slack that is text',
    slack(secretText),
    ['chat.slack: found a text; allowed: webhook, botToken, channel'],
  ],
  ['no way to post to Slack', slack({}), [/^chat\.slack: holds no way to post/]],
  [
    'two ways to post to Slack',
    slack({
      webhook: `https://hooks.slack.com/services/T/B/${secretText}`,
      botToken: `xoxb-${secretText}`,
      channel: 'C1',
    }),
    [/^chat\.slack: a webhook posts to its own channel/],
  ],
  [
    'a token without channel',
    slack({botToken: `xoxb-${secretText}`}),
    ['chat.slack.channel: missing; botToken needs the id of a channel'],
  ],
  [
    'a channel without token',
    slack({channel: 'C1'}),
    ['chat.slack.botToken: missing; channel needs it'],
  ],
  [
    'an empty channel',
    slack({botToken: 'xoxb-1', channel: ''}),
    [/^chat\.slack\.channel: found nothing; .*quote a name that begins with #/],
  ],
  [
    'another host as webhook',
    slack({webhook: `https://evil.example/${secretText}`}),
    ['chat.slack.webhook: found a text; must begin with https://hooks.slack.com/services/'],
  ],
  [
    'a Chat webhook that is none',
    {...base, chat: {googleChat: {webhook: secretText}}},
    [/^chat\.googleChat\.webhook: found a text; must begin with https:\/\/chat/],
  ],
  [
    'Chat without a way to post',
    {...base, chat: {googleChat: {}}},
    ['chat.googleChat: holds no way to post: give space for the Chat app, or webhook'],
  ],
  [
    'two ways to post to Chat',
    {
      ...base,
      chat: {
        googleChat: {
          space: 'spaces/AAAA',
          webhook: `https://chat.googleapis.com/v1/spaces/A/messages?key=k&token=${secretText}`,
        },
      },
    },
    [/^chat\.googleChat: names two ways to post: give space .*, or webhook, not both$/],
  ],
  ...['AAAA', 'spaces/', 'spaces/A/B', 'spaces/A?x', `spaces/${'A'.repeat(101)}`].map(
    space =>
      [
        `a space by another name: ${space.slice(0, 12)}`,
        {...base, chat: {googleChat: {space}}},
        [/^chat\.googleChat\.space: found .*; allowed: a space's name, spaces\//],
      ] as const,
  ),
  [
    'a route and a step with two ways to post to Chat, or none',
    {
      ...base,
      routes: [{to: {googleChat: {}}}],
      escalation: [
        {after: '1h', to: {googleChat: {space: 'spaces/A', webhook: {env: 'X'}}}},
        {after: '2h', to: {googleChat: {space: 'spaces/A'}}},
      ],
    },
    [
      /^routes\[0\]\.to\.googleChat: holds no way to post/,
      /^escalation\[0\]\.to\.googleChat: names two ways to post/,
      /^escalation\[0\]\.to\.googleChat\.webhook: .*X is not set/,
    ],
  ],
  [
    'a token that is no bot token',
    slack({botToken: `xoxb ${secretText}`, channel: 'C1'}),
    [/^chat\.slack\.botToken: found a text; is no bot token/],
  ],
  [
    'an empty token',
    slack({botToken: ' ', channel: 'C1'}),
    ['chat.slack.botToken: found a text; is empty'],
  ],
  [
    'a secret that is a number',
    slack({webhook: 5}),
    [/^chat\.slack\.webhook: found the number 5; allowed: the value/],
  ],
  [
    'a secret from nowhere',
    slack({webhook: {vault: secretText}}),
    [/^chat\.slack\.webhook: found an object; allowed: the value/],
  ],
  [
    'a secret from two places',
    slack({webhook: {env: 'A', file: 'b'}}),
    [/^chat\.slack\.webhook: found an object; allowed: the value/],
  ],
  [
    'a secret in place of a name',
    slack({webhook: {env: `xoxb-${secretText}`}}),
    ['chat.slack.webhook: found an object; env: no name of an environment variable'],
  ],
  [
    'a secret in place of a path',
    slack({webhook: {file: `https://hooks.slack.com/${secretText}`}}),
    ['chat.slack.webhook: found an object; file: no path of a file'],
  ],
  [
    'a secret in place of a key',
    slack({[`webhook https://hooks.slack.com/${secretText}`]: ''}),
    [/^chat\.slack\.\(not shown\): unknown key/, /^chat\.slack: holds no way/],
  ],
  [
    'a variable that is not set',
    slack({webhook: {env: 'HOOK_X'}}),
    ['chat.slack.webhook: the environment variable HOOK_X is not set'],
  ],
  [
    'a variable of the prototype',
    slack({webhook: {env: 'toString'}}),
    ['chat.slack.webhook: the environment variable toString is not set'],
  ],
  [
    'a variable that is empty',
    slack({webhook: {env: 'EMPTY'}}),
    ['chat.slack.webhook: the environment variable EMPTY is empty'],
  ],
  [
    'a variable with no webhook',
    slack({webhook: {env: 'SECRET'}}),
    [/^chat\.slack\.webhook: the environment variable SECRET must begin with/],
  ],
  [
    'a file that is missing',
    slack({webhook: {file: 'none'}}),
    [/^chat\.slack\.webhook: the file \/etc\/mesh\/none cannot be read \(ENOENT\)/],
  ],
  [
    'a file with no token',
    slack({botToken: {file: 'two-words'}, channel: 'C1'}),
    [
      'chat.slack.botToken: the file /etc/mesh/two-words is no bot token: it holds spaces or characters that are no plain ASCII',
    ],
  ],
  [
    'a store without path',
    {...base, store: {sqlite: {}}},
    [/^store\.sqlite\.path: missing; allowed: the path of a file/],
  ],
  [
    'a store in memory by name',
    {...base, store: {sqlite: {path: ':memory:'}}},
    [/^store\.sqlite\.path: found ":memory:"; .*leave out store\.sqlite/],
  ],
  [
    'a store at a URI',
    {...base, store: {sqlite: {path: 'file:x?mode=memory'}}},
    [/^store\.sqlite\.path: /],
  ],
  [
    'two stores',
    {...base, store: {sqlite: {path: 'x.db'}, firestore: {project: 'shop-ops'}}},
    ['store: names two places: give sqlite or firestore, not both'],
  ],
  [
    'two stores, one of them with a fault',
    {...base, store: {sqlite: {}, firestore: {project: 'shop-ops'}}},
    [/^store\.sqlite\.path: missing/, /^store: names two places/],
  ],
  [
    'a Firestore without project',
    {...base, store: {firestore: {}}},
    [
      `store.firestore.project: missing; allowed: the id of the project with the database: ${idText}`,
    ],
  ],
  [
    'a Firestore that is text',
    {...base, store: {firestore: 'shop-ops'}},
    ['store.firestore: found "shop-ops"; allowed: project, database, guardDatabase'],
  ],
  [
    'a Firestore in a project by number',
    {...base, store: {firestore: {project: '415104041262'}}},
    [/^store\.firestore\.project: found "415104041262"; allowed: the id/],
  ],
  [
    'a database of a wrong name',
    {...base, store: {firestore: {project: 'shop-ops', database: 'default'.toUpperCase()}}},
    [/^store\.firestore\.database: found "DEFAULT"; allowed: \(default\), or 4 to 63/],
  ],
  [
    'another store',
    {...base, store: {postgres: {}}},
    ['store.postgres: unknown key; allowed: sqlite, firestore'],
  ],
  [
    'a topic that is a name',
    {...base, workTopic: 'work'},
    ['workTopic: found "work"; allowed: projects/PROJECT_ID/topics/TOPIC'],
  ],
  [
    'a topic that Google keeps',
    {...base, workTopic: 'projects/shop-prod/topics/goog-x'},
    [/^workTopic: /],
  ],
  [
    'a console in another place, and an audience that no backend has',
    {
      ...base,
      console: {
        url: 'https://mesh.shop.example/incidents',
        iapAudience: '/projects/shop/apps/shop',
      },
    },
    [
      /^console\.url: found "https.*; allowed: the https address of the console, without a path$/,
      /^console\.iapAudience: found ".*; allowed: the audience of a backend behind IAP, /,
    ],
  ],
  [
    'an undo that is neither true nor false',
    {...base, undo: 'yes'},
    ['undo: found "yes"; allowed: true or false'],
  ],
  [
    'a heartbeat that is a number',
    {...base, heartbeat: 5},
    ['heartbeat: found the number 5; allowed: minutes'],
  ],
  [
    'a heartbeat with an unknown key',
    {...base, heartbeat: {minute: 5}},
    ['heartbeat.minute: unknown key; allowed: minutes; did you mean minutes?'],
  ],
  [
    'heartbeats without a pause',
    {...base, heartbeat: {minutes: 0}},
    ['heartbeat.minutes: found the number 0; allowed: whole minutes, 1 to 60'],
  ],
  [
    'heartbeats once in an hour and a bit',
    {...base, heartbeat: {minutes: '61'}},
    ['heartbeat.minutes: found "61"; allowed: whole minutes, 1 to 60'],
  ],
  [
    'half a minute between heartbeats',
    {...base, heartbeat: {minutes: 0.5}},
    ['heartbeat.minutes: found the number 0.5; allowed: whole minutes, 1 to 60'],
  ],
  [
    'one database for incidents and approvals',
    {...base, store: {firestore: {project: 'shop-ops', guardDatabase: '(default)'}}},
    [
      'store.firestore.guardDatabase: is the database of the incidents: give another, which intake cannot open',
    ],
  ],
  [
    'a database that leaves no room for the guard’s name',
    {...base, store: {firestore: {project: 'shop-ops', database: 'm'.repeat(58)}}},
    [/^store\.firestore\.guardDatabase: is missing: m+-guard would be too long/],
  ],
  [
    'a route to a channel without a bot',
    {...base, routes: [{to: {slack: {channel: 'C0SHOP'}}}]},
    [/^routes\[0\]\.to\.slack\.channel: needs a bot that posts to it/],
  ],
  ['a route to nowhere', {...base, routes: [{to: {}}]}, ['routes[0].to: names no place']],
  [
    'a route for what does not exist',
    {...base, routes: [{project: 'shop-prdo', to: {googleChat: {webhook: {env: 'X'}}}}]},
    [
      /^routes\[0\]\.project: .*did you mean shop-prod\?/,
      /^routes\[0\]\.to\.googleChat\.webhook: .*X is not set/,
    ],
  ],
  [
    'a route for a state that there is not',
    {
      ...base,
      chat: {slack: {botToken: 'xoxb-1', channel: 'C0ALL'}},
      routes: [{states: ['broken'], to: {slack: {channel: 'C0SHOP'}}}],
    },
    [/^routes\[0\]\.states\[0\]: found a text; allowed: detected, /],
  ],
  [
    'a mention that calls everybody',
    {
      ...base,
      chat: {slack: {botToken: 'xoxb-1', channel: 'C0ALL'}},
      routes: [{to: {slack: {channel: 'C0SHOP'}}, mention: ['<!here>']}],
    },
    [/^routes\[0\]\.mention\[0\]: found a text; allowed: U… or/],
  ],
  [
    'a routing key of another form',
    {...base, paging: {pagerDuty: {routingKey: secretText}}},
    [/^paging\.pagerDuty\.routingKey: .*is no integration key of Events API v2/],
  ],
  [
    'a webhook to this machine, with a short secret',
    {...base, webhooks: [{url: 'https://localhost/', secret: 'x'.repeat(31)}]},
    [
      'webhooks[0].url: found a text; it names a host that is not public',
      /^webhooks\[0\]\.secret: .*give 32 to 256 characters/,
    ],
  ],
  [
    'a webhook with a secret that is too long',
    {...base, webhooks: [{url: 'https://a.example.com/', secret: 'x'.repeat(257)}]},
    [/^webhooks\[0\]\.secret: .*give 32 to 256 characters/],
  ],
  [
    'an escalation that goes back in time, to a pager that there is not',
    {
      ...base,
      escalation: [
        {after: '2h', to: {paging: 'pagerDuty'}},
        {after: '120m', to: {googleChat: {webhook: {env: 'X'}}}},
        {after: '0m', to: {}},
      ],
    },
    [
      /^escalation\[2\]\.after: found a text; allowed: minutes or hours/,
      'escalation[0].to.paging: there is no paging.pagerDuty to call',
      'escalation[1].after: is no later than the step before it',
      'escalation[2].to: names no place',
      /^escalation\[2\]\.after: is no later/,
      /^escalation\[1\]\.to\.googleChat\.webhook: .*X is not set/,
    ],
  ],
  [
    'buttons that nobody may press, of an unknown workspace',
    {
      ...base,
      interact: {url: 'http://x.example/slack', slack: {team: 'shop', signingSecret: 'short'}},
    },
    [
      /^interact\.url: found "http.*; allowed: the https address of the function interact/,
      /^interact\.slack\.team: found "shop"; allowed: the id of a workspace/,
      /^interact\.slack\.signingSecret: .*16 to 128 characters/,
      'approvers: missing; with interact they say who may answer',
      'interact.slack: needs the bot that opens dialogs: give chat.slack.botToken',
    ],
  ],
  [
    'an id that stands for two people',
    {
      ...base,
      people: [
        {email: 'mina@shop.example', slack: 'U0MINA'},
        {email: 'Mina@shop.example', slack: 'U0MINA'},
      ],
    },
    [
      'people[1].email: "Mina@shop.example" stands for people[0] too',
      'people[1].slack: "U0MINA" stands for people[0] too',
    ],
  ],
  [
    'approvers whom nothing reaches, nobody, and too few',
    {
      ...base,
      approvers: [
        {people: ['mina@shop.example'], votes: 2},
        {runbook: 'service-agent-unbound', project: 'no-such', groups: ['S0ONCALL']},
        {people: []},
      ],
    },
    [
      'approvers[0].votes: asks for 2 people of 1: no plan would ever be approved',
      /^approvers\[1\]\.groups: needs the bot/,
      'approvers[1]: is never reached: approvers[0] matches all of it',
      /^approvers\[2\]: names nobody/,
      'approvers[2]: is never reached: approvers[0] matches all of it',
      /^approvers\[1\]\.project: "no-such" is not the id of a project/,
    ],
  ],
  [
    'folders and labels that no project has, and a line about none',
    {
      projects: [
        {...project, folders: ['20', '10'], labels: {team: 'quay'}},
        {...twin, folders: ['10'], labels: {env: 'dev', team: ''}},
      ],
      rules: [
        {folder: '30', mode: 'auto'},
        {label: 'team=kay', mode: 'auto'},
        {folder: '20', label: 'env=dev', mode: 'auto'},
        {folder: '10', label: 'team=', mode: 'auto'},
        {folder: '10', label: 'team=', mode: 'approve'},
      ],
      approvers: [
        {label: 'team=quay', people: ['mina@shop.example']},
        {label: 'team=quay', folder: '10', people: ['joon@shop.example']},
        {folder: '10', people: ['joon@shop.example']},
      ],
    },
    [
      'rules[0].folder: "30" is not in the folders of any project: add it to projects[*].folders; did you mean 20?',
      /^rules\[1\]\.label: "team=kay" is not among the labels of any project.*did you mean team=quay\?$/,
      'rules[2]: matches no project: none of projects has everything that it names',
      'rules[4]: rules[3] is about the same runbook and projects; keep one of them',
      'approvers[1]: is never reached: approvers[0] matches all of it',
    ],
  ],
  [
    'folders and labels that are of no form',
    {
      projects: [{...project, folders: ['folders/10'], labels: {Team: 'quay', env: 'Prod'}}],
      rules: [{label: 'team', mode: 'auto'}],
    },
    [
      /^projects\[0\]\.folders\[0\]: found "folders\/10"; allowed: a folder's id: digits/,
      /^projects\[0\]\.labels/,
      /^projects\[0\]\.labels\.env: found "Prod"; allowed: a value: lower-case/,
      /^rules\[0\]\.label: found "team"; allowed: a label, key=value/,
      /^rules\[0\]\.label: "team" is not among the labels/,
    ],
  ],
  ['a long text', {...base, workTopic: 'x'.repeat(500)}, [/^workTopic: found "x{60}…"; /]],
  [
    'a list',
    [],
    [
      'the file: found an empty list; allowed: projects, mode, rules, budgets, silences, actions, planGuard, undo, locale, chat, routes, paging, webhooks, escalation, interact, console, people, approvers, messages, store, runbooks, workTopic, deadLetters, heartbeat, selfAudit',
    ],
  ],
];

describe('a configuration with a fault', () => {
  for (const [what, given, expected] of cases) {
    it(`says so: ${what}`, async () => {
      const {lines, message} = await faultsOf(JSON.stringify(given), '/etc/mesh/config.json');

      assert.equal(lines.length, expected.length, lines.join('\n'));
      for (const [index, one] of expected.entries()) {
        if (typeof one === 'string') assert.equal(lines[index], one);
        else assert.match(lines[index] ?? '', one);
      }
      assert(!message.includes(secretText), 'the error repeats a secret');
    });
  }

  it('reports all its faults at once, each with its path', async () => {
    const {paths, message} = await faultsOf(
      `
projects:
  - {id: shop-prod, number: 0111}
  - {id: shop-test, number: 222, fleet: shop-lab}
mode: full
chat:
  slack: {webhook: {env: HOOK_X}}
  teams: {}
`,
      '/etc/mesh/config.yaml',
    );

    assert.deepEqual([...paths].sort(), [
      'chat.slack.webhook',
      'chat.teams',
      'mode',
      'projects[0].number',
      'projects[1].fleet',
    ]);
    assert.match(message, /^configuration \/etc\/mesh\/config\.yaml: 5 faults; correct the file/);
    for (const path of paths) assert(message.includes(`\n  ${path}: `));
  });
});
