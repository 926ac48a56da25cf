import assert from 'node:assert/strict';
import {change} from '../../../functions/engine/lib/compare-and-set.ts';
import {answered, advanced, opened, receive, stored} from '../../support/drive.ts';
import {dryRunWriters, rememberPolicies} from '../../../functions/adapters/google/dry-run.ts';
import {type Incident, attemptsOf} from '../../../functions/core/incident/incident.ts';
import type {JsonObject} from '../../../functions/core/lib/json.ts';
import {pauseAll, unpauseAll} from '../../../functions/engine/stops/pause.ts';
import {runUntilSettled, sweep} from '../../../functions/engine/operate/sweep.ts';
import {disabledEntry, gatewayEntry, webhookEntry} from '../../support/entries.ts';
import {assertSpoken, fleet, membership, rig, type Rig} from '../../support/fakes.ts';
import {minute, shownOf} from '../../support/incident.ts';
import {workload} from '../../support/inside.ts';

afterEach(assertSpoken);

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const first = ['a', 'b', 'c', 'd', 'e'].map(name => `restart quay-1/shop/${name}`);
const second = ['f', 'g'].map(name => `restart quay-1/shop/${name}`);
const manage = 'manageMesh quay-1';
const enable = `enableService ${fleet.id}`;

let here: Rig;
let id: string;
/** Set: every write of the store from here on fails, as after a kill. */
let killed: ((incident: Incident) => boolean) | undefined;
let dead: boolean;

/** A ReplicaSet of a workload could not create a pod. */
function event(name: string, cluster = 'quay-1'): JsonObject {
  const entry = webhookEntry({at: here.clock.now() - 5 * minute, cluster});
  const involvedObject = {kind: 'ReplicaSet', namespace: 'shop', name: `${name}-rs`};
  return {...entry, jsonPayload: {...Object(entry['jsonPayload']), involvedObject}};
}

/**
 * The gateway's API is off; nobody manages the mesh of the one membership; seven workloads lack pods.
 * The control plane comes up by itself three minutes after the fleet manages it.
 */
async function begin(): Promise<void> {
  killed = undefined;
  dead = false;
  here = await rig('auto');
  const {world, store} = here;
  const replace = store.replace.bind(store);
  store.replace = incident => {
    if (!dead && killed?.(incident) === true) dead = true;
    return dead ? Promise.reject(new Error('killed')) : replace(incident);
  };
  const history = {
    ...here.deps.history,
    newest: () => Promise.resolve(names.map(name => event(name))),
  };
  here = {...here, deps: {...here.deps, history, isGone: () => true}};
  world.disable(fleet.id);
  world.mesh = {kind: 'enabled', memberships: [down('MANAGEMENT_UNSPECIFIED')], unreachable: []};
  const inside = world.inside();
  inside.workloads = names.map(name => workload({name, available: 1}));
  inside.replicaSets = names.map(name => ({
    namespace: 'shop',
    name: `${name}-rs`,
    labels: {},
    annotations: {},
    owner: {kind: 'Deployment', name},
  }));
  let managedAt = Infinity;
  world.before = verb => {
    if (verb === 'manageMesh') managedAt = here.clock.now();
    if (here.clock.now() - managedAt > 3 * minute) {
      world.fleetSays();
    }
  };
  ({id} = await opened(here.deps, gatewayEntry()));
  await receive(here.deps, webhookEntry());
}

function down(management: string) {
  return membership({controlPlane: 'STALLED', management});
}

/** The first write that is made after one that is meant. */
function after(meant: (incident: Incident) => boolean): (incident: Incident) => boolean {
  let made = false;
  return incident => {
    if (made) return true;
    made = meant(incident);
    return false;
  };
}

async function settled(): Promise<Incident> {
  await runUntilSettled(here.deps);
  return stored(here.deps, id);
}

