import {truncate} from '../../core/lib/truncate.ts';

/** Parameters of a message: inert text, shown to people and never sent anywhere. */
export type Parameters = Readonly<Record<string, string>>;

/** So much of a message is read, and so long a parameter may be. */
const longestText = 2_000;
const longestParameter = 300;
/** So much of a parameter is shown. */
const longestShown = 120;

/** A message with `${NAME}` where its parameters stand, cut into its fixed parts. */
export interface Template {
  readonly literals: readonly string[];
  readonly names: readonly string[];
}

/** Reads a template. It begins with a fixed part: that one is what is looked for. `${}` is any text. */
export function template(text: string): Template {
  const parts = text.split(/\$\{([a-z]*)\}/);
  return {
    literals: parts.filter((_, at) => at % 2 === 0).map(one => smallOf(one).trimStart()),
    names: parts.filter((_, at) => at % 2 === 1),
  };
}

/** A message without what differs between versions: white space, kinds of quotes, capitals. */
export interface Evened {
  readonly text: string;
  /** The same, of the same length, in small letters. */
  readonly small: string;
}

/** Evens a message out; what is longer than any documented one is cut. */
export function evened(message: string): Evened {
  const text = message
    .slice(0, longestText)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/['‘’“”]/g, '"');
  return {text, small: smallOf(text)};
}

/**
 * The parameters of a message that follows the template, or undefined. It is looked for anywhere in the
 * text, by its fixed parts alone and without backtracking into a parameter: linear in the text, whose
 * length is limited.
 */
export function match({literals, names}: Template, {text, small}: Evened): Parameters | undefined {
  const [first = '', ...rest] = literals;
  for (let at = small.indexOf(first); at >= 0; at = small.indexOf(first, at + 1)) {
    const values = valuesAfter(at + first.length, rest, {text, small});
    if (values !== undefined) {
      const pairs = names.map((name, n): [string, string] => [name, values[n] ?? '']);
      return Object.fromEntries(pairs.filter(([name]) => name !== ''));
    }
  }
  return undefined;
}

function valuesAfter(
  start: number,
  literals: readonly string[],
  {text, small}: Evened,
): readonly string[] | undefined {
  const values: string[] = [];
  let from = start;
  for (const literal of literals) {
    if (literal === '') {
      values.push(
        clean(
          text
            .slice(from, from + longestParameter)
            .trimStart()
            .split(' ', 1)[0] ?? '',
        ),
      );
      return values;
    }
    const length = small.slice(from, from + longestParameter + literal.length).indexOf(literal);
    if (length < 0) return undefined;
    values.push(clean(text.slice(from, from + length)));
    from += length + literal.length;
  }
  return values;
}

/** Without the quotes around it and the punctuation behind it. */
function clean(value: string): string {
  return truncate(
    value
      .trim()
      .replace(/^"/, '')
      .replace(/[".,;]{1,3}$/, ''),
    longestShown,
  );
}

/** Small letters for the capitals of ASCII: other letters may change their length. */
function smallOf(text: string): string {
  return text.replaceAll(/[A-Z]/g, letter => letter.toLowerCase());
}
