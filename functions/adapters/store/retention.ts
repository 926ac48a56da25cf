import {closedIncidentKept} from '../../core/incident/kept.ts';
import type {Quarantined} from '../../core/ports/ports.ts';

const day = 24 * 60 * 60 * 1000;

/** How long a person's answer is kept after it was given, milliseconds: as long as what it was for. */
export const answerKept = closedIncidentKept;

/** How long a quarantined delivery is kept after it came, milliseconds. */
export const quarantinedKept = 30 * day;

/** Bytes kept of a quarantined body, and of the reason. */
const bodyLimit = 8192;
const reasonLimit = 1024;

/** A quarantined delivery as every store keeps it. */
export function clampQuarantined({at, reason, body}: Quarantined): Quarantined {
  return {at, reason: clampBytes(reason, reasonLimit), body: clampBytes(body, bodyLimit)};
}

/** The longest beginning of a text that takes at most `limit` bytes as UTF-8; no character is cut. */
export function clampBytes(text: string, limit: number): string {
  // A UTF-16 unit takes at least one byte, so that a huge text is not encoded whole.
  const bytes = Buffer.from(text.slice(0, limit)).subarray(0, limit);
  // `stream` holds back the bytes of a character that was cut; they are dropped with the decoder.
  return new TextDecoder('utf-8', {ignoreBOM: true}).decode(bytes, {stream: true});
}
