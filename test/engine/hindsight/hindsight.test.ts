import assert from 'node:assert/strict';
import type {KeptFound, KeptLook} from '../../../functions/core/looks/kept-look.ts';
import type {Diagnosis} from '../../../functions/core/contract/diagnosis.ts';
import {planOf} from '../../../functions/core/incident/plan.ts';
import type {Deps} from '../../../functions/engine/lib/context.ts';
import type {Outcome} from '../../../functions/engine/hindsight/decided.ts';
import {decideLook} from '../../../functions/engine/hindsight/decide-look.ts';
import {scenarios} from '../../../sandbox/scenarios.ts';
import {keptLooks} from '../../support/looks.ts';
import {playScenario} from '../../support/scenario.ts';

const settleMinutes = 20;

describe('what was decided in each scenario, decided anew from what each look has kept', () => {
  for (const {name, expected} of scenarios) {
    it(name, async () => {
      const played = await playScenario(name);
      try {
        const {asks = [], approvedAfterMinutes = settleMinutes} = expected;
        await played.minutes(asks.length > 0 ? approvedAfterMinutes : settleMinutes);
        for (const runbook of asks) {
          await played.say(runbook, 'approved');
          await played.minutes(settleMinutes);
        }
        const looks = await keptLooks(played.deps);
        const incidents = (await played.incidents()).filter(one => one.work.lookedAt !== undefined);
        const looked = new Set(looks.map(one => one.incident));
        for (const {id, runbook} of incidents) assert.ok(looked.has(id), `${runbook}: no look`);
        for (const look of looks) await assertAsThen(played.deps, look);
        for (const look of looks) await assertNoGuess(played.deps, look);
      } finally {
        await played.close();
      }
    });
  }
});

async function assertAsThen(deps: Deps, look: KeptLook): Promise<void> {
  const about = `${look.runbook} ${JSON.stringify(look.target)} at ${look.firstAt}`;
  const {decided, diagnosis} = await decideLook(deps, look);
  const {outcome} = decided;
  assert.notEqual(outcome.kind, 'unknown', `${about}: ${JSON.stringify(decided)}`);
  assert.notEqual(outcome.kind, 'ignored', about);
  assert.deepEqual(foundAnew(outcome, diagnosis), look.found, about);
  const {weighed} = look.circumstances;
  if (diagnosis?.kind !== 'broken' || look.verdict === undefined) return;
  // Of a plan that was carried out in parts the guard was asked for what was left.
  if (weighed !== undefined && weighed.plan !== planOf(look.key, diagnosis.actions).hash) return;
  assert.deepEqual(outcome.kind === 'acted', look.verdict === 'act', about);
}

/** What lacks is never guessed: without one of its reads a look comes to the same, or nobody knows. */
async function assertNoGuess(deps: Deps, look: KeptLook): Promise<void> {
  const {facts} = look;
  if (facts.kind !== 'kept') return;
  const whole = (await decideLook(deps, look)).decided.outcome;
  for (const lacking of facts.reads) {
    const reads = facts.reads.filter(one => one !== lacking);
    const {decided} = await decideLook(deps, {...look, facts: {kind: 'kept', reads}});
    if (decided.outcome.kind === 'unknown') assert.equal(decided.outcome.why, 'not-read');
    else assert.deepEqual(decided.outcome, whole, `${look.runbook} without ${lacking.verb}`);
  }
}

function foundAnew(outcome: Outcome, diagnosis: Diagnosis | undefined): KeptFound {
  switch (diagnosis?.kind) {
    case 'healthy':
    case 'symptom':
      return {kind: diagnosis.kind};
    case 'person':
    case 'waiting':
      return {kind: diagnosis.kind, cause: diagnosis.cause.code};
    case 'broken':
      return {kind: 'broken', cause: diagnosis.cause.code, actions: diagnosis.actions};
    case undefined:
      assert.equal(outcome.kind === 'told' && outcome.why, 'no-answer');
      return {kind: 'no-answer', failure: 'unavailable'};
  }
}
