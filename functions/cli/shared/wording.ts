/** A count with its noun: `1 project`, `2 projects`. */
export function counted(count: number, one: string, more = `${one}s`): string {
  return `${count} ${count === 1 ? one : more}`;
}

/** Names in a sentence: the first ones, and how many more there are. */
export function names(all: readonly string[], most = 8): string {
  const rest = all.length - most;
  return rest > 0 ? `${all.slice(0, most).join(', ')} … +${rest}` : all.join(', ');
}
