import assert from 'node:assert/strict';
import type {ClusterFact} from '../../../functions/core/facts/cloud.ts';
import type {Failure} from '../../../functions/core/lib/error.ts';
import type {RevisionFact} from '../../../functions/core/facts/kubernetes.ts';
import {stalledReasons} from '../../../functions/runbooks/provisioning-stalled/reasons.ts';
import {provisioningStalled as runbook} from '../../../functions/runbooks/provisioning-stalled/runbook.ts';
import {fleet, shop, World} from '../../support/fakes.ts';
import {gkeCluster, poolless} from '../../support/inside.ts';
import {lookAt} from '../../support/look.ts';

const quay = {project: shop.id, location: 'europe-west4', cluster: 'quay-1'};

/** A revision whose Stalled condition gives a reason. */
function stalled(message: string, name = 'asm-managed'): RevisionFact {
  return revision([{type: 'Stalled', status: 'True', reason: 'PreconditionFailed', message}], name);
}

function revision(conditions: RevisionFact['conditions'], name = 'asm-managed'): RevisionFact {
  return {name, channel: 'regular', type: 'managed_service', conditions};
}

const well = revision(
  [
    {type: 'Reconciled', status: 'True', reason: 'Provisioned', message: ''},
    {type: 'Stalled', status: 'False', reason: 'NotStalled', message: ''},
  ],
  'asm-managed-rapid',
);

