import {begin, blind, stillParked, watchSeconds} from '../core/conclude.ts';
import {CallError} from '../core/error.ts';
import type {Incident} from '../core/incident.ts';
import {type Commit, conclude, judge, look, timeOf} from './attempt.ts';
import type {Deps} from './deps.ts';

/** Holds that end when the configuration says so; every other hold ends with a person. */
const configured = ['reason.mode-observe', 'reason.mode-approve'];

/**
 * Looks at a parked incident: healed, it is resolved; allowed by now, it goes on; else it stays as
 * it is until a person comes or the patience ends.
 */
export async function watch(deps: Deps, incident: Incident, commit: Commit): Promise<Incident> {
  const diagnosis = await look(deps, incident);
  const at = timeOf(deps);
  if (diagnosis instanceof CallError) return commit(blind(incident, diagnosis, at));
  switch (diagnosis.kind) {
    case 'healthy': {
      // Signs that keep coming outweigh a live state that shows nothing.
      const doubted = incident.reason.code === 'reason.keeps-failing';
      if (doubted && incident.entries.lastAt > quietSince(deps)) {
        return commit(stillParked(incident, at));
      }
      const confirmed = incident.confirmed || doubted;
      return conclude(deps, {...begin(incident, at), confirmed}, diagnosis, commit);
    }
    case 'broken':
      if (configured.includes(incident.reason.code)) {
        const {verdict} = judge(deps, incident, diagnosis);
        if (verdict.kind === 'act') return conclude(deps, begin(incident, at), diagnosis, commit);
      }
      return commit(stillParked(incident, at));
    case 'person':
    case 'symptom':
    case 'waiting':
      return commit(stillParked(incident, at));
  }
}

function quietSince({clock, timing}: Deps): number {
  return clock.now() - timing.seconds(watchSeconds);
}