function say(said: 'approved' | 'declined', hash?: string): Promise<string> {
  return answered(here.deps, id, said, hash);
}

/** The plan of the rest, as it is shown before anybody answered. */
async function asked(): Promise<Incident> {
  const incident = await settled();
  assert.deepEqual([incident.state, incident.reason.kind], ['awaiting-approval', 'risk-high']);
  return incident;
}

/** Approves the plan, kills the process at a write, and has another one take over. */
async function killedAt(when: (incident: Incident) => boolean): Promise<void> {
  await asked();
  await say('approved');
  killed = when;
  await assert.rejects(async () => {
    for (;;) {
      await sweep(here.deps);
      if (dead) throw new Error('killed');
      here.clock.advance(minute);
    }
  });
  killed = undefined;
  dead = false;
  here.clock.advance(5 * minute);
}

async function later(milliseconds: number): Promise<Incident> {
  here.clock.advance(milliseconds);
  await sweep(here.deps);
  return settled();
}

describe('a plan in parts', () => {
  beforeEach(begin);

  it('makes the harmless step at once and asks for the rest: the mesh, then the workloads', async () => {
    const {
      work: {plan, actions},
    } = await asked();
    assert.deepEqual(here.world.writes, [enable]);
    assert.deepEqual(
      actions.map(one => [one.action, one.result]),
      [['enable-service', 'changed']],
    );
    assert.deepEqual(
      plan?.actions.map(one => [one.action, one.params.membership, shownOf(one)['workloads']]),
      [
        ['manage-mesh', 'quay-1', undefined],
        [
          'restart-workloads',
          'quay-1',
          'shop/Deployment/a, shop/Deployment/b, shop/Deployment/c, shop/Deployment/d, shop/Deployment/e',
        ],
        ['restart-workloads', 'quay-1', 'shop/Deployment/f, shop/Deployment/g'],
      ],
    );
  });

  it('goes on after one yes, each part behind the one before, with one stamp, to the end', async () => {
    await asked();
    const at = here.clock.now();
    assert.equal(await say('approved'), 'taken');
    const incident = await settled();
    assert.deepEqual(here.world.writes, [enable, manage, ...first, ...second]);
    assert.deepEqual([incident.state, incident.reason.kind], ['resolved', 'verified']);
    const stamps = new Set(here.world.inside().workloads.map(one => one.restartedAt));
    assert.deepEqual([...stamps], [new Date(at).toISOString()]);
    // The control plane came up first.
    const managed = incident.work.actions.find(one => one.action === 'manage-mesh');
    const restarted = incident.work.actions.find(one => one.action === 'restart-workloads');
    assert.ok((restarted?.intendedAt ?? 0) - (managed?.endedAt ?? Infinity) > 3 * minute);
  });

  it('shows the same plan at each look, so that a yes stays good', async () => {
    const {
      work: {plan},
    } = await asked();
    await later(15 * minute);
    await later(15 * minute);
    assert.equal((await stored(here.deps, id)).work.plan?.hash, plan?.hash);
    assert.equal(await say('approved', plan?.hash), 'taken');
    assert.equal((await settled()).state, 'resolved');
  });

  it('refuses a yes to the plan that was shown before', async () => {
    const enabled = (await advanced(here.deps, id)).work.plan?.hash;
    const {
      work: {plan},
    } = await asked();
    assert.notEqual(plan?.hash, enabled);
    assert.equal(await say('approved', enabled), 'refused');
    assert.deepEqual(here.world.writes, [enable]);
  });

  it('asks anew when the world changed between the yes and its use', async () => {
    const {
      work: {plan},
    } = await asked();
    here.world.inside().workloads = names.map(name =>
      workload({name, available: name === 'a' ? 3 : 1}),
    );
    await say('approved');
    const incident = await settled();
    assert.deepEqual([incident.state, incident.reason.kind], ['awaiting-approval', 'plan-changed']);
    assert.notEqual(incident.work.plan?.hash, plan?.hash);
    assert.deepEqual(here.world.writes, [enable]);
  });

  it('makes nothing of it after a no, and resolves when the rest heals by itself', async () => {
    await asked();
    await say('declined');
    const incident = await settled();
    assert.deepEqual([incident.state, incident.reason.kind], ['blocked', 'plan-declined']);
    await later(15 * minute);
    assert.deepEqual(here.world.writes, [enable]);
    here.world.fleetSays();
    here.world.inside().workloads = names.map(name => workload({name}));
    assert.equal((await later(15 * minute)).state, 'resolved');
  });

  it('waits in a pause between two parts and goes on after it, without another yes', async () => {
    await asked();
    const {deps} = here;
    await say('approved');
    const before = here.world.before;
    here.world.before = async verb => {
      await before?.(verb);
      if (verb !== 'manageMesh') return;
      const now = here.clock.now();
      await pauseAll(deps, {reason: 'freeze', by: 'lee', at: now, until: now + 600 * minute});
    };
    const held = await settled();
    assert.deepEqual([held.state, held.reason.kind], ['blocked', 'paused']);
    assert.deepEqual(here.world.writes, [enable, manage]);
    await unpauseAll(deps, 'lee');
    assert.equal((await later(15 * minute)).state, 'resolved');
    assert.deepEqual(here.world.writes, [enable, manage, ...first, ...second]);
  });

  it('stops at a batch that gets no pods: the next one is not made', async () => {
    await asked();
    here.world.stuck.add('c');
    await say('approved');
    const incident = await settled();
    assert.deepEqual([incident.state, incident.reason.kind], ['failed', 'rechecks-spent']);
    assert.deepEqual(here.world.writes, [enable, manage, ...first]);
  });

  it('asks anew where a batch was undone: what follows may rest on it', async () => {
    await asked();
    await say('approved');
    const before = here.world.before;
    here.world.before = async verb => {
      await before?.(verb);
      if (verb !== 'workloads' || !here.world.writes.includes(first[4] ?? '')) return;
      // Somebody rolled it back, and its pods are lacking again.
      here.world.inside().workloads = here.world.inside().workloads.map(one => {
        const {restartedAt: _at, ...old} = one;
        return one.name === 'a' ? {...old, available: 1} : one;
      });
    };
    const incident = await settled();
    assert.equal(incident.state, 'awaiting-approval');
    assert.deepEqual(
      incident.work.plan?.actions.map(one => shownOf(one)['workloads']),
      ['shop/Deployment/a, shop/Deployment/f, shop/Deployment/g'],
    );
    assert.deepEqual(here.world.writes, [enable, manage, ...first]);
  });

  it('turns the API on again before anything else, when somebody turned it off in between', async () => {
    await asked();
    await say('approved');
    const before = here.world.before;
    let once = true;
    here.world.before = async verb => {
      await before?.(verb);
      if (verb !== 'restart' || !once) return;
      once = false;
      here.world.disable(fleet.id);
    };
    const incident = await settled();
    assert.deepEqual(here.world.writes, [enable, manage, ...first, enable]);
    assert.equal(incident.state, 'awaiting-approval');
    assert.deepEqual(
      incident.work.plan?.actions.map(one => shownOf(one)['workloads']),
      ['shop/Deployment/f, shop/Deployment/g'],
    );
  });

  it('asks anew behind a hold that outlasts a yes: nobody is there any more who said it', async () => {
    await asked();
    const {deps} = here;
    await say('approved');
    const before = here.world.before;
    let paused = false;
    here.world.before = async verb => {
      await before?.(verb);
      if (verb !== 'manageMesh' || paused) return;
      paused = true;
      const now = here.clock.now();
      await pauseAll(deps, {reason: 'freeze', by: 'lee', at: now, until: now + 120 * minute});
    };
    assert.equal((await settled()).reason.kind, 'paused');
    const incident = await later(121 * minute);
    assert.deepEqual(here.world.writes, [enable, manage]);
    assert.deepEqual([incident.state, incident.reason.kind], ['awaiting-approval', 'risk-high']);
    await say('approved');
    assert.equal((await settled()).state, 'resolved');
    assert.deepEqual(here.world.writes, [enable, manage, ...first, ...second]);
  });

  it('looks at once when an audit entry comes while it waits for a person', async () => {
    await asked();
    here.world.disable(fleet.id);
    here.clock.advance(minute);
    await receive(here.deps, disabledEntry({at: here.clock.now()}));
    await sweep(here.deps);
    assert.deepEqual(here.world.writes, [enable, enable]);
  });
});

