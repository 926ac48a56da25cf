import type {Runbook, RunbookManifest, RunbookWays} from '../core/contract/runbook.ts';
import {
  detectionFaults,
  headlinesOf,
  type Known,
  manifestFaults,
  readingFaults,
  textFaults,
  wordingFaults,
} from '../core/contract/runbook-faults.ts';
import {privateManifest, privateManifestFaults} from '../core/contract/manifest.ts';
import {type Detection, foreign} from '../core/detection/finding.ts';
import {errorText} from '../core/lib/error.ts';
import {isObject} from '../core/lib/json.ts';
import {phrase} from '../core/texts/texts.ts';
import {compile} from '../filter/compile.ts';
import {FilterError} from '../filter/error.ts';
import {parse} from '../filter/parse.ts';

/** A private runbook as somebody else wrote it; what is undefined could not be read, and `faults` say why. */
export interface Given {
  /** The name of its folder. */
  readonly name: string;
  /** The path of its folder, for faults. */
  readonly path: string;
  /** What its runbook.json holds. */
  readonly manifest: unknown;
  /** What its module exports as default. */
  readonly ways: unknown;
  readonly faults: readonly string[];
}

/** What a private runbook has beside it. */
export interface Beside extends Known {
  /** Whether a code of a text is somebody else's. */
  readonly isTaken: (code: string) => boolean;
}

/** A private runbook that keeps the contract, or everything that it lacks. */
export type Checked =
  | {readonly kind: 'runbook'; readonly runbook: Runbook}
  | {readonly kind: 'faults'; readonly faults: readonly string[]};

/** Holds a private runbook against the contract; one that keeps it is fenced. */
export function checked(given: Given, beside: Beside): Checked {
  const {path} = given;
  const file = `${path}/runbook.json`;
  const wrong = given.manifest === undefined ? [] : privateManifestFaults(given.manifest, file);
  const manifest =
    given.manifest === undefined || wrong.length > 0 ? undefined : privateManifest(given.manifest);
  const lacking = given.ways === undefined ? [] : waysFaults(path, given.ways);
  const ways = isWays(given.ways) ? given.ways : undefined;
  const faults = [
    ...given.faults,
    ...wrong,
    ...(manifest === undefined ? [] : namedFaults(file, given.name, manifest, beside)),
    ...lacking,
    ...(manifest === undefined || ways === undefined
      ? []
      : [
          ...detectionFaults(path, manifest, ways.survey !== undefined),
          ...textFaults(`${path}: texts`, ways.texts, headlinesOf(manifest.id)),
          ...wordingFaults(`${path}: texts`, ways.texts, beside.isTaken),
        ]),
  ];
  return faults.length > 0 || manifest === undefined || ways === undefined
    ? {kind: 'faults', faults}
    : {kind: 'runbook', runbook: fenced(manifest, ways)};
}

/** What may stand in a message as it is. */
const address = /^https:\/\/[^\s"'<>|`]{1,300}$/;

/** What a manifest says wrongly. */
function namedFaults(
  file: string,
  name: string,
  manifest: RunbookManifest,
  beside: Beside,
): readonly string[] {
  const {page, permissions, filter} = manifest;
  return [
    ...identityFaults(file, name, manifest, beside),
    ...manifestFaults(file, manifest, beside),
    ...readingFaults(file, permissions),
    ...causeFaults(file, manifest, beside),
    ...(address.test(page) ? [] : [`${file}: page must be an https address, not ${page}`]),
    ...filterFaults(file, filter),
  ];
}

/** Terraform names roles and sinks by the folder, everybody else by the id. */
function identityFaults(
  file: string,
  name: string,
  {id}: RunbookManifest,
  {runbooks}: Beside,
): readonly string[] {
  return [
    ...(id === name ? [] : [`${file}: id must be the name of its folder, ${name}, not ${id}`]),
    ...(runbooks.filter(one => one === id).length > 1
      ? [`${file}: there is a runbook ${id} already; choose another name for the folder and the id`]
      : []),
  ];
}

function causeFaults(
  file: string,
  {id, causes}: RunbookManifest,
  {runbooks}: Beside,
): readonly string[] {
  return causes
    .filter(one => one === id || !runbooks.includes(one))
    .map(one => `${file} names ${one} as a cause, which is no other runbook`);
}

function filterFaults(file: string, filter: string | undefined): readonly string[] {
  if (filter === undefined) return [];
  try {
    compile(parse(filter, {for: 'sink'}));
    return [];
  } catch (error) {
    if (!(error instanceof FilterError)) throw error;
    return [`${file}: filter: ${error.message}`];
  }
}

const verbs = ['detect', 'diagnose', 'suspects'] as const;

function waysFaults(path: string, ways: unknown): readonly string[] {
  if (!isObject(ways)) return [`${path}: the default export of runbook.ts is no runbook`];
  return [
    ...(isObject(ways['texts']) ? [] : [`${path}: runbook.ts lacks texts`]),
    ...verbs
      .filter(verb => typeof ways[verb] !== 'function')
      .map(verb => `${path}: runbook.ts lacks ${verb}, a function`),
    ...['survey', 'dangers']
      .filter(verb => !['undefined', 'function'].includes(typeof ways[verb]))
      .map(verb => `${path}: ${verb} of runbook.ts is no function`),
  ];
}

function isWays(ways: unknown): ways is RunbookWays {
  return waysFaults('', ways).length === 0;
}

/**
 * A runbook whose author may err without harm to others: what it says of an entry counts for itself
 * alone, and it asks only for the actions that its runbook.json names, for which roles are granted.
 */
function fenced(manifest: RunbookManifest, ways: RunbookWays): Runbook {
  const {id} = manifest;
  const survey = ways.survey?.bind(ways);
  const dangers = ways.dangers?.bind(ways);
  return {
    manifest,
    texts: ways.texts,
    detect(entry) {
      try {
        return own(manifest, ways.detect(entry));
      } catch (error) {
        return foreign(phrase('foreign.private-failed', {runbook: id, said: errorText(error)}));
      }
    },
    async diagnose(look) {
      const diagnosis = await ways.diagnose(look);
      if (diagnosis.kind !== 'broken') return diagnosis;
      const unnamed = diagnosis.actions.find(one => !manifest.actions.includes(one.action));
      if (unnamed === undefined) return diagnosis;
      throw new Error(
        `runbook ${id} plans ${unnamed.action}, which its runbook.json does not name among its actions; nothing is changed`,
      );
    },
    ...(survey && {survey}),
    ...(dangers && {dangers}),
    suspects: (project, target) => ways.suspects(project, target),
  };
}

/** What the runbook may say. @throws Error for what it may not. */
function own({id, causes}: RunbookManifest, detection: Detection): Detection {
  switch (detection.kind) {
    case 'finding': {
      const {finding} = detection;
      if (finding.runbook !== id) throw new Error(`its finding is of ${finding.runbook}`);
      const known = finding.causes.filter(one => causes.includes(one));
      return {kind: 'finding', finding: {...finding, causes: known}};
    }
    case 'pulse':
      throw new Error('heartbeats are not for a private runbook');
    case 'foreign':
    case 'unrelated':
      return detection;
  }
  throw new Error('its detect gives no detection');
}
