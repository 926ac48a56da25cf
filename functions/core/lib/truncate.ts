/** Cuts text at a number of UTF-16 units, never inside a surrogate pair, with a visible mark. */
export function truncate(text: string, units: number): string {
  if (text.length <= units) return text;
  const cut = text.slice(0, units - 1);
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}