describe('what is inside the cluster', () => {
  let world: World;
  beforeEach(() => {
    world = new World();
    world.fleetSays({controlPlane: 'STALLED'});
  });

  function has(...revisions: readonly RevisionFact[]): void {
    world.inside().revisions = revisions;
  }

  async function diagnose(symptom = 'polled') {
    return runbook.diagnose(lookAt(world, {symptom}));
  }

  async function causeOf(symptom?: string): Promise<string> {
    const diagnosis = await diagnose(symptom);
    switch (diagnosis.kind) {
      case 'person':
      case 'waiting':
        return `${diagnosis.kind} ${diagnosis.cause.code}`;
      case 'symptom':
        return `symptom ${diagnosis.of.runbook}`;
      case 'healthy':
      case 'broken':
        return diagnosis.kind;
    }
  }

  it('names in its advice what the message or the revision names, and nothing that is no name', async () => {
    const adviceFor = async (message: string, name?: string) => {
      has(stalled(message, name));
      const diagnosis = await diagnose();
      assert.ok(diagnosis.kind === 'person');
      const {name: object, namespace, channel} = diagnosis.advice.params;
      return [object, namespace, channel];
    };
    const webhook =
      'MutatingWebhookConfiguration "NAMED" contains a webhook with URL of https://a but expected https://b';
    assert.deepEqual(await adviceFor(webhook.replace('NAMED', 'istiod-asm-managed')), [
      'istiod-asm-managed',
      'NAMESPACE',
      'CHANNEL',
    ]);
    assert.equal((await adviceFor(webhook.replace('NAMED', 'a;reboot')))[0], 'NAME');
    assert.deepEqual(await adviceFor('Channel must not be omitted or blank', 'asm-managed-rapid'), [
      'asm-managed-rapid',
      'NAMESPACE',
      'rapid',
    ]);
    const [, namespace] = await adviceFor('Unsupported ControlPlaneRevision namespace: mesh');
    assert.equal(namespace, 'mesh');
  });

  for (const row of stalledReasons) {
    it(`gives the documented reason ${row.id}, in either language`, async () => {
      world.fail('cluster', 'denied');
      world.fail('policy', 'denied');
      for (const text of [row.en[0], row.ko[0]]) {
        const message = (text ?? '').replaceAll(/\$\{\w*\}/g, 'x1');
        has(stalled(message));
        assert.equal(await causeOf(), `person stalled.${row.id}`);
        const diagnosis = await diagnose();
        assert.ok(diagnosis.kind === 'person');
        const {detail, risk} = diagnosis;
        assert.equal(detail?.code, `detail.${row.parameters.length > 0 ? row.id : 'reported'}`);
        assert.equal(risk?.code, row.risk && `risk.${row.risk}`);
        const named = row.parameters.map(name => detail.params[name]);
        assert.deepEqual(
          named,
          row.parameters.map(() => 'x1'),
        );
      }
    });
  }

  it('is told in its own words where the message was cut off', async () => {
    const cut = 'Unsupported channel rapid for ControlPlaneRevision with name asm-managed';
    has(stalled(cut));
    const diagnosis = await diagnose();
    assert.ok(diagnosis.kind === 'person');
    assert.equal(diagnosis.cause.code, 'stalled.channel');
    assert.equal(diagnosis.detail?.params['said'], cut);
  });

  it('is read after the container API, and only once', async () => {
    has(stalled('Channel must not be omitted or blank'));
    await diagnose();
    assert.deepEqual(world.calls, [
      `mesh ${fleet.id}`,
      `registrations ${fleet.id}`,
      'cluster quay-1',
      'revisions quay-1',
    ]);
  });

  it('ends the waiting: a stalled revision does not end by itself', async () => {
    has(stalled('Channel must not be omitted or blank'));
    for (const controlPlane of ['PROVISIONING', 'FAILED_PRECONDITION']) {
      world.fleetSays({controlPlane});
      assert.equal(await causeOf('stalled:Stalled'), 'person stalled.channel-missing');
    }
  });

  it('leads, whatever an event said', async () => {
    has(stalled('Channel must not be omitted or blank'));
    assert.equal(await causeOf('stalled:workload-identity'), 'person stalled.channel-missing');
    assert.equal(await causeOf('stalled:revision-type'), 'person stalled.channel-missing');
  });

  it('leads with a message that no page documents', async () => {
    has(stalled('Quota for backend services is exhausted'));
    const diagnosis = await diagnose('stalled:channel');
    assert.ok(diagnosis.kind === 'person');
    assert.equal(diagnosis.cause.code, 'cause.other-stall');
    assert.equal(diagnosis.detail?.params['said'], 'Quota for backend services is exhausted');
  });

  it('speaks against an event where it is well', async () => {
    has(well);
    world.fleetSays({controlPlane: 'FAILED_PRECONDITION'});
    assert.equal(await causeOf('stalled:channel'), 'waiting plane.control-precondition');
    // What sits in another namespace was not read.
    assert.equal(await causeOf('stalled:revision-namespace'), 'person stalled.revision-namespace');
  });

  it('says nothing where conditions are missing, unknown or new', async () => {
    world.fleetSays({controlPlane: 'FAILED_PRECONDITION'});
    const odd: readonly RevisionFact['conditions'][] = [
      [],
      [{type: 'Stalled', status: 'Unknown', reason: '', message: ''}],
      [{type: 'Stalled', status: '', reason: '', message: ''}],
      [{type: 'Enchanted', status: 'True', reason: '', message: ''}],
    ];
    for (const conditions of odd.slice(0, 2)) {
      has(revision(conditions));
      assert.equal(await causeOf('stalled:channel'), 'person stalled.channel');
    }
    for (const conditions of odd) {
      has(revision(conditions));
      assert.equal(await causeOf('stalled:Stalled'), 'waiting plane.control-precondition');
    }
    has();
    assert.equal(await causeOf('stalled:channel'), 'person stalled.channel');
  });

  it('has two revisions: the stalled one is named, both are told', async () => {
    has(well, stalled('Unsupported ControlPlaneRevision name: asm-canary', 'asm-canary'));
    assert.equal(await causeOf(), 'person stalled.revision-name');
    const {proof} = await diagnose();
    const revisions = proof.filter(one => 'revision' in one.params);
    assert.deepEqual(
      revisions.map(one => one.params['revision']),
      ['asm-managed-rapid', 'asm-canary'],
    );
  });

  it('has two stalled revisions: the documented reason is named', async () => {
    has(stalled('Something new'), stalled('Channel must not be omitted or blank', 'asm-canary'));
    assert.equal(await causeOf(), 'person stalled.channel-missing');
  });

  it('is not asked for what the fleet’s own detail says', async () => {
    const details = 'Unsupported Kubernetes version: 1.14.10-gke.50';
    world.fleetSays({controlPlane: 'STALLED', controlPlaneDetails: [{code: 'NEW', details}]});
    assert.equal(await causeOf(''), 'person stalled.kubernetes-version');
    assert.deepEqual(world.calls, [`mesh ${fleet.id}`]);
  });

  it('is Workload Identity’s own problem where the cluster bears it out', async () => {
    for (const message of ['Workload identity is not enabled', 'Unsupported workload pool: x.y']) {
      has(stalled(message));
      world.clusters.set('quay-1', poolless());
      const diagnosis = await diagnose('stalled:channel');
      assert.ok(diagnosis.kind === 'symptom');
      assert.deepEqual(diagnosis.of, {runbook: 'workload-identity-disabled', target: quay});
      world.clusters.set('quay-1', gkeCluster());
      assert.equal(await causeOf(), 'waiting cause.unnoticed');
    }
  });

  it('does not repeat an event about Workload Identity that the cluster speaks against', async () => {
    for (const id of ['workload-identity', 'workload-pool']) {
      assert.equal(await causeOf(`stalled:${id}`), 'person plane.control-stalled');
      world.fail('cluster', 'denied', {times: 1});
      assert.equal(await causeOf(`stalled:${id}`), `person stalled.${id}`);
    }
    world.clusters.set('quay-1', poolless());
    assert.equal(await causeOf('stalled:workload-pool'), 'symptom workload-identity-disabled');
  });

  it('is the service agent’s problem where a policy bears it out', async () => {
    has(stalled('Cluster project and environ project do not match'));
    assert.equal(await causeOf(), 'person stalled.fleet-project');
    world.unbind(shop.id);
    assert.equal(await causeOf(), 'symptom service-agent-unbound');
  });

  const clusters: readonly (readonly [string, Partial<ClusterFact>, string])[] = [
    ['an old Kubernetes', {version: '1.14.10-gke.50'}, 'person stalled.kubernetes-version'],
    ['a very old one', {version: 'v0.21.4'}, 'person stalled.kubernetes-version'],
    ['the oldest that will do', {version: '1.15.0'}, 'person plane.control-stalled'],
    ['a version to come', {version: '2.0.0'}, 'person plane.control-stalled'],
    ['no version', {version: ''}, 'person plane.control-stalled'],
    ['a version that cannot be read', {version: 'latest'}, 'person plane.control-stalled'],
    ['status ERROR', {status: 'ERROR'}, 'person cause.cluster-ails'],
    ['status DEGRADED', {status: 'DEGRADED'}, 'person cause.cluster-ails'],
    ['a status that is new', {status: 'ENCHANTED'}, 'person plane.control-stalled'],
  ];
  for (const [what, parts, cause] of clusters) {
    it(`is judged by the container API: ${what}`, async () => {
      world.clusters.set('quay-1', gkeCluster(parts));
      assert.equal(await causeOf(), cause);
      assert.ok((await diagnose()).proof.some(one => one.code === 'proof.cluster'));
    });
  }

  it('does not repeat an event about an old Kubernetes that the container API speaks against', async () => {
    assert.equal(await causeOf('stalled:kubernetes-version'), 'person plane.control-stalled');
    world.clusters.set('quay-1', gkeCluster({version: ''}));
    assert.equal(await causeOf('stalled:kubernetes-version'), 'person stalled.kubernetes-version');
  });

  const failures: readonly Failure[] = [
    'denied',
    'api-disabled',
    'not-found',
    'unavailable',
    'malformed',
    'rate-limited',
  ];
  for (const failure of failures) {
    it(`may be out of sight (${failure}): that is told, and makes nothing healthy`, async () => {
      for (const verb of ['registrations', 'cluster', 'revisions'] as const) {
        world.heal();
        world.fail(verb, failure);
        const diagnosis = await diagnose();
        assert.equal(diagnosis.kind, 'person');
        const unseen = diagnosis.proof.find(one => one.code === 'proof.inside-unseen');
        assert.equal(unseen?.params['failure'], failure);
      }
      assert.equal(await causeOf('stalled:channel'), 'person stalled.channel');
      world.fleetSays({controlPlane: 'FAILED_PRECONDITION'});
      assert.equal(await causeOf('stalled:Stalled'), 'waiting plane.control-precondition');
    });
  }

  it('lets a bug through', async () => {
    world.before = verb => {
      if (verb === 'revisions') throw new TypeError('a bug');
    };
    await assert.rejects(diagnose(), /^TypeError: a bug$/);
  });

  it('is not looked into where the fleet’s list does not agree on the cluster', async () => {
    const cluster = {project: 'somebody-else', location: 'europe-west4', name: 'quay-1'};
    const other = {location: 'europe-west4', membership: 'quay-1'};
    for (const memberships of [[], [other], [{...other, cluster}]]) {
      world.registered = {memberships, unreachable: []};
      const diagnosis = await diagnose();
      assert.equal(diagnosis.kind, 'person');
      assert.ok(diagnosis.proof.some(one => one.code === 'proof.unlisted'));
    }
    assert.ok(!world.calls.some(one => /^(cluster|revisions) /.test(one)));
  });
});
