import assert from 'node:assert/strict';
import {escalated, withAsking} from '../../../functions/core/announcement/escalation.ts';
import type {Incident} from '../../../functions/core/incident/incident.ts';
import {TimeScale} from '../../../functions/core/lib/time-scale.ts';
import {phraseByCode as phrase} from '../../../functions/core/texts/phrase.ts';
import {incident, minute} from '../../support/incident.ts';

const steps = [{afterSeconds: 900, to: {}}];
const advice = phrase('advice.look');
const asks = incident({
  state: 'blocked',
  reason: {kind: 'person-needed', cause: phrase('cause.api-off'), advice},
});
const noted = (one: Incident) => withAsking(one, steps, new TimeScale()).outbox.asking;

describe('the time of an escalation', () => {
  it('counts from the state that asks first, and is due in the very millisecond', () => {
    const {changedAt} = asks.work;
    assert.deepEqual(noted(asks), {
      run: asks.work.run,
      since: changedAt,
      steps: 0,
      nextAt: changedAt + 15 * minute,
    });
    const waiting = withAsking(asks, steps, new TimeScale());
    assert.equal(escalated(waiting, changedAt + 15 * minute - 1), waiting);
    assert.notEqual(escalated(waiting, changedAt + 15 * minute), waiting);
  });

  it('stands still while an incident is silenced, and counts from the end of the silence', () => {
    const silence = {id: 's', by: 'kim', reason: 'x', since: 1, until: 2};
    const waiting = withAsking(asks, steps, new TimeScale());
    const silenced = {...waiting, outbox: {...waiting.outbox, silence}};
    assert.equal(noted(silenced)?.nextAt, undefined);
    const endedAt = asks.work.changedAt + 60 * minute;
    const over = {...silenced, outbox: {...silenced.outbox, silence: {...silence, endedAt}}};
    assert.equal(noted(over)?.nextAt, endedAt + 15 * minute);
  });

  it('is nobody’s where no step is configured', () => {
    assert.equal(withAsking(asks, [], new TimeScale()).outbox.asking?.nextAt, undefined);
  });
});
