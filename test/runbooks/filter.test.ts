import assert from 'node:assert/strict';
import fc from 'fast-check';
import {jsonLog} from '../../functions/adapters/log.ts';
import {viewEntry} from '../../functions/core/detection/entry.ts';
import {isObject, type JsonObject} from '../../functions/core/lib/json.ts';
import type {Project} from '../../functions/core/config/settings.ts';
import {allowListed, sinkFilter} from '../../functions/engine/intake/allow-list.ts';
import {compile} from '../../functions/filter/compile.ts';
import {longestQuery, parse} from '../../functions/filter/parse.ts';
import {print} from '../filter/print.ts';
import {runbooks} from '../../functions/runbooks/index.ts';
import {casesOf} from '../support/entries.ts';
import {fleet, shop} from '../support/fakes.ts';
import {mutated} from '../support/mutate.ts';

const projects: readonly Project[] = [
  fleet,
  {...shop, locations: ['europe-west4', 'us-east1'], clusters: ['quay-1', 'quay-2']},
];
const corpus: readonly JsonObject[] = runbooks.flatMap(({manifest}) => {
  const {ours, not} = casesOf(manifest.id);
  return [...ours, ...not].map(one => one.entry);
});

/** A line of the responder's own log, as Cloud Run hands it to Cloud Logging. */
function ownEntry(line: string): JsonObject {
  const payload: unknown = JSON.parse(line);
  assert.ok(isObject(payload));
  const {severity, ...jsonPayload} = payload;
  return {
    insertId: '67af3c1b000c91a8',
    logName: `projects/${shop.id}/logs/run.googleapis.com%2Fstdout`,
    resource: {
      type: 'cloud_run_revision',
      labels: {project_id: shop.id, location: 'europe-west4', service_name: 'respond'},
    },
    severity,
    timestamp: '2026-11-22T03:00:00Z',
    jsonPayload,
  };
}

for (const runbook of runbooks) {
  const {manifest} = runbook;
  const own = casesOf(manifest.id).ours.map(one => one.entry);
  const texts = [manifest.filter, sinkFilter(manifest, projects)].filter(one => one !== undefined);
  const [filter, scoped] = texts.map(text => compile(parse(text, {for: 'sink'})));

  if (filter === undefined || scoped === undefined) {
    describe(`${manifest.id}, which has no filter`, () => {
      it('takes no entry, however it is bent: none is exported for it', () => {
        assert.deepEqual(own, []);
        fc.assert(
          fc.property(mutated(corpus, corpus), entry => {
            const viewed = viewEntry(entry);
            fc.pre(viewed !== undefined);
            assert.ok(!['finding', 'pulse'].includes(runbook.detect(viewed).kind));
          }),
          {numRuns: 1_000},
        );
      });
    });
    continue;
  }

  describe(`the filter of ${manifest.id}`, () => {
    it('is one that a sink may have, also with projects, and stays the same when printed', () => {
      for (const text of texts) {
        assert.ok(text.length < longestQuery);
        const query = parse(text, {for: 'sink'});
        const printed = print(query);
        assert.deepEqual(parse(printed, {for: 'sink'}), query);
        assert.equal(print(parse(printed, {for: 'sink'})), printed);
      }
    });

    it('passes all cases that detect takes', () => {
      for (const {name, entry} of casesOf(manifest.id).ours) assert.ok(filter(entry), name);
    });

    it('passes whatever detect takes, however an entry is bent', () => {
      fc.assert(
        fc.property(mutated(own, corpus), entry => {
          const viewed = viewEntry(entry);
          fc.pre(viewed !== undefined);
          const detection = runbook.detect(viewed);
          const taken = detection.kind === 'finding' || detection.kind === 'pulse';
          assert.ok(!taken || filter(entry), 'taken, and not exported');
        }),
        {numRuns: 3_000},
      );
    });

    it('passes, with projects, whatever detect takes within them', () => {
      fc.assert(
        fc.property(mutated(own, corpus), entry => {
          const viewed = viewEntry(entry);
          fc.pre(viewed !== undefined);
          const detection = runbook.detect(viewed);
          if (detection.kind !== 'finding' && detection.kind !== 'pulse') return;
          const {labels} = viewed;
          const project = projects.find(one => one.id === labels['project_id']);
          if (project === undefined || !within(project.locations, labels['location'])) return;
          if (!within(project.clusters, labels['cluster_name'])) return;
          const isOutside =
            detection.kind === 'finding' &&
            allowListed(detection.finding, viewed, {...settings}).kind === 'outside';
          if (isOutside) return;
          assert.ok(scoped(entry), 'ours, and not exported');
        }),
        {numRuns: 2_000},
      );
    });

    it("does not match the responder's own log", () => {
      const lines: string[] = [];
      const log = jsonLog(line => lines.push(line));
      for (const entry of corpus) {
        const text = JSON.stringify(entry);
        log.error(`a step failed unexpectedly: ${text}`, {...entry, said: text, entry});
        log.warn('outside the allow-list', {reason: {code: 'x', params: {said: text}}});
        log.info('incident opened', entry);
      }
      for (const line of lines) {
        const entry = ownEntry(line);
        assert.equal(filter(entry), false);
        const viewed = viewEntry(entry);
        assert.ok(viewed !== undefined);
        assert.ok(!['finding', 'pulse'].includes(runbook.detect(viewed).kind));
      }
    });
  });
}

const settings = {projects, mode: 'auto', locale: 'en', chat: {}, store: {}} as const;

/** A label narrows only where the project says so and the entry has it. */
function within(allowed: readonly string[] | undefined, label: unknown): boolean {
  return (
    allowed === undefined ||
    label === undefined ||
    (typeof label === 'string' && allowed.includes(label))
  );
}
