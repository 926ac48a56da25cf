import type {LogEntry} from '../../core/detection/entry.ts';
import {type Detection, type Nearness, unrelated} from '../../core/detection/finding.ts';
import type {Runbook} from '../../core/contract/runbook.ts';

/**
 * Asks every runbook whether an entry is its own. The first that takes it wins (the contract test
 * proves that no two take the same); without one, the miss that came nearest tells why, the first of
 * several.
 */
export function classify(entry: LogEntry, runbooks: readonly Runbook[]): Detection {
  let miss: Detection = unrelated;
  for (const runbook of runbooks) {
    const detection = runbook.detect(entry);
    switch (detection.kind) {
      case 'finding':
      case 'pulse':
        return detection;
      case 'foreign':
        if (miss.kind !== 'foreign' || isNearer(detection.near, miss.near)) miss = detection;
        break;
      case 'unrelated':
        break;
    }
  }
  return miss;
}

const farthestFirst: readonly Nearness[] = ['words', 'kind', 'thing'];

function isNearer(one: Nearness, other: Nearness): boolean {
  return farthestFirst.indexOf(one) > farthestFirst.indexOf(other);
}
