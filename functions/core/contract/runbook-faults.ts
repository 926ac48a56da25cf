import {isObject} from '../lib/json.ts';
import {placeholders} from '../texts/placeholders.ts';
import type {RunbookManifest} from './runbook.ts';

// What a runbook lacks to keep the contract, ours or a private one. Each fault is a sentence that begins with
// the file and says what to write there.

/** What else there is, for a manifest to name. */
export interface Known {
  /** Ids of the actions. */
  readonly actions: readonly string[];
  /** Ids of the runbooks. */
  readonly runbooks: readonly string[];
}

/** What a manifest says wrongly whose fields are all there. */
export function manifestFaults(
  file: string,
  {id, permissions, actions}: Pick<RunbookManifest, 'id' | 'permissions' | 'actions'>,
  known: Pick<Known, 'actions'>,
): readonly string[] {
  return [
    ...nameFaults(file, id),
    ...(permissions.includes('resourcemanager.projects.get')
      ? []
      : [
          `${file} lacks permission resourcemanager.projects.get, used by readers.project before each diagnosis`,
        ]),
    ...permissionFaults(file, permissions),
    ...actions
      .filter(one => !known.actions.includes(one))
      .map(one => `${file} names the action ${one}, which is none of ${known.actions.join(', ')}`),
  ];
}

/** That a name is no name of a runbook or an action. */
export function nameFaults(file: string, id: string): readonly string[] {
  return /^[a-z]+(-[a-z]+)+$/.test(id)
    ? []
    : [`${file}: id must be two or more words of a-z with a hyphen between, not ${id}`];
}

/** Permissions that are none, or stand twice. */
export function permissionFaults(file: string, permissions: readonly string[]): readonly string[] {
  return [
    ...permissions
      .filter(one => !/^[a-z]+(\.[a-zA-Z]+){2}$/.test(one))
      .map(one => `${file}: ${one} is no permission such as container.clusters.get`),
    ...permissions
      .filter((one, at) => permissions.indexOf(one) !== at)
      .map(one => `${file} has permission ${one} twice`),
  ];
}

/** Reads what is no secret. infra/variables.tf says the same. */
const reading = /^(?!secretmanager\.)[a-z]+\.(?!secrets\.)[a-zA-Z]+\.(?:get|list|getIamPolicy)$/;

/** Permissions that do more than read: what changes something is an action's, and secrets are nobody's. */
export function readingFaults(file: string, permissions: readonly string[]): readonly string[] {
  return permissions
    .filter(one => !reading.test(one))
    .map(
      one =>
        `${file}: a diagnosis may not have ${one}: only get, list and getIamPolicy, of anything but secrets; a change is an action's`,
    );
}

/** What a runbook's cases lack; `names` are those of its own entries and of its near misses. */
export function casesFaults(
  folder: string,
  {filter}: Pick<RunbookManifest, 'filter'>,
  names: {readonly ours: readonly string[]; readonly not: readonly string[]},
): readonly string[] {
  const all = [...names.ours, ...names.not];
  const twice = all.filter((one, at) => all.indexOf(one) !== at);
  return [
    ...(filter !== undefined && names.ours.length === 0
      ? [`${folder}/cases.json: ours lacks an entry that the filter of runbook.json passes`]
      : []),
    ...(filter === undefined && names.ours.length > 0
      ? [`${folder}/runbook.json lacks the filter that passes the entries of ours in cases.json`]
      : []),
    ...(names.not.length === 0 ? [`${folder}/cases.json: not-ours lacks a near miss`] : []),
    ...twice.map(one => `${folder}/cases.json has two cases with the name '${one}'`),
  ];
}

/** That nothing finds the problem. */
export function detectionFaults(
  folder: string,
  {filter}: Pick<RunbookManifest, 'filter'>,
  hasSurvey: boolean,
): readonly string[] {
  return filter === undefined && !hasSurvey
    ? [`${folder}/runbook.ts lacks a survey: without a filter nothing else finds the problem`]
    : [];
}

/** The codes of a runbook's texts that core makes of its id. */
export function headlinesOf(id: string): readonly string[] {
  return ['', '.over', '.reported'].map(which => `headline.${id}${which}`);
}

/** What the texts of a file lack, read at run time: a code that is made of an id, or a language. */
export function textFaults(
  file: string,
  texts: Readonly<Record<string, unknown>>,
  codes: readonly string[],
): readonly string[] {
  const absent = codes.filter(code => !Object.hasOwn(texts, code));
  const silent = Object.entries(texts).flatMap(([code, sentence]) =>
    ['en', 'ko']
      .filter(language => said(sentence, language).trim() === '')
      .map(one => `${code} lacks ${one}`),
  );
  return [...absent.map(one => `${file} lacks ${one}`), ...silent.map(one => `${file}: ${one}`)];
}

/**
 * What the type check says of texts that are typed, for those that may not be: other parameters in the other
 * language, a headline that asks for more than its target, a code that somebody else has.
 */
export function wordingFaults(
  file: string,
  texts: Readonly<Record<string, unknown>>,
  isTaken: (code: string) => boolean,
): readonly string[] {
  return Object.entries(texts).flatMap(([code, sentence]) => {
    const [en, ko] = ['en', 'ko'].map(one => placeholders(said(sentence, one)).join(', '));
    return [
      ...(en === ko
        ? []
        : [`${file}: ${code} asks for {${en ?? ''}} in en, and {${ko ?? ''}} in ko`]),
      ...(code.startsWith('headline.') && en !== 'target' && en !== ''
        ? [`${file}: ${code} may ask for {target} only`]
        : []),
      ...(isTaken(code)
        ? [`${file}: ${code} is the code of another sentence; take one with the runbook's id in it`]
        : []),
    ];
  });
}

function said(sentence: unknown, language: string): string {
  const text = isObject(sentence) ? sentence[language] : undefined;
  return typeof text === 'string' ? text : '';
}
