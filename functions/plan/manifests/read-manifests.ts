import {parseAllDocuments} from 'yaml';
import {isObject, listAt, textAt} from '../../core/lib/json.ts';
import {plain} from '../attributes.ts';
import {PlanError} from '../plan-error.ts';
import type {Read} from '../read.ts';
import type {Resource} from '../resource.ts';
import {kinds} from './kinds.ts';

/** So long may one document be that is read: nobody writes such an object by hand. */
const longestDocument = 1024 * 1024;

/** An object of a manifest, and where it stands. */
export interface Manifest {
  readonly object: unknown;
  readonly file: string;
  readonly line: number;
}

const ours = new RegExp(
  `\\bkind["']?\\s*:\\s*["']?(?:List|${[...kinds.keys()].map(one => one.slice(one.indexOf('/') + 1)).join('|')})\\b`,
);

/**
 * The objects of one file of YAML or JSON with one document or several. Documents of kinds that are none of the
 * mesh's are counted and not read.
 * @throws PlanError naming the file and the line of a document that cannot be read.
 */
export function readManifests(
  text: string,
  file: string,
): {objects: readonly Manifest[]; documents: number} {
  const objects: Manifest[] = [];
  let documents = 0;
  for (const {body, line} of documentsOf(text)) {
    documents += 1;
    if (!ours.test(body)) continue;
    if (body.length > longestDocument) throw unreadable(file, line, 'too-long');
    for (const object of parsed(body, file, line)) objects.push({object, file, line});
  }
  return {objects, documents};
}

/**
 * What becomes of objects: those of `before` that are not in `after` are deleted, unless their deletion policy
 * leaves what they stand for alone.
 */
export function changesOfManifests(after: readonly Manifest[], before: readonly Manifest[]): Read {
  // Files of several clusters name the same object: each of them counts, in the order of the files.
  const was = Map.groupBy(before, one => keyOf(one.object));
  const is = Map.groupBy(after, one => keyOf(one.object));
  const pairs = [...new Set([...is.keys(), ...was.keys()])].flatMap(key => {
    const [old = [], fresh = []] = [was.get(key), is.get(key)];
    return Array.from({length: Math.max(old.length, fresh.length)}, (_, index) => ({
      old: old[index],
      fresh: fresh[index],
    }));
  });
  const changes = pairs.flatMap(({old, fresh}) => {
    const one = fresh ?? old;
    const address = addressOf(one?.object);
    const understand = one && kinds.get(kindOf(one.object));
    if (understand === undefined) return [];
    if (fresh === undefined && isKept(old?.object)) return [];
    const resource: Resource = {
      address,
      type: kindOf(one?.object),
      before: old && plain(old.object),
      after: fresh && plain(fresh.object),
      replaced: 'no',
      changes: true,
      desiredOnly: before.length === 0,
      ...(one && {written: {file: one.file, line: one.line}}),
    };
    return understand(resource);
  });
  return {changes, resources: pairs.length, unread: []};
}

/** https://docs.cloud.google.com/config-connector/docs/reference/annotations */
function isKept(object: unknown): boolean {
  const policy = textAt(object, 'metadata', 'annotations', 'cnrm.cloud.google.com/deletion-policy');
  return policy === 'abandon';
}

/** `group/Kind`, without the version. */
function kindOf(object: unknown): string {
  const api = textAt(object, 'apiVersion') ?? '';
  const group = api.includes('/') ? api.slice(0, api.indexOf('/')) : '';
  return `${group}/${textAt(object, 'kind') ?? ''}`;
}

/** What tells objects apart; kinds of several groups have the same name. */
function keyOf(object: unknown): string {
  return `${kindOf(object)} ${addressOf(object)}`;
}

function addressOf(object: unknown): string {
  const names = [
    textAt(object, 'kind'),
    textAt(object, 'metadata', 'namespace'),
    textAt(object, 'metadata', 'name') ?? textAt(object, 'metadata', 'generateName'),
  ];
  return names.filter(one => one !== undefined).join('/');
}

/** The documents of a file: a line `---` begins the next one. */
function* documentsOf(text: string): Generator<{readonly body: string; readonly line: number}> {
  let line = 1;
  let begin = 1;
  let lines: string[] = [];
  for (const one of text.split('\n')) {
    if (/^---(?:\s|$)/.test(one)) {
      if (lines.some(each => /^[^\s#]/.test(each))) yield {body: lines.join('\n'), line: begin};
      lines = [];
      begin = line + 1;
      const rest = one.slice(3).trim();
      if (rest !== '' && !rest.startsWith('#')) {
        lines.push(rest);
        begin = line;
      }
    } else if (/^\S/.test(one) || lines.length > 0) lines.push(one);
    else begin = line + 1;
    line += 1;
  }
  if (lines.some(each => /^[^\s#]/.test(each))) yield {body: lines.join('\n'), line: begin};
}

function parsed(body: string, file: string, line: number): readonly unknown[] {
  try {
    const all = parseAllDocuments(body, {prettyErrors: false, logLevel: 'silent'});
    return all.flatMap(one => {
      if (one.errors.length > 0) throw unreadable(file, line, 'broken');
      return objectsIn(one.toJS({maxAliasCount: 100}));
    });
  } catch (cause) {
    if (cause instanceof PlanError) throw cause;
    throw unreadable(file, line, 'broken', cause);
  }
}

function objectsIn(value: unknown): readonly unknown[] {
  if (!isObject(value)) return [];
  const kind = textAt(value, 'kind');
  return kind?.endsWith('List') === true ? listAt(value, 'items') : [value];
}

function unreadable(
  file: string,
  line: number,
  why: 'broken' | 'too-long',
  cause?: unknown,
): PlanError {
  const words = {
    broken: {
      en: `${file}: the document at line ${line} is no valid YAML. Check it with: kubectl apply --dry-run=client -f ${file}`,
      ko: `${file}: ${line}행의 문서가 올바른 YAML이 아닙니다. kubectl apply --dry-run=client -f ${file} 명령어로 확인하세요`,
    },
    'too-long': {
      en: `${file}: the document at line ${line} is larger than 1 MiB`,
      ko: `${file}: ${line}행의 문서가 1MiB보다 큽니다`,
    },
  }[why];
  return new PlanError(words, {cause});
}
