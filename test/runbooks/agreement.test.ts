import assert from 'node:assert/strict';
import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {viewEntry} from '../../functions/core/detection/entry.ts';
import {isObject, type JsonObject, listAt} from '../../functions/core/lib/json.ts';
import {classify} from '../../functions/engine/intake/classify.ts';
import {compile} from '../../functions/filter/compile.ts';
import {parse} from '../../functions/filter/parse.ts';
import {runbooks} from '../../functions/runbooks/index.ts';
import {gatewayEntry} from '../../sandbox/entries/control-plane.ts';
import {foreignEntries} from '../../sandbox/entries/foreign.ts';
import {webhookStorm} from '../../sandbox/entries/webhook.ts';
import {casesOf} from '../support/entries.ts';

/**
 * A folder with samples of real logs: `entries.ndjson`, and `expected.json` with the runbooks that each
 * `insertId` may be given to (null: none).
 */
const samples = process.env['SAMPLES'] ?? '';

const sinks = runbooks.flatMap(({manifest: {id, filter}}) =>
  filter === undefined ? [] : [{id, passes: compile(parse(filter, {for: 'sink'}))}],
);

/** Which runbook takes an entry, `null` for none, and what its answer is called. */
function answerTo(entry: JsonObject) {
  const viewed = viewEntry(entry);
  assert.ok(viewed !== undefined);
  const answer = classify(viewed, runbooks);
  switch (answer.kind) {
    case 'finding':
      return {runbook: answer.finding.runbook, kind: answer.kind};
    case 'pulse':
      return {runbook: answer.runbook, kind: answer.kind};
    case 'foreign':
    case 'unrelated':
      return {runbook: null, kind: answer.kind};
  }
}

/** What a sink exports has an answer, and what is taken was exported for whoever takes it. */
function assertAgreed(name: string, entry: JsonObject): void {
  const exported = sinks.filter(one => one.passes(entry)).map(one => one.id);
  const {runbook, kind} = answerTo(entry);
  assert.ok(
    exported.length === 0 || kind !== 'unrelated',
    `${name}: the sink of ${exported.join(', ')} exports it, and no runbook knows it`,
  );
  assert.ok(
    runbook === null || exported.includes(runbook),
    `${name}: ${runbook} takes it, and its sink does not export it`,
  );
}

describe('sinks and classification agree, both ways', () => {
  for (const {manifest} of runbooks) {
    const {ours, not} = casesOf(manifest.id);
    it(`on the cases of ${manifest.id}`, () => {
      for (const {name, entry} of [...ours, ...not]) assertAgreed(name, entry);
    });
  }

  it('on what the sandbox logs', () => {
    const place = {
      project: 'shop-prod',
      location: 'europe-west1',
      cluster: 'prod-eu-1',
      fleetNumber: '731920055417',
    };
    const ms = Date.UTC(2026, 10, 22, 6);
    const entries = [gatewayEntry(place, ms), ...foreignEntries(place, ms)];
    for (const entry of [...entries, ...webhookStorm(place, ['shop'], 3, ms)]) {
      assertAgreed(String(entry['insertId']), entry);
    }
  });

  it('on samples of real logs, which are given to whom they belong', () => {
    const file = join(samples, 'entries.ndjson');
    if (samples === '' || !existsSync(file)) {
      console.log(`      no samples: SAMPLES names no folder with entries.ndjson ('${samples}')`);
      return;
    }
    const expected: unknown = JSON.parse(readFileSync(join(samples, 'expected.json'), 'utf8'));
    const wrong: string[] = [];
    for (const line of readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
      const entry: unknown = JSON.parse(line);
      assert.ok(isObject(entry));
      const id = String(entry['insertId']);
      assertAgreed(id, entry);
      const {runbook} = answerTo(entry);
      const allowed = listAt(expected, id, 'runbook');
      if (!allowed.includes(runbook)) wrong.push(`${id}: ${runbook}, not ${allowed.join(' or ')}`);
    }
    assert.deepEqual(wrong, []);
  });
});

describe('why an entry is left', () => {
  const url = (service: string) =>
    `https://console.developers.google.com/apis/api/${service}/overview?project=640118275930`;
  const said = (title: string, service: string, type: string): JsonObject => ({
    insertId: 'n1',
    logName: 'projects/harbor-prod/logs/app',
    severity: 'ERROR',
    resource: {type, labels: {project_id: 'harbor-prod'}},
    jsonPayload: {
      message: `${title} has not been used in project 640118275930 before or it is disabled. Enable it by visiting ${url(service)} then retry.`,
    },
  });
  const rows: readonly (readonly [string, JsonObject, string])[] = [
    [
      'an API of ours, quoted',
      said('GKE Hub', 'gkehub.googleapis.com', 'k8s_container'),
      'foreign.quoted',
    ],
    [
      'the gateway, quoted',
      said('Connect Gateway API', 'connectgateway.googleapis.com', 'k8s_container'),
      'foreign.quoted',
    ],
    [
      'an API that the mesh does not need',
      said('Cloud Vision API', 'vision.googleapis.com', 'istio_control_plane'),
      'foreign.not-required',
    ],
  ];
  for (const [name, entry, reason] of rows) {
    it(`is told by the runbook that came nearest: ${name}`, () => {
      const viewed = viewEntry(entry);
      assert.ok(viewed !== undefined);
      const answer = classify(viewed, runbooks);
      assert.ok(answer.kind === 'foreign');
      assert.equal(answer.reason.code, reason);
    });
  }
});
