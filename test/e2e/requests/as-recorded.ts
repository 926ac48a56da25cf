import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {dirname} from 'node:path';
import {fileURLToPath} from 'node:url';
import {diff} from 'node:util';

/** Lines around a difference, and the most that are shown. */
const around = 3;
const most = 120;

/**
 * Compares a text with the file that keeps it. With `UPDATE_REQUESTS=1` the file is written instead:
 * read the difference before keeping it.
 * @throws Error that names what differs and shows the lines: `-` is kept, `+` is what there is now.
 */
export function assertAsRecorded(what: string, file: URL, now: string): void {
  const path = fileURLToPath(file);
  if (process.env['UPDATE_REQUESTS'] === '1') {
    mkdirSync(dirname(path), {recursive: true});
    writeFileSync(path, now);
    return;
  }
  const kept = existsSync(path) ? readFileSync(path, 'utf8') : '';
  if (kept === now) return;
  const shown = changesOf(kept.split('\n'), now.split('\n')).join('\n');
  throw new Error(
    `${what} is no longer as ${path} has it; run it with UPDATE_REQUESTS=1 when it should be:\n${shown}`,
  );
}

/** What changed, with the lines around it, below the request that they belong to. */
function changesOf(kept: readonly string[], now: readonly string[]): readonly string[] {
  // Most of it is alike at both ends, and comparing the rest costs its square.
  const head = alike(kept, now, at => at);
  const left = [kept.slice(head), now.slice(head)] as const;
  const tail = alike(...left, at => -1 - at);
  const [was, is] = left.map(lines => lines.slice(0, lines.length - tail));
  const marks = {'-1': '-', '0': ' ', '1': '+'};
  const lines = [
    ...kept.slice(0, head).map(line => ` ${line}`),
    ...diff(is ?? [], was ?? []).map(([kind, line]) => `${marks[`${kind}`]}${line}`),
    ...kept.slice(kept.length - tail).map(line => ` ${line}`),
  ];
  const shown: string[] = [];
  let heading: string | undefined;
  lines.forEach((line, at) => {
    const near = lines.slice(Math.max(0, at - around), at + around + 1);
    if (near.some(one => !one.startsWith(' '))) {
      if (heading !== undefined) shown.push(heading);
      shown.push(line);
      heading = undefined;
    } else if (/^ [A-Z]+ /.test(line)) heading = line;
  });
  return shown.length <= most ? shown : [...shown.slice(0, most), `… ${shown.length - most} more`];
}

/** How many lines are the same, counted from where `place` says. */
function alike(
  one: readonly string[],
  other: readonly string[],
  place: (count: number) => number,
): number {
  const longest = Math.min(one.length, other.length);
  let count = 0;
  while (count < longest && one.at(place(count)) === other.at(place(count))) count += 1;
  return count;
}
