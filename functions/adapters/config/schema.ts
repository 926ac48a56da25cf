import * as z from 'zod';
import {usualMinutes} from '../../core/poll/heartbeat.ts';
import {usualBudgets, weekdays} from '../../core/config/settings.ts';
import {
  databaseName,
  idOf,
  idOfFolder,
  idOfProject,
  labels,
  nameOf,
  names,
  numberOfProject,
  projectScope,
  record,
  span,
  text,
  wholeNumber,
  word,
  zone,
  truth,
} from './fields.ts';
import {approver, consoleSchema, interact, person} from './schema-people.ts';
import {chat, escalationStep, messages, paging, route, webhook} from './schema-telling.ts';

/*
 * Loaded only when a file is read: zod costs 60 ms of a function's start. Descriptions and examples (as they
 * stand in a file) are what docs/configuration.md and docs/configuration.schema.json show.
 */

/** Documented at https://docs.cloud.google.com/pubsub/docs/reference/rest/v1/projects.topics */
const topic =
  /^projects\/[a-z][a-z0-9-]{4,28}[a-z0-9]\/topics\/(?!goog)[A-Za-z][A-Za-z0-9._~+%-]{2,254}$/;

/** Documented at https://docs.cloud.google.com/pubsub/docs/reference/rest/v1/projects.subscriptions */
const subscription =
  /^projects\/[a-z][a-z0-9-]{4,28}[a-z0-9]\/subscriptions\/(?!goog)[A-Za-z][A-Za-z0-9._~+%-]{2,254}$/;

const modes = ['observe', 'approve', 'auto'] as const;
const locales = ['en', 'ko'] as const;
const projectsText = 'a list of at least one project {id, number}';

const project = record({
  id: idOfProject('a project id').meta({description: 'The project. Each stands once.'}),
  number: numberOfProject().meta({
    description:
      'Its number. Before anything is changed it has to agree with what Resource Manager says of `id`.',
  }),
  fleet: z.exactOptional(idOfProject('the id of the fleet host project')).meta({
    description:
      'The fleet host project, which has to be in this list as well. Without it the project hosts its own fleet.',
  }),
  locations: z
    .exactOptional(names('location'))
    .meta({description: 'Only these locations of the project; without it, all.'}),
  clusters: z
    .exactOptional(names('cluster name'))
    .meta({description: 'Only these clusters of the project; without it, all.'}),
  folders: z.exactOptional(foldersOf()).meta({
    description:
      'The ids of the folders above it, at any depth, as far as `folder` of a rule, a route, a silence or an approver names them.',
  }),
  labels: z.exactOptional(labels()).meta({
    description:
      'Its labels, as far as `label` of a rule, a route, a silence or an approver names them.',
  }),
});

function foldersOf() {
  const error = 'a list of at least one id of a folder';
  return z.array(idOfFolder(), {error}).min(1, {error});
}

const rule = record({
  runbook: z
    .exactOptional(idOf('a runbook'))
    .meta({description: 'The runbook that the rule is about; without it, every one.'}),
  ...projectScope('The rule is about'),
  mode: word([...modes, 'exclude']).meta({
    description: 'As `mode`; `exclude`: nothing is ever changed, whatever another rule says.',
  }),
});

const silence = record({
  runbook: z
    .exactOptional(idOf('a runbook'))
    .meta({description: 'The runbook that is silenced; without it, every one.'}),
  ...projectScope('Silences'),
  location: z
    .exactOptional(nameOf('a location'))
    .meta({description: 'Only what lies in this location; without it, in every one.'}),
  cluster: z.exactOptional(nameOf('a cluster or membership')).meta({
    description:
      'Only what lies in the cluster, or the membership, of this name; without it, in every one.',
  }),
  reason: text(/^(?=.*\S).{1,200}$/u, 'why, in at most 200 characters').meta({
    description: 'Why; people read it in the announcements and in `incidents explain`.',
  }),
  from: text(
    /^(?:\d{4}-\d{2}-\d{2}T\S{6,}|\d{2}:\d{2})$/,
    'an RFC 3339 time for a single window, 00:00 to 23:59 for one that comes each week',
  ).meta({
    description:
      'When it begins: with `until` an RFC 3339 time, with `days` the time of day by the clock of `timeZone`. A time that clocks leave out is as much later; of one that comes twice the first counts.',
  }),
  until: z.exactOptional(text(/^\d{4}-\d{2}-\d{2}T\S{6,}$/, 'an RFC 3339 time')).meta({
    description: 'When a single window ends, at most 30 days later.',
  }),
  days: z
    .exactOptional(
      z
        .array(word(weekdays), {error: `a list of ${weekdays.join(', ')}`})
        .min(1, {error: `a list of at least one of ${weekdays.join(', ')}`}),
    )
    .meta({description: 'The days of the week on which a window begins, each week.'}),
  for: z.exactOptional(span()).meta({
    description:
      'How long a window of each week is, whatever clocks do meanwhile: `30m`, `2h`, `1d`.',
  }),
  timeZone: z.exactOptional(zone()).meta({
    description:
      'The time zone of `days` and `from`, by its IANA name; a window of each week needs it.',
    errorMessage: 'allowed: a time zone by its IANA name, e.g. Asia/Seoul',
  }),
});

