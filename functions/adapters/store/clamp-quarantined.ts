import type {Quarantined} from '../../core/ports.ts';
import {clampBytes} from './clamp-bytes.ts';

/** Bytes kept of a quarantined body, and of the reason. */
const bodyLimit = 8192;
const reasonLimit = 1024;

/** A quarantined delivery as every store keeps it. */
export function clampQuarantined({at, reason, body}: Quarantined): Quarantined {
  return {at, reason: clampBytes(reason, reasonLimit), body: clampBytes(body, bodyLimit)};
}
