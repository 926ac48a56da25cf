// East Asian wide characters and emoji take two columns
// (https://www.unicode.org/reports/tr11/); marks take none.
const wide =
  /[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3000-\u303F\uFF01-\uFF60\uFFE0-\uFFE6]/u;
const mark = /\p{M}/u;
const narrowest = 10;

/** The columns that text takes in a terminal. */
export function columns(text: string): number {
  let sum = 0;
  for (const character of text) sum += mark.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return sum;
}

/**
 * Breaks text into lines of at most `width` columns: between words where possible, inside a word
 * that is longer than a line, except in an address. Line feeds stay. Never narrower than 10 columns.
 */
export function wrap(text: string, width: number): string[] {
  const room = Math.max(narrowest, width);
  return text.split('\n').flatMap(line => wrapLine(line, room));
}

function wrapLine(line: string, room: number): string[] {
  if (columns(line) <= room) return [line];
  const out: string[] = [];
  let current = '';
  for (const word of line.split(' ').flatMap(whole => broken(whole, room))) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (columns(longer) <= room) {
      current = longer;
      continue;
    }
    if (current !== '') out.push(current);
    current = word;
  }
  return [...out, current];
}

function broken(word: string, room: number): string[] {
  if (columns(word) <= room || /^https?:\/\//.test(word)) return [word];
  const parts: string[] = [];
  let part = '';
  for (const character of word) {
    if (columns(part + character) > room) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part];
}