const accepted = record({
  address: text(/^(?=.*\S).{1,2000}$/u, 'the address of a change, as the plan writes it').meta({
    description:
      'The change, by its address as `guard` prints it: `module.shop.google_project_service.mesh["a"]`, of a manifest `Kind/namespace/name`.',
  }),
  runbook: z.exactOptional(idOf('a runbook')).meta({
    description: 'Only what would bring the problem of this runbook about; without it, any.',
  }),
  reason: text(/^(?=.*\S).{1,200}$/u, 'why, in at most 200 characters').meta({
    description: 'Why; whoever reads the result sees it.',
  }),
  until: text(/^\d{4}-\d{2}-\d{2}T\S{6,}$/, 'an RFC 3339 time').meta({
    description: 'When it counts again.',
  }),
});

const planGuard = record({
  accept: z
    .array(accepted, {error: 'a list of {address, reason, until}'})
    .max(1000, {error: 'at most 1000 changes'})
    .meta({description: 'Changes that somebody accepts although they would break the mesh.'}),
});

const budgets = record({
  repairsPerHour: wholeNumber(100, 'a whole number')
    .prefault(usualBudgets.repairsPerHour)
    .meta({description: 'Changes of one project in an hour. Over it, a plan waits.'}),
  messagesPerMinute: wholeNumber(1000, 'a whole number')
    .prefault(usualBudgets.messagesPerMinute)
    .meta({
      description:
        'Announcements about one project in a minute, for each channel. Over it, a message waits and then says what is true by then.',
    }),
});

const store = record({
  sqlite: z
    .exactOptional(
      record({
        path: text(
          /^(?!:memory:$|file:)[^\0]+$/,
          'the path of a file; leave out store.sqlite to keep incidents in memory',
        ).meta({description: 'The file, counted from the folder of the configuration.'}),
      }),
    )
    .meta({description: 'One SQLite file, for one process on one machine.'}),
  firestore: z
    .exactOptional(
      record({
        project: idOfProject('the id of the project with the database').meta({
          description: 'The project with both databases.',
        }),
        database: databaseName().default('(default)').meta({
          description: 'The database of the incidents, in native mode.',
        }),
        guardDatabase: z.exactOptional(databaseName()).meta({
          description:
            'The database of approvals, the pause, silences, breakers and budgets, which intake must not be able to open. Without it, the name of the other with `-guard`, `mesh-responder-guard` beside `(default)`.',
        }),
      }),
    )
    .meta({description: 'Two databases of Firestore, which several instances share.'}),
});

