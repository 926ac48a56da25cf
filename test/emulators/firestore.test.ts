import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {promisify} from 'node:util';
import {describe, it} from 'mocha';
import {docLimit} from '../../functions/adapters/store/firestore/documents.ts';
import {snapshotOf} from '../../functions/adapters/store/firestore/snapshot.ts';
import {StoreError} from '../../functions/core/lib/error.ts';
import type {Incident} from '../../functions/core/incident/incident.ts';
import {listAt, textAt} from '../../functions/core/lib/json.ts';
import type {Store} from '../../functions/core/ports/ports.ts';
import {storeContract} from '../adapters/store/contract.ts';
import {documentOf, inState, sampleIncident} from '../adapters/store/incident.ts';
import {lossy} from '../support/lossy.ts';
import {firestoreEmulator, orSkip} from '../support/emulator.ts';
import {emulated} from '../support/firestore.ts';

const run = promisify(execFile);
const writer = new URL('../adapters/store/sqlite/writer.ts', import.meta.url).pathname;
let projects = 0;

/** A project of the emulator that nobody has used. */
function fresh(): string {
  projects += 1;
  return `shop-test-${projects}`;
}

describe('on the Firestore emulator', () => {
  let host = '';

  before(async function () {
    host = await orSkip(this, firestoreEmulator());
  });

  storeContract('the Firestore store', () => {
    const project = fresh();
    return Promise.resolve(() => Promise.resolve(emulated(host, project)));
  });

  storeContract("the dry run's copy of a Firestore store", async () => {
    const store = await snapshotOf(emulated(host, fresh()));
    return () => Promise.resolve(store);
  });

  describe('the Firestore store', () => {
    it('loses no update of two processes', async () => {
      const project = fresh();
      const place = `firestore:${host}/${project}`;

      const both = [1, 2].map(() => run(process.execPath, [writer, 'count', place, '60']));
      await Promise.all(both);

      const found = await emulated(host, project).read('shared');
      assert.deepEqual([found?.version, found?.work.rechecks], [120, 120]);
    });

    it('makes each write once where answers get lost, and knows of every one', async () => {
      const project = fresh();
      const way = await lossy(host);
      try {
        const quiet = emulated(host, project);
        const racers = [1, 2, 3].map(() => emulated(way.host, project));
        const told = await Promise.all(
          racers.map((racer, index) => additions(racer, quiet, `${index}`)),
        );

        const found = await quiet.read('shared');
        const made = found?.intake.evidence.map(one => one.quote) ?? [];
        assert.deepEqual(made, [...new Set(made)], 'nothing was written twice');
        assert.deepEqual([...made].sort(), told.flat().sort());
        assert.equal(found?.version, made.length);
        assert.ok(way.lost() > 20, `${way.lost()} answers were lost`);
      } finally {
        way.close();
      }
    });

    it('reads more incidents than one page holds, oldest first', async () => {
      const store = emulated(host, fresh());
      const count = 120;
      await Promise.all(
        Array.from({length: count}, (_, index) =>
          store.create(
            sampleIncident({
              id: `i-${index}`,
              openedAt: index % 7,
              work: {nextLook: index % 5},
              ...(index % 2 === 0 ? {lease: {holder: 'a', until: 1000}} : {}),
            }),
          ),
        ),
      );

      const all = (await store.all()).map(one => one.id);
      const open = (await store.open()).map(one => one.id);
      const due = (await store.due(10, count)).map(one => one.id);

      const wanted = Array.from({length: count}, (_, index) => index).sort(
        (a, b) => (a % 7) - (b % 7) || (`i-${a}` < `i-${b}` ? -1 : 1),
      );
      assert.deepEqual(
        all,
        wanted.map(index => `i-${index}`),
      );
      assert.deepEqual(open, all);
      const free = Array.from({length: count / 2}, (_, index) => 2 * index + 1).sort(
        (a, b) => (a % 5) - (b % 5) || (`i-${a}` < `i-${b}` ? -1 : 1),
      );
      assert.deepEqual(
        due,
        free.map(index => `i-${index}`),
      );
      const page = await store.due(10, 20);
      assert.deepEqual(
        page.map(one => one.id),
        due.slice(0, 20),
      );
    });

    it('takes an incident as large as it says that one may be', async () => {
      const store = emulated(host, fresh());
      const room =
        docLimit - Buffer.byteLength(documentOf(sampleIncident({intake: {evidence: []}})));
      const large = (bytes: number): Incident =>
        sampleIncident({intake: {evidence: [{quote: 'x'.repeat(bytes)}]}});
      const around = Buffer.byteLength('{"quote":""}');

      assert.equal(await store.create(large(room - around)), 'created');
      assert.deepEqual(await store.read('i-1'), large(room - around));
      await assert.rejects(store.replace({...large(room - around + 1), version: 2}), StoreError);
      assert.equal((await store.read('i-1'))?.version, 1);
    });

    it('keeps names of marks apart, whatever they hold', async () => {
      const store = emulated(host, fresh());
      const names = ['a/b', 'a=2fb', 'a', '.', '..', '__x__', 'ä/메시', 'a b?c#d%2F', 'A/B'];
      for (const [index, name] of names.entries()) {
        assert.equal(await store.setMark({name, version: 1, value: {index}}), 'stored', name);
      }
      for (const [index, name] of names.entries()) {
        assert.deepEqual(await store.mark(name), {name, version: 1, value: {index}});
      }
    });

    it('lets what is closed expire, 90 days later, and what was opened again not', async () => {
      const project = fresh();
      const store = emulated(host, project);
      const closedAt = Date.UTC(2026, 10, 22);
      await store.create(sampleIncident({...inState('resolved'), work: {changedAt: closedAt}}));
      assert.equal(await expiry(host, project), '2027-02-20T00:00:00Z');

      await store.replace(sampleIncident({...inState('detected'), version: 2}));

      assert.equal(await expiry(host, project), undefined);
    });
  });

  describe("the dry run's copy of a Firestore store", () => {
    it('holds what is there, and writes nothing back', async () => {
      const project = fresh();
      const live = emulated(host, project);
      const mark = {name: 'poll/harbor', version: 1, value: {since: 5}};
      await live.create(sampleIncident());
      await live.setMark(mark);
      await live.setMark({...mark, version: 2});

      const copy = await snapshotOf(emulated(host, project));
      assert.deepEqual(await copy.all(), [sampleIncident()]);
      assert.deepEqual(await copy.mark(mark.name), {...mark, version: 2});
      assert.equal(await copy.replace(sampleIncident({version: 2, work: {rechecks: 1}})), 'stored');
      assert.equal(await copy.setMark({...mark, version: 2}), 'stale');
      assert.equal(await copy.setMark({...mark, version: 3, value: {since: 9}}), 'stored');
      await copy.quarantine({at: 1, reason: 'r', body: 'b'});
      assert.deepEqual((await copy.mark(mark.name))?.value, {since: 9});
      await copy.close();

      assert.deepEqual(await live.all(), [sampleIncident()]);
      assert.deepEqual(await live.mark(mark.name), {...mark, version: 2});
      assert.deepEqual(await live.quarantined(), []);
    });
  });
});

