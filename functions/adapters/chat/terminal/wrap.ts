import columns from 'string-width';
import wrapAnsi from 'wrap-ansi';

/** The columns that text takes in a terminal: wide characters and emoji two, marks none. */
export {columns};

const narrowest = 10;

/**
 * Breaks text into lines of at most `width` columns, between words where possible. A word that is longer
 * than a line starts on a line of its own; it is broken, or kept `whole` where people copy it. Line feeds
 * stay. Never narrower than 10 columns.
 */
export function wrap(text: string, width: number, longWords?: 'whole'): string[] {
  const room = Math.max(narrowest, width);
  return text.split('\n').flatMap(line => {
    if (columns(line) <= room) return [line];
    return wrapAnsi(longWords === 'whole' ? line : withWordsBroken(line, room), room).split('\n');
  });
}

/** Text on one line of at most `width` columns; what is cut off is marked. */
export function cutLine(text: string, width: number): string {
  const line = text.replaceAll(/\s*\n\s*/g, ' ');
  if (columns(line) <= width) return line;
  return `${wrapAnsi(line, Math.max(narrowest, width) - 1, {hard: true}).split('\n')[0] ?? ''}…`;
}

/** Every word that is longer than a line, broken into lines; the first begins a line. */
function withWordsBroken(line: string, room: number): string {
  const broken = line.replace(/\S+/g, word =>
    columns(word) <= room ? word : `\n${wrapAnsi(word, room, {hard: true})}`,
  );
  return broken.trimStart();
}
