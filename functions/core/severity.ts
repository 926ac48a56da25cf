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

/** Whether a severity is `least` or above; an unknown one counts as DEFAULT. */
export function atLeast(severity: string, least: 'WARNING' | 'ERROR'): boolean {
  return rising.indexOf(severity) >= rising.indexOf(least);
}
