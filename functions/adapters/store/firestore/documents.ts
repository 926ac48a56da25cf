import {StoreError} from '../../../core/lib/error.ts';
import {dueAt, type Incident, standing} from '../../../core/incident/incident.ts';
import type {Kept, Mark, Quarantined} from '../../../core/ports/ports.ts';
import {parseIncident, parseMark, writeIncident} from '../incident-codec.ts';
import {closedIncidentKept, quarantinedKept, clampQuarantined} from '../retention.ts';
import type {Found} from './client.ts';
import {nameOf} from './document-id.ts';
import {type Fields, number, numberIn, placeIn, text, textIn, time} from './field-value.ts';

/** The store's collections; the prefix keeps them apart from whatever else is in the database. */
export const collections = {
  incidents: 'mesh-responder-incidents',
  marks: 'mesh-responder-marks',
  quarantine: 'mesh-responder-quarantine',
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
  const {key, epoch, version, state, openedAt, lease} = incident;
  const due = dueAt(incident);
  const closed = standing(state) === 'closed';
  const closedAt = incident.work.changedAt;
  return {
    key: text(key),
    epoch: number(epoch),
    version: number(version),
    state: text(state),
    standing: text(standing(state)),
    openedAt: number(openedAt),
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
export function markFields(place: string, {name, version, value}: Mark): Fields {
  return {version: number(version), doc: docOf(place, `mark ${name}`, JSON.stringify(value))};
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

function docOf(place: string, what: string, doc: string): Fields[string] {
  const bytes = Buffer.byteLength(doc);
  if (bytes <= docLimit) return text(doc);
  const why = `it takes ${bytes} bytes, and a document of Firestore at most ${docLimit} of them`;
  const next = 'nothing was written; finish it by hand and delete its document to start anew';
  throw new StoreError(`store ${place}: ${what} cannot be written: ${why}; ${next}`);
}
