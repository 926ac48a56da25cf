/** Source: https://docs.cloud.google.com/logging/docs/reference/v2/rest/v2/LogEntry#LogSeverity */
const levels: ReadonlyMap<string, number> = new Map([
  ['DEFAULT', 0],
  ['DEBUG', 100],
  ['INFO', 200],
  ['NOTICE', 300],
  ['WARNING', 400],
  ['ERROR', 500],
  ['CRITICAL', 600],
  ['ALERT', 700],
  ['EMERGENCY', 800],
]);

/** The severities' names in rising order. */
export const severities: readonly string[] = [...levels.keys()];

/**
 * The number of a severity: of its name in any letter case, or of a whole number as such (500 and
 * "500" are ERROR). Numbers between the names keep their place in the order.
 * @returns undefined for anything else.
 */
export function severityLevel(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isInteger(value) ? value : undefined;
  if (typeof value !== 'string') return undefined;
  const level = levels.get(value) ?? levels.get(value.toUpperCase());
  if (level !== undefined) return level;
  return /^\d{1,9}$/.test(value) ? Number(value) : undefined;
}
