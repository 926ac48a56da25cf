import {at, textAt} from '../../json.ts';

// What Slack says of a value that it does not take, in its own words, each with the place of the value.

/** A text of 1 to `most` characters; `plain`: it may carry no markup. */
export function checkText(
  text: unknown,
  most: number,
  pointer: string,
  kind: 'any' | 'plain' = 'any',
): readonly string[] {
  const value = textAt(text, 'text');
  const type = textAt(text, 'type');
  const isKnown = type === 'plain_text' || (type === 'mrkdwn' && kind === 'any');
  if (!isKnown) return [`unsupported type: ${type} [json-pointer:${pointer}/type]`];
  if (value === '') return [`must be more than 0 characters [json-pointer:${pointer}/text]`];
  return tooLong(value, most, `${pointer}/text`);
}

/** The same for a text that has to be there, in the field `name` of `value`. */
export function checkNamedText(
  value: unknown,
  name: string,
  most: number,
  pointer: string,
): readonly string[] {
  const text = at(value, name);
  return text === undefined || text === null
    ? missing(name, pointer)
    : checkText(text, most, `${pointer}/${name}`, 'plain');
}

/** And for one that may be left out. */
export function checkOptionalText(
  value: unknown,
  name: string,
  most: number,
  pointer: string,
): readonly string[] {
  const text = at(value, name);
  return text === undefined || text === null
    ? []
    : checkText(text, most, `${pointer}/${name}`, 'plain');
}

/** A field that is not there. */
export function missing(name: string, pointer: string): readonly string[] {
  return [`missing required field: ${name} [json-pointer:${pointer}]`];
}

/** More than `most` characters. */
export function tooLong(text: string, most: number, pointer: string): readonly string[] {
  return text.length > most
    ? [`must be less than ${most + 1} characters [json-pointer:${pointer}]`]
    : [];
}

/** More than `most` items. */
export function tooMany(
  items: readonly unknown[],
  most: number,
  pointer: string,
): readonly string[] {
  return items.length > most
    ? [`no more than ${most} items allowed [json-pointer:${pointer}]`]
    : [];
}

/** Ids of which one stands twice; items without an id get one of their own. */
export function twice(
  items: readonly unknown[],
  name: 'block_id' | 'action_id',
  pointer: string,
): readonly string[] {
  const ids = items.map(one => textAt(one, name));
  return ids.flatMap((id, index) =>
    id !== '' && ids.indexOf(id) < index
      ? [`\`${name}\` "${id}" already exists [json-pointer:${pointer}/${index}/${name}]`]
      : [],
  );
}
