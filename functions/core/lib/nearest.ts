/** The word that was probably meant, or undefined when none of them is near. */
export function nearest(found: string, words: readonly string[]): string | undefined {
  if (found.length > 60) return undefined;
  const plain = bare(found);
  let best: string | undefined;
  let least = Math.min(2, Math.floor(plain.length / 2)) + 1;
  for (const word of words) {
    const far = distance(plain, bare(word));
    if (far < least) [best, least] = [word, far];
  }
  return best;
}

/** `bot_token` and `BotToken` are one word for whoever types them. */
function bare(word: string): string {
  return word.toLowerCase().replaceAll(/[-_\s]/g, '');
}

/** How many letters have to be put in, taken out, changed or swapped with their neighbour. */
function distance(from: string, to: string): number {
  let before: number[] = [];
  let above = Array.from({length: to.length + 1}, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const here = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      const steps = [
        cell(above, column) + 1,
        cell(here, column - 1) + 1,
        cell(above, column - 1) + (same ? 0 : 1),
      ];
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (swapped && row > 1 && column > 1) steps.push(cell(before, column - 2) + 1);
      here.push(Math.min(...steps));
    }
    [before, above] = [above, here];
  }
  return cell(above, to.length);
}

function cell(row: readonly number[], column: number): number {
  return row[column] ?? Infinity;
}