/** Adds words of its own to the shared incident, each exactly once as far as it is told. */
async function additions(racer: Store, quiet: Store, name: string): Promise<readonly string[]> {
  const words = Array.from({length: 25}, (_, index) => `${name}/${index}`);
  for (const word of words) while (!(await added(racer, quiet, word)));
  return words;
}

/** One try; true when the word is there. After an error, and after a defeat, the next try looks. */
async function added(racer: Store, quiet: Store, quote: string): Promise<boolean> {
  const found = await racer.read('shared');
  if (found?.intake.evidence.some(one => one.quote === quote) === true) return true;
  const {version, intake} = found ?? sampleIncident({version: 0, intake: {evidence: []}});
  const all = [...intake.evidence, {quote}];
  const next = sampleIncident({id: 'shared', version: version + 1, intake: {evidence: all}});
  try {
    const answer = await (found === undefined ? racer.create(next) : racer.replace(next));
    if (answer === 'created' || answer === 'stored') return true;
    assert.notDeepEqual(await quiet.read('shared'), next, `${answer}, and what stands is its own`);
  } catch (error) {
    assert(error instanceof StoreError, String(error));
  }
  return false;
}

/** The field that a TTL policy reads, of a project's only incident. */
async function expiry(host: string, project: string): Promise<string | undefined> {
  const url = `http://${host}/v1/projects/${project}/databases/(default)/documents/mesh-responder-incidents`;
  const answer = await fetch(url, {headers: {authorization: 'Bearer owner'}});
  const [only] = listAt(await answer.json(), 'documents');
  return textAt(only, 'fields', 'expiresAt', 'timestampValue');
}
