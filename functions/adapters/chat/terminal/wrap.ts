// East Asian wide characters and emoji take two columns
// (https://www.unicode.org/reports/tr11/); marks take none.
const wide =
  /[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3000-\u303F\uFF01-\uFF60\uFFE0-\uFFE6]/u;
const plain = /^[\x20-\x7e]*$/;
const mark = /\p{M}/u;
const narrowest = 10;

/** The columns that text takes in a terminal. */
export function columns(text: string): number {
  if (plain.test(text)) return text.length;
  let sum = 0;
  for (const character of text) sum += mark.test(character) ? 0 : wide.test(character) ? 2 : 1;
  return sum;
}

/**
 * Breaks text into lines of at most `width` columns: between words where possible, inside a word
 * that is longer than a line. Line feeds stay. Never narrower than 10 columns.
 */
export function wrap(text: string, width: number): string[] {
  const room = Math.max(narrowest, width);
  return text.split('\n').flatMap(line => wrapLine(line, room));
}

function wrapLine(line: string, room: number): string[] {
  if (columns(line) <= room) return [line];
  const out: string[] = [];
  let current = '';
  let used = 0;
  for (const word of line.split(' ').flatMap(whole => broken(whole, room))) {
    const size = columns(word);
    if (current !== '' && used + 1 + size > room) {
      out.push(current);
      current = '';
      used = 0;
    }
    used += current === '' ? size : size + 1;
    current = current === '' ? word : `${current} ${word}`;
  }
  return [...out, current];
}

function broken(word: string, room: number): string[] {
  if (columns(word) <= room) return [word];
  const parts: string[] = [];
  let part = '';
  let used = 0;
  for (const character of word) {
    const size = columns(character);
    if (used + size > room) {
      parts.push(part);
      part = '';
      used = 0;
    }
    part += character;
    used += size;
  }
  return [...parts, part];
}
