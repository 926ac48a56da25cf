import assert from 'node:assert/strict';
import type {HeartbeatFact} from '../../../functions/core/poll/heartbeat.ts';
import {logPathSilent as runbook} from '../../../functions/runbooks/log-path-silent/runbook.ts';
import {speakAll} from '../../../functions/wiring/translations.ts';
import {fleet, shop, World} from '../../support/fakes.ts';
import {lookAt} from '../../support/look.ts';

const target = {project: shop.id};
const since = Date.UTC(2026, 10, 22, 3, 0, 0);

describe('log-path-silent', () => {
  const world = new World();

  async function diagnose(fact: HeartbeatFact, symptom: string) {
    const asked: string[] = [];
    const heartbeat = (project: string) => {
      asked.push(project);
      return Promise.resolve(fact);
    };
    const diagnosis = await runbook.diagnose(lookAt(world, {target, symptom, heartbeat}));
    assert.deepEqual(asked, [shop.id]);
    assert.deepEqual(world.calls, [], 'nothing of Google Cloud is asked');
    return diagnosis;
  }

  const judged: readonly (readonly [HeartbeatFact, string, string])[] = [
    [{kind: 'off'}, 'healthy', 'healthy'],
    [{kind: 'alive'}, 'healthy', 'healthy'],
    [{kind: 'awaited'}, 'healthy', 'person'],
    [{kind: 'silent', since}, 'person', 'person'],
  ];
  for (const [fact, poll, incident] of judged) {
    it(`judges ${fact.kind}: ${poll} for a poll, ${incident} for its open incident`, async () => {
      assert.equal((await diagnose(fact, '')).kind, poll);
      assert.equal((await diagnose(fact, 'polled')).kind, incident);
    });
  }

  it('gives the exact commands for each step of the way, in both languages', async () => {
    const diagnosis = await diagnose({kind: 'silent', since}, '');
    for (const locale of ['en', 'ko'] as const) {
      const said = diagnosis.proof.flatMap(one => speakAll(locale).commands(one)).join('\n');
      for (const command of [
        `gcloud logging read 'log_id("mesh-responder-heartbeat")' --project=${shop.id}`,
        `gcloud logging sinks list --project=${shop.id}`,
        'writerIdentity',
        'gcloud pubsub topics get-iam-policy TOPIC',
        'gcloud pubsub subscriptions list',
        'resource.type="cloud_run_revision"',
      ]) {
        assert.ok(said.includes(command), `${locale}: ${command}`);
      }
    }
  });

  it('looks at every watched project, whatever its mesh is', async () => {
    world.mesh = {kind: 'not-enabled'};
    const surveyed = await runbook.survey?.({
      fleet,
      projects: [fleet, shop],
      readers: world.readers,
    });
    assert.deepEqual(surveyed, {
      places: [{project: fleet.id}, {project: shop.id}],
      whole: true,
    });
  });

  it('plans nothing and explains nothing', () => {
    assert.deepEqual(runbook.manifest.actions, []);
    assert.deepEqual(runbook.suspects(shop, target), []);
  });
});
