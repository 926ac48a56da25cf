import {z} from 'zod';
import {usualMinutes} from '../../core/poll/heartbeat.ts';
import {usualBudgets, usualDocsUrl, weekdays} from '../../core/config/settings.ts';
import {eventUrlFault} from '../../core/config/event-url.ts';
import {mentionOf, mentionText, mentionTextKo} from '../../core/config/mention.ts';
import {states} from '../../core/incident/incident.ts';
import type {State} from '../../core/incident/reason.ts';
import {
  databaseName,
  idOf,
  idOfProject,
  nameOf,
  names,
  numberOfProject,
  record,
  secret,
  span,
  text,
  wholeNumber,
  word,
  zone,
} from './fields.ts';

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
const allStates = Object.keys(states) as [State, ...State[]];
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
});

const rule = record({
  runbook: z
    .exactOptional(idOf('a runbook'))
    .meta({description: 'The runbook that the rule is about; without it, every one.'}),
  project: z.exactOptional(idOfProject('the id of a project of this list')).meta({
    description: 'The project of `projects` that the rule is about; without it, every one.',
  }),
  mode: word([...modes, 'exclude']).meta({
    description: 'As `mode`; `exclude`: nothing is ever changed, whatever another rule says.',
  }),
});

const silence = record({
  runbook: z
    .exactOptional(idOf('a runbook'))
    .meta({description: 'The runbook that is silenced; without it, every one.'}),
  project: z.exactOptional(idOfProject('the id of a project of this list')).meta({
    description: 'The project of `projects` that is silenced; without it, every one.',
  }),
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

const slack = record({
  webhook: z.exactOptional(secret('slackWebhook')).meta({
    description:
      'The URL of an incoming webhook, which posts to its own channel and cannot edit. Give it alone.',
  }),
  botToken: z.exactOptional(secret('slackToken')).meta({
    description: 'The token of a bot with the scopes `chat:write` and `channels:history`.',
  }),
  channel: z
    .exactOptional(
      text(/^\S{1,80}$/, "a Slack channel's id; quote a name that begins with #, YAML drops it"),
    )
    .meta({description: 'The id of the channel that the bot posts to; `botToken` needs it.'}),
});

const chat = record({
  slack: z
    .exactOptional(slack)
    .meta({description: 'Slack: `botToken` and `channel`, or `webhook` alone.'}),
  googleChat: z
    .exactOptional(
      record({
        webhook: secret('googleChatWebhook').meta({
          description: 'The URL of an incoming webhook of the space.',
        }),
      }),
    )
    .meta({description: 'A space of Google Chat.'}),
});

const places = {
  slack: z
    .exactOptional(
      record({
        webhook: z
          .exactOptional(secret('slackWebhook'))
          .meta({description: 'The URL of an incoming webhook. Give it alone.'}),
        channel: z
          .exactOptional(text(/^[CG][A-Z0-9]{2,30}$/, "a Slack channel's id, C… or G…"))
          .meta({
            description: 'The id of a channel that the bot of `chat.slack` posts to.',
          }),
      }),
    )
    .meta({description: 'A channel of Slack.'}),
  googleChat: z
    .exactOptional(
      record({
        webhook: secret('googleChatWebhook').meta({
          description: 'The URL of an incoming webhook of the space.',
        }),
      }),
    )
    .meta({description: 'A space of Google Chat.'}),
} as const;

const statesText = 'names of states';
const stateNames = z.array(word(allStates), {error: `a list of ${statesText}`});
const mention = z
  .exactOptional(
    z.array(
      z
        .string({error: mentionText})
        .refine(one => mentionOf(one) !== undefined, {
          error: `allowed: ${mentionText}`,
          params: {ko: `허용: ${mentionTextKo}`},
        })
        .meta({errorMessage: `allowed: ${mentionText}`}),
      {error: 'a list of users and user groups'},
    ),
  )
  .meta({
    description:
      'Whom its messages call while they ask for a person, by id; each channel calls those of its own service.',
  });

const route = record({
  project: z
    .exactOptional(idOfProject('the id of a project of this list'))
    .meta({description: 'Incidents of this project; without it, of every one.'}),
  runbook: z
    .exactOptional(idOf('a runbook'))
    .meta({description: 'Incidents of this runbook; without it, of every one.'}),
  states: z
    .exactOptional(stateNames)
    .meta({description: 'Incidents that come into one of these states; without it, all.'}),
  to: record(places).meta({description: 'Where they are told.'}),
  mention,
});

const paging = record({
  pagerDuty: z
    .exactOptional(
      record({
        routingKey: secret('pagerDutyKey').meta({
          description: 'The integration key of an Events API v2 integration of the service.',
        }),
        states: z.exactOptional(stateNames).meta({
          description: 'Of the states that ask for a person, those that page; without it, all.',
        }),
      }),
    )
    .meta({description: 'PagerDuty.'}),
});

const webhook = record({
  url: z
    .string({error: 'an https address of a public host'})
    .check(context => {
      const fault = eventUrlFault(context.value);
      if (fault === undefined) return;
      const {en, ko} = fault;
      const {value: input} = context;
      context.issues.push({code: 'custom', message: `it ${en}`, params: {ko}, input});
    })
    .meta({
      description: 'Where the events go. It is no secret: do not put one into it.',
      errorMessage: 'allowed: https, the name of a public host, no port, no user',
    }),
  secret: secret('webhookSecret').meta({
    description: 'What the events are signed with: 32 to 256 characters, at random.',
  }),
});

const escalationStep = record({
  after: text(/^(?:[1-9]\d{0,3}m|[1-9]\d?h)$/, 'minutes or hours, e.g. 15m or 2h').meta({
    description: 'How long it has asked for a person, and nobody has acknowledged it.',
  }),
  to: record({
    ...places,
    paging: z
      .exactOptional(word(['pagerDuty']))
      .meta({description: '`pagerDuty`: it is paged then, and not before.'}),
  }).meta({description: 'Who hears of it then.'}),
  mention,
});

const messages = record({
  timeZone: z.exactOptional(zone()).meta({
    description:
      'The time zone of times in Google Chat, by its IANA name; without it, UTC. Slack shows each reader their own.',
    errorMessage: 'allowed: a time zone by its IANA name, e.g. Asia/Seoul',
  }),
  docsUrl: z
    .exactOptional(
      text(
        /^https:\/\/[^\s"'<>|`?#]{1,300}[^\s"'<>|`?#/]$/,
        'an https address without a slash at its end',
      ),
    )
    .meta({
      description: `Where \`docs/\` is published, for links to runbooks; without it, ${usualDocsUrl}.`,
    }),
  config: z
    .exactOptional(
      // What \p{C} means depends on a flag that a pattern in JSON Schema does not have.
      text(/^.{1,200}$/u, 'the path of a file').refine(path => !/\p{C}/u.test(path), {
        error: 'allowed: the path of a file',
      }),
    )
    .meta({
      description:
        'Where people have this file. The commands that approve and decline a plan then name it; without it, they rely on `MESH_RESPONDER_CONFIG`.',
    }),
  identity: z
    .exactOptional(text(/^[\w.+-]{1,64}@[\w.-]{1,190}$/, 'the e-mail of a service account'))
    .meta({
      description:
        'The e-mail of the account that repairs, for messages that say which permission it lacks.',
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
      'Modes of single runbooks, of single projects, or of one on the other. `exclude` wins over everything. Else the most specific rule holds: one that names both, then the project, then the runbook, then neither; of rules as specific, and of several projects that a plan touches, the most careful.',
    examples: [
      [
        {runbook: 'connect-gateway-disabled', mode: 'auto'},
        {project: 'shop-prod', mode: 'approve'},
        {project: 'shop-prod', runbook: 'service-agent-unbound', mode: 'auto'},
        {project: 'shop-prod', runbook: 'data-plane-upgrade-failed', mode: 'exclude'},
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
        'Maintenance windows: what one is about is recorded, and neither told nor repaired until it is over; then what is still broken is told. Each names a runbook, a project, a location or a cluster, and either `until` or `days`, `for` and `timeZone`. `mesh-responder silence` adds others.',
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
}).meta({
  title: 'The configuration of mesh-responder',
  description: 'Read by the functions and by the command, as YAML or JSON.',
});

/** What the schema makes of a file without faults. */
export type Parsed = z.output<typeof configSchema>;
