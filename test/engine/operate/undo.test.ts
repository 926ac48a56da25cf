import assert from 'node:assert/strict';
import {undoneMark} from '../../../functions/core/guard/undone.ts';
import {undoMark} from '../../../functions/core/inbox/word-inbox.ts';
import type {Incident} from '../../../functions/core/incident/incident.ts';
import {messageOf} from '../../../functions/engine/lib/message-of.ts';
import {askUndo} from '../../../functions/engine/operate/ask-undo.ts';
import {pauseAll, unpauseAll} from '../../../functions/engine/stops/pause.ts';
import {runUntilSettled, sweep} from '../../../functions/engine/operate/sweep.ts';
import {change} from '../../../functions/engine/lib/compare-and-set.ts';
import type {Settings} from '../../../functions/core/config/settings.ts';
import {answered, opened, receive, stored} from '../../support/drive.ts';
import {disabledEntry, gatewayEntry, unboundEntry} from '../../support/entries.ts';
import {assertSpoken, fleet, gateway, rig, type Rig, shop} from '../../support/fakes.ts';
import {minute} from '../../support/incident.ts';
import {isBound, serviceAgent, serviceAgentRole} from '../../../functions/mesh/service-agent.ts';

afterEach(assertSpoken);

const hour = 60 * minute;
const day = 24 * hour;
const clicks = {url: 'https://interact.harbor.example', clients: []};

