import assert from 'node:assert/strict';
import {intake} from '../../../functions/engine/intake/intake.ts';
import {DedupCache} from '../../../functions/engine/intake/dedup-cache.ts';
import {runUntilSettled, sweep} from '../../../functions/engine/operate/sweep.ts';
import {incidentsOf, opened, receive, stored} from '../../support/drive.ts';
import {
  gatewayEntry,
  inClusterTail,
  start,
  stalledEntry,
  unboundEntry,
  webhookEntry,
} from '../../support/entries.ts';
import {assertSpoken, fleet, rig, type Rig, shop, type World} from '../../support/fakes.ts';
import {minute} from '../../support/incident.ts';

afterEach(assertSpoken);

describe('intake', () => {
  let here: Rig;
  beforeEach(async () => {
    here = await rig();
  });

  it('opens an incident on the allow-listed project and hands it over', async () => {
    const incident = await opened(here.deps, gatewayEntry());
    assert.deepEqual(incident.target, {project: fleet.id});
    assert.equal(incident.state, 'detected');
    assert.deepEqual(here.queue.handed, [incident.id]);
  });

  it('gives the same incident whether an entry names a project by id or by number', async () => {
    const byNumber = await opened(here.deps, gatewayEntry({number: fleet.number}));
    const byId = await opened(here.deps, gatewayEntry({number: fleet.id}));
    assert.equal(byId.id, byNumber.id);
  });

  it('tells a duplicate, also to an instance that has no memory of it', async () => {
    const entry = gatewayEntry();
    const kinds = async (...entries: readonly unknown[]) =>
      (await receive(here.deps, ...entries)).map(one => one.kind);
    assert.deepEqual(await kinds(entry, entry, entry), ['opened', 'duplicate', 'duplicate']);
    assert.deepEqual(await kinds(entry), ['duplicate']);
  });

  it('counts like entries in memory, and joins them in another instance', async () => {
    const kinds = (await receive(here.deps, gatewayEntry(), gatewayEntry())).map(one => one.kind);
    assert.deepEqual(kinds, ['opened', 'counted']);
    const [joined] = await receive(here.deps, gatewayEntry());
    assert.ok(joined?.kind === 'joined');
    assert.equal(joined.reason.kind, 'joined');
    assert.equal((await stored(here.deps, joined.incident)).intake.entries.count, 2);
  });

  it('gives a reason for everything that it leaves', async () => {
    const reasonOf = async (entry: unknown) => {
      const [received] = await receive(here.deps, entry);
      assert.ok(received !== undefined && 'reason' in received);
      const {kind, reason} = received;
      return `${kind} ${typeof reason === 'string' ? reason : reason.kind === 'foreign' ? reason.why.code : reason.kind}`;
    };
    assert.equal(await reasonOf('not an entry'), 'junk not-an-object');
    assert.equal(await reasonOf({}), 'skipped unrelated');
    const warning = {...gatewayEntry(), severity: 'WARNING'};
    assert.equal(await reasonOf(warning), 'skipped foreign.severity');
    const stranger = gatewayEntry({number: '812345678901'});
    assert.equal(await reasonOf(stranger), 'suppressed project-not-listed');
    assert.equal((await here.store.all()).length, 1);
  });

  it('reopens what comes back soon, and opens anew what comes back later', async () => {
    const {deps, clock} = here;
    const {id} = await opened(deps, gatewayEntry());
    await sweep(deps);
    assert.equal((await stored(deps, id)).state, 'no-action');
    clock.advance(minute);
    const [again] = await receive(deps, gatewayEntry({at: clock.now()}));
    assert.deepEqual(again, {kind: 'reopened', incident: id});
    await sweep(deps);
    clock.advance(31 * minute);
    const [anew] = await receive(deps, gatewayEntry({at: clock.now()}));
    assert.ok(anew?.kind === 'opened');
    assert.notEqual(anew.incident, id);
    assert.equal((await stored(deps, anew.incident)).epoch, 2);
  });

  it('only counts what is older than the end', async () => {
    const {deps, clock} = here;
    await opened(deps, gatewayEntry());
    clock.advance(minute);
    await sweep(deps);
    clock.advance(minute);
    const [late] = await receive(deps, gatewayEntry({at: start}));
    assert.ok(late?.kind === 'joined');
    assert.equal(late.reason.kind, 'late');
    assert.equal((await stored(deps, late.incident)).state, 'no-action');
  });

  it('does not believe a time in the future', async () => {
    const incident = await opened(here.deps, gatewayEntry({at: start + 60 * minute}));
    assert.equal(incident.intake.entries.lastAt, start);
  });

  it('stores although the hand-over fails; the sweep finds it', async () => {
    here.queue.failing = true;
    const {id} = await opened(here.deps, gatewayEntry());
    assert.ok(here.log.lines.some(one => one.includes('hand-over failed')));
    await sweep(here.deps);
    assert.equal((await stored(here.deps, id)).state, 'no-action');
  });

  it('takes each change of a policy for a fact of its own', async () => {
    const received = await receive(here.deps, unboundEntry(), unboundEntry());
    assert.deepEqual(
      received.map(one => one.kind),
      ['opened', 'joined'],
    );
  });
});

