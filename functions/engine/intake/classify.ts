import type {LogEntry} from '../../core/detection/entry.ts';
import {type Detection, foreign, type Nearness, unrelated} from '../../core/detection/finding.ts';
import {isProjectName, misnamedPart} from '../../core/detection/names.ts';
import {phrase} from '../../core/texts/texts.ts';
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
        return named(detection);
      case 'pulse':
        return isProjectName(detection.project) ? detection : misnamed('project');
      case 'foreign':
        if (miss.kind !== 'foreign' || isNearer(detection.near, miss.near)) miss = detection;
        break;
      case 'unrelated':
        break;
    }
  }
  return miss;
}

/** What names something that cannot exist is no sign of it. */
function named(detection: Extract<Detection, {kind: 'finding'}>): Detection {
  const part = misnamedPart(detection.finding.target);
  return part === undefined ? detection : misnamed(part);
}

function misnamed(part: string): Detection {
  return foreign(phrase('foreign.misnamed', {part}));
}

const farthestFirst: readonly Nearness[] = ['words', 'kind', 'thing'];

function isNearer(one: Nearness, other: Nearness): boolean {
  return farthestFirst.indexOf(one) > farthestFirst.indexOf(other);
}
