import {guardDatabaseOf} from '../../core/config/settings.ts';
import {at, isObject, listAt, textAt} from '../../core/lib/json.ts';
import type {ConfigFault} from './config-error.ts';
import type {Words} from '../../core/texts/words.ts';
import {meant} from './explain-issue.ts';
import {peopleFaults} from './people-faults.ts';
import {windowFaults} from './windows.ts';

/**
 * Faults that lie between fields, and between them and what the code has. Works on the document as it
 * came, and skips what is not of its form (the schema reports that), so that one fault hides no other.
 * @param known undefined where nobody knows them.
 */
export function relationFaults(document: unknown, known?: Known): readonly ConfigFault[] {
  const projects = listAt(document, 'projects').map(one => ({
    id: textAt(one, 'id'),
    number: numberAt(one),
    fleet: textAt(one, 'fleet'),
  }));
  return [
    ...repeated(
      'id',
      projects.map(one => one.id),
    ),
    ...repeated(
      'number',
      projects.map(one => one.number),
    ),
    ...projects.flatMap(({id, fleet}, index) =>
      fleet === undefined || fleet === id ? [] : fleetFaults(fleet, index, projects),
    ),
    ...ruleFaults(document, known?.runbooks),
    ...silenceFaults(document, known?.runbooks),
    ...listAt(document, 'actions').flatMap((one, index) =>
      typeof one === 'string'
        ? unknownName(`actions[${index}]`, one, known?.actions, anAction)
        : [],
    ),
    ...slackFaults(document),
    ...googleChatFaults(at(document, 'chat'), 'chat'),
    ...placeFaults(document, known?.runbooks),
    ...escalationFaults(document),
    ...peopleFaults(document),
    ...approverFaults(document, known?.runbooks),
    ...storeFaults(document),
    ...(known?.faults ?? []),
  ];
}

/** The same number as text and as an integer is the same. */
function numberAt(project: unknown): string | undefined {
  const number = at(project, 'number');
  return typeof number === 'number' ? String(number) : textAt(project, 'number');
}

function repeated(field: string, values: readonly (string | undefined)[]): readonly ConfigFault[] {
  return values.flatMap((value, index) => {
    const first = values.indexOf(value);
    if (value === undefined || first === index) return [];
    const problem = {
      en: `${JSON.stringify(value)} is the ${field} of projects[${first}] too; each may stand once`,
      ko: `${JSON.stringify(value)} 값이 projects[${first}].${field}에도 있습니다. 한 번만 사용할 수 있습니다`,
    };
    return [{path: `projects[${index}].${field}`, problem}];
  });
}

function fleetFaults(
  fleet: string,
  index: number,
  projects: readonly {readonly id: string | undefined; readonly fleet: string | undefined}[],
): readonly ConfigFault[] {
  const path = `projects[${index}].fleet`;
  const host = projects.findIndex(one => one.id === fleet);
  if (host < 0) {
    const near = meant(
      fleet,
      projects.flatMap(one => one.id ?? []),
    );
    const problem = {
      en: `${JSON.stringify(fleet)} is not the id of a project in this list; add it, or leave out fleet when the project hosts its own${near.en}`,
      ko: `${JSON.stringify(fleet)} 프로젝트가 이 목록에 없습니다. 추가하거나, 프로젝트가 자체 Fleet을 호스팅하면 fleet을 생략하세요${near.ko}`,
    };
    return [{path, problem}];
  }
  const other = projects[host]?.fleet;
  if (other === undefined || other === fleet) return [];
  const problem = {
    en: `${JSON.stringify(fleet)} is no fleet host: projects[${host}] names ${JSON.stringify(other)} as its own`,
    ko: `${JSON.stringify(fleet)} 프로젝트는 Fleet 호스트가 아닙니다. projects[${host}]의 Fleet은 ${JSON.stringify(other)}입니다`,
  };
  return [{path, problem}];
}

/** A rule about something that does not exist would silently rule nothing. */
function ruleFaults(
  document: unknown,
  runbooks: readonly string[] | undefined,
): readonly ConfigFault[] {
  const projects = listAt(document, 'projects').flatMap(one => textAt(one, 'id') ?? []);
  const rules = listAt(document, 'rules').map(one => ({
    project: textAt(one, 'project'),
    runbook: textAt(one, 'runbook'),
    mode: textAt(one, 'mode'),
  }));
  return rules.flatMap(({project, runbook, mode}, index) => {
    const path = `rules[${index}]`;
    const same = rules.findIndex(
      one =>
        one.project === project &&
        one.runbook === runbook &&
        isExclusion(one) === isExclusion({mode}),
    );
    return [
      ...unknownName(`${path}.project`, project, projects, inProjects),
      ...unknownName(`${path}.runbook`, runbook, runbooks, aRunbook),
      ...(same === index
        ? []
        : [
            {
              path,
              problem: {
                en: `rules[${same}] is about the same runbook and project; keep one of them`,
                ko: `rules[${same}]도 같은 런북과 프로젝트에 대한 규칙입니다. 하나만 남기세요`,
              },
            },
          ]),
    ];
  });
}

