import assert from 'node:assert/strict';
import {describe, it} from 'mocha';
import type {Incident} from '../../functions/core/incident/incident.ts';
import {gatewayEntry} from '../../sandbox/entries/control-plane.ts';
import type {Place} from '../../sandbox/entries/place.ts';
import {webhookEntry, webhookStorm} from '../../sandbox/entries/webhook.ts';
import type {Story} from '../../sandbox/scenario.ts';
import {
  chat,
  fleet,
  membership,
  meshBinding,
  place,
  prod,
  stage,
  usualBindings,
} from '../../sandbox/shop.ts';
import {type Deployable, startFunction} from '../support/function.ts';
import {until} from '../support/until.ts';
import {
  changesAsked,
  effects,
  incidentThat,
  play,
  type Played,
  reaches,
  roots,
} from '../support/world.ts';

const sideBySide = 8;
const entriesOfStorm = 240;
const off = ['connectgateway.googleapis.com'];

/** Two fleets with the gateway off: one of two projects, one of one. */
const twoFleets: Story = {
  name: 'two-fleets',
  description: 'Connect Gateway is off in two fleets.',
  config: {projects: [{...prod, fleet: fleet.id}, fleet, stage], mode: 'auto', chat},
  world: [
    {...prod, bindings: [...usualBindings(prod), meshBinding(fleet.number)]},
    {
      ...fleet,
      disabled: off,
      bindings: [...usualBindings(fleet), meshBinding(fleet.number)],
      memberships: [membership(prod.id, 'prod-eu-1', 'europe-west1')],
    },
    {
      ...stage,
      disabled: off,
      bindings: [...usualBindings(stage), meshBinding(stage.number)],
      memberships: [membership(stage.id, 'stage-eu-1', 'europe-west1')],
    },
  ],
  acts: [],
};
const inProd = place(prod.id, 'prod-eu-1', 'europe-west1', fleet.number);
const inStage = place(stage.id, 'stage-eu-1', 'europe-west1', stage.number);
const storm = (where: Place): readonly unknown[] =>
  webhookStorm(where, ['shop', 'payments', 'search'], entriesOfStorm, Date.now());

describe('a storm of failed webhook calls, and the gateway that is off', () => {
  let played: Played;
  let intake: Deployable;

  before(async () => {
    played = await play({scenario: twoFleets, timeScale: 8});
    intake = await startFunction('intake', {...played.env, MESH_RESPONDER_LOCAL: '1'});
  });

  after(async () => {
    await intake.stop();
    await played.close();
  });

  /** Pushes entries a few side by side, as Pub/Sub does. */
  async function pushAll(entries: readonly unknown[]): Promise<void> {
    const rest = [...entries];
    const worker = async (): Promise<void> => {
      for (let one = rest.shift(); one !== undefined; one = rest.shift()) {
        assert.equal(await intake.push(one), 204);
      }
    };
    await Promise.all(Array.from({length: sideBySide}, worker));
  }

  /** One message in each chat about the project, none about the cluster whose webhook failed. */
  function assertToldOnce(project: string, cluster: string): void {
    for (const service of ['slack', 'google-chat'] as const) {
      assert.equal(roots(played.sandbox, service, project).length, 1, service);
      assert.equal(roots(played.sandbox, service, cluster).length, 0, service);
    }
    assert.equal(effects(played.sandbox, 'EnableService', numbers[project]), 1);
  }

  const ofRunbook = (id: string, project: string) => (one: Incident) =>
    one.runbook === id && one.target.project === project;

  it('adopts the entries of a storm that comes while the gateway is verified', async () => {
    assert.equal(await intake.push(gatewayEntry(inProd, Date.now())), 204);
    await reaches(played, fleet.id, 'verifying');
    await pushAll(storm(inProd));
    const verifying = await incidentThat(played, 'symptoms', one => one.intake.symptoms.length > 0);
    assert.equal(verifying.state, 'verifying');
    await reaches(played, fleet.id, 'resolved');
    const gateway = await incidentThat(
      played,
      'every entry counted',
      one => one.intake.symptoms[0]?.count === entriesOfStorm,
    );
    assert.equal(gateway.target.project, fleet.id);
    assert.deepEqual(
      (await played.incidents()).map(one => [one.runbook, one.state]),
      [
        ['connect-gateway-disabled', 'resolved'],
        ['webhook-call-failure', 'suppressed'],
      ],
    );
    assertToldOnce(fleet.id, 'prod-eu-1');
  });

  it('finds the gateway behind a storm, and tells the gateway only', async () => {
    const entries = storm(inStage);
    await pushAll(entries.slice(0, 100));
    await reaches(played, stage.id, 'verifying');
    await pushAll([gatewayEntry(inStage, Date.now()), ...entries.slice(100)]);
    const gateway = await incidentThat(
      played,
      'the end',
      one => ofRunbook('connect-gateway-disabled', stage.id)(one) && one.state === 'resolved',
    );
    assert.equal(gateway.intake.entries.count, 1);
    assert.deepEqual(
      gateway.intake.symptoms.map(one => [one.runbook, one.target.cluster]),
      [['webhook-call-failure', 'stage-eu-1']],
    );
    // What came before the cause was known counts for the sign, what came later for the cause.
    const webhook = await until('every entry counted', async () => {
      const incidents = await played.incidents();
      const sign = incidents.find(ofRunbook('webhook-call-failure', stage.id));
      const linked = incidents.find(one => one.id === gateway.id)?.intake.symptoms[0]?.count ?? 0;
      return (sign?.intake.entries.count ?? 0) + linked >= entriesOfStorm ? sign : undefined;
    });
    assert.equal(webhook.state, 'suppressed');
    assert.deepEqual(webhook.outbox.channels, {});
    assertToldOnce(stage.id, 'stage-eu-1');
  });

  it('never lays a call inside the cluster at the gateway', async () => {
    const {sandbox} = played;
    const changes = changesAsked(sandbox).length;
    const failed = {
      kind: 'ReplicaSet',
      namespace: 'legacy',
      name: 'catalog-6f5d8c7b9',
      webhook: 'namespace.sidecar-injector.istio.io',
      tail: 'Post "https://istiod.istio-system.svc:443/inject?timeout=10s": service "istiod" not found',
    } as const;
    assert.equal(await intake.push(webhookEntry(inProd, failed, Date.now())), 204);
    const incident = await incidentThat(
      played,
      'a person is needed',
      one => one.variant === 'in-cluster' && one.state === 'blocked',
    );
    assert.equal(incident.reason.kind, 'person-needed');
    assert.deepEqual(incident.work.actions, []);
    assert.match(JSON.stringify(incident.intake.evidence), /service \\"istiod\\" not found/);
    const told = await until('told', () => roots(sandbox, 'slack', 'prod-eu-1')[0]);
    assert.match(told.now.text, /^🔴 Action needed · /);
    assert.equal(changesAsked(sandbox).length, changes, 'nothing was changed');
  });
});

const numbers: Readonly<Record<string, string>> = {
  [fleet.id]: fleet.number,
  [stage.id]: stage.number,
};
