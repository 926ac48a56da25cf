/** Whether the runtime knows a time zone by this name. */
export function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', {timeZone: name}).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
