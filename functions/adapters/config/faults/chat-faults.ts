import {at, isObject, listAt, textAt} from '../../../core/lib/json.ts';
import type {ConfigFault} from '../config-error.ts';

/** Faults of where messages go by default. */
export function chatFaults(document: unknown): readonly ConfigFault[] {
  return [...slackFaults(document), ...googleChatFaults(at(document, 'chat'), 'chat')];
}

function slackFaults(document: unknown): readonly ConfigFault[] {
  const path = 'chat.slack';
  const [webhook, token, channel] = ['webhook', 'botToken', 'channel'].map(
    name => at(document, 'chat', 'slack', name) !== undefined,
  );
  if (!isObject(at(document, 'chat', 'slack'))) return [];
  if (webhook === true && (token === true || channel === true)) {
    return [
      {
        path,
        problem: {
          en: 'a webhook posts to its own channel: give webhook alone, or botToken and channel',
          ko: '웹훅은 자체 채널에 게시합니다. webhook만 지정하거나 botToken과 channel을 지정하세요',
        },
      },
    ];
  }
  if (webhook === true || (token === true && channel === true)) return [];
  if (token === true) {
    return [
      {
        path: `${path}.channel`,
        problem: {
          en: 'missing; botToken needs the id of a channel',
          ko: '값이 없습니다. botToken에는 채널 ID가 필요합니다',
        },
      },
    ];
  }
  if (channel === true)
    return [
      {
        path: `${path}.botToken`,
        problem: {en: 'missing; channel needs it', ko: '값이 없습니다. channel에 필요합니다'},
      },
    ];
  return [
    {
      path,
      problem: {
        en: 'holds no way to post: give webhook, or botToken and channel',
        ko: '게시할 방법이 없습니다. webhook을 지정하거나 botToken과 channel을 지정하세요',
      },
    },
  ];
}

/** A space is written to in one way. */
function googleChatFaults(place: unknown, path: string): readonly ConfigFault[] {
  const given = at(place, 'googleChat');
  if (!isObject(given)) return [];
  const [webhook, space] = ['webhook', 'space'].map(name => at(given, name) !== undefined);
  if (webhook !== space) return [];
  const problem =
    webhook === true
      ? {
          en: 'names two ways to post: give space for the Chat app, or webhook, not both',
          ko: '게시할 방법이 두 가지입니다. Chat 앱의 space와 webhook 중 하나만 지정하세요',
        }
      : {
          en: 'holds no way to post: give space for the Chat app, or webhook',
          ko: '게시할 방법이 없습니다. Chat 앱의 space 또는 webhook을 지정하세요',
        };
  return [{path: `${path}.googleChat`, problem}];
}

/** Faults of one place that a route or a step of the escalation names. */
export function toFaults(document: unknown, to: unknown, path: string): readonly ConfigFault[] {
  if (!isObject(to)) return [];
  if (Object.keys(to).length === 0)
    return [{path, problem: {en: 'names no place', ko: '알릴 곳이 없습니다'}}];
  return [
    ...slackPlaceFaults(document, at(to, 'slack'), `${path}.slack`),
    ...googleChatFaults(to, path),
  ];
}

function slackPlaceFaults(document: unknown, slack: unknown, path: string): readonly ConfigFault[] {
  if (!isObject(slack)) return [];
  const [webhook, channel] = ['webhook', 'channel'].map(name => at(slack, name) !== undefined);
  if (webhook === channel) {
    return [
      {
        path,
        problem: {
          en: 'give a channel, or a webhook alone',
          ko: '채널을 지정하거나 웹훅만 지정하세요',
        },
      },
    ];
  }
  return channel === true && at(document, 'chat', 'slack', 'botToken') === undefined
    ? [
        {
          path: `${path}.channel`,
          problem: {
            en: 'needs a bot that posts to it: give chat.slack.botToken, or a webhook here',
            ko: '게시할 봇이 필요합니다. chat.slack.botToken을 지정하거나 여기에 웹훅을 지정하세요',
          },
        },
      ]
    : [];
}

/** A step comes after the one before it, and calls somebody who is there. */
export function escalationFaults(document: unknown): readonly ConfigFault[] {
  const steps = listAt(document, 'escalation');
  const minutes = steps.map(one => minutesOf(textAt(one, 'after')));
  return steps.flatMap((one, index) => {
    const path = `escalation[${index}]`;
    const before = minutes[index - 1];
    const mine = minutes[index];
    const pages = at(one, 'to', 'paging') !== undefined;
    return [
      ...toFaults(document, at(one, 'to'), `${path}.to`),
      ...(before !== undefined && mine !== undefined && mine <= before
        ? [
            {
              path: `${path}.after`,
              problem: {en: 'is no later than the step before it', ko: '앞 단계보다 늦어야 합니다'},
            },
          ]
        : []),
      ...(pages && at(document, 'paging', 'pagerDuty') === undefined
        ? [
            {
              path: `${path}.to.paging`,
              problem: {
                en: 'there is no paging.pagerDuty to call',
                ko: '호출할 paging.pagerDuty가 없습니다',
              },
            },
          ]
        : []),
    ];
  });
}

function minutesOf(after: string | undefined): number | undefined {
  const [, count, unit] = /^(\d+)([mh])$/.exec(after ?? '') ?? [];
  return count === undefined ? undefined : Number(count) * (unit === 'h' ? 60 : 1);
}
