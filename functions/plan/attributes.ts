import {isObject} from '../core/lib/json.ts';
import {absent, known, type Planned, unknown} from '../core/planned/value.ts';

/** A part of a resource: its value, and where the plan masks it as unknown or as sensitive. */
export interface Attributes {
  readonly value: unknown;
  readonly unknown: unknown;
  readonly sensitive: unknown;
}

/** Attributes that are all known and no secret, as manifests have them. */
export function plain(value: unknown): Attributes {
  return {value, unknown: false, sensitive: false};
}

/** The part at a path of names and indexes: `at(one, 'authority', 0, 'issuer')`. */
export function at(from: Attributes, ...path: readonly (string | number)[]): Attributes {
  return path.reduce<Attributes>(
    (one, step) => ({
      value: stepInto(one.value, step),
      unknown: one.unknown === true || stepInto(one.unknown, step),
      sensitive: one.sensitive === true || stepInto(one.sensitive, step),
    }),
    from,
  );
}

/** The text at a path; an empty text is absent, as it is for the providers. */
export function textAt(from: Attributes, ...path: readonly (string | number)[]): Planned<string> {
  return read(at(from, ...path), value =>
    typeof value === 'string' && value !== '' ? value : undefined,
  );
}

/** The truth at a path; of Kubernetes annotations also as a text. */
export function truthAt(from: Attributes, ...path: readonly (string | number)[]): Planned<boolean> {
  return read(at(from, ...path), value => {
    if (typeof value === 'boolean') return value;
    const word = typeof value === 'string' ? value.trim().toLowerCase() : '';
    return word === 'true' ? true : word === 'false' ? false : undefined;
  });
}

/** The parts of a list; undefined where the list itself is not known yet. */
export function partsAt(
  from: Attributes,
  ...path: readonly (string | number)[]
): readonly Attributes[] | undefined {
  const found = at(from, ...path);
  if (found.unknown === true) return undefined;
  const length = Array.isArray(found.value) ? found.value.length : 0;
  return Array.from({length}, (_, index) => at(found, index));
}

/** Texts of a list, each of which may be unknown. */
export function textsAt(
  from: Attributes,
  ...path: readonly (string | number)[]
): Planned<readonly Planned<string>[]> {
  const parts = partsAt(from, ...path);
  return parts === undefined ? unknown : known(parts.map(one => textAt(one)));
}

/** A map of texts, such as labels; what is not known yet of it makes it unknown. */
export function labelsAt(
  from: Attributes,
  ...path: readonly (string | number)[]
): Planned<Readonly<Record<string, string>>> {
  const found = at(from, ...path);
  if (found.unknown === true || hasTrue(found.unknown)) return unknown;
  const secret = found.sensitive === true || hasTrue(found.sensitive);
  const pairs = Object.entries(isObject(found.value) ? found.value : {});
  return known(
    Object.fromEntries(
      pairs.flatMap(([name, one]) => (typeof one === 'string' ? [[name, one]] : [])),
    ),
    secret,
  );
}

function read<T>(
  {value, unknown: masked, sensitive}: Attributes,
  make: (value: unknown) => T | undefined,
): Planned<T> {
  if (masked === true) return unknown;
  const made = make(value);
  return made === undefined ? absent : known(made, sensitive === true);
}

function stepInto(value: unknown, step: string | number): unknown {
  if (typeof step === 'number') return Array.isArray(value) ? value[step] : undefined;
  return isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}

function hasTrue(mask: unknown): boolean {
  return isObject(mask) && Object.values(mask).includes(true);
}
