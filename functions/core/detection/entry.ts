import {isObject, type JsonObject} from '../lib/json.ts';

/**
 * One Cloud Logging `LogEntry`, an untrusted hint. Only the fields that detection reads are typed;
 * `raw` is the entry as it came, for the sink's own filter.
 * Shape: https://docs.cloud.google.com/logging/docs/reference/v2/rest/v2/LogEntry
 */
export interface LogEntry {
  readonly insertId: string;
  /** Name of the log after `/logs/`, URL-decoded, e.g. `events`; empty when logName is missing. */
  readonly log: string;
  /** The project (id or number) that logName claims; empty for folders, organisations or none. */
  readonly logProject: string;
  readonly severity: string;
  readonly resourceType: string;
  readonly labels: Readonly<Record<string, unknown>>;
  /** RFC 3339; Cloud Logging's own receive time where present, else the writer's. */
  readonly at: string | undefined;
  readonly text: string | undefined;
  /** `jsonPayload.message`, where most writers put their sentence. */
  readonly message: string | undefined;
  readonly json: JsonObject | undefined;
  readonly proto: JsonObject | undefined;
  readonly operation: JsonObject | undefined;
  readonly raw: JsonObject;
}

const nothing: JsonObject = Object.freeze({});

/**
 * Views any JSON value as a log entry. Fields of a wrong type count as missing, so that junk can be
 * classified like everything else.
 * @returns undefined when the value is no JSON object.
 */
export function viewEntry(value: unknown): LogEntry | undefined {
  if (!isObject(value)) return undefined;
  const resource = isObject(value['resource']) ? value['resource'] : nothing;
  const name = string(value['logName']);
  const slash = name.indexOf('/logs/');
  const json = object(value['jsonPayload']);
  return {
    insertId: string(value['insertId']),
    log: slash < 0 ? '' : decode(name.slice(slash + 6)),
    logProject: slash > 9 && name.startsWith('projects/') ? name.slice(9, slash) : '',
    severity: severity(value['severity']),
    resourceType: string(resource['type']),
    labels: isObject(resource['labels']) ? resource['labels'] : nothing,
    at: optional(value['receiveTimestamp']) ?? optional(value['timestamp']),
    text: optional(value['textPayload']),
    message: json === undefined ? undefined : optional(json['message']),
    json,
    proto: object(value['protoPayload']),
    operation: object(value['operation']),
    raw: value,
  };
}

/** A resource label as text, or undefined when it is missing, empty or no string. */
export function label(entry: LogEntry, name: string): string | undefined {
  const value = entry.labels[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The project that the entry claims: its resource label, else the one in its logName. */
export function claimedProject(entry: LogEntry): string | undefined {
  return label(entry, 'project_id') ?? (entry.logProject === '' ? undefined : entry.logProject);
}

/** The name of a severity, or its number as text. */
function severity(value: unknown): string {
  return typeof value === 'number' ? String(value) : string(value) || 'DEFAULT';
}

function string(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function optional(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function object(value: unknown): JsonObject | undefined {
  return isObject(value) ? value : undefined;
}

/** Log ids are URL-encoded inside logName (`cloudaudit.googleapis.com%2Factivity`). */
function decode(text: string): string {
  if (text === 'cloudaudit.googleapis.com%2Factivity') return 'cloudaudit.googleapis.com/activity';
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Why a delivery holds nothing that can be used. */
export type JunkReason =
  | 'not-an-object'
  | 'no-object'
  | 'empty'
  | 'no-message'
  | 'not-base64'
  | 'too-large'
  | 'not-json'
  | 'no-work';

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
