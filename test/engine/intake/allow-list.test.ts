import assert from 'node:assert/strict';
import {viewEntry} from '../../../functions/core/detection/entry.ts';
import type {Project} from '../../../functions/core/config/settings.ts';
import {dayOf, skipMark, skipsOf} from '../../../functions/core/intake/skip-counters.ts';
import {DedupCache} from '../../../functions/engine/intake/dedup-cache.ts';
import {intake} from '../../../functions/engine/intake/intake.ts';
import {classify} from '../../../functions/engine/intake/classify.ts';
import {
  allowListed,
  outsideRecords,
  sinkFilter,
} from '../../../functions/engine/intake/allow-list.ts';
import {runUntilSettled} from '../../../functions/engine/operate/sweep.ts';
import {compile} from '../../../functions/filter/compile.ts';
import {parse} from '../../../functions/filter/parse.ts';
import {runbooks} from '../../../functions/runbooks/index.ts';
import {connectGatewayDisabled} from '../../../functions/runbooks/connect-gateway-disabled/runbook.ts';
import {receive} from '../../support/drive.ts';
import {gatewayEntry, unboundEntry, webhookEntry} from '../../support/entries.ts';
import {assertSpoken, fleet, rig, shop} from '../../support/fakes.ts';

afterEach(assertSpoken);

const settings = {
  projects: [fleet, shop],
  mode: 'auto',
  locale: 'en',
  chat: {},
  store: {},
} as const;

function scope(value: unknown) {
  const entry = viewEntry(value);
  assert.ok(entry !== undefined);
  const detection = classify(entry, runbooks);
  assert.ok(detection.kind === 'finding');
  return allowListed(detection.finding, entry, settings);
}

describe('scopeOf', () => {
  it('replaces what an entry claims by the allow-listed project', () => {
    const scoped = scope(gatewayEntry({number: fleet.number}));
    assert.ok(scoped.kind === 'ours');
    assert.deepEqual(scoped.finding.target, {project: fleet.id});
    assert.equal(scoped.project, fleet);
  });

  it('lets an entry of one listed project speak of another', () => {
    const scoped = scope(gatewayEntry({project: shop.id, number: fleet.number}));
    assert.ok(scoped.kind === 'ours');
    assert.equal(scoped.project, fleet);
  });

  it('leaves what is not in the list', () => {
    const scoped = scope(gatewayEntry({number: '812345678901'}));
    assert.deepEqual(scoped, {
      kind: 'outside',
      reason: {kind: 'project-not-listed', project: '812345678901'},
    });
  });

  it('leaves an entry that claims another project than the one it was written to', () => {
    const entry = {
      ...unboundEntry(),
      logName: 'projects/evil/logs/cloudaudit.googleapis.com%2Factivity',
    };
    const scoped = scope(entry);
    assert.deepEqual(scoped, {
      kind: 'outside',
      reason: {kind: 'project-mismatch', label: shop.id, log: 'evil'},
    });
  });

  it('takes id and number of one project for the same', () => {
    const entry = {
      ...unboundEntry(),
      logName: `projects/${shop.number}/logs/cloudaudit.googleapis.com%2Factivity`,
    };
    assert.equal(scope(entry).kind, 'ours');
  });
});

describe('law 1: outside the allow-list nothing is touched, whatever an entry says', () => {
  const stranger = 'evil-prod';
  const entries = {
    'a gateway entry of a stranger': gatewayEntry({project: stranger, number: stranger}),
    'a stranger in the sentence of ours': gatewayEntry({number: stranger}),
    'a policy change of a stranger': unboundEntry({project: stranger}),
    'a webhook of a stranger': webhookEntry({project: stranger}),
    'ours, written to the log of a stranger': {
      ...unboundEntry(),
      logName: `projects/${stranger}/logs/cloudaudit.googleapis.com%2Factivity`,
    },
  };
  for (const [what, entry] of Object.entries(entries)) {
    it(`${what} is recorded with its reason, and no call is made`, async () => {
      const {deps, world, chat, queue} = await rig();
      const [received] = await receive(deps, entry);
      const [recorded, ...more] = await runUntilSettled(deps);
      assert.equal(received?.kind, 'suppressed');
      assert.equal(recorded?.state, 'suppressed');
      assert.match(recorded.reason.kind, /^project-(not-listed|mismatch)$/);
      assert.equal(recorded.work.nextLook, undefined);
      assert.deepEqual([more, world.calls, chat.messages, queue.handed], [[], [], [], []]);
    });
  }
});