/** A rule about something that does not exist would let nobody answer. */
function approverFaults(
  document: unknown,
  runbooks: readonly string[] | undefined,
): readonly ConfigFault[] {
  const projects = listAt(document, 'projects').flatMap(one => textAt(one, 'id') ?? []);
  return listAt(document, 'approvers').flatMap((one, index) => [
    ...unknownName(`approvers[${index}].project`, textAt(one, 'project'), projects, inProjects),
    ...unknownName(`approvers[${index}].runbook`, textAt(one, 'runbook'), runbooks, aRunbook),
  ]);
}

/** A window about something that does not exist would silence nothing. */
function silenceFaults(
  document: unknown,
  runbooks: readonly string[] | undefined,
): readonly ConfigFault[] {
  const projects = listAt(document, 'projects').flatMap(one => textAt(one, 'id') ?? []);
  return listAt(document, 'silences').flatMap((one, index) => {
    if (!isObject(one)) return [];
    const path = `silences[${index}]`;
    const [project, runbook] = [textAt(one, 'project'), textAt(one, 'runbook')];
    return [
      ...unknownName(`${path}.project`, project, projects, inProjects),
      ...unknownName(`${path}.runbook`, runbook, runbooks, aRunbook),
      ...windowFaults(path, one),
    ];
  });
}

const inProjects: Words = {
  en: 'the id of a project in projects',
  ko: '프로젝트가 projects에 없습니다',
};
const aRunbook: Words = {en: 'the id of a runbook', ko: '런북이 없습니다'};
const anAction: Words = {en: 'the id of an action', ko: '작업이 없습니다'};

function isExclusion({mode}: {readonly mode: string | undefined}): boolean {
  return mode === 'exclude';
}

function unknownName(
  path: string,
  name: string | undefined,
  known: readonly string[] | undefined,
  what: Words,
): readonly ConfigFault[] {
  if (name === undefined || known === undefined || known.includes(name)) return [];
  const near = meant(name, known);
  const problem = {
    en: `${JSON.stringify(name)} is not ${what.en}${near.en}`,
    ko: `${JSON.stringify(name)} ${what.ko}${near.ko}`,
  };
  return [{path, problem}];
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

/** A route to nowhere would silently swallow what it matches. */
function placeFaults(
  document: unknown,
  runbooks: readonly string[] | undefined,
): readonly ConfigFault[] {
  const projects = listAt(document, 'projects').flatMap(one => textAt(one, 'id') ?? []);
  return listAt(document, 'routes').flatMap((one, index) => {
    const path = `routes[${index}]`;
    return [
      ...unknownName(`${path}.project`, textAt(one, 'project'), projects, inProjects),
      ...unknownName(`${path}.runbook`, textAt(one, 'runbook'), runbooks, aRunbook),
      ...toFaults(document, at(one, 'to'), `${path}.to`),
    ];
  });
}

function toFaults(document: unknown, to: unknown, path: string): readonly ConfigFault[] {
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

function escalationFaults(document: unknown): readonly ConfigFault[] {
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

function storeFaults(document: unknown): readonly ConfigFault[] {
  const named = ['sqlite', 'firestore'].filter(name => at(document, 'store', name) !== undefined);
  if (named.length < 2) return guardFaults(document);
  return [
    {
      path: 'store',
      problem: {
        en: 'names two places: give sqlite or firestore, not both',
        ko: '저장소가 두 개입니다. sqlite와 firestore 중 하나만 지정하세요',
      },
    },
  ];
}

/** https://docs.cloud.google.com/firestore/docs/manage-databases */
const longestDatabase = 63;

/** What the guard goes by is kept apart from what intake may write. */
function guardFaults(document: unknown): readonly ConfigFault[] {
  const path = 'store.firestore.guardDatabase';
  const firestore = at(document, 'store', 'firestore');
  if (!isObject(firestore)) return [];
  const database = textAt(firestore, 'database') ?? '(default)';
  const named = textAt(firestore, 'guardDatabase');
  const guard = named ?? guardDatabaseOf(database);
  if (guard === database) {
    return [
      {
        path,
        problem: {
          en: 'is the database of the incidents: give another, which intake cannot open',
          ko: '인시던트 데이터베이스와 같습니다. intake가 열 수 없는 다른 데이터베이스를 지정하세요',
        },
      },
    ];
  }
  if (named === undefined && guard.length > longestDatabase) {
    return [
      {
        path,
        problem: {
          en: `is missing: ${guard} would be too long for a database's name`,
          ko: `값이 없습니다. ${guard}: 데이터베이스 이름으로 사용하기에는 너무 깁니다`,
        },
      },
    ];
  }
  return [];
}

/** The names that a configuration may use for what the code has. */
export interface Known {
  /** Ids of the runbooks. */
  readonly runbooks: readonly string[];
  /** Ids of the actions. */
  readonly actions: readonly string[];
  /** What the private runbooks of the configuration's folder lack. */
  readonly faults?: readonly ConfigFault[];
}

/** Finds the names by the folder of private runbooks that a configuration names; undefined: it names none. */
export type KnownWith = (folder: string | undefined) => Promise<Known>;
