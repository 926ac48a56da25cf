/**
 * Brings text to the form in which the language compares strings: without letter case, by
 * NFKC_Casefold ("Comparison operators"; https://www.unicode.org/reports/tr44/#NFKC_Casefold).
 * Letters that fold to more than their lower case are the German and Greek ones below; the iota
 * subscripts of polytonic Greek are left as they are.
 */
export function fold(text: string): string {
  // As many bytes as units means plain ASCII: one native call, where a pattern walks the text.
  if (Buffer.byteLength(text) === text.length) return text.toLowerCase();
  return text
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ς', 'σ')
    .normalize('NFKC');
}
