import type {Diagnosis} from '../../core/contract/diagnosis.ts';
import {type Target, target} from '../../core/detection/target.ts';
import {lacksIdentity} from '../../mesh/workload-identity.ts';
import type {Case} from './evidence.ts';
import {conditionRow, type Elsewhere} from './conditions.ts';
import {stalledRow} from './reasons.ts';
import {phrase} from './texts.ts';

/** Live state bears out that the problem is another runbook's: that one's incident tells it. */
export function toldElsewhere(one: Case): Diagnosis | undefined {
  const handlings = one.errors.map(each => conditionRow(each.code).handling);
  const named = handlings.flatMap(each => (each.kind === 'runbook' ? [each.runbook] : []));
  const documented = one.documented?.row.runbook;
  const hinted = rowIn(one.symptom)?.runbook;
  for (const runbook of [documented, ...named, hinted]) {
    if (runbook === undefined || runbook === 'any') continue;
    const place = borneOut(one, runbook);
    if (typeof place === 'object') {
      return {kind: 'symptom', of: {runbook, target: place}, proof: one.proof};
    }
  }
  return undefined;
}

/**
 * Where another runbook's problem sits, by the reads that it goes by itself; `no`: it is not there;
 * `unseen`: nobody could look.
 */
export function borneOut({seen, project}: Case, runbook: Elsewhere): Target | 'no' | 'unseen' {
  switch (runbook) {
    case 'service-agent-unbound': {
      if (seen.unbound === undefined) return 'unseen';
      const [first] = seen.unbound;
      return first === undefined ? 'no' : target({project: first});
    }
    case 'workload-identity-disabled': {
      const {cluster, place} = seen;
      if (cluster === undefined || place === undefined) return 'unseen';
      if (!lacksIdentity(cluster, project)) return 'no';
      return target({project, location: place.location, cluster: place.name});
    }
  }
}

/** What Google says is wrong is right again, and the fleet has not looked since. */
export function unnoticed({proof, fleet}: Case, said: string): Diagnosis {
  return {
    kind: 'waiting',
    cause: phrase('cause.unnoticed'),
    detail: phrase('detail.unnoticed', {said}),
    advice: phrase('advice.describe-mesh', {fleet}),
    proof,
    usualSeconds: 900,
  };
}

/** The documented row in `stalled:<id>`, unless it is only an event's bare reason. */
export function rowIn(symptom: string): ReturnType<typeof stalledRow> {
  const [kind, id = ''] = symptom.split(':', 2);
  return kind === 'stalled' ? stalledRow(id) : undefined;
}
