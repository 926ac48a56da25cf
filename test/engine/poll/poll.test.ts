import assert from 'node:assert/strict';
import {incidentKey} from '../../../functions/core/detection/finding.ts';
import type {MembershipFact, RegistrationsFact} from '../../../functions/core/facts/cloud.ts';
import type {Incident} from '../../../functions/core/incident/incident.ts';
import {isObject} from '../../../functions/core/lib/json.ts';
import type {Log, Store} from '../../../functions/core/ports/ports.ts';
import type {Deps} from '../../../functions/engine/lib/context.ts';
import {clusterIssuer} from '../../../functions/mesh/workload-identity.ts';
import {poll} from '../../../functions/engine/poll/poll.ts';
import {periodicRound} from '../../../functions/engine/operate/periodic.ts';
import {runUntilSettled, sweep} from '../../../functions/engine/operate/sweep.ts';
import {service} from '../../../functions/wiring/service.ts';
import {incidentsOf, opened, receive, stored} from '../../support/drive.ts';
import {gatewayEntry, stalledEntry, unboundEntry} from '../../support/entries.ts';
import {
  assertSpoken,
  callError,
  FakeQueue,
  fleet,
  gateway,
  membership,
  rig,
  type Rig,
  shop,
} from '../../support/fakes.ts';
import {minute} from '../../support/incident.ts';
import {halfMigrated} from '../../support/inside.ts';

afterEach(assertSpoken);

const stalled = 'provisioning-stalled';
const cluster = {project: shop.id, location: 'europe-west4', cluster: 'quay-1'};

/** How the outcomes of polls were logged, newest round last. */
interface Told {
  readonly log: Log;
  /** Takes what was logged since the last call: `outcome: count`. */
  readonly take: () => Readonly<Record<string, unknown>>;
  readonly warned: string[];
}

function told(): Told {
  const outcomes: Record<string, unknown>[] = [];
  const warned: string[] = [];
  const line = (message: string, fields: Readonly<Record<string, unknown>> = {}): void => {
    if (message === 'polled') outcomes.push(fields);
  };
  const warn = (message: string, fields: Readonly<Record<string, unknown>> = {}): void => {
    warned.push(`${message}: ${JSON.stringify([fields['places'], fields['error']])}`);
  };
  return {
    log: {info: line, warn, error: warn},
    warned,
    take: () =>
      Object.fromEntries(outcomes.splice(0).map(one => [String(one['outcome']), one['count']])),
  };
}

/** The most that was asked for in any minute. */
function mostIn(asked: readonly {readonly at: number; readonly cost: number}[]): number {
  const from = [...new Set(asked.map(one => one.at))];
  const sums = from.map(start =>
    asked
      .filter(({at}) => at >= start && at < start + minute)
      .reduce((sum, {cost}) => sum + cost, 0),
  );
  return Math.max(...sums);
}

