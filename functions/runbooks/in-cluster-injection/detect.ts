import {type Detection, unrelated} from '../../core/finding.ts';

/** Injection by the wrong control plane works, so nothing complains in a log; only the poll finds it. */
export function detect(): Detection {
  return unrelated;
}
