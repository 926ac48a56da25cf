import assert from 'node:assert/strict';
import {inboxMark} from '../../../functions/core/inbox/answer-inbox.ts';
import type {Answer} from '../../../functions/core/incident/approval.ts';
import type {Marks} from '../../../functions/core/ports/ports.ts';
import {answerPlan} from '../../../functions/engine/operate/answer-plan.ts';
import {runUntilSettled, sweep} from '../../../functions/engine/operate/sweep.ts';
import {opened, stored} from '../../support/drive.ts';
import {gatewayEntry} from '../../support/entries.ts';
import {assertSpoken, fleet, rig, type Rig} from '../../support/fakes.ts';

afterEach(assertSpoken);

describe('the answer to a plan', () => {
  let here: Rig;
  let id: string;
  let plan: string;
  beforeEach(async () => {
    here = await rig('approve');
    here.world.disable(fleet.id);
    ({id} = await opened(here.deps, gatewayEntry()));
    await runUntilSettled(here.deps);
    plan = (await stored(here.deps, id)).work.plan?.hash ?? '';
    here.queue.handed.length = 0;
  });

  const yes = (by = 'kim'): Answer => ({plan, answer: 'approved', by, at: here.clock.now()});
  const no = (by = 'kim'): Answer => ({...yes(by), answer: 'declined'});
  /** All that whoever answers may do with the incidents is to read one. */
  const give = (answer: Answer, guardStore: Marks = here.deps.guardStore, incident = id) => {
    const {store, queue, log, timing} = here.deps;
    const read = (one: string) => store.read(one);
    return answerPlan({store: {read}, guardStore, queue, log, timing}, incident, answer);
  };

  it('is written down and handed over, and changes neither the incident nor the world', async () => {
    const before = await stored(here.deps, id);
    assert.deepEqual(await give(yes()), {kind: 'taken'});
    assert.deepEqual(await stored(here.deps, id), before);
    assert.deepEqual(here.queue.handed, [id]);
    assert.deepEqual(here.world.writes, []);
  });

  it('counts once: whoever comes second hears whose answer counts', async () => {
    await give(yes());
    const second = await give(yes('lee'));
    assert.ok(second.kind === 'answered');
    assert.equal(second.before.by, 'kim');
    await runUntilSettled(here.deps);
    const {timeline} = await stored(here.deps, id);
    const approved = timeline.filter(({reason}) => reason.kind === 'approved');
    assert.deepEqual(
      approved.map(({reason}) => reason),
      [{kind: 'approved', by: 'kim', plan}],
    );
    assert.equal(here.world.writes.length, 1);
  });

  it('may be given twice by the same person, and counts once', async () => {
    assert.deepEqual(await give(yes()), {kind: 'taken'});
    here.clock.advance(1000);
    assert.deepEqual(await give(yes()), {kind: 'taken'});
    await runUntilSettled(here.deps);
    assert.equal(here.world.writes.length, 1);
  });

  it('as a no stops a yes that nobody has taken up, and is not taken back by one', async () => {
    await give(yes());
    assert.deepEqual(await give(no('lee')), {kind: 'taken'});
    assert.equal((await give(yes())).kind, 'answered');
    await sweep(here.deps);
    assert.equal((await stored(here.deps, id)).reason.kind, 'plan-declined');
    assert.deepEqual(here.world.writes, []);
  });

  it('is one of two that are given at the same time', async () => {
    const [, second] = await Promise.all([give(yes()), give(no('lee'))]);
    assert.equal(second.kind, 'taken');
    await sweep(here.deps);
    assert.equal((await stored(here.deps, id)).reason.kind, 'plan-declined');
  });

  it('is refused for a plan that the incident does not show', async () => {
    const other = await give({...yes(), plan: '0'.repeat(12)});
    assert.ok(other.kind === 'refused');
    assert.equal(other.reason.kind, 'other-plan');
    assert.deepEqual(here.queue.handed, []);
    assert.equal(await here.deps.guardStore.mark(inboxMark), undefined);
  });

  it('is refused where no plan waits', async () => {
    await give(yes());
    await sweep(here.deps);
    const late = await give(yes());
    assert.ok(late.kind === 'refused');
    assert.equal(late.reason.kind, 'nothing-waits');
  });

  it('is of no incident where the store has none', async () => {
    assert.deepEqual(await give(yes(), here.deps.guardStore, 'none'), {kind: 'unknown'});
  });

  it('that was cut short between its two writes can be given again', async () => {
    const {guardStore} = here.deps;
    const broken: Marks = {
      mark: name => guardStore.mark(name),
      setMark: mark =>
        mark.name === inboxMark
          ? Promise.reject(new Error('the network is gone'))
          : guardStore.setMark(mark),
    };
    await assert.rejects(give(yes(), broken), /network is gone/);
    await sweep(here.deps);
    assert.equal((await stored(here.deps, id)).state, 'awaiting-approval');

    assert.deepEqual(await give(yes()), {kind: 'taken'});
    await runUntilSettled(here.deps);
    assert.equal(here.world.writes.length, 1);
  });

  it('needs no right to hand over: the sweep finds it, and nobody is alarmed', async () => {
    here.queue.failing = true;
    assert.deepEqual(await give(yes()), {kind: 'taken'});
    assert.deepEqual(
      here.log.lines.filter(line => line.startsWith('error')),
      [],
    );
    await sweep(here.deps);
    assert.equal(here.world.writes.length, 1);
  });
});
