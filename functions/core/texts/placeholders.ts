/** A placeholder of a text: its parameter, its form, and the words of a plural. */
export const placeholder =
  /\{([A-Za-z][\w-]*)(?::(number|time|duration|plural|[가-힣]+\/[가-힣]+)(?::([^{}|]*)\|([^{}|]*))?)?\}/g;

/** The names of the parameters that a text asks for, sorted, each once. */
export function placeholders(text: string): readonly string[] {
  const names = Array.from(text.matchAll(placeholder), match => match[1] ?? '');
  return [...new Set(names)].sort();
}
