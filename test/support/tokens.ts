/** Tokens that are the same in each run: counted, as 32 hex digits. */
export function tokens(): () => string {
  let count = 0;
  return () => (count += 1).toString(16).padStart(32, '0');
}
