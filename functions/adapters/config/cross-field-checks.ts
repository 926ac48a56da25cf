import {guardDatabaseOf} from '../../core/config/settings.ts';
import {projectScopeNames} from '../../core/config/project-scope.ts';
import {at, isObject, listAt, textAt} from '../../core/lib/json.ts';
import {chatFaults, escalationFaults, toFaults} from './faults/chat-faults.ts';
import type {ConfigFault} from './config-error.ts';
import type {Words} from '../../core/texts/words.ts';
import {meant} from './explain-issue.ts';
import {peopleFaults} from './faults/people-faults.ts';
import {momentIn} from '../../core/lib/rfc3339.ts';
import {aRunbook, named as namedIn, type Named, scopeFaults} from './faults/scope-faults.ts';
import {unknownName} from './faults/unknown-name.ts';
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
  const named = namedIn(document, known?.runbooks);
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
    ...ruleFaults(document, named),
    ...silenceFaults(document, named),
    ...acceptedFaults(document, known?.runbooks),
    ...listAt(document, 'actions').flatMap((one, index) =>
      typeof one === 'string'
        ? unknownName(`actions[${index}]`, one, known?.actions, anAction)
        : [],
    ),
    ...chatFaults(document),
    ...placeFaults(document, named),
    ...escalationFaults(document),
    ...peopleFaults(document),
    ...approverFaults(document, named),
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

/** Two rules about the same would leave open which holds. */
function ruleFaults(document: unknown, named: Named): readonly ConfigFault[] {
  const rules = listAt(document, 'rules');
  return rules.flatMap((one, index) => {
    const path = `rules[${index}]`;
    const same = rules.findIndex(
      other => isAboutTheSame(other, one) && isExclusion(other) === isExclusion(one),
    );
    return [
      ...scopeFaults(path, one, named),
      ...(same === index
        ? []
        : [
            {
              path,
              problem: {
                en: `rules[${same}] is about the same runbook and projects; keep one of them`,
                ko: `rules[${same}]도 같은 런북과 프로젝트에 대한 규칙입니다. 하나만 남기세요`,
              },
            },
          ]),
    ];
  });
}

function isAboutTheSame(one: unknown, other: unknown): boolean {
  return [...projectScopeNames, 'runbook'].every(name => textAt(one, name) === textAt(other, name));
}

/** A rule about something that does not exist would let nobody answer. */
function approverFaults(document: unknown, named: Named): readonly ConfigFault[] {
  return listAt(document, 'approvers').flatMap((one, index) =>
    scopeFaults(`approvers[${index}]`, one, named),
  );
}

/** What is accepted of a runbook that there is not would accept nothing, and without a moment for ever. */
function acceptedFaults(
  document: unknown,
  runbooks: readonly string[] | undefined,
): readonly ConfigFault[] {
  return listAt(at(document, 'planGuard'), 'accept').flatMap((one, index) => {
    const path = `planGuard.accept[${index}]`;
    const until = textAt(one, 'until');
    return [
      ...unknownName(`${path}.runbook`, textAt(one, 'runbook'), runbooks, aRunbook),
      ...(until === undefined || momentIn(until) !== undefined
        ? []
        : [{path: `${path}.until`, problem: noEnd(until)}]),
    ];
  });
}

function noEnd(text: string): Words {
  const [found, example] = [JSON.stringify(text), '2026-12-31T00:00:00Z'];
  return {
    en: `found ${found}; what is accepted needs an RFC 3339 time at which it counts again, e.g. ${example}`,
    ko: `입력값: ${found}. 허용이 끝나는 시점을 RFC 3339 시간으로 입력하세요. 예: ${example}`,
  };
}

/** A window about something that does not exist would silence nothing. */
function silenceFaults(document: unknown, named: Named): readonly ConfigFault[] {
  return listAt(document, 'silences').flatMap((one, index) => {
    if (!isObject(one)) return [];
    const path = `silences[${index}]`;
    return [...scopeFaults(path, one, named), ...windowFaults(path, one)];
  });
}

const anAction: Words = {en: 'the id of an action', ko: '작업이 없습니다'};

function isExclusion(rule: unknown): boolean {
  return textAt(rule, 'mode') === 'exclude';
}

/** A route to nowhere would silently swallow what it matches. */
function placeFaults(document: unknown, named: Named): readonly ConfigFault[] {
  return listAt(document, 'routes').flatMap((one, index) => {
    const path = `routes[${index}]`;
    return [...scopeFaults(path, one, named), ...toFaults(document, at(one, 'to'), `${path}.to`)];
  });
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
