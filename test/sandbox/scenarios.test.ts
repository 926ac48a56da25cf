import assert from 'node:assert/strict';
import {readdirSync} from 'node:fs';
import {basename} from 'node:path';
import {configSchema} from '../../functions/adapters/config/schema.ts';
import {at, isObject, listAt, textAt} from '../../sandbox/json.ts';
import {scenarios} from '../../sandbox/scenarios.ts';
import {start, tried} from './start.ts';

describe('sandbox scenarios', () => {
  it('are what the files of the folder hold', async () => {
    const folder = new URL('../../sandbox/scenarios/', import.meta.url);
    const files = readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter(one =>
      one.endsWith('.ts'),
    );
    const found = await Promise.all(
      files.map(async file => {
        const held: unknown = await import(new URL(file, folder).href);
        const names = Object.values(isObject(held) ? held : {})
          .flat()
          .map(one => textAt(one, 'name'));
        // A file is named like its scenario, or like the first part of the names of its table.
        const stem = basename(file, '.ts');
        for (const name of names) assert.ok(name === stem || name.startsWith(`${stem}/`), name);
        return names;
      }),
    );

    assert.deepEqual(scenarios.map(one => one.name).sort(), found.flat().sort());
  });

  it('has one for each row of the tables of the page', () => {
    const below = (first: string) =>
      scenarios.filter(one => one.name.startsWith(`${first}/`)).map(one => one.name.split('/')[1]);

    assert.equal(below('stalled').length, 13);
    assert.deepEqual(below('data-plane').sort(), [
      'degraded',
      'disabled',
      'failed-precondition',
      'needs-attention',
      'provisioning',
      'stalled',
    ]);
    assert.deepEqual(below('installer').sort(), [
      'health-check-container',
      'identity-provider-missing',
    ]);
  });

  for (const {name, description, config, world, acts} of scenarios) {
    describe(name, () => {
      it('has a sentence, and a configuration that agrees with its world', () => {
        assert.match(description, /^[A-Z].*\.$/s);
        assert.deepEqual(configSchema.safeParse(config).error?.issues, undefined);
        const ids = config.projects.map(one => one.id);
        assert.deepEqual(
          config.projects.map(one => `${one.id} ${one.number}`).sort(),
          world.map(one => `${one.id} ${one.number}`).sort(),
        );
        for (const one of config.projects)
          assert.ok(one.fleet === undefined || ids.includes(one.fleet));
      });

      it('writes log entries of the real shape, each with its own id, none from the future', () =>
        tried({scenario: name}, async ({sandbox, pass}) => {
          pass(600);
          const entries = sandbox.entries();
          // What writes no log is found by polling only, and has no act.
          assert.equal(entries.length > 0, acts.length > 0);
          assert.equal(new Set(entries.map(one => one['insertId'])).size, entries.length);
          for (const entry of entries) {
            assert.match(textAt(entry, 'logName'), /^projects\/shop-[a-z]+\/logs\/[\w.%]+$/);
            assert.ok(Date.parse(textAt(entry, 'timestamp')) <= start + 600_000);
            assert.ok(
              Date.parse(textAt(entry, 'receiveTimestamp')) >=
                Date.parse(textAt(entry, 'timestamp')),
            );
            assert.equal(
              textAt(entry, 'resource', 'labels', 'project_id'),
              textAt(entry, 'logName').split('/')[1],
            );
            const payloads = ['textPayload', 'jsonPayload', 'protoPayload'].filter(
              key => key in entry,
            );
            assert.equal(payloads.length, 1);
          }
          await Promise.resolve();
        }));

      it('plays the same each time', async () => {
        const runs: string[] = [];
        for (let run = 0; run < 2; run += 1) {
          await tried({scenario: name}, async ({sandbox, pass, post}) => {
            await post('slack.com/api/chat.postMessage', {channel: 'C0SANDBOX', text: 'hello'});
            pass(100);
            runs.push(JSON.stringify([sandbox.state(), sandbox.entries(), sandbox.chat()]));
          });
        }
        assert.equal(runs[0], runs[1]);
      });
    });
  }

  it('storms in every wording and over several namespaces', () =>
    tried({scenario: 'webhook-call-failure'}, async ({sandbox}) => {
      const messages = sandbox.entries().map(one => textAt(one, 'jsonPayload', 'message'));
      const storm = messages.filter(text =>
        text.includes('failed calling webhook "rev.namespace.'),
      );
      assert.ok(storm.length >= 200);
      assert.equal(messages.length, storm.length + 1);
      for (const start of ['Error creating: ', 'create Pod ', '(combined from similar events): ']) {
        assert.ok(
          storm.some(text => text.startsWith(start)),
          start,
        );
      }
      const involved = sandbox
        .entries()
        .map(one => [
          textAt(one, 'jsonPayload', 'involvedObject', 'kind'),
          textAt(one, 'jsonPayload', 'involvedObject', 'namespace'),
        ]);
      const kinds = new Set(involved.map(([kind]) => kind));
      assert.ok(['ReplicaSet', 'StatefulSet', 'DaemonSet'].every(kind => kinds.has(kind)));
      assert.equal(
        new Set(involved.map(([, namespace]) => namespace).filter(one => one !== '')).size,
        3,
      );
      await Promise.resolve();
    }));

  it('main loses a binding later, and logs it then', () =>
    tried({scenario: 'main', timeScale: 10}, async ({sandbox, pass}) => {
      const before = sandbox.entries().length;
      pass(8.9);
      assert.equal(sandbox.entries().length, before);
      pass(5);
      const [lost, ...more] = sandbox.entries().slice(before);

      assert.deepEqual(more, []);
      const [delta] = listAt(lost, 'protoPayload', 'serviceData', 'policyDelta', 'bindingDeltas');
      assert.equal(textAt(delta, 'action'), 'REMOVE');
      assert.equal(textAt(lost, 'protoPayload', 'resourceName'), 'projects/shop-stage');
      assert.equal(Date.parse(textAt(lost, 'timestamp')), start + 9000);
      await Promise.resolve();
    }));

  for (const {name} of scenarios.filter(one => one.name.startsWith('stalled/'))) {
    it(`${name} says the same in its event, its ControlPlaneRevision and its mesh`, () =>
      tried({scenario: name}, async ({sandbox, get}) => {
        const [entry] = sandbox.entries();
        const reason = textAt(entry, 'jsonPayload', 'reason');
        const message = textAt(entry, 'jsonPayload', 'message');
        const about = (field: string) => textAt(entry, 'jsonPayload', 'involvedObject', field);
        const host = 'europe-west1-connectgateway.googleapis.com/v1/projects/415104041262';
        const revision = await get(
          `${host}/locations/europe-west1/gkeMemberships/prod-eu-1/apis/mesh.cloud.google.com/v1beta1/` +
            `namespaces/${about('namespace')}/controlplanerevisions/${about('name')}`,
        );
        const stalled = listAt(revision.json, 'status', 'conditions').find(
          one => textAt(one, 'type') === 'Stalled',
        );
        assert.deepEqual(
          ['status', 'reason', 'message'].map(field => textAt(stalled, field)),
          ['True', reason, message],
        );

        const [project] = listAt(sandbox.state(), 'projects');
        const [member] = listAt(project, 'memberships');
        const plane = at(member, 'state', 'servicemesh', 'controlPlaneManagement');
        const [detail] = listAt(plane, 'details');
        // A missing pool has a condition of its own in the place of this detail.
        const told =
          name === 'stalled/workload-identity'
            ? ['FAILED_PRECONDITION', 'REVISION_FAILED_PRECONDITION']
            : ['STALLED', reason];
        assert.deepEqual([textAt(plane, 'state'), textAt(detail, 'code')], told);
      }));
  }

  it('gateway-aftermath names the ReplicaSets that are there', () =>
    tried({scenario: 'gateway-aftermath'}, async ({sandbox, get}) => {
      sandbox.patch({project: 'shop-prod', enable: ['connectgateway.googleapis.com']});
      const host = 'europe-west1-connectgateway.googleapis.com/v1/projects/415104041262';
      const sets = await get(
        `${host}/locations/europe-west1/gkeMemberships/prod-eu-1/apis/apps/v1/replicasets`,
      );
      const there = listAt(sets.json, 'items').map(one => textAt(one, 'metadata', 'name'));
      const named = sandbox
        .entries()
        .map(one => at(one, 'jsonPayload', 'involvedObject'))
        .filter(one => textAt(one, 'kind') === 'ReplicaSet')
        .map(one => textAt(one, 'name'));
      assert.equal(named.length, 2);
      for (const name of named) assert.ok(there.includes(name), name);
    }));

  it('api-disabled-by-person says who did it, and what went off with it', () =>
    tried({scenario: 'api-disabled-by-person'}, async ({sandbox, pass}) => {
      pass(10);
      const entries = sandbox.entries();
      const outcomes = entries.filter(one => at(one, 'protoPayload', 'response', 'service'));
      const who = entries.map(one =>
        textAt(one, 'protoPayload', 'authenticationInfo', 'principalEmail'),
      );
      assert.deepEqual([...new Set(who)], ['alex@shop.example']);
      assert.deepEqual(
        outcomes.map(one => textAt(one, 'protoPayload', 'resourceName').split('/').at(-1)),
        ['connectgateway.googleapis.com', 'networkservices.googleapis.com'],
      );
      assert.deepEqual(listAt(entries.at(-1), 'protoPayload', 'response', 'services'), [
        'networkservices.googleapis.com',
        'trafficdirector.googleapis.com',
      ]);
      await Promise.resolve();
    }));

  it('healthy is healthy', () =>
    tried({scenario: 'healthy'}, async ({sandbox}) => {
      const projects = listAt(sandbox.state(), 'projects');
      const members = projects.flatMap(one => listAt(one, 'memberships')).filter(isObject);
      assert.deepEqual(
        members.map(one => one['causes']),
        [[]],
      );
      await Promise.resolve();
    }));
});
