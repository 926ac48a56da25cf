import {guardDatabaseOf} from '../../core/config/settings.ts';
import {at, isObject, listAt, textAt} from '../../core/lib/json.ts';
import type {ConfigFault} from './config-error.ts';
import {nearest} from '../../core/lib/nearest.ts';
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
        ? unknownName(`actions[${index}]`, one, known?.actions, 'the id of an action')
        : [],
    ),
    ...slackFaults(document),
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
    const problem = `${JSON.stringify(value)} is the ${field} of projects[${first}] too; each may stand once`;
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
    const near = nearest(
      fleet,
      projects.flatMap(one => one.id ?? []),
    );
    const hint = near === undefined ? '' : `; did you mean ${near}?`;
    const problem = `${JSON.stringify(fleet)} is not the id of a project in this list; add it, or leave out fleet when the project hosts its own${hint}`;
    return [{path, problem}];
  }
  const other = projects[host]?.fleet;
  if (other === undefined || other === fleet) return [];
  const problem = `${JSON.stringify(fleet)} is no fleet host: projects[${host}] names ${JSON.stringify(other)} as its own`;
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
      ...unknownName(`${path}.project`, project, projects, 'the id of a project in projects'),
      ...unknownName(`${path}.runbook`, runbook, runbooks, 'the id of a runbook'),
      ...(same === index
        ? []
        : [
            {
              path,
              problem: `rules[${same}] is about the same runbook and project; keep one of them`,
            },
          ]),
    ];
  });
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
      ...unknownName(`${path}.project`, project, projects, 'the id of a project in projects'),
      ...unknownName(`${path}.runbook`, runbook, runbooks, 'the id of a runbook'),
      ...windowFaults(path, one),
    ];
  });
}

function isExclusion({mode}: {readonly mode: string | undefined}): boolean {
  return mode === 'exclude';
}

function unknownName(
  path: string,
  name: string | undefined,
  known: readonly string[] | undefined,
  what: string,
): readonly ConfigFault[] {
  if (name === undefined || known === undefined || known.includes(name)) return [];
  const near = nearest(name, known);
  const hint = near === undefined ? '' : `; did you mean ${near}?`;
  return [{path, problem: `${JSON.stringify(name)} is not ${what}${hint}`}];
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
        problem: 'a webhook posts to its own channel: give webhook alone, or botToken and channel',
      },
    ];
  }
  if (webhook === true || (token === true && channel === true)) return [];
  if (token === true) {
    return [{path: `${path}.channel`, problem: 'missing; botToken needs the id of a channel'}];
  }
  if (channel === true) return [{path: `${path}.botToken`, problem: 'missing; channel needs it'}];
  return [{path, problem: 'holds no way to post: give webhook, or botToken and channel'}];
}

function storeFaults(document: unknown): readonly ConfigFault[] {
  const named = ['sqlite', 'firestore'].filter(name => at(document, 'store', name) !== undefined);
  if (named.length < 2) return guardFaults(document);
  return [{path: 'store', problem: 'names two places: give sqlite or firestore, not both'}];
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
      {path, problem: 'is the database of the incidents: give another, which intake cannot open'},
    ];
  }
  if (named === undefined && guard.length > longestDatabase) {
    return [{path, problem: `is missing: ${guard} would be too long for a database's name`}];
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