describe('a plan in parts for two clusters', () => {
  const other = 'alpha';
  /** When the control plane of the other cluster comes up. */
  let upAt = Infinity;

  beforeEach(async () => {
    await begin();
    upAt = Infinity;
    const {world} = here;
    const inside = world.inside();
    Object.assign(world.inside(other), {
      workloads: [workload({name: 'a', available: 1})],
      replicaSets: inside.replicaSets,
    });
    Object.assign(inside, {workloads: [workload({name: 'b', available: 1})]});
    let management = 'MANAGEMENT_UNSPECIFIED';
    const refresh = () => {
      const controlPlane = here.clock.now() >= upAt ? 'ACTIVE' : 'STALLED';
      const memberships = [membership(), membership({membership: other, controlPlane, management})];
      world.mesh = {kind: 'enabled', memberships, unreachable: []};
    };
    world.before = verb => {
      if (verb === 'manageMesh') {
        management = 'MANAGEMENT_AUTOMATIC';
        upAt = here.clock.now() + 4 * minute;
      }
      refresh();
    };
    await receive(here.deps, webhookEntry({cluster: other}));
    here = {
      ...here,
      deps: {
        ...here.deps,
        history: {
          ...here.deps.history,
          newest: (_project, filter) =>
            Promise.resolve(
              names.map(name => event(name, filter.includes(other) ? other : 'quay-1')),
            ),
        },
      },
    };
  });

  it('restarts nothing where the control plane is not up yet, and all once it is', async () => {
    await asked();
    await say('approved');
    const incident = await settled();
    const restarted = [`restart quay-1/shop/b`, `restart ${other}/shop/a`];
    assert.deepEqual(here.world.writes, [enable, `manageMesh ${other}`, ...restarted]);
    assert.equal(incident.state, 'resolved');
    assert.ok((incident.work.actions.at(-1)?.intendedAt ?? 0) >= upAt);
  });

  it('has what was made take, where it was cut short between two changes, before it goes on', async () => {
    const {world} = here;
    const managed = new Map([
      ['quay-1', Infinity],
      [other, Infinity],
    ]);
    const show = () => {
      const memberships = [...managed].map(([name, at]) =>
        here.clock.now() - at >= 4 * minute
          ? membership({membership: name})
          : membership({
              membership: name,
              controlPlane: 'STALLED',
              management: at === Infinity ? 'MANAGEMENT_UNSPECIFIED' : 'MANAGEMENT_AUTOMATIC',
            }),
      );
      world.mesh = {kind: 'enabled', memberships, unreachable: []};
    };
    show();
    world.before = verb => {
      const next = [...managed].find(([, at]) => at === Infinity);
      if (verb === 'manageMesh' && next !== undefined) managed.set(next[0], here.clock.now());
      show();
    };
    const manages = ({work}: Incident) => work.actions.filter(one => one.action === 'manage-mesh');
    await killedAt(it => manages(it).length === 2);
    const cut = await stored(here.deps, id);
    assert.equal(cut.state, 'acting');
    assert.deepEqual(
      manages(cut).map(one => one.result),
      ['changed'],
    );
    const end = await settled();
    assert.deepEqual(
      end.timeline.slice(cut.timeline.length).map(one => one.state),
      [
        'verifying',
        'acting',
        'verifying',
        'acting',
        'verifying',
        'acting',
        'verifying',
        'resolved',
      ],
    );
    const restarted = [`restart quay-1/shop/b`, `restart ${other}/shop/a`];
    assert.deepEqual(world.writes, [enable, manage, `manageMesh ${other}`, ...restarted]);
  });

  it('looks behind a hold whether what was made before it took, before anything follows', async () => {
    const {world, deps} = here;
    const states = (asked: boolean) => [
      membership({management: 'MANAGEMENT_UNSPECIFIED', controlPlane: 'STALLED'}),
      asked
        ? membership({membership: other})
        : membership({
            membership: other,
            management: 'MANAGEMENT_UNSPECIFIED',
            controlPlane: 'STALLED',
          }),
    ];
    const show = (asked: boolean) => {
      world.mesh = {kind: 'enabled', memberships: states(asked), unreachable: []};
    };
    show(false);
    let managed = false;
    let seenTo = false;
    world.before = async verb => {
      if (verb === 'manageMesh' && !managed) {
        managed = true;
        const now = here.clock.now();
        await pauseAll(deps, {reason: 'freeze', by: 'lee', at: now, until: now + 20 * minute});
      }
      // The fleet does not show what was made; the other one a person sees to in the pause.
      show(seenTo);
    };
    await asked();
    await say('approved');
    const held = await settled();
    assert.equal(held.reason.kind, 'paused');
    const made = [...world.writes];
    assert.equal(made.length, 2);
    seenTo = true;
    await later(21 * minute);
    assert.deepEqual(world.writes, made);
  });
});

