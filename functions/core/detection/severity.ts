/** Severities of Cloud Logging in rising order. https://docs.cloud.google.com/logging/docs/reference/v2/rest/v2/LogEntry#LogSeverity */
const rising = [
  'DEFAULT',
  'DEBUG',
  'INFO',
  'NOTICE',
  'WARNING',
  'ERROR',
  'CRITICAL',
  'ALERT',
  'EMERGENCY',
];

/**
 * Whether a severity is `least` or above, by its name in any letter case or by its number (ERROR is
 * 500); an unknown one counts as DEFAULT.
 */
export function atLeast(severity: string, least: 'WARNING' | 'ERROR'): boolean {
  const exact = rising.indexOf(severity);
  const step = exact < 0 ? rising.indexOf(severity.toUpperCase()) : exact;
  const level = step < 0 && /^\d{1,9}$/.test(severity) ? Number(severity) : step * 100;
  return level >= rising.indexOf(least) * 100;
}
