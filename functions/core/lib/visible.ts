// Cc and Cf are the C0 and C1 controls, bidi overrides and isolates, zero-width characters and tags
// (https://www.unicode.org/reports/tr36/); U+2028 and U+2029 end a line.
const unseen = /(?![\n\t])[\p{Cc}\p{Cf}\u2028\u2029]/gu;
/** Colours and weights as we set them (ECMA-48, 8.3.117, SGR); none that hides text. */

const styles = /(\u001b\[(?:0|1|2|22|39|3[0-7]|90)m)/g;

/**
 * Text as it may reach a terminal or a log: whatever would steer it, hide text or turn its direction stands
 * there as `\uXXXX`. In JSON that is the same text; whoever reads it sees what was tried.
 * @param styled whether the text has colours of our own, which stay.
 */
export function visible(text: string, styled = false): string {
  const whole = text.toWellFormed();
  if (!styled) return whole.replace(unseen, escaped);
  return whole
    .split(styles)
    .map((part, at) => (at % 2 === 1 ? part : part.replace(unseen, escaped)))
    .join('');
}

function escaped(character: string): string {
  return Array.from(
    {length: character.length},
    (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`,
  ).join('');
}