describe('a plan in parts that is cut short', () => {
  beforeEach(begin);

  const restarts = ({work: {actions}}: Incident) =>
    actions.filter(one => one.action === 'restart-workloads');

  it('behind a change: that has to take before the next part begins', async () => {
    here.world.stuck.add('a');
    await killedAt(after(it => it.state === 'verifying' && restarts(it).length === 1));
    assert.equal((await stored(here.deps, id)).state, 'verifying');
    assert.equal((await settled()).reason.kind, 'rechecks-spent');
    assert.deepEqual(here.world.writes, [enable, manage, ...first]);
  });

  it('behind a change that took: it goes on to the end, and nothing is made twice', async () => {
    await killedAt(after(it => it.state === 'verifying' && restarts(it).length === 1));
    assert.equal((await settled()).state, 'resolved');
    assert.deepEqual(here.world.writes, [enable, manage, ...first, ...second]);
  });

  it('and whose rest cannot be read from the store: nothing of it is made, and a person is told', async () => {
    await killedAt(after(it => it.state === 'verifying' && restarts(it).length === 1));
    await change(here.deps.store, id, it => withWorkloads(it, 'shop/Deployment/f'));
    const held = await settled();
    assert.ok(held.state === 'blocked' && held.reason.kind === 'internal');
    assert.match(
      held.reason.said,
      /^action restart-workloads: .*workloads must be a list that is not empty, not "shop/,
    );
    assert.deepEqual(here.world.writes, [enable, manage, ...first]);
    const done = here.chat.messages.at(-1)?.done ?? [];
    assert.ok(done.some(one => one.text.code === 'did.restart-workloads'));
    await later(30 * minute);
    assert.deepEqual(here.world.writes, [enable, manage, ...first]);
  });

  /** The last action of the plan as somebody else might have stored it. */
  function withWorkloads(incident: Incident, workloads: unknown): Incident {
    const {plan} = incident.work;
    const last = plan?.actions.at(-1);
    assert.ok(plan !== undefined && last !== undefined);
    const broken = {...last, params: {...last.params, workloads}};
    const actions = [...plan.actions.slice(0, -1), broken];
    return {...incident, work: {...incident.work, plan: {...plan, actions}}};
  }

  it('before a change was noted: nothing of it is made again, and the rest is asked for', async () => {
    await killedAt(it => restarts(it).at(-1)?.result === 'changed');
    const incident = await settled();
    assert.equal(incident.state, 'awaiting-approval');
    assert.deepEqual(
      incident.work.plan?.actions.map(one => shownOf(one)['workloads']),
      ['shop/Deployment/f, shop/Deployment/g'],
    );
    assert.deepEqual(here.world.writes, [enable, manage, ...first]);
    await say('approved');
    assert.equal((await settled()).state, 'resolved');
    assert.deepEqual(here.world.writes, [enable, manage, ...first, ...second]);
  });

  it('does not take what an earlier yes made for undone, only because a later one has another stamp', async () => {
    await killedAt(it => restarts(it).at(-1)?.result === 'changed');
    await settled();
    here.clock.advance(minute);
    await say('approved');
    const lose = (available: number) => {
      here.world.inside().workloads = here.world
        .inside()
        .workloads.map(one => (one.name === 'a' ? {...one, available} : one));
    };
    let lostAt = Infinity;
    here.world.before = verb => {
      const now = here.clock.now();
      if (verb === 'restart' && lostAt === Infinity) {
        lostAt = now;
        lose(2);
      }
      if (now - lostAt > 2 * minute) lose(3);
    };
    const incident = await settled();
    assert.deepEqual([incident.state, attemptsOf(incident)], ['resolved', 3]);
    assert.deepEqual(here.world.writes, [enable, manage, ...first, ...second]);
  });
});

