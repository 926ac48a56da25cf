import * as z from 'zod';
import {usualDocsUrl} from '../../core/config/settings.ts';
import {eventUrlFault} from '../../core/config/event-url.ts';
import {mentionOf, mentionText, mentionTextKo} from '../../core/config/mention.ts';
import {states} from '../../core/incident/incident.ts';
import type {State} from '../../core/incident/reason.ts';
import {idOf, projectScope, record, secret, text, word, zone} from './fields.ts';

// The part of the configuration that says who is told, where and in which words.

const allStates = Object.keys(states) as [State, ...State[]];

/** https://developers.google.com/workspace/chat/api/reference/rest/v1/spaces/get has the form `spaces/{space}`. */
const spaceName = /^spaces\/[A-Za-z0-9_-]{1,100}$/;

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

const googleChat = record({
  webhook: z.exactOptional(secret('googleChatWebhook')).meta({
    description: 'The URL of an incoming webhook of the space, which cannot edit. Give it alone.',
  }),
  space: z
    .exactOptional(text(spaceName, "a space's name, spaces/ and the last part of its address"))
    .meta({
      description:
        'The name of the space that the [Chat app](messages.md#the-google-chat-app) posts to, `spaces/ID`; the ID is the last part of its address.',
    }),
});

export const chat = record({
  slack: z
    .exactOptional(slack)
    .meta({description: 'Slack: `botToken` and `channel`, or `webhook` alone.'}),
  googleChat: z
    .exactOptional(googleChat)
    .meta({description: 'A space of Google Chat: `space`, or `webhook`.'}),
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
    .exactOptional(googleChat)
    .meta({description: 'A space of Google Chat: `space`, or `webhook`.'}),
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

export const route = record({
  ...projectScope('Incidents of'),
  runbook: z
    .exactOptional(idOf('a runbook'))
    .meta({description: 'Incidents of this runbook; without it, of every one.'}),
  states: z
    .exactOptional(stateNames)
    .meta({description: 'Incidents that come into one of these states; without it, all.'}),
  to: record(places).meta({description: 'Where they are told.'}),
  mention,
});

export const paging = record({
  pagerDuty: z
    .exactOptional(
      record({
        routingKey: secret('pagerDutyKey').meta({
          description: 'The integration key of an Events API v2 integration of the service.',
        }),
        region: z.exactOptional(word(['us', 'eu'])).meta({
          description:
            'The service region of the account: `eu` where its address is NAME.eu.pagerduty.com; without it, `us`.',
        }),
        states: z.exactOptional(stateNames).meta({
          description: 'Of the states that ask for a person, those that page; without it, all.',
        }),
      }),
    )
    .meta({description: 'PagerDuty.'}),
});

export const webhook = record({
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

export const escalationStep = record({
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

export const messages = record({
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
