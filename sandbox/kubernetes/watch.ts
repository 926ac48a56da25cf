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
  const old = first.objects.filter(one => since !== '' && one.version <= Number(since));
  let known = lookedAt(inside, wanted, old, accept);
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
        const current = lookedAt(here, wanted, found.objects, accept);
        const said = changes(known, current);
        known = current;
        return said.map(one => `${JSON.stringify(one)}\n`);
      },
    },
  };
}

/** An object as it was when it was looked at. */
interface Look {
  /** What of it can change, as text: all but its version, which also counts other objects' changes. */
  readonly text: string;
  /** As it is told to whoever watches. */
  readonly shown: JsonObject;
}

function lookedAt(
  inside: Inside,
  wanted: Wanted,
  objects: readonly KubeObject[],
  accept: string,
): ReadonlyMap<string, Look> {
  return new Map(
    objects.map(one => {
      const object = view(inside, wanted.plural, one);
      const metadata = {resourceVersion: String(one.version)};
      const isTable = accept.includes('as=Table');
      const text = JSON.stringify(object, (name, value: unknown) =>
        name === 'resourceVersion' ? undefined : value,
      );
      const shown = isTable ? tableOf(inside, wanted, [one], metadata) : object;
      return [keyOf(one), {text, shown}];
    }),
  );
}

function changes(
  before: ReadonlyMap<string, Look>,
  after: ReadonlyMap<string, Look>,
): readonly JsonObject[] {
  const gone = [...before].flatMap(([key, {shown}]) =>
    after.has(key) ? [] : [{type: 'DELETED', object: shown}],
  );
  const fresh = [...after].flatMap(([key, {text, shown}]) => {
    const known = before.get(key);
    if (known === undefined) return [{type: 'ADDED', object: shown}];
    return known.text === text ? [] : [{type: 'MODIFIED', object: shown}];
  });
  return [...gone, ...fresh];
}