describe('the poll', () => {
  let here: Rig;
  let deps: Deps;
  let said: Told;

  beforeEach(async () => {
    said = told();
    here = await rig('auto', {log: said.log});
    ({deps} = here);
  });

  function isIn(...memberships: readonly Partial<MembershipFact>[]): void {
    const facts = memberships.map(one => membership(one));
    here.world.mesh = {kind: 'enabled', memberships: facts, unreachable: []};
  }

  /** Polls now, and again after each pause. */
  async function polls(...pauses: readonly number[]): Promise<void> {
    await poll(deps);
    for (const pause of pauses) {
      here.clock.advance(pause);
      await poll(deps);
    }
  }

  async function all(): Promise<readonly Incident[]> {
    return deps.store.all();
  }

  async function only(): Promise<Incident> {
    const [first, ...more] = await all();
    assert.ok(first !== undefined && more.length === 0, `${more.length} more`);
    return first;
  }

  describe('opens what no log entry announces', () => {
    it('a stalled membership, for a person, with its reason in both languages', async () => {
      isIn({controlPlane: 'STALLED'});
      await polls(minute);
      const incident = await only();
      assert.equal(incident.key, incidentKey({runbook: stalled, target: cluster}));
      assert.equal(incident.intake.entries.count, 0);
      assert.deepEqual(incident.reason, {
        kind: 'polled',
        since: here.clock.now() - minute,
      });
      assert.deepEqual(here.queue.handed, [incident.id]);
      await runUntilSettled(deps);
      const end = await stored(deps, incident.id);
      assert.equal(end.reason.kind, 'person-needed');
      const message = here.chat.messages.at(-1);
      assert.equal(message?.headline.cause?.code, 'plane.control-stalled');
      assert.ok(message.notes.some(note => note.text.code === 'reason.polled'));
      assert.ok(message.footer.some(part => part.code === 'footer.polled'));
      assert.equal(message.quote, undefined);
    });

    it('a disabled API and a lost role, which are repaired', async () => {
      here.world.disable(fleet.id);
      here.world.unbind(shop.id);
      await polls(minute);
      await runUntilSettled(deps);
      assert.deepEqual(
        (await all()).map(one => [one.runbook, one.target.project, one.reason.kind]).sort(),
        [
          ['connect-gateway-disabled', fleet.id, 'verified'],
          ['service-agent-unbound', shop.id, 'verified'],
        ],
      );
    });

    const firm = ['STALLED', 'DEGRADED', 'NEEDS_ATTENTION', 'HIBERNATING'];
    for (const controlPlane of firm) {
      it(`${controlPlane}, seen by two polls a minute apart`, async () => {
        isIn({controlPlane});
        await polls(minute - 1);
        assert.deepEqual(await all(), []);
        await polls(1);
        assert.equal((await all()).length, 1);
      });
    }

    it('an error that a condition names, although the control plane is active', async () => {
      isIn({conditions: [{code: 'CONFIG_APPLY_BLOCKED', details: '', severity: 'ERROR'}]});
      await polls(minute);
      assert.equal((await only()).runbook, stalled);
    });

    for (const [what, parts] of [
      [
        'a condition that is not true any more',
        {conditions: [{code: 'MESH_IAM_PERMISSION_DENIED', details: '', severity: 'ERROR'}]},
      ],
      ['an error of the fleet without a reason', {code: 'ERROR'}],
    ] as const) {
      it(`${what} after 15 minutes: the fleet may lag behind a repair`, async () => {
        isIn(parts);
        await polls(5 * minute, 10 * minute - 1);
        assert.deepEqual(await all(), []);
        await polls(1);
        assert.equal((await only()).runbook, stalled);
      });
    }

    it('an error of the fleet where nobody wants a managed control plane', async () => {
      const nobody = {controlPlane: 'LIFECYCLE_STATE_UNSPECIFIED', dataPlane: 'DISABLED'};
      isIn({...nobody, management: 'MANAGEMENT_UNSPECIFIED', code: 'ERROR', description: ''});
      await polls(15 * minute);
      assert.equal((await only()).runbook, stalled);
    });

    for (const controlPlane of ['DISABLED', 'LIFECYCLE_STATE_UNSPECIFIED']) {
      it(`automatic management that has not begun (${controlPlane}), after 10 minutes`, async () => {
        isIn({controlPlane, management: 'MANAGEMENT_AUTOMATIC'});
        await polls(10 * minute - 1);
        assert.deepEqual(await all(), []);
        await polls(1);
        const {id} = await only();
        await sweep(deps);
        assert.equal((await stored(deps, id)).reason.kind, 'person-needed');
      });
    }

    it('the API and the role that a control plane outside of the fleet’s management needs', async () => {
      const parts = {controlPlane: 'DISABLED', management: 'MANAGEMENT_UNSPECIFIED'};
      isIn({...parts, description: 'Revision(s) ready for use: asm-managed-rapid.'});
      here.world.disable(fleet.id);
      here.world.unbind(shop.id);
      await polls(minute);
      assert.deepEqual((await all()).map(one => one.runbook).sort(), [
        'connect-gateway-disabled',
        'service-agent-unbound',
      ]);
    });

    for (const [controlPlane, minutes] of [
      ['PROVISIONING', 10],
      ['FAILED_PRECONDITION', 15],
    ] as const) {
      it(`${controlPlane} after ${minutes} minutes, and then a person at once`, async () => {
        isIn({controlPlane});
        await polls(5 * minute, (minutes - 5) * minute - 1);
        assert.deepEqual(await all(), []);
        await polls(1);
        const {id} = await only();
        await sweep(deps);
        assert.equal((await stored(deps, id)).reason.kind, 'person-needed');
      });
    }

    it('STALLED a minute after it was seen, however long it was provisioning before', async () => {
      isIn({controlPlane: 'PROVISIONING'});
      await polls(9 * minute);
      isIn({controlPlane: 'STALLED'});
      await polls();
      assert.deepEqual(await all(), []);
      await polls(minute);
      assert.equal((await all()).length, 1);
    });

    it('and says that it resolved, once the membership has left the fleet', async () => {
      isIn({controlPlane: 'STALLED'});
      await polls(minute);
      await runUntilSettled(deps);
      isIn();
      here.clock.advance(15 * minute);
      await sweep(deps);
      assert.equal((await only()).reason.kind, 'healed');
    });
  });

  describe('opens nothing', () => {
    it('where all is well', async () => {
      await polls(minute, minute);
      assert.deepEqual(await all(), []);
      assert.equal(here.store.count['setMark'], 1);
      assert.equal(here.store.count['setMark fleet'], 1, 'what it has read, for people to look at');
      assert.deepEqual(said.take(), {});
    });

    it('for what was mended before the second poll, and forgets it', async () => {
      here.world.disable(fleet.id);
      await polls();
      here.world.services.set(`${fleet.id}/${gateway}`, 'ENABLED');
      await polls(minute);
      here.world.disable(fleet.id);
      await polls(minute - 1);
      assert.deepEqual(await all(), []);
    });

    const unmanaged = ['DISABLED', 'LIFECYCLE_STATE_UNSPECIFIED', 'DEPROVISIONING'];
    for (const controlPlane of unmanaged) {
      it(`in a fleet that nobody has managed (${controlPlane}): no API, no role, no membership`, async () => {
        isIn({
          controlPlane,
          management: 'MANAGEMENT_UNSPECIFIED',
          description: 'Revision(s) ready for use: istiod-asm-1271-3.',
        });
        here.world.disable(fleet.id);
        here.world.unbind(fleet.id);
        here.world.unbind(shop.id);
        await polls(minute, minute);
        assert.deepEqual(await all(), []);
        assert.deepEqual(here.world.calls, Array(3).fill(`mesh ${fleet.id}`));
      });
    }

    it('in a fleet without a mesh', async () => {
      here.world.mesh = {kind: 'not-enabled'};
      here.world.disable(fleet.id);
      await polls(minute);
      assert.deepEqual(await all(), []);
    });

    it('in a project without managed clusters: nobody gives the agent a role there', async () => {
      here.world.registered = registered({project: '812345678901'});
      here.world.unbind(shop.id);
      await polls(minute);
      assert.deepEqual(await all(), []);
    });
  });

  describe('stays inside the allow-list', () => {
    const stray: readonly (readonly [string, Parameters<typeof registered>[0]])[] = [
      ['a cluster of a project that is not listed', {project: 'evil-prod'}],
      ['a cluster that is no GKE cluster', undefined],
    ];
    for (const [what, place] of stray) {
      it(what, async () => {
        isIn({controlPlane: 'STALLED'});
        here.world.registered = registered(place);
        await polls(minute);
        assert.deepEqual(await all(), []);
      });
    }

    for (const narrow of [{locations: ['us-east1']}, {clusters: ['quay-2']}]) {
      it(`a listed project narrowed to ${JSON.stringify(narrow)}`, async () => {
        isIn({controlPlane: 'STALLED'});
        const projects = [fleet, {...shop, ...narrow}];
        deps = {...deps, settings: {...deps.settings, projects}};
        await polls(minute);
        assert.deepEqual(await all(), []);
        // Three runbooks would look at the stalled cluster.
        assert.equal(said.take()['outside'], 3);
      });
    }

    it('takes a project that the fleet calls by its number for the listed one', async () => {
      isIn({controlPlane: 'STALLED'});
      here.world.registered = registered({project: shop.number});
      await polls(minute);
      assert.deepEqual((await only()).target, cluster);
    });
  });

  describe('finds what the logs find: one problem has one key', () => {
    it('a log entry joins a polled incident', async () => {
      isIn({controlPlane: 'STALLED'});
      await polls(minute);
      const {id} = await only();
      const [received] = await receive(deps, stalledEntry({at: here.clock.now()}));
      assert.deepEqual([received?.kind, (await only()).id], ['joined', id]);
    });

    it('a poll leaves the incident of a log entry alone', async () => {
      isIn({controlPlane: 'STALLED'});
      here.world.disable(fleet.id);
      here.world.unbind(shop.id);
      await receive(deps, gatewayEntry(), unboundEntry(), stalledEntry());
      const before = await all();
      const {replace = 0, create = 0} = here.store.count;
      await polls(minute, minute);
      assert.deepEqual(await all(), before);
      assert.deepEqual(
        [here.store.count['replace'] ?? 0, here.store.count['create']],
        [replace, create],
      );
    });

    it('a cluster whose membership is in global, or has another name', async () => {
      for (const parts of [{location: 'global'}, {membership: 'pier-9'}]) {
        here = await rig('auto', {log: said.log});
        ({deps} = here);
        isIn({controlPlane: 'STALLED', ...parts});
        const {location, membership: name} = membership(parts);
        here.world.registered = registered({}, {location, membership: name});
        await polls(minute);
        const {id, key} = await only();
        assert.equal(key, incidentKey({runbook: stalled, target: cluster}));
        await sweep(deps);
        assert.equal((await stored(deps, id)).reason.kind, 'person-needed');
      }
    });
  });

  describe('with an incident that is over', () => {
    /** A stalled membership's incident, in whatever state the sweep has left it. */
    async function openedBefore(): Promise<string> {
      isIn({controlPlane: 'STALLED'});
      await polls(minute);
      return (await only()).id;
    }

    /** A day goes by and nobody comes. */
    async function nobodyComes(id: string): Promise<void> {
      await runUntilSettled(deps);
      for (let n = 0; n < 97; n += 1) {
        here.clock.advance(15 * minute);
        await sweep(deps);
        await poll(deps);
      }
      assert.equal((await stored(deps, id)).state, 'failed');
    }

    it('opens it again a minute after its end, when it is there again', async () => {
      const id = await openedBefore();
      isIn({});
      await runUntilSettled(deps);
      assert.equal((await stored(deps, id)).state, 'no-action');
      isIn({controlPlane: 'STALLED'});
      await polls(minute - 1);
      assert.equal((await stored(deps, id)).state, 'no-action');
      await polls(1);
      const again = await only();
      assert.deepEqual([again.id, again.state, again.work.run], [id, 'detected', 1]);
      assert.equal(again.reason.kind, 'polled');
    });

    it('leaves what a person was handed to that person, all the while it is seen', async () => {
      const id = await openedBefore();
      await nobodyComes(id);
      said.take();
      const {replace} = here.store.count;
      await polls(minute, 10 * minute, 60 * minute);
      assert.deepEqual(said.take(), {'handed-over': 1});
      assert.equal((await only()).id, id);
      assert.equal(here.store.count['replace'], replace);
    });

    it('opens it anew once it was seen healthy in between', async () => {
      const id = await openedBefore();
      await nobodyComes(id);
      isIn({});
      await polls(31 * minute);
      isIn({controlPlane: 'STALLED'});
      await polls(minute);
      const newest = (await all()).at(-1);
      assert.deepEqual([newest?.epoch, newest?.state], [2, 'detected']);
    });

    it('is held back by the guard against flapping like any other', async () => {
      here.world.disable(fleet.id);
      await polls(minute);
      await runUntilSettled(deps);
      here.world.disable(fleet.id);
      await polls(minute, minute);
      await runUntilSettled(deps);
      assert.equal((await only()).state, 'flapping');
    });
  });

  describe('with causes', () => {
    /** The API is off, and every cluster of the fleet waits for it. */
    function broken(clusters: number, controlPlane = 'FAILED_PRECONDITION'): void {
      here.world.disable(fleet.id);
      const names = Array.from({length: clusters}, (_, n) => `quay-${n}`);
      isIn(...names.map(name => ({membership: name, controlPlane})));
    }

    async function told(): Promise<readonly Incident[]> {
      return (await all()).filter(one => one.state !== 'suppressed');
    }

    it('what a more basic problem explains is its sign, and tells nothing by itself', async () => {
      broken(3, 'STALLED');
      here.world.enablingTakes = 10 * minute;
      await polls(minute);
      assert.deepEqual(said.take(), {'too-soon': 4, opened: 1, 'cause-first': 3});
      await sweep(deps);
      await polls(1);
      const [cause, ...more] = await told();
      assert.equal(cause?.runbook, 'connect-gateway-disabled');
      assert.deepEqual(more, []);
      assert.equal(cause.intake.symptoms.length, 3);
      assert.deepEqual(said.take(), {open: 1, adopted: 3, explained: 3});
    });

    it('a cause that nobody can look at is not waited for', async () => {
      broken(1, 'STALLED');
      here.world.fail('serviceState', 'denied');
      await polls(minute);
      await sweep(deps);
      await polls(minute, minute);
      assert.ok((await told()).some(one => one.runbook === stalled));
    });

    it('a cause that is still too new is waited for', async () => {
      isIn({controlPlane: 'STALLED'});
      await polls(minute - 1);
      here.world.disable(fleet.id);
      said.take();
      await polls(1);
      assert.deepEqual(said.take(), {'too-soon': 1, 'cause-first': 1});
      await polls(minute);
      await sweep(deps);
      await polls(1);
      assert.deepEqual(
        (await told()).map(one => one.runbook),
        ['connect-gateway-disabled'],
      );
    });

    it('a cause that a person was handed explains on: it is not opened through its signs', async () => {
      broken(1);
      here.world.fail('enableService', 'denied');
      await polls(minute);
      await runUntilSettled(deps);
      for (let n = 0; n < 97; n += 1) {
        here.clock.advance(15 * minute);
        await sweep(deps);
        await poll(deps);
      }
      assert.deepEqual(
        (await told()).map(one => one.state),
        ['failed'],
      );
      await polls(60 * minute, 60 * minute);
      assert.equal((await told()).length, 1);
    });

    it('a sign that outlives its cause is told by itself, once the mesh had time to notice', async () => {
      broken(1, 'STALLED');
      here.world.enablingTakes = 2 * minute;
      await polls(minute);
      await sweep(deps);
      await polls(1);
      await runUntilSettled(deps);
      const [cause] = await incidentsOf(deps, 'connect-gateway-disabled');
      assert.equal(cause?.state, 'resolved');
      const [own] = await incidentsOf(deps, stalled);
      assert.deepEqual([own?.state, own?.reason.kind], ['blocked', 'person-needed']);
      const after = (own?.work.changedAt ?? 0) - cause.work.changedAt;
      assert.ok(after >= 7 * minute && after < 9 * minute, String(after));
    });
  });

  describe('costs little', () => {
    function many(count: number, controlPlane = 'ACTIVE'): void {
      isIn(...Array.from({length: count}, (_, n) => ({membership: `quay-${n}`, controlPlane})));
    }

    it('one features.get for each fleet and round, also with 500 memberships', async () => {
      many(500);
      await polls();
      assert.deepEqual(here.world.count('mesh'), {[fleet.id]: 1});
      assert.deepEqual(here.world.count('registrations'), {[fleet.id]: 1});
      // The gateway and what else the fleet needs, each once.
      assert.deepEqual(here.world.count('serviceState'), {[fleet.id]: 6, [shop.id]: 1});
      assert.deepEqual(here.world.count('policy'), {[fleet.id]: 1, [shop.id]: 1});
      await polls();
      assert.deepEqual(here.world.count('mesh'), {[fleet.id]: 2});
    });

    it('500 stalled memberships: one features.get, 500 incidents, and then silence', async () => {
      many(500, 'STALLED');
      await polls(minute);
      assert.equal((await all()).length, 500);
      assert.deepEqual(here.world.count('mesh'), {[fleet.id]: 2});
      const {create, replace, setMark} = here.store.count;
      assert.deepEqual(said.take(), {'too-soon': 500, opened: 500});
      await polls(minute, minute);
      assert.deepEqual(said.take(), {open: 500});
      assert.deepEqual(
        [here.store.count['create'], here.store.count['replace'], here.store.count['setMark']],
        [create, replace, setMark],
      );
    });

    it('remembers a bounded number of problems, and says how many it had to leave', async () => {
      many(1_200, 'STALLED');
      await polls();
      assert.deepEqual(said.take(), {'too-soon': 1_000, 'too-many': 200});
    });

    it('looks into each cluster once in ten minutes, spread over them', async () => {
      many(500);
      const each: number[] = [];
      for (let at = 0; at < 10; at += 1) {
        const before = Object.keys(here.world.count('webhooks')).length;
        await polls();
        each.push(Object.keys(here.world.count('webhooks')).length - before);
        here.clock.advance(minute);
      }
      const looks = here.world.count('webhooks');
      assert.equal(Object.keys(looks).length, 500);
      assert.deepEqual([...new Set(Object.values(looks))], [1]);
      // Four requests a cluster; the gateway takes 2,400 a minute.
      assert.ok(Math.max(...each) < 100, each.join(', '));
      await polls();
      assert.equal(
        Object.values(here.world.count('webhooks')).filter(one => one === 2).length,
        each[0],
      );
    });

    it('stays within half of the gateway’s quota with 5,000 memberships, and comes to each by turns', async function () {
      this.timeout(60_000);
      many(5_000);
      const inside = deps.runbooks.filter(one => one.manifest.pollMinutes > 1);
      const round = periodicRound({...deps, runbooks: inside});
      const requests: Record<string, number> = {webhooks: 2, namespaces: 1, pods: 1};
      const asked: {readonly at: number; readonly cost: number}[] = [];
      here.world.before = verb => {
        asked.push({at: here.clock.now(), cost: requests[verb] ?? 0});
        return Promise.resolve();
      };
      for (let at = 0; at < 30; at += 1) {
        await round();
        // Sweeps are not exact to the second, and two may come in a minute.
        here.clock.advance(at % 3 === 0 ? minute / 2 : minute);
      }
      const most = mostIn(asked);
      assert.ok(most <= 1_200 && most > 1_000, `${most} requests in a minute`);
      const looks = Object.values(here.world.count('webhooks'));
      assert.equal(looks.length, 5_000);
      // Two turns in 25 minutes; where the budget ends within a look, it is begun anew.
      assert.ok(Math.max(...looks) <= 3, `${Math.max(...looks)} looks at one cluster`);
      assert.ok(Number(said.take()['overdue']) > 0);
    });

    it('has looked into each of 5,000 clusters once in 17 minutes, also where requests take their time', async function () {
      this.timeout(60_000);
      many(5_000);
      const inside = deps.runbooks.filter(one => one.manifest.pollMinutes > 1);
      const round = periodicRound({...deps, runbooks: inside});
      const requests: Record<string, number> = {webhooks: 2, namespaces: 1, pods: 1};
      const asked: {readonly at: number; readonly cost: number}[] = [];
      here.world.before = verb => {
        here.clock.advance(5);
        asked.push({at: here.clock.now(), cost: requests[verb] ?? 0});
        return Promise.resolve();
      };
      const began = here.clock.now();
      for (let at = 0; at < 17; at += 1) {
        // A second sooner or later: what the round before asked for first is not always a minute old.
        const late = at % 2 === 0 ? 2_000 : 1_000;
        here.clock.advance(began + at * minute + late - here.clock.now());
        await round();
      }
      // Counted when they begin: those of sixteen looks may arrive a moment later.
      assert.ok(mostIn(asked) <= 1_200 + 16 * 4);
      assert.equal(Object.keys(here.world.count('webhooks')).length, 5_000);
    });

    it('asks for the APIs of 2,000 projects within half of the quota, and comes to each', async function () {
      this.timeout(60_000);
      const projects = Array.from({length: 2_000}, (_, at) => ({
        id: `team-${at}-prod`,
        number: String(100_000_000_000 + at),
        fleet: fleet.id,
      }));
      here = await rig('auto', {log: said.log}, [fleet, ...projects]);
      const states = projects.map(({id}) => membership({membership: id}));
      here.world.mesh = {kind: 'enabled', memberships: states, unreachable: []};
      here.world.registrations = () => ({
        memberships: projects.map(({id}) => ({
          membership: id,
          location: states[0]?.location ?? '',
          cluster: {project: id, location: 'europe-west4', name: 'quay-1'},
        })),
        unreachable: [],
      });
      const apis = here.deps.runbooks.filter(one => one.manifest.id === 'required-api-disabled');
      const round = periodicRound({...here.deps, runbooks: apis});
      const asked: {readonly at: number; readonly cost: number}[] = [];
      here.world.before = verb => {
        if (verb === 'serviceState') asked.push({at: here.clock.now(), cost: 1});
        return Promise.resolve();
      };
      for (let at = 0; at < 18; at += 1) {
        await round();
        here.clock.advance(minute);
      }
      assert.ok(mostIn(asked) <= 120);
      const counts = here.world.count('serviceState');
      assert.equal(Object.keys(counts).length, 2_001);
      // Nobody is asked for a second time before everybody was once.
      const twice = projects.filter(({id}) => (counts[id] ?? 0) > 1);
      assert.ok(twice.length < 200, `${twice.length} projects`);
    });

    it('looks at sixteen places side by side, and at no more', async () => {
      many(500);
      let [now, most] = [0, 0];
      here.world.before = async verb => {
        if (verb !== 'webhooks') return;
        most = Math.max(most, (now += 1));
        await new Promise(setImmediate);
        now -= 1;
      };
      await polls();
      assert.equal(most, 16);
    });

    it('is made at most each half minute, and not beside itself', async () => {
      const round = periodicRound(deps);
      const answered = Promise.withResolvers<undefined>();
      here.world.before = async () => answered.promise;
      const first = [round(), round()];
      here.clock.advance(10 * minute);
      const late = round();
      answered.resolve(undefined);
      await Promise.all([...first, late]);
      assert.deepEqual(here.world.count('mesh'), {[fleet.id]: 1});
      await round();
      here.world.calls.length = 0;
      here.clock.advance(29_000);
      await round();
      assert.deepEqual(here.world.calls, []);
      here.clock.advance(1_000);
      await round();
      assert.deepEqual(here.world.count('mesh'), {[fleet.id]: 1});
    });
  });

  describe('with reads that fail', () => {
    it('finds nothing there, goes on elsewhere, and says so once', async () => {
      here.world.disable(fleet.id);
      here.world.unbind(shop.id);
      here.world.fail('serviceState', 'unavailable');
      await polls(minute);
      assert.equal((await only()).runbook, 'service-agent-unbound');
      assert.equal(said.warned.length, 2);
      assert.match(said.warned[0] ?? '', /^a poll got no answer: \[3,"serviceState/);
    });

    it('does not forget what it has not looked at in this turn, and forgets what is over', async () => {
      Object.assign(here.world.inside(), halfMigrated());
      const key = incidentKey({runbook: 'in-cluster-injection', target: cluster});
      const since = async () => {
        const seen = (await deps.store.mark(`poll/${fleet.id}`))?.value[key];
        return isObject(seen) ? seen['since'] : undefined;
      };
      await polls(...Array<number>(9).fill(minute));
      const first = await since();
      assert.ok(typeof first === 'number');
      here.world.inside().webhooks = [];
      const turn = (first - (here.clock.now() - 9 * minute)) / minute;
      await polls(...Array<number>(turn).fill(minute));
      assert.equal(await since(), first);
      await polls(minute);
      assert.equal(await since(), undefined);
      assert.deepEqual(await all(), []);
    });

    it('does not forget what it could not look at', async () => {
      here.world.disable(fleet.id);
      await polls();
      here.world.fail('mesh', 'unavailable', {times: 1});
      here.clock.advance(30_000);
      await polls(30_000);
      assert.deepEqual(
        said.warned.map(one => one.slice(0, 29)),
        ['a poll got no answer: [8,"mes'],
      );
      assert.equal((await all()).length, 1);
    });

    it('does not take a location that is not reached for one that is healthy', async () => {
      const elsewhere = membership({location: 'us-east1', membership: 'pier-9'});
      for (const reached of [[], [elsewhere]]) {
        here = await rig('auto', {log: said.log});
        ({deps} = here);
        isIn({controlPlane: 'STALLED'});
        await polls();
        here.world.mesh = {kind: 'enabled', memberships: reached, unreachable: ['europe-west4']};
        here.clock.advance(30_000);
        await polls();
        isIn({controlPlane: 'STALLED'});
        here.clock.advance(30_000);
        await polls();
        assert.equal((await all()).length, 1);
      }
    });

    it('neither fails nor delays what a sweep advances', async () => {
      const order: string[] = [];
      here.world.before = verb => void order.push(verb);
      here.world.fail('mesh', 'unavailable');
      const {id} = await opened(deps, gatewayEntry({project: shop.id, number: shop.number}));
      const running = await service(deps, {local: false});
      await running.sweep();
      assert.equal((await stored(deps, id)).state, 'no-action');
      assert.equal(order.at(-1), 'mesh');
      assert.ok(order.indexOf('serviceState') < order.indexOf('mesh'));
    });

    it('survives a store that gives no answer', async () => {
      here.world.disable(fleet.id);
      const mute = {...here.store, mark: () => Promise.reject(new Error('no store'))};
      await poll({...deps, store: mute});
      await polls();
      const stuck = {...here.store, latest: () => Promise.reject(new Error('no latest'))};
      here.clock.advance(minute);
      await poll({...deps, store: stuck});
      assert.deepEqual(await all(), []);
      assert.equal(said.warned.length, 2);
      await polls();
      assert.equal((await all()).length, 1);
    });
  });

  describe('beside another instance', () => {
    /** Two instances on one store, each with a world of its own that looks the same. */
    async function other(store: Store): Promise<Deps> {
      const second = await rig('auto', {store, queue: new FakeQueue(), clock: here.clock});
      second.world.disable(fleet.id);
      second.world.mesh = here.world.mesh;
      return second.deps;
    }

    it('opens each problem once, and counts nothing twice', async () => {
      here.world.disable(fleet.id);
      isIn({controlPlane: 'STALLED'}, {membership: 'quay-2', controlPlane: 'STALLED'});
      here.world.enablingTakes = 10 * minute;
      const twin = await other(deps.store);
      for (let n = 0; n < 4; n += 1) {
        await Promise.all([poll(deps), poll(twin), poll(deps)]);
        await sweep(deps);
        here.clock.advance(minute);
      }
      const incidents = await all();
      assert.deepEqual(incidents.map(one => one.runbook).sort(), [
        'connect-gateway-disabled',
        stalled,
        stalled,
      ]);
      assert.ok(incidents.every(one => one.epoch === 1 && one.intake.entries.seen.length === 1));
      const [cause] = incidents.filter(one => one.state !== 'suppressed');
      assert.deepEqual(
        cause?.intake.symptoms.map(one => one.count),
        [1, 1],
      );
    });

    it('takes what the other has remembered for its own', async () => {
      here.world.disable(fleet.id);
      const twin = await other(deps.store);
      await poll(twin);
      here.clock.advance(minute);
      await poll(deps);
      assert.equal((await all()).length, 1);
    });
  });

  it('changes nothing by itself: what it found is read again before it is repaired', async () => {
    here.world.disable(fleet.id);
    await polls(minute);
    here.world.services.set(`${fleet.id}/${gateway}`, 'ENABLED');
    await runUntilSettled(deps);
    assert.deepEqual(here.world.writes, []);
    assert.equal((await only()).state, 'no-action');
  });

  it('tells nobody of what it alone saw and the first look did not find', async () => {
    here.world.disable(fleet.id);
    await polls(minute);
    here.world.services.set(`${fleet.id}/${gateway}`, 'ENABLED');
    await runUntilSettled(deps);
    const {state, outbox} = await only();
    assert.deepEqual([state, outbox.channels], ['no-action', {}]);
  });

  it('tells of what a log entry has seen as well, whatever the first look finds', async () => {
    here.world.disable(fleet.id);
    await polls(minute);
    const {id} = await only();
    await receive(deps, gatewayEntry({at: here.clock.now()}));
    here.world.services.set(`${fleet.id}/${gateway}`, 'ENABLED');
    await runUntilSettled(deps);
    const {state, outbox} = await stored(deps, id);
    assert.equal(state, 'no-action');
    assert.notDeepEqual(outbox.channels, {});
  });

  it('asks fleets side by side, and one that fails does not hide another', async () => {
    const second = {id: 'pier-fleet', number: '524287131071', fleet: 'pier-fleet'};
    here = await rig('auto', {log: said.log}, [fleet, shop, second]);
    ({deps} = here);
    here.world.disable(second.id);
    const mesh = (host: string) =>
      host === fleet.id ? Promise.reject(callError('unavailable')) : here.world.readers.mesh(host);
    deps = {...deps, readers: {...here.world.readers, mesh}};
    await polls(minute);
    assert.equal((await only()).target.project, second.id);
  });
});

/** One registered cluster; `place` undefined: a membership that stands for no GKE cluster. */
function registered(
  place: {readonly project?: string} | undefined,
  name = {location: 'europe-west4', membership: 'quay-1'},
): RegistrationsFact {
  const known = {project: shop.id, location: 'europe-west4', name: 'quay-1'};
  const issuer = clusterIssuer(known.project, known.location, known.name);
  const cluster = place === undefined ? {} : {cluster: {...known, ...place}, issuer};
  return {
    memberships: [{...name, ...cluster}],
    unreachable: [],
  };
}
