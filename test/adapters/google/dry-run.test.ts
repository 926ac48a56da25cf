import assert from 'node:assert/strict';
import {describe, it} from 'mocha';
import nock from 'nock';
import type {Policy} from '../../../functions/core/facts.ts';
import type {Readers, Writers} from '../../../functions/core/ports.ts';
import {dryRunWriters, rememberPolicies} from '../../../functions/adapters/google/dry-run.ts';
import {dryRunPulse} from '../../../functions/adapters/google/pulse.ts';
import {googleReaders} from '../../../functions/adapters/google/readers.ts';
import {googleWriters} from '../../../functions/adapters/google/writers.ts';
import {googleDeps} from '../../support/google.ts';
import {callError} from '../../support/outside.ts';

const agent = 'serviceAccount:service-1@gcp-sa-servicemesh.iam.gserviceaccount.com';
const role = 'roles/anthosservicemesh.serviceAgent';
const before: Policy = {
  version: 3,
  etag: 'BwX1',
  bindings: [
    {role: 'roles/viewer', members: ['user:a@example.com']},
    {role, members: [agent], condition: {expression: 'false'}},
  ],
};
const after: Policy = {...before, bindings: [...before.bindings, {role, members: [agent]}]};

function reading(policy: Policy): Readers {
  return {...googleReaders(googleDeps()), policy: () => Promise.resolve(policy)};
}

async function requestOf(written: Promise<Awaited<ReturnType<Writers['setPolicy']>>>) {
  const result = await written;
  assert.ok(result.kind === 'recorded');
  return result.request;
}

describe('the dry-run twin of the heartbeat', () => {
  it('says what it would write, and sends nothing', async () => {
    const written = await dryRunPulse.beat('shop-prod', 0);
    assert.ok(written.kind === 'recorded');
    assert.match(
      written.request,
      /^POST .*\/v2\/entries:write \(projects\/shop-prod\/logs\/mesh-responder-heartbeat\)$/,
    );
  });
});

describe('the dry-run twin of the writers', () => {
  it('records the requests that the writers send, and sends none', async () => {
    const sent: string[] = [];
    for (const host of ['serviceusage', 'cloudresourcemanager']) {
      nock(`https://${host}.googleapis.com`)
        .persist()
        .post(/.*/)
        .reply(200, (request: Request) => {
          sent.push(`${request.method} ${request.url}`);
          return {name: 'operations/x', done: true};
        });
    }
    const each = async (writers: Writers) => [
      await writers.enableService('shop-prod', 'mesh.googleapis.com'),
      await writers.disableService('shop-prod', 'mesh.googleapis.com'),
      await writers.setPolicy('shop-prod', after),
    ];
    const recorded = await each(dryRunWriters({policyRead: () => before}));
    assert.deepEqual(sent, []);
    await each(googleWriters(googleDeps()));
    assert.deepEqual(
      recorded.map(one => (one.kind === 'recorded' ? one.request.split(/ \(|\n/)[0] : one.kind)),
      sent,
    );
    assert.equal(sent.length, 3);
  });

  it('shows the one member that a policy write adds', async () => {
    const {readers, policyRead} = rememberPolicies(reading(before));
    await readers.policy('shop-prod');
    const text = await requestOf(dryRunWriters({policyRead}).setPolicy('shop-prod', after));
    assert.deepEqual(text.split('\n').slice(1), [`+ ${role} ${agent}`]);
  });

  it('shows a member that goes, and says when nothing changes', async () => {
    const twin = dryRunWriters({policyRead: () => after});
    const text = await requestOf(twin.setPolicy('p', before));
    assert.deepEqual(text.split('\n').slice(1), [`- ${role} ${agent}`]);
    assert.match(await requestOf(twin.setPolicy('p', after)), /no change/);
  });

  it('does not guess against a policy of another etag or project', async () => {
    const {readers, policyRead} = rememberPolicies(reading({...before, etag: 'other'}));
    await readers.policy('shop-prod');
    const twin = dryRunWriters({policyRead});
    assert.match(await requestOf(twin.setPolicy('shop-prod', after)), /cannot be shown/);
    assert.match(await requestOf(twin.setPolicy('elsewhere', after)), /cannot be shown/);
  });

  for (const [name, policy] of [
    ['without an etag', {...after, etag: ''}],
    ['with stand-in roles', {...after, bindings: [{role: 'a_withcond_1', members: []}]}],
  ] as const) {
    it(`refuses a policy ${name} in the same words as the writers`, async () => {
      const real = await callError(googleWriters(googleDeps()).setPolicy('p', policy));
      const twin = await callError(
        dryRunWriters({policyRead: () => before}).setPolicy('p', policy),
      );
      assert.deepEqual(twin.facts, real.facts);
      assert.equal(real.facts.failure, 'invalid');
    });
  }
});