describe('a project that is listed later', () => {
  it('starts with a clean page', async () => {
    const here = await rig('auto', {}, [shop]);
    const [before] = await receive(here.deps, gatewayEntry({number: fleet.id}));
    const {settings: listed} = (await rig()).deps;
    const [after] = await receive(
      {...here.deps, settings: listed},
      gatewayEntry({number: fleet.id}),
    );
    assert.ok(before?.kind === 'suppressed' && after?.kind === 'opened');
    assert.notEqual(after.incident, before.incident);
  });
});

describe('sinkFilter', () => {
  const {manifest} = connectGatewayDisabled;
  const narrow: Project = {...shop, locations: ['europe-west4', 'a"b\\'], clusters: ['quay-1']};

  function passes(projects: readonly Project[], entry: unknown): boolean {
    const filter = sinkFilter(manifest, projects);
    assert.ok(filter !== undefined);
    return compile(parse(filter, {for: 'sink'}))(entry);
  }

  it('is the runbook’s own filter without projects', () => {
    assert.equal(sinkFilter(manifest), manifest.filter);
  });

  it('is none where the runbook has none, with projects too: it would pass every entry', () => {
    const without = {...manifest, filter: undefined};
    assert.equal(sinkFilter(without), undefined);
    assert.equal(sinkFilter(without, [fleet, shop]), undefined);
  });

  it('passes the projects that are given, and no other', () => {
    assert.ok(passes([fleet, shop], gatewayEntry({project: shop.id})));
    assert.ok(!passes([fleet], gatewayEntry({project: shop.id})));
    assert.ok(!passes([fleet], gatewayEntry({project: `${fleet.id}-2`})));
  });

  it('narrows locations and clusters of those that name them, where an entry has them', () => {
    const at = (labels: Readonly<Record<string, string>>) => ({
      ...gatewayEntry(),
      resource: {type: 'istio_control_plane', labels: {project_id: shop.id, ...labels}},
    });
    assert.ok(passes([narrow], at({location: 'europe-west4'})));
    assert.ok(passes([narrow], at({location: 'a"b\\', cluster_name: 'quay-1'})));
    assert.ok(passes([narrow], at({})));
    assert.ok(!passes([narrow], at({location: 'us-east1'})));
    assert.ok(!passes([narrow], at({location: 'europe-west4', cluster_name: 'quay-2'})));
    assert.ok(passes([fleet, shop], at({location: 'us-east1'})));
  });

  it('quotes what is given: a name cannot end its clause', () => {
    const sly = {...shop, id: 'x" OR severity>=DEFAULT OR insertId="'};
    assert.ok(!passes([sly], gatewayEntry()));
    assert.ok(sinkFilter(manifest, [sly])?.includes('\\"'));
  });

  it('is asked again at intake, with its reason', async () => {
    const {deps} = await rig('auto', {}, [fleet, narrow]);
    const [inside, elsewhere] = await receive(
      deps,
      webhookEntry(),
      webhookEntry({cluster: 'quay-2'}),
    );
    assert.equal(inside?.kind, 'opened');
    assert.ok(elsewhere?.kind === 'skipped');
    assert.deepEqual(elsewhere.reason, {kind: 'filter', runbook: 'webhook-call-failure'});
  });
});

describe('a flood of invented projects', () => {
  it('makes so many records and log lines, and one counter: nothing is lost without a reason', async () => {
    const {deps, store, log} = await rig();
    const door = intake(deps, new DedupCache());
    const invented = 1_000;
    for (let n = 0; n < invented; n += 1) {
      await door.receive(gatewayEntry({number: String(800_000_000_000 + n), insertId: `f${n}`}));
    }
    await door.flush();

    assert.equal((await store.all()).length, outsideRecords);
    const told = log.lines.filter(one => one.includes('outside the allow-list'));
    assert.equal(told.length, outsideRecords);
    const day = dayOf(deps.clock.now());
    const skips = skipsOf((await store.mark(skipMark(day)))?.value, day);
    const counted = skips.filter(one => one.reason.kind === 'project-not-listed');
    assert.deepEqual(
      counted.map(one => one.count),
      [invented - outsideRecords],
    );
  });
});
