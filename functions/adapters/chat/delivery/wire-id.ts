import {shortHash} from '../../../core/incident/plan.ts';

/**
 * An incident's id as services get it in keys and metadata: as it is when it is plain, else its hash,
 * so that nothing in a key is ever parsed or too long.
 */
export function wireId(incident: string): string {
  return /^[\w.:|/-]{1,200}$/.test(incident) ? incident : shortHash(incident);
}
