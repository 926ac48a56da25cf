import type {State} from '../../../functions/core/incident/reason.ts';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  dueAt,
  explainedBy,
  type Incident,
  standing,
} from '../../../functions/core/incident/incident.ts';
import type {
  Due,
  IncidentPage,
  Kept,
  LookPage,
  Mark,
  Quarantined,
  Store,
} from '../../../functions/core/ports/ports.ts';
import {
  type IncidentFilter,
  isListed,
  type ListPart,
  newestFirst,
} from '../../../functions/core/incident/listing.ts';
import {inState, sampleIncident} from './incident.ts';

/** Opens one more handle on the place that one call of `make` has set up. */
export type Opener = () => Promise<Store>;

/**
 * The questions that every store must answer alike. `make` sets up a new, empty place; where a place
 * can only have one handle (memory) its opener returns that one again.
 */
export function storeContract(name: string, make: () => Promise<Opener>): void {
  describe(`${name} keeps the store's contract`, () => {
    const handles: Store[] = [];
    let open: Opener;
    let store: Store;

    beforeEach(async () => {
      const opener = await make();
      open = async () => {
        const handle = await opener();
        handles.push(handle);
        return handle;
      };
      store = await open();
    });

    afterEach(async () => {
      for (const handle of handles.splice(0)) await handle.close();
    });

    it('lets one of twenty racers create an incident', async () => {
      const racers = [store, await open(), await open(), await open()];

      const answers = await Promise.all(
        Array.from({length: 20}, (_, index) =>
          (racers[index % racers.length] ?? store).create(
            sampleIncident({work: {rechecks: index}}),
          ),
        ),
      );

      assert.deepEqual(tally(answers), {created: 1, exists: 19});
      const kept = await store.read('i-1');
      assert.equal(kept?.work.rechecks, answers.indexOf('created'));
    });

    it('lets one of twenty racers replace a version', async () => {
      await store.create(sampleIncident());
      const racers = [store, await open(), await open(), await open()];

      const answers = await Promise.all(
        Array.from({length: 20}, (_, index) =>
          (racers[index % racers.length] ?? store).replace(
            sampleIncident({version: 2, work: {rechecks: index}}),
          ),
        ),
      );

      assert.deepEqual(tally(answers), {stored: 1, stale: 19});
      const kept = await store.read('i-1');
      assert.equal(kept?.work.rechecks, answers.indexOf('stored'));
    });

    it('gives back exactly what was written, to every handle', async () => {
      const written = sampleIncident({
        variant: 'managed',
        work: {nextLook: 5000.5},
        lease: {holder: 'a', until: 7000},
        outbox: {
          channels: {slack: {revision: 1, ref: {ts: '1.2', n: 3}}},
          similar: {count: 4, atLeast: true},
        },
      });
      await store.create(written);

      const other = await open();

      assert.deepEqual(await other.read('i-1'), written);
      assert.deepEqual(await store.latest(written.key), written);
      assert.deepEqual(await store.all(), [written]);
    });

    it('gives every incident once, page by page', async () => {
      assert.deepEqual(await store.page(), {incidents: []});
      const ids = Array.from({length: 450}, (_, at) => `i-${at}`);
      for (const id of ids) await store.create(sampleIncident({id, work: {changedAt: 1}}));

      const found: string[] = [];
      let pages = 0;
      for (let after: string | undefined; ; pages += 1) {
        const {incidents, next} = await store.page(after);
        found.push(...incidents.map(one => one.id));
        // What is written meanwhile costs none of the others its place.
        const [first] = incidents;
        if (first !== undefined) await store.replace({...first, version: first.version + 1});
        if (next === undefined) break;
        after = next;
      }

      assert.deepEqual(found.sort(), ids.sort());
      assert.ok(pages > 1, `${pages}`);
    });

    it('knows nothing of an id or key that was never written', async () => {
      assert.equal(await store.read('i-1'), undefined);
      assert.equal(await store.latest('k'), undefined);
      assert.equal(await store.replace(sampleIncident({version: 2})), 'stale');
      assert.deepEqual(await store.all(), []);
      assert.deepEqual(await store.open(), []);
      assert.deepEqual(await store.due(1e15, 10), []);
      assert.deepEqual(await store.quarantined(), []);
    });

    it('refuses a version that is not the next one and keeps what is there', async () => {
      await store.create(sampleIncident({version: 5}));

      for (const version of [1, 4, 5, 7]) {
        assert.equal(await store.replace(sampleIncident({version, work: {rechecks: 9}})), 'stale');
      }
      assert.equal((await store.read('i-1'))?.work.rechecks, 0);
      assert.equal(
        await store.replace(sampleIncident({version: 6, work: {rechecks: 9}})),
        'stored',
      );
      assert.equal((await store.read('i-1'))?.work.rechecks, 9);
    });

    it('lists what is due, the longest due first, up to the limit', async () => {
      await store.create(sampleIncident({id: 'late', work: {nextLook: 300}}));
      await store.create(sampleIncident({id: 'first', work: {nextLook: 100}}));
      await store.create(sampleIncident({id: 'second', work: {nextLook: 200}}));
      await store.create(sampleIncident({id: 'never'}));

      assert.deepEqual(await store.due(99, 10), []);
      assert.deepEqual(await dueIn(store, 200, 10), ['first', 'second']);
      assert.deepEqual(await dueIn(store, 1000, 2), ['first', 'second']);
      assert.deepEqual(await dueIn(store, 1000, 10), ['first', 'second', 'late']);
      assert.deepEqual(await store.due(1000, 0), []);
      assert.deepEqual(await store.due(1000, -1), []);
    });

    it('says of which incident it is what is due', async () => {
      await store.create(
        sampleIncident({id: 'one', key: 'webhook|shop|||', work: {nextLook: 100}}),
      );
      assert.deepEqual(await store.due(100, 10), [
        {id: 'one', key: 'webhook|shop|||', state: 'detected'},
      ]);
    });

    it('holds back what somebody works on until the lease is over', async () => {
      await store.create(sampleIncident({work: {nextLook: 100}, lease: {holder: 'a', until: 500}}));

      assert.deepEqual(await store.due(499, 10), []);
      assert.deepEqual(await store.due(500, 10), []);
      assert.deepEqual(await dueIn(store, 501, 10), ['i-1']);
      await store.replace(sampleIncident({work: {nextLook: 100}, version: 2}));
      assert.deepEqual(await dueIn(store, 100, 10), ['i-1']);
    });

    it('finds the newest incident of a key, open or closed', async () => {
      await store.create(sampleIncident({id: 'two', epoch: 2, ...inState('resolved')}));
      await store.create(sampleIncident({id: 'one', epoch: 1}));
      await store.create(sampleIncident({id: 'other', key: 'k', epoch: 9}));

      assert.equal((await store.latest(sampleIncident().key))?.id, 'two');
    });

    it('takes the one opened last for the newest where epochs are equal, then the last id', async () => {
      await store.create(sampleIncident({id: 'b', openedAt: 9}));
      await store.create(sampleIncident({id: 'c', openedAt: 8}));
      await store.create(sampleIncident({id: 'a', openedAt: 9}));

      assert.equal((await store.latest(sampleIncident().key))?.id, 'b');
    });

    it('knows each sign that an incident explains, however many there are, and no other', async () => {
      const ids = Array.from({length: 61}, (_, n) => `sign-${String(n).padStart(2, '0')}`);
      for (const id of ids) await store.create(sampleIncident({id, ...inState('suppressed')}));
      const other = {kind: 'symptom-of', incident: 'i-9'} as const;
      await store.create(sampleIncident({id: 'other', state: 'suppressed', reason: other}));
      await store.create(sampleIncident({id: 'open', ...inState('blocked')}));
      assert.deepEqual([...(await store.explained('i-0'))].sort(), ids);

      await store.replace(sampleIncident({id: 'sign-07', version: 2, ...inState('detected')}));
      assert.equal((await store.explained('i-0')).length, 60);
      assert.deepEqual(await store.explained('nobody'), []);
    });

    it('knows what nobody may work on before some time, closed or open, by its next look, its message or its lease', async () => {
      const until = (time: number) => ({lease: {holder: 'you', until: time}});
      const at = (nextLook: number) => ({work: {nextLook}});
      await store.create(sampleIncident({id: 'open', ...inState('blocked'), ...at(101)}));
      await store.create(
        sampleIncident({id: 'told', ...inState('resolved'), outbox: {dueAt: 999}}),
      );
      await store.create(sampleIncident({id: 'held', ...at(5), ...until(150)}));
      await store.create(sampleIncident({id: 'soon', ...at(5), ...until(50)}));
      await store.create(sampleIncident({id: 'never', ...inState('resolved')}));
      assert.deepEqual([...(await store.ahead(100))].sort(), ['held', 'open', 'told']);
      assert.deepEqual(await store.ahead(1_000), []);
    });

    it('tells open and parked from closed, oldest first', async () => {
      await store.create(sampleIncident({id: 'c', ...inState('blocked'), openedAt: 3}));
      await store.create(sampleIncident({id: 'a', ...inState('failed'), openedAt: 1}));
      await store.create(sampleIncident({id: 'b', ...inState('acting'), openedAt: 2}));

      assert.deepEqual(ids(await store.open()), ['b', 'c']);
      assert.deepEqual(ids(await store.all()), ['a', 'b', 'c']);
      await store.replace(sampleIncident({id: 'b', version: 2, ...inState('failed'), openedAt: 2}));
      assert.deepEqual(ids(await store.open()), ['c']);
    });

    it('lists a part of what is asked for, the newest first, and goes on behind any incident', async () => {
      const list = Array.from({length: 61}, (_, n) => ({
        id: `i-${String(n).padStart(2, '0')}`,
        // Some were opened in the same millisecond.
        openedAt: Math.floor(n / 3),
        runbook: n % 2 === 0 ? 'even' : 'odd',
        target: {project: n % 5 === 0 ? 'shop-data' : 'shop-prod'},
        ...inState(n % 3 === 0 ? 'blocked' : n % 3 === 1 ? 'resolved' : 'acting'),
      }));
      for (const one of list) await store.create(sampleIncident(one));
      const newest = list.map(one => one.id).reverse();

      assert.deepEqual(ids(await store.listed({}, {limit: 4})), newest.slice(0, 4));
      assert.deepEqual(ids(await store.listed({}, {limit: 0})), []);
      const walked: string[] = [];
      for (let after: Incident | undefined; ;) {
        const part = await store.listed({}, {limit: 7, ...(after && {after})});
        walked.push(...ids(part));
        after = part.at(-1);
        if (after === undefined) break;
      }
      assert.deepEqual(walked, newest);

      const wanted = {
        states: ['blocked', 'acting'],
        runbook: 'odd',
        project: 'shop-prod',
        from: 9,
      } as const;
      const found = list.filter(
        one =>
          one.state !== 'resolved' &&
          one.runbook === 'odd' &&
          one.target.project === 'shop-prod' &&
          one.openedAt >= 9,
      );
      const expected = found.map(one => one.id).reverse();
      assert.ok(expected.length > 3);
      assert.deepEqual(ids(await store.listed(wanted, {limit: 100})), expected);
      const [, , third] = await store.listed(wanted, {limit: 3});
      assert(third !== undefined);
      assert.deepEqual(
        ids(await store.listed(wanted, {limit: 100, after: third})),
        expected.slice(3),
      );
      assert.equal(await store.total({}), 61);
      assert.equal(await store.total(wanted), expected.length);
      assert.equal(await store.total({states: []}), 0);
      assert.deepEqual(await store.listed({states: []}, {limit: 5}), []);
    });

    it('keeps quarantined deliveries in order and clamps their bodies', async () => {
      const body = `${'x'.repeat(8191)}메`;
      await store.quarantine({at: 2, reason: 'no JSON', body: 'first'});
      await store.quarantine({at: 1, reason: 'too long', body});

      const [first, second] = (await store.quarantined()).map(({id: _own, ...rest}) => rest);
      assert.deepEqual(first, {at: 2, reason: 'no JSON', body: 'first'});
      assert.deepEqual(second, {at: 1, reason: 'too long', body: 'x'.repeat(8191)});
    });

    it('lets one of many mark a quarantined delivery as replayed, and keeps all else of it', async () => {
      for (const body of ['first', 'second']) await store.quarantine({at: 2, reason: 'r', body});
      const [first, second] = await store.quarantined();
      assert(first && second);
      assert.notEqual(first.id, second.id);

      const racers = [store, await open(), await open()];
      const answers = await Promise.all(racers.map(one => one.replayed(first.id, 77)));

      assert.deepEqual(tally(answers), {marked: 1, already: 2});
      assert.equal(await store.replayed(first.id, 78), 'already');
      assert.equal(await store.replayed('999999', 78), 'unknown');
      assert.deepEqual(await store.quarantined(), [{...first, replayedAt: 77}, second]);
    });

    it('lists marks by what their names begin with, and no others', async () => {
      const names = ['breaker/a/x', 'breaker/a-b/x', 'breaker/ä/%_', 'breakers', 'break', 'c/x'];
      for (const name of names) await store.setMark({name, version: 1, value: {name}});
      const listed = async (prefix: string) => {
        const found = await store.marks(prefix);
        assert.ok(found.every(({name, value}) => value['name'] === name));
        return found.map(one => one.name).sort();
      };
      assert.deepEqual(await listed('breaker/'), ['breaker/a-b/x', 'breaker/a/x', 'breaker/ä/%_']);
      assert.deepEqual(await listed('breaker/a/'), ['breaker/a/x']);
      assert.deepEqual(await listed('breaker/_'), []);
      assert.deepEqual(await listed('d'), []);
    });

    it('keeps marks by name, each written over its last version only', async () => {
      const first = {name: 'poll/harbor', version: 1, value: {since: 5}};
      assert.equal(await store.mark('poll/harbor'), undefined);
      assert.equal(await store.setMark({...first, version: 2}), 'stale');
      assert.equal(await store.setMark(first), 'stored');
      assert.equal(await store.setMark(first), 'stale');
      assert.deepEqual(await store.mark('poll/harbor'), first);

      const racers = [store, await open(), await open()];
      const answers = await Promise.all(
        racers.map((racer, index) => racer.setMark({...first, version: 2, value: {index}})),
      );

      assert.deepEqual(tally(answers), {stored: 1, stale: 2});
      const kept = {name: 'poll/harbor', version: 2, value: {index: answers.indexOf('stored')}};
      assert.deepEqual(await store.mark('poll/harbor'), kept);
      assert.equal(await store.mark('poll/har'), undefined);
    });

    it('keeps a page of looks for each incident and day, and lets one of several writers win', async () => {
      const other = await open();
      const page = (incident: string, day: number, version = 1, index = 0): LookPage => ({
        ...{incident, day, version},
        value: {index, text: 'ü "\\ \u0000'},
      });
      assert.equal(await store.lookPage('i-1', 20_000), undefined);
      assert.deepEqual(await store.lookPages(20_000), []);
      assert.equal(await store.keepLookPage(page('i-2', 20_000)), 'stored');
      assert.equal(await store.keepLookPage(page('i-1', 20_000)), 'stored');
      assert.equal(await other.keepLookPage(page('i-1', 20_001)), 'stored');
      assert.equal(await other.keepLookPage(page('i-1', 20_000)), 'stale');
      assert.equal(await store.keepLookPage(page('i-1', 20_000, 3)), 'stale');

      const answers = await Promise.all(
        [store, other, store].map((one, index) =>
          one.keepLookPage(page('i-1', 20_000, 2, index + 1)),
        ),
      );

      assert.deepEqual(tally(answers), {stored: 1, stale: 2});
      const kept = page('i-1', 20_000, 2, answers.indexOf('stored') + 1);
      assert.deepEqual(await other.lookPage('i-1', 20_000), kept);
      assert.deepEqual(await store.lookPages(20_000), [kept, page('i-2', 20_000)]);
      assert.deepEqual(await store.lookPages(20_001), [page('i-1', 20_001)]);
      assert.equal(await store.read('i-1'), undefined);
    });

    it('closes twice and answers nothing after', async () => {
      await store.close();
      await store.close();

      await assert.rejects(store.read('i-1'), /read failed: it is closed/);
      await assert.rejects(store.create(sampleIncident()), /create failed: it is closed/);
      await assert.rejects(store.due(1, 1), /due failed: it is closed/);
    });

    it('behaves as a plain map of incidents under any sequence of verbs', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(operation, {maxLength: 40}), async operations => {
          const opener = await make();
          const tried = await opener();
          const model = new Model();
          try {
            for (const one of operations) assert.deepEqual(await one(tried), await one(model));
            assert.deepEqual(await tried.all(), await model.all());
          } finally {
            await tried.close();
          }
        }),
        {numRuns: 60},
      );
    });
  });
}

