import {table} from '../lib/table.ts';

/** What each of the four does, in the order ours, Alertmanager, Node-RED, n8n; drawn: by a flow that a person draws. */
const rows: readonly (readonly [string, string, string, string, string])[] = [
  [
    'takes',
    'a log entry, as Pub/Sub delivers it',
    'an alert, which something else has made of it',
    'any request',
    'any request',
  ],
  [
    'knows which entries are a problem',
    'by ten runbooks, and yours',
    'no',
    'what you draw',
    'what you draw',
  ],
  ['asks live state before it posts', 'yes', 'no', 'what you draw', 'what you draw'],
  [
    'the same problem once more',
    'one incident, one message',
    'one alert, told again after `repeat_interval`',
    'one more post',
    'one more post',
  ],
  [
    'many signs of one cause',
    'the incident of the cause',
    'grouped by labels, inhibited by rules',
    'what you draw',
    'what you draw',
  ],
  [
    'the message afterwards',
    'is kept true to the end, with a thread',
    'one more post when it is resolved, where it is told to',
    'stays as it is',
    'stays as it is',
  ],
  [
    'a chat that does not answer',
    'is tried again, also after a restart',
    'is tried again',
    'what you draw',
    'tries again where the node is told to',
  ],
  [
    'a restart',
    'goes on with every incident',
    'keeps silences and what was told; alerts have to come again',
    'forgets what was under way',
    'keeps its record of executions',
  ],
  [
    'repairs, and verifies',
    'yes: on the allow-list, by mode and approval',
    'no',
    'what you draw',
    'what you draw',
  ],
  [
    'speaks to',
    'Slack, Google Chat, PagerDuty, a webhook',
    'Slack, PagerDuty, a webhook and a dozen others',
    'whatever has a node: thousands',
    'whatever has a node: hundreds',
  ],
  ['is set up by', 'a file', 'a file', 'drawing in a browser', 'drawing in a browser'],
];

/** What each does and does not do beside the figures, as a table. */
export function differencesTable(): string {
  return table(undefined, ['', 'mesh-responder', 'Alertmanager', 'Node-RED', 'n8n'], rows);
}
