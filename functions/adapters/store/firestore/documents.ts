import {answeredAt} from '../../../core/guard/consent.ts';
import {StoreError} from '../../../core/lib/error.ts';
import {dueAt, explainedBy, type Incident, standing} from '../../../core/incident/incident.ts';
import {beginOf, looksKept} from '../../../core/looks/look-page.ts';
import type {Kept, LookPage, Mark, Quarantined} from '../../../core/ports/ports.ts';
import {parseIncident, parseLookPage, parseMark, writeIncident} from '../incident-codec.ts';
import {answerKept, quarantinedKept, clampQuarantined} from '../retention.ts';
import {closedIncidentKept} from '../../../core/incident/kept.ts';
import type {Found} from './client.ts';
import {at, isObject, textAt} from '../../../core/lib/json.ts';

/** The store's collections; the prefix keeps them apart from whatever else is in the database. */
export const collections = {
  incidents: 'mesh-responder-incidents',
  marks: 'mesh-responder-marks',
  quarantine: 'mesh-responder-quarantine',
  looks: 'mesh-responder-looks',
} as const;

/**
 * Bytes that the text of a document may take. A document holds 1 MiB with its name and all fields
 * (https://docs.cloud.google.com/firestore/quotas#collections_documents_and_fields); the others need
 * far less than what is left here.
 */
export const docLimit = 1_000_000;

/**
 * An incident as a document: `doc` holds the truth, the other fields are what queries look for.
 * `expiresAt` is for the TTL policy alone: a document that it has not deleted yet is as good as any.
 * @throws StoreError when it is larger than a document may be.
 */
export function incidentFields(place: string, incident: Incident): Fields {
  const {key, epoch, version, state, openedAt, lease, runbook, target} = incident;
  const due = dueAt(incident);
  const cause = explainedBy(incident);
  const closed = standing(state) === 'closed';
  const closedAt = incident.work.changedAt;
  return {
    key: text(key),
    epoch: number(epoch),
    version: number(version),
    state: text(state),
    standing: text(standing(state)),
    openedAt: number(openedAt),
    runbook: text(runbook),
    project: text(target.project),
    ...(cause === undefined ? {} : {explainedBy: text(cause)}),
    ...(due === undefined
      ? {}
      : {
          dueAt: number(due),
          // A lease that ends in this very millisecond still holds.
          freeAt: number(Math.max(due, lease === undefined ? 0 : lease.until + 1)),
        }),
    ...(closed ? {expiresAt: time(closedAt + closedIncidentKept)} : {}),
    doc: docOf(place, `incident ${incident.id}`, writeIncident(incident)),
  };
}

/** Reads an incident back; @throws StoreError when somebody else wrote the document. */
export function incidentOf(place: string, {name, fields}: Found): Incident {
  const version = numberIn(fields, 'version');
  return parseIncident(place, nameOf(name), version, textIn(fields, 'doc'));
}

/** A mark as a document; @throws StoreError when it is larger than a document may be. */
export function markFields(place: string, mark: Mark): Fields {
  const {name, version, value} = mark;
  const answered = answeredAt(mark);
  return {
    version: number(version),
    doc: docOf(place, `mark ${name}`, JSON.stringify(value)),
    ...(answered === undefined ? {} : {expiresAt: time(answered + answerKept)}),
  };
}

/** Reads a mark back; @throws StoreError when somebody else wrote the document. */
export function markOf(place: string, {name, fields}: Found): Mark {
  const version = numberIn(fields, 'version');
  return parseMark(place, nameOf(name), version, textIn(fields, 'doc'));
}

/** A quarantined delivery as a document. */
export function quarantinedFields(item: Quarantined): Fields {
  const {at, reason, body} = clampQuarantined(item);
  const expiresAt = time(at + quarantinedKept);
  return {
    version: number(1),
    at: number(at),
    reason: text(reason),
    body: text(body),
    expiresAt,
  };
}

/** Reads a quarantined delivery back; what somebody took out of it is empty. */
export function quarantinedOf({name, fields}: Found): Kept {
  const replayedAt = numberIn(fields, 'replayedAt');
  return {
    id: nameOf(name),
    at: numberIn(fields, 'at') ?? 0,
    reason: textIn(fields, 'reason') ?? '',
    body: textIn(fields, 'body') ?? '',
    ...(replayedAt === undefined ? {} : {replayedAt}),
  };
}

/** The same delivery with the time of its replay; all else stays as Firestore took it. */
export function replayedFields(found: Found, at: number): Fields {
  const keptAt = placeIn(found.fields, 'keptAt');
  return {
    ...quarantinedFields(quarantinedOf(found)),
    version: number(2),
    replayedAt: number(at),
    ...(keptAt === undefined ? {} : {keptAt}),
  };
}

