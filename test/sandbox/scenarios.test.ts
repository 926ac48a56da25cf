import assert from 'node:assert/strict';
import {readdirSync} from 'node:fs';
import {configSchema} from '../../functions/adapters/config/schema.ts';
import {isObject, listAt, textAt} from '../../sandbox/json.ts';
import {scenarios} from '../../sandbox/scenarios/index.ts';
import {start, tried} from './start.ts';

const shared = ['index.ts', 'shop.ts'];

describe('sandbox scenarios', () => {
  it('are the files of the folder', () => {
    const folder = new URL('../../sandbox/scenarios/', import.meta.url);
    const files = readdirSync(folder).filter(name => !shared.includes(name));

    assert.deepEqual(scenarios.map(one => `${one.name}.ts`).sort(), files.sort());
  });

  for (const {name, description, config, world} of scenarios) {
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
          assert.ok(entries.length > 0);
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
