import type {Labels} from '../cluster/cluster.ts';

/** What one requirement of a label selector asks. */
type Requirement = (labels: Labels) => boolean;

const set = /^([\w./-]+) (in|notin) \(([\w./, -]*)\)$/;
const equal = /^([\w./-]+) ?(==|=|!=) ?([\w.-]*)$/;
const exists = /^(!?)([\w./-]+)$/;

/**
 * Reads a label selector; undefined when it is none.
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export function parseSelector(text: string): ((labels: Labels) => boolean) | undefined {
  const parts = text.split(/,(?![^(]*\))/).map(one => one.trim());
  const asked = text.trim() === '' ? [] : parts.map(requirement);
  const known = asked.filter(one => one !== undefined);
  return known.length < asked.length ? undefined : labels => known.every(one => one(labels));
}

function requirement(text: string): Requirement | undefined {
  const [, key = '', word, list = ''] = set.exec(text) ?? [];
  if (key !== '') {
    const values = list.split(',').map(one => one.trim());
    return labels => values.includes(labels[key] ?? '\0') === (word === 'in');
  }
  const [, name = '', sign, value] = equal.exec(text) ?? [];
  if (name !== '') return labels => (labels[name] === value) === (sign !== '!=');
  const [, not, label = ''] = exists.exec(text) ?? [];
  if (label === '') return undefined;
  return labels => Object.hasOwn(labels, label) === (not === '');
}

/**
 * Reads a field selector into its requirements; undefined when it is none.
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/field-selectors/
 */
export function parseFieldSelector(text: string): readonly FieldRequirement[] | undefined {
  const parts = text === '' ? [] : text.split(',');
  const asked = parts.map(part => /^([\w.]+)(==|=|!=)(.*)$/.exec(part));
  const known = asked.flatMap(match => (match === null ? [] : [match]));
  if (known.length < asked.length) return undefined;
  return known.map(([, path = '', sign, value = '']) => ({path, value, not: sign === '!='}));
}

/** One requirement of a field selector: the field at a path has this value, or has not. */
export interface FieldRequirement {
  readonly path: string;
  readonly value: string;
  readonly not: boolean;
}
