const escapes: Readonly<Record<string, string>> = {
  t: '\t',
  n: '\n',
  r: '\r',
  '"': '"',
  "'": "'",
  '\\': '\\',
};
const written: Readonly<Record<string, string>> = {
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  '"': '\\"',
  '\\': '\\\\',
};

/**
 * Writes any text as a quoted literal of the query language: quotes, backslashes and control
 * characters are escaped, everything else stays readable.
 */
export function quote(text: string): string {
  const body = text.replace(
    /["\\\p{Cc}]/gu,
    found => written[found] ?? `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return `"${body}"`;
}

/**
 * Reads the inside of a quoted literal. Known escapes are `\"`, `\'`, `\\`, `\t`, `\n`, `\r`,
 * `\xHH`, `\uHHHH` and three octal digits ("\377", as in "Values and conversions"). Any other
 * backslash stays as it is, so that `=~"\.istio\.io"` and `=~"\d+"` mean what they look like.
 */
export function unquote(body: string): string {
  if (!body.includes('\\')) return body;
  return body.replace(
    /\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([0-3][0-7]{2})|([^]))/g,
    (all, four?: string, two?: string, octal?: string, one = '') => {
      const hex = four ?? two;
      if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
      return escapes[one as string] ?? all;
    },
  );
}
