import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import {sqliteStore} from '../../../../functions/adapters/store/sqlite/sqlite-store.ts';
import type {Incident} from '../../../../functions/core/incident/incident.ts';
import {open} from '../../../../functions/core/intake/arrivals.ts';
import {at, isObject} from '../../../../functions/core/lib/json.ts';
import {command} from '../../../support/command.ts';
import {type Filled, fillStore} from '../../../support/filled-store.ts';

/** An incident that was opened by one entry, with outside text in every field that a report shows. */
function opened(id: number, text: string, now: number): Incident {
  const incident = open(
    {
      finding: {
        ...{runbook: text, target: {project: text}, symptom: text, causes: []},
        evidence: {quote: text},
      },
      ...{entry: `e-${id}`, at: now, alsoCounted: {count: 0, entries: []}, now},
    },
    1,
  );
  return {...incident, id: `i-${id}`, key: `k-${id}`};
}

describe('mesh-responder report', () => {
  let filled: Filled;

  afterEach(async () => {
    await filled.close();
  });

  async function report(...args: readonly string[]) {
    return command(['report', ...args], {env: filled.env});
  }

  it('tells what a scenario was, with times that were worked out by hand', async () => {
    filled = await fillStore('connect-gateway-disabled', {hoursAgo: 3});
    await filled.played.minutes(20);

    const {exit, lines} = await report('--format', 'json');

    const [made] = lines();
    assert.equal(exit, 0);
    assert.ok(isObject(made));
    assert.equal(made['incidents'], 1);
    assert.equal(at(made, 'total', 'outcomes', 'repaired'), 1);
    assert.deepEqual(at(made, 'total', 'actions'), {'enable-service': {changed: 1}});
    const median = (measure: string) => {
      const seconds = at(made, 'total', 'times', measure, 'medianSeconds');
      return seconds === undefined ? undefined : Math.round(Number(seconds));
    };
    // The entry is of the first second; the second minute takes it in: 60 s - 1 s.
    assert.equal(median('notice'), 59);
    // The look and the call take no virtual time; the first re-check that may be healthy is at 60 s.
    assert.equal(median('repair'), 0);
    assert.equal(median('verify'), 60);
    // 59 + 0 + 60.
    assert.equal(median('whole'), 119);
    assert.equal(median('wait'), undefined);
    assert.deepEqual(at(made, 'readiness'), [
      {
        ...{runbook: 'connect-gateway-disabled', mode: 'auto', projects: ['shop-prod']},
        everywhere: true,
        criteria: ['went-away', 'declined', 'unverified', 'refused', 'fights', 'taken-back'].map(
          kind => ({kind, have: 0}),
        ),
        ...{verdict: {kind: 'is-auto'}, rules: []},
      },
    ]);
  });

  it('says that nothing is there, in each format', async () => {
    filled = await fillStore('healthy', {hoursAgo: 1});

    for (const format of ['text', 'markdown', 'html']) {
      const {exit, stdout} = await report('--format', format);
      assert.equal(exit, 0);
      assert.match(stdout, /The store has no incident that was opened in this time\./, format);
    }
  });

  it('says where the store keeps less than was asked for', async () => {
    filled = await fillStore('healthy', {hoursAgo: 1});

    assert.match((await report('--since', '120d')).stdout, /keeps closed incidents for 90 days/);
    assert.doesNotMatch((await report('--since', '89d')).stdout, /90 days/);
  });

  it('shows text from outside as text, in Markdown and in a page', async () => {
    const hostile = `<img src=x onerror=alert(1)>"'&|[a](http://b.example)\u202e`;
    filled = await fillStore('healthy', {hoursAgo: 1});
    await filled.played.deps.store.create(opened(1, hostile, Date.now()));

    const page = (await report('--format', 'html')).stdout;
    assert.match(page, /&lt;img src=x onerror=alert\(1\)&gt;/);
    assert.doesNotMatch(page, /<img|<script|\u202e| style=|javascript:/);
    const markdown = (await report('--format', 'markdown')).stdout;
    assert.match(markdown, /&lt;img src=x onerror=alert\\\(1\\\)&gt;/);
    assert.doesNotMatch(markdown, /<img|\]\(http|:\/\//);
  });

  it('refuses a file whose ending names no format, unless --format does', async () => {
    filled = await fillStore('service-agent-unbound', {hoursAgo: 3});
    const file = filled.files.path('report.pdf');

    const refused = await report('--output', file);
    assert.equal(refused.exit, 2);
    assert.match(refused.stderr, /"\.pdf": end --output in \.txt, \.json, \.md or \.html/);
    await assert.rejects(readFile(file), {code: 'ENOENT'});

    assert.equal((await report('--output', file, '--format', 'json')).exit, 0);
    assert.match(await readFile(file, 'utf8'), /^\{/);
  });

  it('writes a page that may load nothing, in the format of its name', async () => {
    filled = await fillStore('service-agent-unbound', {hoursAgo: 3, config: {locale: 'ko'}});
    await filled.played.minutes(20);
    const file = filled.files.path('report.html');

    const {exit, stdout} = await report('--output', file);

    assert.equal(exit, 0);
    assert.equal(stdout, '');
    const page = await readFile(file, 'utf8');
    assert.match(page, /^<!doctype html>/);
    assert.match(page, /<html lang="ko">/);
    assert.match(page, /content="default-src &#39;none&#39;; style-src &#39;sha256-/);
    assert.doesNotMatch(page, /<script|<link|@import|url\(http|\son\w+=/);
    assert.match(page, /런북별 소요 시간/);
  });

  it('reads ten thousand incidents', async function () {
    this.timeout(60_000);
    filled = await fillStore('healthy', {hoursAgo: 1});
    const path = filled.files.path('incidents.db');
    const store = await sqliteStore({path});
    const now = Date.now();
    for (let id = 0; id < 10_000; id += 1) {
      await store.create(opened(id, `runbook-${id % 10}`, now - id * 1000));
    }
    await store.close();

    const {lines} = await report('--format', 'json');

    const [made] = lines();
    assert.equal(at(made, 'incidents'), 10_000);
    assert.equal(at(made, 'total', 'outcomes', 'open'), 10_000);
  });

  it('refuses what it does not know', async () => {
    filled = await fillStore('healthy', {hoursAgo: 1});
    for (const [args, said] of [
      [['--since', '30'], /--since is a time like 12h or 30d/],
      [['--format', 'htm'], /is none of text, json, markdown, html\. Did you mean html\?/],
    ] as const) {
      const {exit, stderr} = await report(...args);
      assert.equal(exit, 2);
      assert.match(stderr, said);
    }
    const {exit, stderr} = await report('--output', filled.files.path('no/such/report.md'));
    assert.equal(exit, 1);
    assert.match(stderr, /cannot be written: .*Name a file in a folder that is there/);
  });
});