/** Names the page of an incident's day. */
export function lookPageName({incident, day}: Pick<LookPage, 'incident' | 'day'>): string {
  return `${incident} ${day}`;
}

/** A page of looks as a document; @throws StoreError when it is larger than a document may be. */
export function lookPageFields(place: string, page: LookPage): Fields {
  const {incident, day, version, value} = page;
  return {
    incident: text(incident),
    day: number(day),
    version: number(version),
    doc: docOf(place, `looks of incident ${incident}`, JSON.stringify(value)),
    expiresAt: time(beginOf(day + 1) + looksKept),
  };
}

/** Reads a page of looks back; @throws StoreError when somebody else wrote the document. */
export function lookPageOf(place: string, {fields}: Found): LookPage {
  return parseLookPage(place, {
    incident: textIn(fields, 'incident') ?? '',
    day: numberIn(fields, 'day'),
    version: numberIn(fields, 'version'),
    doc: textIn(fields, 'doc'),
  });
}

function docOf(place: string, what: string, doc: string): Fields[string] {
  const bytes = Buffer.byteLength(doc);
  if (bytes <= docLimit) return text(doc);
  const why = `it takes ${bytes} bytes, and a document of Firestore at most ${docLimit} of them`;
  const next = 'nothing was written; finish it by hand and delete its document to start anew';
  throw new StoreError(`store ${place}: ${what} cannot be written: ${why}; ${next}`);
}

/**
 * A field as Firestore's REST API writes it:
 * https://docs.cloud.google.com/firestore/docs/reference/rest/v1/Value
 */
export type Value =
  | {readonly stringValue: string}
  | {readonly integerValue: string}
  | {readonly doubleValue: number}
  | {readonly timestampValue: string}
  | {readonly referenceValue: string};

/** A document's fields, to be written. */
export type Fields = Readonly<Record<string, Value>>;

/** Text as a field. */
export function text(value: string): Value {
  return {stringValue: value};
}

/** A number as a field; both kinds sort together, as numbers. */
export function number(value: number): Value {
  return Number.isSafeInteger(value) ? {integerValue: String(value)} : {doubleValue: value};
}

/** Epoch milliseconds as a timestamp, which is what a TTL policy reads. */
function time(value: number): Value {
  return {timestampValue: new Date(value).toISOString()};
}

/** The text in a field of a document as it came, or undefined when there is none. */
export function textIn(fields: unknown, name: string): string | undefined {
  return textAt(fields, name, 'stringValue');
}

/** The number in a field of a document as it came, or undefined when there is none. */
export function numberIn(fields: unknown, name: string): number | undefined {
  const value = at(fields, name);
  if (!isObject(value)) return undefined;
  const {integerValue, doubleValue} = value;
  if (typeof integerValue === 'string') return Number(integerValue);
  return typeof doubleValue === 'number' ? doubleValue : undefined;
}

/** A number or timestamp of a document as it came, to be sent again as a place in an order. */
export function placeIn(fields: unknown, name: string): Value | undefined {
  const timestampValue = textAt(fields, name, 'timestampValue');
  if (timestampValue !== undefined) return {timestampValue};
  const found = numberIn(fields, name);
  return found === undefined ? undefined : number(found);
}

/*
 * A document id must not hold `/`, be `.` or `..`, or stand between double underscores:
 * https://docs.cloud.google.com/firestore/quotas#collections_documents_and_fields
 */

/** A name as a document id: letters, digits and `-` as they are, every other byte as `=HH`. */
export function documentId(name: string): string {
  return name.replace(/[^A-Za-z0-9-]/gu, one =>
    [...Buffer.from(one)].map(byte => `=${byte.toString(16).padStart(2, '0')}`).join(''),
  );
}

/** The name behind a document id, or behind a document's whole name. */
export function nameOf(document: string): string {
  const id = document.slice(document.lastIndexOf('/') + 1);
  return id.replace(/(?:=[0-9a-f]{2})+/g, run =>
    Buffer.from(run.replaceAll('=', ''), 'hex').toString('utf8'),
  );
}

/**
 * Gives out ids that no other series gives out and that sort in the order in which they were given.
 * `random` is uniform in [0, 1).
 */
export function series(random: () => number): () => string {
  const own = digits(random()) + digits(random());
  let count = 0;
  return () => {
    count += 1;
    return `${own}-${String(count).padStart(9, '0')}`;
  };
}

function digits(random: number): string {
  return Math.floor(random * 36 ** 8)
    .toString(36)
    .padStart(8, '0');
}