describe('adoption', () => {
  const causes: Readonly<Record<string, {entry: unknown; breaks: (world: World) => void}>> = {
    'the gateway is off in the fleet': {
      entry: gatewayEntry(),
      breaks: world => {
        world.disable(fleet.id);
      },
    },
    'the agent lost its role in the project': {
      entry: unboundEntry(),
      breaks: world => {
        world.unbind(shop.id);
      },
    },
    'the agent lost its role in the fleet': {
      entry: unboundEntry({project: fleet.id}),
      breaks: world => {
        world.unbind(fleet.id);
      },
    },
    'the same cluster is stalled': {
      entry: stalledEntry(),
      breaks: world => {
        world.fleetSays({controlPlane: 'STALLED'});
      },
    },
  };
  for (const [what, {entry, breaks}] of Object.entries(causes)) {
    it(`joins a failing webhook to the incident in which live state says that ${what}`, async () => {
      const {deps, world} = await rig('observe');
      breaks(world);
      const {id} = await opened(deps, entry);
      await sweep(deps);
      const [received] = await receive(deps, webhookEntry());
      assert.ok(received?.kind === 'adopted');
      const [sign, ...more] = await incidentsOf(deps, 'webhook-call-failure');
      assert.equal(received.incident, id);
      assert.equal(sign?.state, 'suppressed');
      assert.deepEqual(sign.reason, {kind: 'symptom-of', incident: id});
      const {symptoms} = (await stored(deps, id)).intake;
      assert.deepEqual([symptoms.map(one => one.key), more], [[sign.key], []]);
    });
  }

  it('leaves a sign to itself while nobody has looked whether the cause is there', async () => {
    const {deps, world} = await rig('observe');
    world.disable(fleet.id);
    await opened(deps, gatewayEntry());
    const [received] = await receive(deps, webhookEntry());
    assert.equal(received?.kind, 'opened');
  });

  it('tells a duplicate of a sign, also to an instance that has no memory of it', async () => {
    const {deps, world} = await rig('observe');
    world.disable(fleet.id);
    const {id} = await opened(deps, gatewayEntry());
    await sweep(deps);
    const sign = webhookEntry();
    await receive(deps, sign);
    const [again] = await receive(deps, sign);
    assert.equal(again?.kind, 'duplicate');
    assert.equal((await stored(deps, id)).intake.symptoms[0]?.count, 1);
  });

  it('only counts a sign that is older than the end of what explained it', async () => {
    const {deps, world, clock} = await rig();
    world.disable(fleet.id);
    await opened(deps, gatewayEntry());
    await receive(deps, webhookEntry());
    await runUntilSettled(deps);
    clock.advance(minute);
    const [late] = await receive(deps, webhookEntry({at: start + 1000}));
    assert.ok(late?.kind === 'joined');
    const sign = await stored(deps, late.incident);
    assert.equal(sign.state, 'suppressed');
    assert.equal(sign.intake.entries.count, 2);
    const [anew] = await receive(deps, webhookEntry({at: clock.now()}));
    assert.equal(anew?.kind, 'reopened');
  });

  it('goes on while the cause is verifying', async () => {
    const {deps, world, clock} = await rig();
    world.disable(fleet.id);
    world.enablingTakes = 200_000;
    const {id} = await opened(deps, gatewayEntry());
    await sweep(deps);
    assert.equal((await stored(deps, id)).state, 'verifying');
    clock.advance(1000);
    const [received] = await receive(deps, webhookEntry({at: clock.now()}));
    assert.equal(received?.kind, 'adopted');
  });

  const strangers = {
    'a webhook inside the cluster': webhookEntry({tail: inClusterTail}),
    'a webhook of another cluster': webhookEntry({cluster: 'quay-2'}),
  };
  for (const [what, entry] of Object.entries(strangers)) {
    it(`does not join ${what} to a stalled cluster`, async () => {
      const {deps, world} = await rig('observe');
      world.fleetSays({controlPlane: 'STALLED'});
      await opened(deps, stalledEntry());
      await sweep(deps);
      assert.equal((await receive(deps, entry))[0]?.kind, 'opened');
    });
  }

  it('never joins a webhook inside the cluster to the gateway', async () => {
    const {deps, world} = await rig('observe');
    world.disable(fleet.id);
    await opened(deps, gatewayEntry());
    await sweep(deps);
    const [received] = await receive(deps, webhookEntry({tail: inClusterTail}));
    assert.equal(received?.kind, 'opened');
  });

  it('does not join a sign to a project of another fleet', async () => {
    const alone = {id: 'lone-prod', number: '111111111111', fleet: 'lone-prod'};
    const {deps, world} = await rig('observe', {}, [fleet, shop, alone]);
    world.disable(fleet.id);
    await opened(deps, gatewayEntry());
    await sweep(deps);
    const [received] = await receive(deps, webhookEntry({project: alone.id}));
    assert.equal(received?.kind, 'opened');
  });

  it('ends with the cause', async () => {
    const {deps, clock} = await rig();
    const {id} = await opened(deps, gatewayEntry());
    await sweep(deps);
    assert.equal((await stored(deps, id)).state, 'no-action');
    clock.advance(minute);
    const [received] = await receive(deps, webhookEntry({at: clock.now()}));
    assert.equal(received?.kind, 'opened');
  });

  it('counts further signs in memory and tells the incident that explains them', async () => {
    const {deps, clock, world} = await rig('observe');
    world.disable(fleet.id);
    const {id} = await opened(deps, gatewayEntry());
    await sweep(deps);
    const taking = intake(deps, new DedupCache());
    for (let n = 0; n < 5; n += 1) await taking.receive(webhookEntry());
    assert.equal((await stored(deps, id)).intake.symptoms[0]?.count, 1);
    clock.advance(1000);
    await taking.flush();
    const told = await stored(deps, id);
    assert.equal(told.intake.symptoms[0]?.count, 5);
    assert.equal(told.intake.symptoms[0].lastAt, clock.now());
  });
});
