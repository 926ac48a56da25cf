import type {JsonObject} from '../../functions/core/lib/json.ts';
import type {Answer} from '../http/answer.ts';
import type {KubeObject} from './objects/objects.ts';
import type {Inside} from './objects/revision-status.ts';
import {keyOf, select, view, type Wanted} from './select.ts';
import {tableOf} from './table.ts';

/**
 * Tells what happens to the objects that are wanted, from a resource version on, one JSON line each:
 * https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes
 * `again` looks into the cluster at a later time.
 */
export function watch(
  inside: Inside,
  wanted: Wanted,
  accept: string,
  again: (now: number) => Inside | undefined,
): Answer {
  const first = select(inside, wanted);
  if ('answer' in first) return first.answer;
  const since = wanted.query.get('resourceVersion') ?? '';
  // Without a version, and with 0, everything that is there comes first.
  const isNew = (one: KubeObject) => since === '' || one.version > Number(since);
  let known = new Map<string, string>();
  for (const one of first.objects)
    if (!isNew(one)) known.set(keyOf(one), textOf(inside, wanted, one));
  const seconds = Number(wanted.query.get('timeoutSeconds') ?? 0);
  return {
    status: 200,
    body: undefined,
    live: {
      ...(seconds > 0 ? {seconds} : {}),
      news: now => {
        const here = again(now);
        const found = here === undefined ? undefined : select(here, wanted);
        if (here === undefined || found === undefined || 'answer' in found) return [];
        const said = changes(here, wanted, found.objects, known);
        known = new Map(found.objects.map(one => [keyOf(one), textOf(here, wanted, one)]));
        return said.map(one => `${JSON.stringify(shown(here, wanted, one, accept))}\n`);
      },
    },
  };
}

/** Something that happened; of what is deleted, only its last text is left. */
type Change =
  | {readonly type: 'ADDED' | 'MODIFIED'; readonly object: KubeObject}
  | {readonly type: 'DELETED'; readonly text: string};

function changes(
  inside: Inside,
  wanted: Wanted,
  objects: readonly KubeObject[],
  known: ReadonlyMap<string, string>,
): readonly Change[] {
  const there = new Set(objects.map(keyOf));
  const gone = [...known].flatMap(([key, text]): readonly Change[] =>
    there.has(key) ? [] : [{type: 'DELETED', text}],
  );
  const fresh = objects.flatMap((object): readonly Change[] => {
    const before = known.get(keyOf(object));
    if (before === undefined) return [{type: 'ADDED', object}];
    return before === textOf(inside, wanted, object) ? [] : [{type: 'MODIFIED', object}];
  });
  return [...gone, ...fresh];
}

function textOf(inside: Inside, {plural}: Wanted, one: KubeObject): string {
  return JSON.stringify(view(inside, plural, one));
}

function shown(inside: Inside, wanted: Wanted, change: Change, accept: string): JsonObject {
  if (change.type === 'DELETED') return {type: change.type, object: JSON.parse(change.text)};
  const {type, object} = change;
  const metadata = {resourceVersion: String(object.version)};
  return {
    type,
    object: accept.includes('as=Table')
      ? tableOf(inside, wanted, [object], metadata)
      : view(inside, wanted.plural, object),
  };
}
