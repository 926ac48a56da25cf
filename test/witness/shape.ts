import {isObject} from '../../functions/core/lib/json.ts';

/** The types that stand at each path of a JSON value, e.g. `nodePools[].config` -> `object`. */
export type Shape = ReadonlyMap<string, ReadonlySet<string>>;

/** Fields whose keys are data, not names of fields. */
const maps = /(^|\.)(labels|resourceLabels|membershipSpecs|membershipStates|fields)$/;

/** The shape of a value. The value of an `@type` belongs to it: it says what the rest is. */
export function shapeOf(value: unknown): Shape {
  const found = new Map<string, Set<string>>();
  const walk = (one: unknown, path: string): void => {
    const types = found.get(path) ?? new Set();
    found.set(path, types.add(typeOf(one, path)));
    if (Array.isArray(one)) for (const each of one as unknown[]) walk(each, `${path}[]`);
    if (!isObject(one)) return;
    for (const [name, each] of Object.entries(one)) {
      const step = maps.test(path) ? '*' : name;
      walk(each, path === '' ? step : `${path}.${step}`);
    }
  };
  walk(value, '');
  return found;
}

function typeOf(value: unknown, path: string): string {
  if (path.endsWith('@type')) return String(value).replace(/\.v\d+(alpha|beta)?\d*\./, '.');
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/**
 * How an answer differs from the recorded ones: a path that all of them have is absent; one that none of
 * them has is there; or what stands there has another type. Below such a path nothing more is told.
 */
export interface Difference {
  readonly differs: 'absent' | 'unseen' | 'type';
  readonly path: string;
}

/** What differs, sorted by path. */
export function differences(answer: unknown, recorded: readonly unknown[]): readonly Difference[] {
  const own = shapeOf(answer);
  const theirs = recorded.map(shapeOf);
  const anywhere = new Map<string, Set<string>>();
  for (const shape of theirs) {
    for (const [path, types] of shape) {
      anywhere.set(path, new Set([...(anywhere.get(path) ?? []), ...types]));
    }
  }
  const all: Difference[] = [];
  for (const path of new Set([...own.keys(), ...anywhere.keys()])) {
    const [here, there] = [own.get(path), anywhere.get(path)];
    if (!own.has(above(path)) || !anywhere.has(above(path))) continue;
    const always = theirs.filter(one => one.has(above(path))).every(one => one.has(path));
    if (here === undefined) {
      if (always) all.push({differs: 'absent', path});
    } else if (there === undefined) all.push({differs: 'unseen', path});
    else if (![...here].every(one => there.has(one))) all.push({differs: 'type', path});
  }
  return all.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function above(path: string): string {
  return path.endsWith('[]')
    ? path.slice(0, -2)
    : path.slice(0, Math.max(0, path.lastIndexOf('.')));
}