/** The configuration file, field by field; what fields say of each other is in cross-field-checks.ts. */
export const configSchema = record({
  projects: z
    .array(project, {error: projectsText})
    .min(1, {error: projectsText})
    .meta({
      description: 'The allow-list: what is not listed is never read and never changed.',
      examples: [
        [
          {id: 'shop-prod', number: '415104041262', fleet: 'shop-fleet', clusters: ['prod-eu-1']},
          {id: 'shop-fleet', number: '731920055417'},
          {id: 'shop-dev', number: '556071982233', folders: ['408112233445'], labels: {env: 'dev'}},
        ],
      ],
    }),
  mode: word(modes)
    .default('observe')
    .meta({
      description:
        'How far mesh-responder goes by itself where no rule says otherwise. `observe`: it only reports. `approve`: it asks first. `auto`: it repairs what is safe and asks for the rest.',
      examples: ['approve'],
    }),
  rules: z.exactOptional(z.array(rule, {error: 'a list of {runbook, project, mode}'})).meta({
    description:
      'Modes of runbooks, of projects, or of one on the others. `exclude` wins over everything. Else the most specific rule holds: one that names `project` comes before one that does not, then one that names `label`, then `folder`, then `runbook`; of rules as specific, and of several projects that a plan touches, the most careful.',
    examples: [
      [
        {runbook: 'connect-gateway-disabled', mode: 'auto'},
        {project: 'shop-prod', mode: 'approve'},
        {project: 'shop-prod', runbook: 'service-agent-unbound', mode: 'auto'},
        {project: 'shop-prod', runbook: 'data-plane-upgrade-failed', mode: 'exclude'},
        {label: 'env=dev', mode: 'auto'},
      ],
    ],
  }),
  budgets: z.exactOptional(budgets).meta({
    description: 'What one project may cost at most.',
    examples: [{repairsPerHour: 4}],
  }),
  silences: z
    .exactOptional(
      z
        .array(silence, {error: 'a list of {project, reason, from, until}'})
        .max(100, {error: 'at most 100 windows'}),
    )
    .meta({
      description:
        'Maintenance windows: what one is about is recorded, and neither told nor repaired until it is over; then what is still broken is told. Each names a runbook, projects, a location or a cluster, and either `until` or `days`, `for` and `timeZone`. `mesh-responder silence` adds others.',
      examples: [
        [
          {
            project: 'shop-prod',
            cluster: 'prod-eu-1',
            reason: 'node pool upgrade',
            from: '2026-12-05T01:00:00+09:00',
            until: '2026-12-05T05:00:00+09:00',
          },
          {
            runbook: 'data-plane-upgrade-failed',
            reason: 'weekend releases',
            days: ['sat', 'sun'],
            from: '01:00',
            for: '2h',
            timeZone: 'Asia/Seoul',
          },
        ],
      ],
    }),
  actions: z.exactOptional(z.array(idOf('an action'), {error: 'a list of ids of actions'})).meta({
    description:
      'Ids of the actions that may be taken at all ([which there are](runbooks/README.md)); without it, every one.',
    examples: [['enable-service', 'bind-service-agent']],
  }),
  planGuard: z.exactOptional(planGuard).meta({
    description:
      'What `mesh-responder guard` goes by when it checks a Terraform plan or manifests ([the plan guard](plan-guard.md)).',
    examples: [
      {
        accept: [
          {
            address: 'google_project_service.mesh',
            reason: 'the fleet moves to shop-fleet, CHG-1042',
            until: '2026-12-31T00:00:00Z',
          },
        ],
      },
    ],
  }),
  undo: z.exactOptional(truth()).meta({
    description:
      '`true`: people can have a repair of mesh-responder taken back within 7 days, for which it may then also turn the APIs off that it turns on. Each is asked about like a plan; see [people in chat](people.md#take-a-repair-back).',
    examples: [true],
  }),
  locale: word(locales)
    .default('en')
    .meta({description: 'The language of messages.', examples: ['ko']}),
  chat: chat.default({}).meta({
    description:
      'Where incidents are announced; without it, nowhere. A secret is given as the value itself, as `{env: NAME}` or as `{file: PATH}`, a path that counts from the folder of the configuration.',
    examples: [
      {
        slack: {botToken: {env: 'SLACK_TOKEN'}, channel: 'C0123456789'},
        googleChat: {webhook: {file: 'chat-webhook.txt'}},
      },
    ],
  }),
  routes: z
    .exactOptional(z.array(route, {error: 'a list of {project, runbook, states, to}'}))
    .meta({
      description:
        'Places for some incidents; the first that matches decides, and what none matches goes to `chat`. Where an incident was told once, it is told until it is over.',
      examples: [
        [
          {
            project: 'shop-prod',
            to: {slack: {webhook: {env: 'SHOP_TEAM_WEBHOOK'}}},
            mention: ['S0SHOPONCALL'],
          },
          {
            runbook: 'log-path-silent',
            to: {googleChat: {webhook: {env: 'LOGGING_TEAM_WEBHOOK'}}},
          },
        ],
      ],
    }),
  paging: z.exactOptional(paging).meta({
    description: 'Who is paged when an incident asks for a person; without it, nobody.',
    examples: [{pagerDuty: {routingKey: {env: 'PAGERDUTY_KEY'}}}],
  }),
  webhooks: z.exactOptional(z.array(webhook, {error: 'a list of {url, secret}'}).max(5)).meta({
    description:
      'Programs that are told of every change that people see, by a [signed event](operating.md#a-program-of-your-own); at most 5.',
    examples: [[{url: 'https://hooks.example.com/mesh', secret: {env: 'WEBHOOK_SECRET'}}]],
  }),
  escalation: z
    .exactOptional(z.array(escalationStep, {error: 'a list of {after, to}'}).max(5))
    .meta({
      description:
        'Who else hears of an incident that asks for a person and that nobody has acknowledged, in the order of the times; at most 5 steps.',
      examples: [
        [
          {
            after: '15m',
            to: {slack: {webhook: {env: 'SECOND_LINE_WEBHOOK'}}},
            mention: ['S0SECONDLINE'],
          },
          {after: '1h', to: {googleChat: {webhook: {env: 'MANAGERS_WEBHOOK'}}}},
        ],
      ],
    }),
  interact: z.exactOptional(interact).meta({
    description:
      'Buttons under messages, and answers at the command, through the function `interact`; without it, messages have no buttons. Needs `approvers`. See [people in chat](people.md).',
    examples: [
      {
        url: 'https://mesh-responder-interact-6x2kq3zl5a-ew.a.run.app',
        slack: {team: 'T0SHOP'},
        googleChat: {account: 'service-731920055417@gcp-sa-gsuiteaddons.iam.gserviceaccount.com'},
      },
    ],
  }),
  console: z.exactOptional(consoleSchema).meta({
    description:
      'The page that shows incidents to people ([its deployment](../infra/README.md#the-console)).',
    examples: [
      {
        url: 'https://mesh.shop.example',
        iapAudience: '/projects/731920055417/global/backendServices/5678901234567890123',
      },
    ],
  }),
  people: z.exactOptional(z.array(person, {error: 'a list of {email, slack, googleChat}'})).meta({
    description:
      'People and what Slack and Google Chat call them, so that one person is one, whichever way they answer.',
    examples: [[{email: 'mina@shop.example', slack: 'U0MINA1234', googleChat: 'users/1001'}]],
  }),
  approvers: z
    .exactOptional(z.array(approver, {error: 'a list of {project, runbook, people, groups}'}))
    .meta({
      description:
        'Who may answer plans; the first that matches decides, and what none matches nobody can answer. Without it, whoever may write to the database of the guard.',
      examples: [
        [
          {
            runbook: 'data-plane-upgrade-failed',
            people: ['mina@shop.example'],
            groups: ['S0ONCALL'],
          },
          {people: ['mina@shop.example', 'joon@shop.example'], votes: 2, except: 'who-caused-it'},
        ],
      ],
    }),
  messages: z.exactOptional(messages).meta({
    description: 'What messages show beside the incident.',
    examples: [
      {
        timeZone: 'Asia/Seoul',
        docsUrl: 'https://docs.example.com/mesh-responder',
        config: 'responder.yaml',
        identity: 'mesh-responder-respond@shop-ops.iam.gserviceaccount.com',
      },
    ],
  }),
  store: store.default({}).meta({
    description: 'Where incidents live; without it, in memory, until the process ends.',
    examples: [{firestore: {project: 'shop-ops'}}],
  }),
  runbooks: z
    .exactOptional(
      record({
        folder: text(/^[^\0]+$/, 'the path of a folder with private runbooks').meta({
          description: 'The folder, counted from the folder of the configuration.',
        }),
      }),
    )
    .meta({
      description:
        'Runbooks of your own ([private runbooks](private-runbooks.md)), which run with the identity of mesh-responder; without it, there are none.',
      examples: [{folder: './runbooks'}],
    }),
  workTopic: z.exactOptional(text(topic, 'projects/PROJECT_ID/topics/TOPIC')).meta({
    description:
      'The topic by which intake hands incidents over to respond; without it, the sweep finds them. `doctor` takes the names of a deployment from it (`NAME-work`).',
    examples: ['projects/shop-ops/topics/mesh-responder-work'],
  }),
  deadLetters: z.exactOptional(text(subscription, 'projects/PROJECT_ID/subscriptions/NAME')).meta({
    description: 'The subscription that `replay --from dead-letter` pulls from.',
    examples: ['projects/shop-ops/subscriptions/mesh-responder-entries-dead'],
  }),
  heartbeat: z
    .exactOptional(
      record({
        minutes: wholeNumber(60, 'whole minutes').prefault(usualMinutes).meta({
          description: 'Minutes between two heartbeats of a project.',
        }),
      }),
    )
    .meta({
      description:
        'Writes an entry to the log of each project, which has to come back through sink, topic and intake; where none does, that is an incident. Without it, none is written.',
      examples: [{minutes: 5}],
    }),
  selfAudit: z
    .exactOptional(
      record({
        daily: truth().default(true).meta({description: 'Whether it is made each day.'}),
      }),
    )
    .meta({
      description:
        'Holds the Cloud Audit Log against the incidents each day ([self-audit](audit.md)); needs `messages.identity`. What has no partner is told in the chat, once. Without it, only `mesh-responder audit` does.',
      examples: [{daily: true}],
    }),
}).meta({
  title: 'The configuration of mesh-responder',
  description: 'Read by the functions and by the command, as YAML or JSON.',
});

/** What the schema makes of a file without faults. */
export type Parsed = z.output<typeof configSchema>;