describe('a repair that somebody wants taken back', () => {
  let here: Rig;
  let id: string;

  async function begin(settings: Partial<Settings> = {}): Promise<void> {
    const base: Settings = {
      ...{projects: [fleet, shop], mode: 'auto', locale: 'en', chat: {}, store: {}, undo: true},
      ...{interact: clicks},
    };
    here = await rig('auto', {settings: {...base, ...settings}});
  }

  /** The API is turned on again by mesh-responder. */
  async function repaired(settings: Partial<Settings> = {}): Promise<void> {
    await begin(settings);
    here.world.disable(fleet.id);
    ({id} = await opened(here.deps, gatewayEntry()));
    await runUntilSettled(here.deps);
    assert.equal(await reason(), 'verified');
    here.world.writes.length = 0;
  }

  const ask = (by = 'kim') => askUndo(here.deps, id, {by, at: here.clock.now()});
  const now = () => stored(here.deps, id);
  const reason = async () => (await now()).reason.kind;
  const verbs = (incident: Incident) => messageOf(here.deps, incident, 't').buttons?.verbs ?? [];
  const inbox = async () => (await here.deps.guardStore.mark(undoMark))?.value ?? {};

  /** Asked for, and waiting for an approval. */
  async function waiting(settings: Partial<Settings> = {}): Promise<void> {
    await repaired(settings);
    assert.deepEqual(await ask(), {kind: 'taken'});
    await sweep(here.deps);
    assert.equal(await reason(), 'undo-waits');
  }

  it('is written down, and changes nothing by itself', async () => {
    await repaired();
    const before = await now();
    assert.ok(verbs(before).includes('undo'));
    assert.deepEqual(await ask(), {kind: 'taken'});
    assert.deepEqual(await now(), before);
    assert.deepEqual(here.queue.handed.at(-1), id);
    assert.deepEqual(Object.keys(await inbox()), [id]);
    await sweep(here.deps);
    const after = await now();
    assert.deepEqual([after.state, after.reason.kind], ['awaiting-approval', 'undo-waits']);
    assert.deepEqual([here.world.writes, await inbox()], [[], {}]);
    assert.deepEqual(
      after.work.plan?.actions.map(one => one.action),
      ['disable-service'],
    );
    assert.ok(!verbs(after).includes('undo'));
    const {headline, sentences, ask: asked, done, about} = messageOf(here.deps, after);
    assert.equal(headline.what.code, 'headline.undo');
    assert.equal(sentences[0]?.code, 'reason.undo-waits');
    assert.match(asked?.steps[0]?.command ?? '', /^gcloud services disable/);
    assert.deepEqual(
      done.map(one => one.text.code),
      ['did.enable-service'],
      'what would be taken back',
    );
    assert.equal(about.undo, true);
  });

  it('is taken back on a yes, and the mode auto does not make it again', async () => {
    await waiting();
    assert.equal(await answered(here.deps, id, 'approved'), 'taken');
    await runUntilSettled(here.deps);
    const held = await now();
    assert.deepEqual(here.world.writes, [`disableService ${fleet.id}`]);
    assert.deepEqual([held.state, held.reason.kind], ['awaiting-approval', 'undone-before']);
    const {tone, ask: asked, done} = messageOf(here.deps, held, 't');
    assert.equal(tone, 'unchanged', 'nobody is called');
    assert.equal(asked?.text.code, 'ask.again');
    assert.deepEqual(
      done.map(one => one.text.code),
      ['did.enable-service', 'did.disable-service'],
    );
    assert.ok(verbs(held).includes('approve'));
    // Entries go on, and a day goes by.
    here.clock.advance(2 * day);
    await receive(here.deps, gatewayEntry({at: here.clock.now()}));
    await sweep(here.deps);
    assert.equal(await reason(), 'undone-before');
    assert.equal(here.world.writes.length, 1);
  });

  it('is made again on a yes, and then by itself as ever', async () => {
    await waiting();
    await answered(here.deps, id, 'approved');
    await runUntilSettled(here.deps);
    assert.equal(await answered(here.deps, id, 'approved'), 'taken');
    await runUntilSettled(here.deps);
    const again = await now();
    assert.equal(again.reason.kind, 'verified');
    assert.equal(again.work.undo, undefined);
    assert.deepEqual((await here.deps.guardStore.mark(undoneMark(fleet.id)))?.value, {});
    here.clock.advance(7 * hour);
    here.world.disable(fleet.id);
    ({id} = await opened(here.deps, gatewayEntry({at: here.clock.now(), insertId: 'later'})));
    await runUntilSettled(here.deps);
    assert.equal(await reason(), 'verified');
  });

  it('is not made again by a later incident either, nor by another one, until 30 days went by', async () => {
    await waiting();
    await answered(here.deps, id, 'approved');
    await runUntilSettled(here.deps);
    // A person turns it on by hand: that ends the incident, and not what was wanted.
    here.world.enable(fleet.id);
    here.clock.advance(hour);
    await sweep(here.deps);
    assert.equal(await reason(), 'healed');
    here.clock.advance(hour);
    here.world.disable(fleet.id);
    const next = await opened(here.deps, gatewayEntry({at: here.clock.now(), insertId: 'n'}));
    assert.notEqual(next.id, id);
    id = next.id;
    await runUntilSettled(here.deps);
    assert.equal(await reason(), 'undone-before');
    here.world.enable(fleet.id);
    here.clock.advance(hour);
    await sweep(here.deps);
    here.clock.advance(31 * day);
    here.world.disable(fleet.id);
    ({id} = await opened(here.deps, gatewayEntry({at: here.clock.now(), insertId: 'm'})));
    await runUntilSettled(here.deps);
    assert.equal(await reason(), 'verified');
  });

  it('stays on a no, which is said and kept', async () => {
    await waiting();
    await answered(here.deps, id, 'declined');
    await sweep(here.deps);
    const after = await now();
    assert.deepEqual([after.state, after.reason.kind], ['resolved', 'undo-kept']);
    assert.deepEqual(here.world.writes, []);
    assert.deepEqual(await ask(), {kind: 'refused', reason: {kind: 'undo-declined'}});
    assert.ok(!verbs(after).includes('undo'));
    const {tone, headline, sentences} = messageOf(here.deps, after);
    assert.deepEqual(
      [tone, headline.what.code],
      ['fixed', 'headline.connect-gateway-disabled.over'],
    );
    assert.equal(sentences.at(-1)?.code, 'kept.declined');
  });

  it('stays where nobody comes for a day, and can be asked for again', async () => {
    await waiting();
    here.clock.advance(day + minute);
    await sweep(here.deps);
    assert.deepEqual((await now()).state, 'resolved');
    assert.ok(verbs(await now()).includes('undo'));
    assert.deepEqual(await ask('lee'), {kind: 'taken'});
    await sweep(here.deps);
    const again = await now();
    assert.equal(again.reason.kind, 'undo-waits');
    assert.deepEqual(
      again.work.plan?.actions.map(one => one.action),
      ['disable-service'],
    );
    assert.deepEqual(here.world.writes, []);
  });

  it('gives way to the problem where that is there again', async () => {
    await waiting();
    here.clock.advance(hour);
    here.world.disable(fleet.id);
    await receive(here.deps, gatewayEntry({at: here.clock.now(), insertId: 'again'}));
    await runUntilSettled(here.deps);
    const after = await now();
    assert.ok(after.timeline.some(one => one.reason.kind === 'undo-dropped'));
    assert.deepEqual(
      [after.reason.kind, here.world.writes],
      ['verified', [`enableService ${fleet.id}`]],
    );
    assert.equal(after.work.undo, undefined);
  });

  it('has nothing to do where it is gone, and healthy without it', async () => {
    await begin();
    here.world.unbind(shop.id);
    ({id} = await opened(here.deps, unboundEntry()));
    await runUntilSettled(here.deps);
    assert.equal(await reason(), 'verified');
    assert.deepEqual(await ask(), {kind: 'taken'});
    await sweep(here.deps);
    assert.equal(await reason(), 'undo-waits');
    assert.ok(bound());
    await answered(here.deps, id, 'approved');
    await runUntilSettled(here.deps);
    assert.ok(!bound());
    assert.equal(await reason(), 'undone-before');
  });

  function bound(): boolean {
    return isBound(here.world.policy(shop.id), serviceAgentRole, serviceAgent(fleet.number));
  }

  it('is told by Google where others rest on it, and what was made stays', async () => {
    await waiting();
    here.world.fail('disableService', 'invalid');
    await answered(here.deps, id, 'approved');
    await runUntilSettled(here.deps);
    const after = await now();
    assert.deepEqual([after.state, after.reason.kind], ['blocked', 'effect-refused']);
    assert.equal(here.world.services.get(`${fleet.id}/${gateway}`), 'ENABLED');
    const {ask: asked} = messageOf(here.deps, after);
    assert.match(asked?.steps[0]?.command ?? '', /services disable/);
  });

  it('waits while changes are paused, and then goes on', async () => {
    await waiting();
    await pauseAll(here.deps, {reason: 'freeze', by: 'lee', at: here.clock.now()});
    await answered(here.deps, id, 'approved');
    await sweep(here.deps);
    assert.equal(await reason(), 'paused');
    assert.deepEqual(here.world.writes, []);
    await unpauseAll(here.deps, 'lee');
    here.clock.advance(15 * minute);
    await runUntilSettled(here.deps);
    assert.equal(await reason(), 'undone-before');
  });

  it('takes back what was turned on by mesh-responder, and leaves on what was on', async () => {
    await begin();
    const [mesh, director] = ['mesh.googleapis.com', 'trafficdirector.googleapis.com'];
    here.world.disable(fleet.id, mesh);
    here.world.disable(fleet.id, director);
    ({id} = await opened(here.deps, disabledEntry({service: mesh})));

    await runUntilSettled(here.deps);
    const made = (await now()).work.actions.at(-1);
    assert.deepEqual(made?.made?.toSorted(), [mesh, director]);
    // Another version wrote down that less of it was made.
    await change(here.deps.store, id, one => ({
      ...one,
      work: {...one.work, actions: one.work.actions.map(it => ({...it, made: [director]}))},
    }));
    await ask();
    await sweep(here.deps);
    const {work} = await now();
    assert.deepEqual(
      work.plan?.actions.map(one => one.params),
      [{project: fleet.id, service: director}],
    );
  });

  it('is asked for once, however often it is said', async () => {
    await repaired();
    await Promise.all([ask('kim'), ask('lee'), ask('kim')]);
    await sweep(here.deps);
    const {work} = await now();
    await sweep(here.deps);
    assert.equal((await now()).work.run, work.run);
    assert.equal(work.run, 1);
    assert.equal((await ask()).kind, 'refused');
  });

  it('is refused with the reason', async () => {
    await repaired({undo: false});
    assert.deepEqual(await ask(), {kind: 'refused', reason: {kind: 'undo-off'}});
    assert.ok(!verbs(await now()).includes('undo'));

    await repaired();
    here.clock.advance(7 * day + minute);
    assert.deepEqual(await ask(), {kind: 'refused', reason: {kind: 'undo-too-late'}});

    await repaired();
    here.clock.advance(hour);
    here.world.disable(fleet.id);
    const newer = await opened(here.deps, gatewayEntry({at: here.clock.now(), insertId: 'n'}));
    assert.deepEqual(await ask(), {
      kind: 'refused',
      reason: {kind: 'undo-newer', incident: newer.id},
    });
    id = newer.id;
    assert.deepEqual(await ask(), {
      kind: 'refused',
      reason: {kind: 'nothing-repaired', state: 'detected'},
    });
    assert.deepEqual(await askUndo(here.deps, 'none-1', {by: 'kim', at: 1}), {kind: 'unknown'});
  });

  it('is let go where it cannot be taken up any more', async () => {
    await repaired();
    await ask();
    here.world.disable(fleet.id);
    here.clock.advance(minute);
    await receive(here.deps, gatewayEntry({at: here.clock.now(), insertId: 'again'}));
    await sweep(here.deps);
    await sweep(here.deps);
    assert.deepEqual(await inbox(), {});
    assert.ok((await now()).timeline.every(one => one.reason.kind !== 'undo-asked'));
  });

  it('says before it is made that nobody makes it again: a crash in between leaves it said', async () => {
    await waiting();
    await answered(here.deps, id, 'approved');
    let said: unknown;
    here.world.before = async verb => {
      if (verb === 'disableService') {
        said = (await here.deps.guardStore.mark(undoneMark(fleet.id)))?.value;
      }
    };
    await runUntilSettled(here.deps);
    assert.deepEqual(Object.keys(said ?? {}), [`service/${gateway}`]);
  });

  it('is left alone by a process that was frozen until somebody else has made it again', async () => {
    await begin();
    here.world.unbind(shop.id);
    ({id} = await opened(here.deps, unboundEntry()));
    await runUntilSettled(here.deps);
    await ask();
    await sweep(here.deps);
    await answered(here.deps, id, 'approved');
    here.world.writes.length = 0;
    here.world.meanwhile = () => {
      here.world.meanwhile = undefined;
      // It wakes up when its lease is over, and the policy is another one.
      here.clock.advance(10 * minute);
      here.world.edit(shop.id, policy => policy);
    };
    await sweep(here.deps);
    assert.deepEqual(here.world.writes, [`setPolicy ${shop.id}`]);
    assert.ok(bound());
  });

  it('is not made again while nobody can read what was taken back', async () => {
    await begin();
    await here.deps.guardStore.setMark({
      name: undoneMark(fleet.id),
      version: 1,
      value: {[`service/${gateway}`]: 'yesterday'},
    });
    here.world.disable(fleet.id);
    ({id} = await opened(here.deps, gatewayEntry()));
    await runUntilSettled(here.deps);
    assert.equal(await reason(), 'undone-before');
    assert.deepEqual(here.world.writes, []);
    // A yes is to this repair alone; what else the mark says, nobody knows any better.
    await answered(here.deps, id, 'approved');
    await runUntilSettled(here.deps);
    assert.equal(await reason(), 'verified');
    const kept = (await here.deps.guardStore.mark(undoneMark(fleet.id)))?.value;
    assert.deepEqual(kept, {[`service/${gateway}`]: 'yesterday'});
  });
});