describe('a part of which some is done already', () => {
  const [mesh, director] = ['mesh.googleapis.com', 'trafficdirector.googleapis.com'];

  beforeEach(async () => {
    await begin();
    here.world.enable(fleet.id);
    here.world.fleetSays();
  });

  /** Somebody turns an API on once the incident got so far. */
  function turnedOn(service: string, when: (incident: Incident) => boolean): void {
    killed = incident => {
      if (when(incident)) here.world.enable(fleet.id, service);
      return false;
    };
  }

  it('ends in a dry run as a dry run: nothing is waited for', async () => {
    for (const service of [mesh, director]) here.world.disable(fleet.id, service);
    const {readers, policyRead} = rememberPolicies(here.world.readers);
    const dry = {...here.deps, readers, writers: dryRunWriters({policyRead})};
    const incident = await opened(dry, disabledEntry({service: mesh}));
    turnedOn(director, it => it.state === 'acting');
    await runUntilSettled(dry);
    const {
      state,
      reason,
      work: {actions},
    } = await stored(dry, incident.id);
    assert.deepEqual(
      actions.map(one => [one.result, one.detail]),
      [
        [
          'would-change',
          `POST https://serviceusage.googleapis.com/v1/projects/${fleet.id}/services/${mesh}:enable`,
        ],
      ],
    );
    assert.deepEqual([state, reason.kind], ['planned', 'dry-run']);
  });

  it('is not in doubt after a crash: nothing was sent', async () => {
    here.world.disable(fleet.id, mesh);
    const {id: own} = await opened(here.deps, disabledEntry({service: mesh}));
    turnedOn(mesh, it => it.id === own && it.state === 'planned');
    const before = killed;
    const verifying = after(it => it.id === own && it.state === 'verifying');
    killed = it => before?.(it) === true || verifying(it);
    await assert.rejects(advanced(here.deps, own));
    killed = undefined;
    dead = false;
    here.clock.advance(5 * minute);
    await runUntilSettled(here.deps);
    const {
      state,
      reason,
      work: {actions},
    } = await stored(here.deps, own);
    assert.deepEqual(
      actions.map(one => one.result),
      ['already'],
    );
    assert.deepEqual([state, reason.kind], ['resolved', 'healed']);
  });
});
