import {
  isInScope,
  labelsOf,
  type ProjectPlace,
  type ProjectScope,
  projectScopeNames,
} from '../../../core/config/project-scope.ts';
import {at, isObject, listAt, textAt} from '../../../core/lib/json.ts';
import type {Words} from '../../../core/texts/words.ts';
import type {ConfigFault} from '../config-error.ts';
import {unknownName} from './unknown-name.ts';

/** What the lines of a document may name. */
export interface Named {
  readonly projects: readonly NamedProject[];
  /** Of all projects. */
  readonly ids: readonly string[];
  readonly folders: readonly string[];
  readonly labels: readonly string[];
  /** Those of the code; undefined: nobody knows them. */
  readonly runbooks: readonly string[] | undefined;
}

interface NamedProject extends ProjectPlace {
  readonly id: string;
}

/** Finds them in a document as it came. */
export function named(document: unknown, runbooks: readonly string[] | undefined): Named {
  const projects = namedProjects(document);
  return {
    projects,
    ids: projects.map(({id}) => id),
    folders: projects.flatMap(({folders = []}) => folders),
    labels: projects.flatMap(labelsOf),
    runbooks,
  };
}

function namedProjects(document: unknown): readonly NamedProject[] {
  return listAt(document, 'projects').flatMap(one => {
    const id = textAt(one, 'id');
    if (id === undefined) return [];
    const labels = at(one, 'labels');
    return [
      {
        id,
        folders: listAt(one, 'folders').map(String),
        labels: Object.fromEntries(
          Object.entries(isObject(labels) ? labels : {}).map(([key, value]) => [
            key,
            String(value),
          ]),
        ),
      },
    ];
  });
}

/** Faults of the runbook and the projects that a line is about: about what does not exist it would say nothing. */
export function scopeFaults(
  path: string,
  one: unknown,
  {projects, ids, folders, labels, runbooks}: Named,
): readonly ConfigFault[] {
  const scope = projectScopeIn(one);
  const {project, folder, label} = scope;
  const faults = [
    ...unknownName(`${path}.project`, project, ids, inProjects),
    ...unknownName(`${path}.folder`, folder, folders, aFolder),
    ...unknownName(`${path}.label`, label, labels, aLabel),
  ];
  const isEmpty =
    faults.length === 0 &&
    Object.keys(scope).length > 1 &&
    !projects.some(place => isInScope(scope, place.id, place));
  return [
    ...faults,
    ...(isEmpty ? [{path, problem: noProject}] : []),
    ...unknownName(`${path}.runbook`, textAt(one, 'runbook'), runbooks, aRunbook),
  ];
}

/** The projects that a line of a document is about, as it came. */
export function projectScopeIn(one: unknown): ProjectScope {
  return Object.fromEntries(
    projectScopeNames.flatMap(name => {
      const text = textAt(one, name);
      return text === undefined ? [] : [[name, text] as const];
    }),
  );
}

const inProjects: Words = {
  en: 'the id of a project in projects',
  ko: '프로젝트가 projects에 없습니다',
};
const aFolder: Words = {
  en: 'in the folders of any project: add it to projects[*].folders',
  ko: '폴더가 projects의 folders에 없습니다',
};
const aLabel: Words = {
  en: 'among the labels of any project: add it to projects[*].labels',
  ko: '라벨이 projects의 labels에 없습니다',
};
const noProject: Words = {
  en: 'matches no project: none of projects has everything that it names',
  ko: '지정한 조건을 모두 충족하는 프로젝트가 projects에 없습니다',
};
/** What a name is not that no runbook has. */
export const aRunbook: Words = {en: 'the id of a runbook', ko: '런북이 없습니다'};
