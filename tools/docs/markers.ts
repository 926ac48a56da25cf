/**
 * A text with something new between the markers `<!-- NAME -->` and `<!-- /NAME -->`.
 * @param file the name that an error tells.
 * @throws Error when the markers are missing.
 */
export function between(file: string, text: string, name: string, content: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${file} lacks ${start} … ${end}`);
  return `${text.slice(0, from + start.length)}\n\n${content}\n\n${text.slice(to)}`;
}
