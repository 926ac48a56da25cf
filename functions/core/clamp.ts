/** Cuts text at a number of code points, never inside one, with a visible mark. */
export function clamp(text: string, codePoints: number): string {
  if (text.length <= codePoints) return text;
  const points = Array.from(text.slice(0, codePoints * 2));
  return points.length <= codePoints && points.join('').length === text.length
    ? text
    : `${points.slice(0, codePoints - 1).join('')}…`;
}