function tally(answers: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const answer of answers) counts[answer] = (counts[answer] ?? 0) + 1;
  return counts;
}

function ids(incidents: readonly Incident[]): readonly string[] {
  return incidents.map(one => one.id);
}

const few = fc.integer({min: 0, max: 6});
const statuses = fc
  .constantFrom<State>('detected', 'acting', 'blocked', 'resolved', 'failed')
  .map(inState);

const incident = fc
  .record({
    id: fc.constantFrom('a', 'b', 'c', 'd'),
    key: fc.constantFrom('k1', 'k2'),
    epoch: few,
    version: few,
    status: statuses,
    openedAt: few,
    nextLook: fc.option(few, {nil: undefined}),
    until: fc.option(few, {nil: undefined}),
    text: fc.string({unit: 'binary', maxLength: 8}),
  })
  .map(({status, nextLook, until, text, ...rest}) =>
    sampleIncident({
      ...rest,
      ...status,
      intake: {evidence: [{quote: text}]},
      ...(nextLook === undefined ? {} : {work: {nextLook}}),
      ...(until === undefined ? {} : {lease: {holder: 'h', until}}),
    }),
  );

type Operation = (store: Store) => Promise<unknown>;

const operation: fc.Arbitrary<Operation> = fc.oneof(
  incident.map(
    (one): Operation =>
      store =>
        store.create(one),
  ),
  incident.map(
    (one): Operation =>
      store =>
        store.replace(one),
  ),
  // Replaces whatever version is there, so that sequences get further than chance takes them.
  incident.map((one): Operation => async store => {
    const found = await store.read(one.id);
    return found && (await store.replace({...one, version: found.version + 1}));
  }),
  fc.constantFrom('a', 'd').map(
    (id): Operation =>
      store =>
        store.read(id),
  ),
  fc.constantFrom('k1', 'k2').map(
    (key): Operation =>
      store =>
        store.latest(key),
  ),
  fc.tuple(few, few).map(
    ([now, limit]): Operation =>
      store =>
        store.due(now, limit),
  ),
  fc.constantFrom('i-0', 'i-1').map(
    (cause): Operation =>
      async store =>
        [...(await store.explained(cause))].sort(),
  ),
  fc.constant<Operation>(store => store.open()),
  fc.constant<Operation>(store => store.earliest()),
  fc
    .record({
      filter: fc.record(
        {
          states: fc.subarray<State>(['detected', 'acting', 'blocked', 'resolved'], {minLength: 1}),
          from: few,
          project: fc.constantFrom('shop-prod', 'nowhere'),
        },
        {requiredKeys: []},
      ),
      limit: few,
      after: fc.option(fc.record({openedAt: few, id: fc.constantFrom('a', 'b', 'x')}), {nil: null}),
    })
    .map(({filter, limit, after}): Operation => async store => [
      await store.listed(filter, {limit, ...(after === null ? {} : {after})}),
      await store.total(filter),
    ]),
  fc.tuple(few, fc.string()).map(
    ([at, body]): Operation =>
      store =>
        store.quarantine({at, reason: 'r', body}),
  ),
  // Each store has ids of its own.
  fc.constant<Operation>(async store =>
    (await store.quarantined()).map(({id: _own, ...rest}) => rest),
  ),
  fc.tuple(fc.constantFrom('m', 'n/o'), few, fc.string({unit: 'binary', maxLength: 8})).map(
    ([name, version, text]): Operation =>
      store =>
        store.setMark({name, version: version + 1, value: {text}}),
  ),
  fc.constantFrom('m', 'n/o').map(
    (name): Operation =>
      store =>
        store.mark(name),
  ),
);

