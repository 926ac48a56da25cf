import {approverExceptions} from '../../core/config/settings.ts';
import * as z from 'zod';
import {idOf, projectScope, record, secret, text, wholeNumber, word} from './fields.ts';

// The part of the configuration that says who may answer, how their clicks come back, and how the console knows them.

/** https://docs.cloud.google.com/iam/docs/principal-identifiers: what the list of a policy calls `user:`. */
const email = (what: string) => text(/^[\w.+%-]{1,64}@[\w.-]{1,190}$/, what);
const slackUser = text(/^[UW][A-Z0-9]{2,20}$/, 'the id of a user of Slack, U… or W…');
const chatUser = text(/^users\/\d{1,30}$/, 'a user of Google Chat, users/NUMBER');

const address = /^https:\/\/[a-z0-9](?:[a-z0-9.-]{1,250}[a-z0-9])$/;

/** The two forms that fit: https://docs.cloud.google.com/iap/docs/signed-headers-howto */
const iapAudience =
  /^\/projects\/[1-9]\d{0,18}\/(?:global\/backendServices\/[1-9]\d{0,19}|locations\/[a-z0-9-]{1,63}\/services\/[a-z0-9-]{1,63})$/;

export const interact = record({
  url: text(address, 'the https address of the function interact, without a path').meta({
    description:
      'The public address of the function `interact`. Tokens of Google have to be made for it.',
  }),
  clients: z
    .exactOptional(
      z.array(
        text(/^[\w-]{1,120}\.apps\.googleusercontent\.com$/, 'the id of an OAuth client of Google'),
        {error: 'a list of ids of OAuth clients'},
      ),
    )
    .meta({
      description:
        'OAuth clients whose tokens count for answers at the command, beside those made for `url`; without it, those of gcloud, with which people sign in. Empty: none.',
    }),
  slack: z
    .exactOptional(
      record({
        team: text(/^[TE][A-Z0-9]{2,20}$/, 'the id of a workspace, T…').meta({
          description: 'The id of the workspace. Nobody of another one can press a button.',
        }),
        signingSecret: z.exactOptional(secret('slackSigningSecret')).meta({
          description:
            'What Slack signs its requests with. Only the function `interact` needs it; others leave it out.',
        }),
        formerSigningSecret: z.exactOptional(secret('slackSigningSecret')).meta({
          description: 'The one before, which counts as well while it is being replaced.',
        }),
      }),
    )
    .meta({description: 'Buttons in Slack; needs `chat.slack.botToken`.'}),
  googleChat: z
    .exactOptional(
      record({
        account: text(
          /^[\w.+-]{1,100}@[\w.-]{1,150}\.gserviceaccount\.com$/,
          'the e-mail of a service account',
        ).meta({
          description:
            'The account that the requests of the Chat app are signed for: the service account that the Configuration page of the Google Chat API shows.',
        }),
      }),
    )
    .meta({description: 'Buttons in Google Chat.'}),
});

export const consoleSchema = record({
  url: z
    .exactOptional(text(address, 'the https address of the console, without a path'))
    .meta({description: 'Where people open the console: messages link to it.'}),
  iapAudience: z
    .exactOptional(
      text(
        iapAudience,
        'the audience of a backend behind IAP, /projects/NUMBER/global/backendServices/ID or /projects/NUMBER/locations/REGION/services/NAME',
      ),
    )
    .meta({
      description:
        'The audience for which Identity-Aware Proxy signs who looks. Without it nobody is known to the console, and it only shows.',
    }),
});

export const person = record({
  email: email("a person's e-mail").meta({
    description: 'The Google account. Messages and the history show it.',
  }),
  slack: z
    .exactOptional(slackUser)
    .meta({description: 'The same person in Slack: the member id, `U…`.'}),
  googleChat: z
    .exactOptional(chatUser)
    .meta({description: 'The same person in Google Chat: `users/NUMBER`.'}),
});

export const approver = record({
  ...projectScope('Plans of'),
  runbook: z
    .exactOptional(idOf('a runbook'))
    .meta({description: 'Plans of this runbook; without it, of every one.'}),
  people: z
    .exactOptional(z.array(email("a person's e-mail"), {error: 'a list of e-mails'}))
    .meta({description: 'The e-mails of those who may answer.'}),
  groups: z
    .exactOptional(
      z.array(
        text(
          /^(?:S[A-Z0-9]{2,20}|[\w.+%-]{1,64}@[\w.-]{1,190})$/,
          'the id of a user group of Slack, S…, or the e-mail of a Google group',
        ),
        {error: 'a list of groups'},
      ),
    )
    .meta({
      description:
        'Groups whose members may answer. A user group of Slack, `S…`, counts for clicks in Slack; the bot needs `usergroups:read`. A Google group, by its e-mail, counts everywhere for anybody whose e-mail is known; respond needs the right to see its members ([how](people.md#groups)).',
    }),
  votes: z.exactOptional(wholeNumber(5, 'a whole number')).meta({
    description: 'So many different people have to approve; without it, one. One no is enough.',
  }),
  except: z.exactOptional(word(approverExceptions)).meta({
    description:
      '`who-caused-it`: whoever made the change that broke it, by the audit log, cannot approve its repair. `who-asked`: whoever asked for an undo cannot approve it. `who-asked-or-caused-it`: neither can.',
  }),
});
