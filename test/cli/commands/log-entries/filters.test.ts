import assert from 'node:assert/strict';
import {describe, it} from 'mocha';
import {at, textAt} from '../../../../functions/core/lib/json.ts';
import {runbooks} from '../../../../functions/runbooks/index.ts';
import {setIamPolicyEntry} from '../../../../sandbox/entries/audit.ts';
import {gatewayEntry} from '../../../../sandbox/entries/control-plane.ts';
import {webhookEntry} from '../../../../sandbox/entries/webhook.ts';
import {command, keysOf} from '../../../support/command.ts';
import {type Scratch, scratch} from '../../../support/scratch.ts';

const ids = runbooks
  .filter(one => one.manifest.filter !== undefined)
  .map(one => one.manifest.id)
  .sort();
const settings = {
  projects: [
    {id: 'shop-fleet', number: '731920055417'},
    {
      id: 'shop-prod',
      number: 415104041262,
      fleet: 'shop-fleet',
      locations: ['europe-west1', 'europe-west4'],
      clusters: ['prod-eu-1'],
    },
  ],
};
const ms = Date.UTC(2026, 10, 22, 6);
const failed = {kind: 'ReplicaSet', namespace: 'shop', name: 'cart-7d4f9c5b8'} as const;
const where = (project: string, location: string, cluster: string) => ({
  project,
  location,
  cluster,
  fleetNumber: '731920055417',
});
const role = 'roles/anthosservicemesh.serviceAgent';
const member = 'serviceAccount:service-731920055417@gcp-sa-servicemesh.iam.gserviceaccount.com';

describe('mesh-responder filters', () => {
  let files: Scratch;
  let config: string;

  before(async () => {
    files = await scratch();
    config = await files.write('config.json', settings);
  });

  after(() => files.remove());

  async function filterOf(runbook: string): Promise<string> {
    const {exit, lines, stderr} = await command(['filters', '--config', config, '--json']);
    assert.equal(exit, 0, stderr);
    return (
      textAt(
        lines().find(one => at(one, 'runbook') === runbook),
        'filter',
      ) ?? ''
    );
  }

  /** Whether each entry passes the filter, by the command itself. */
  async function passes(filter: string, entries: readonly unknown[]): Promise<readonly unknown[]> {
    const input = entries.map(entry => JSON.stringify(entry)).join('\n');
    const {exit, lines, stderr} = await command(['match', '--filter', filter], {input});
    assert.equal(exit, 0, stderr);
    return lines().map(one => at(one, 'match'));
  }

  it('prints one filter for each runbook, as text and as JSON lines', async () => {
    const [text, json] = await Promise.all([command(['filters']), command(['filters', '--json'])]);
    assert.deepEqual([text.exit, json.exit], [0, 0]);
    assert.deepEqual(
      json
        .lines()
        .map(one => at(one, 'runbook'))
        .sort(),
      ids,
    );
    for (const one of json.lines()) {
      assert.deepEqual(keysOf(one), ['runbook', 'filter']);
      assert.ok(text.stdout.includes(`-- ${String(at(one, 'runbook'))}: `));
      assert.ok(text.stdout.includes(String(at(one, 'filter'))));
    }
  });

  it('appends projects, locations and clusters so that they only narrow', async () => {
    const filter = await filterOf('webhook-call-failure');
    const inScope = [
      where('shop-prod', 'europe-west1', 'prod-eu-1'),
      where('shop-prod', 'europe-west4', 'prod-eu-1'),
      where('shop-fleet', 'asia-east1', 'any'),
    ];
    const outside = [
      where('shop-prod', 'us-east1', 'prod-eu-1'),
      where('shop-prod', 'europe-west1', 'prod-eu-2'),
      where('shop-stage', 'europe-west1', 'prod-eu-1'),
      where('shop-prod-2', 'europe-west1', 'prod-eu-1'),
    ];
    const entries = [...inScope, ...outside].map(place => webhookEntry(place, failed, ms));
    assert.deepEqual(await passes(filter, entries), [true, true, true, false, false, false, false]);
    const quiet = entries.map(entry => ({...entry, jsonPayload: {message: 'all is well'}}));
    assert.deepEqual(new Set(await passes(filter, quiet)), new Set([false]));
  });

  it('lets entries through that have no location or no cluster', async () => {
    const audit = (project: string) =>
      setIamPolicyEntry({
        project,
        deltas: [{action: 'REMOVE', role, member}],
        principal: 'terraform@shop-ci.iam.gserviceaccount.com',
        serial: 1,
        now: ms,
      });
    const policy = await passes(await filterOf('service-agent-unbound'), [
      audit('shop-prod'),
      audit('shop-stage'),
    ]);
    assert.deepEqual(policy, [true, false]);
    const complaints = [
      where('shop-prod', 'europe-west4', ''),
      where('shop-prod', 'us-east1', ''),
    ].map(place => gatewayEntry(place, ms));
    const gateway = await passes(await filterOf('connect-gateway-disabled'), complaints);
    assert.deepEqual(gateway, [true, false]);
  });

  it('names every fault of a configuration, with its path', async () => {
    const bad = await files.write('bad.json', {
      projects: [{id: 'X', number: 0}],
      mode: 'maybe',
      chat: {slack: {webhook: 'http://x'}},
      stroe: {},
    });
    const {exit, stdout, stderr} = await command(['filters', '--config', bad]);
    assert.deepEqual([exit, stdout], [2, '']);
    for (const path of ['projects[0].id', 'projects[0].number', 'mode', 'chat.slack', 'stroe']) {
      assert.ok(stderr.includes(path), `${path} in ${stderr}`);
    }
  });
});