async function dueIn(store: Store, now: number, limit: number): Promise<readonly string[]> {
  return (await store.due(now, limit)).map(one => one.id);
}

/** What a store is, without any storage. */
class Model implements Store {
  readonly #incidents = new Map<string, Incident>();
  readonly #quarantine: Kept[] = [];
  readonly #marks = new Map<string, Mark>();
  readonly #looks = new Map<string, LookPage>();

  synced(): Promise<void> {
    return Promise.resolve();
  }

  create(one: Incident): Promise<'created' | 'exists'> {
    if (this.#incidents.has(one.id)) return Promise.resolve('exists');
    this.#incidents.set(one.id, one);
    return Promise.resolve('created');
  }

  read(id: string): Promise<Incident | undefined> {
    return Promise.resolve(this.#incidents.get(id));
  }

  latest(key: string): Promise<Incident | undefined> {
    const found = [...this.#incidents.values()].filter(one => one.key === key);
    found.sort((a, b) => b.epoch - a.epoch || b.openedAt - a.openedAt || (a.id < b.id ? 1 : -1));
    return Promise.resolve(found[0]);
  }

  replace(one: Incident): Promise<'stored' | 'stale'> {
    if (this.#incidents.get(one.id)?.version !== one.version - 1) return Promise.resolve('stale');
    this.#incidents.set(one.id, one);
    return Promise.resolve('stored');
  }

  due(now: number, limit: number): Promise<readonly Due[]> {
    const found = [...this.#incidents.values()]
      .filter(({lease}) => lease === undefined || lease.until < now)
      .flatMap(({id, key, state, work: {nextLook}}) =>
        nextLook === undefined ? [] : [{id, key, state, nextLook}],
      )
      .filter(({nextLook}) => nextLook <= now)
      .sort((a, b) => a.nextLook - b.nextLook || (a.id < b.id ? -1 : 1));
    return Promise.resolve(found.slice(0, limit).map(({id, key, state}) => ({id, key, state})));
  }

  earliest(): Promise<number | undefined> {
    const times = [...this.#incidents.values()].flatMap(({work: {nextLook}, lease}) =>
      nextLook === undefined ? [] : [Math.max(nextLook, lease === undefined ? 0 : lease.until + 1)],
    );
    return Promise.resolve(times.length === 0 ? undefined : Math.min(...times));
  }

  async ahead(limit: number): Promise<readonly string[]> {
    const all = await this.all();
    return all.flatMap(one => {
      const due = dueAt(one);
      const free = one.lease === undefined ? 0 : one.lease.until + 1;
      return due !== undefined && Math.max(due, free) > limit ? [one.id] : [];
    });
  }

  async explained(cause: string): Promise<readonly string[]> {
    const all = await this.all();
    return all.filter(one => explainedBy(one) === cause).map(one => one.id);
  }

  async open(): Promise<readonly Incident[]> {
    return (await this.all()).filter(one => standing(one.state) !== 'closed');
  }

  all(): Promise<readonly Incident[]> {
    const sorted = [...this.#incidents.values()].sort(
      (a, b) => a.openedAt - b.openedAt || (a.id < b.id ? -1 : 1),
    );
    return Promise.resolve(sorted);
  }

  async page(): Promise<IncidentPage> {
    return {incidents: await this.all()};
  }

  listed(filter: IncidentFilter, {limit, after}: ListPart): Promise<readonly Incident[]> {
    const behind = [...this.#incidents.values()]
      .filter(one => isListed(one, filter))
      .filter(one => after === undefined || newestFirst(after, one) < 0)
      .sort(newestFirst);
    return Promise.resolve(behind.slice(0, limit));
  }

  async total(filter: IncidentFilter): Promise<number> {
    return (await this.listed(filter, {limit: Infinity})).length;
  }

  quarantine(item: Quarantined): Promise<void> {
    this.#quarantine.push({...item, id: 'any'});
    return Promise.resolve();
  }

  quarantined(): Promise<readonly Kept[]> {
    return Promise.resolve(this.#quarantine);
  }

  replayed(): Promise<'unknown'> {
    return Promise.resolve('unknown');
  }

  mark(name: string): Promise<Mark | undefined> {
    return Promise.resolve(this.#marks.get(name));
  }

  marks(prefix: string): Promise<readonly Mark[]> {
    const found = [...this.#marks.values()].filter(one => one.name.startsWith(prefix));
    return Promise.resolve(found.sort((a, b) => (a.name < b.name ? -1 : 1)));
  }

  lookPage(incident: string, day: number): Promise<LookPage | undefined> {
    return Promise.resolve(this.#looks.get(`${incident} ${day}`));
  }

  async keepLookPage(page: LookPage): Promise<'stored' | 'stale'> {
    const {incident, day, version} = page;
    const before = await this.lookPage(incident, day);
    if ((before?.version ?? 0) !== version - 1) return 'stale';
    this.#looks.set(`${incident} ${day}`, page);
    return 'stored';
  }

  lookPages(day: number): Promise<readonly LookPage[]> {
    const found = [...this.#looks.values()].filter(one => one.day === day);
    return Promise.resolve(found.sort((a, b) => (a.incident < b.incident ? -1 : 1)));
  }

  setMark(mark: Mark): Promise<'stored' | 'stale'> {
    const before = this.#marks.get(mark.name)?.version ?? 0;
    if (before !== mark.version - 1) return Promise.resolve('stale');
    this.#marks.set(mark.name, mark);
    return Promise.resolve('stored');
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
