import assert from 'node:assert/strict';
import {copyFile, readFile} from 'node:fs/promises';
import {DatabaseSync} from 'node:sqlite';
import {fileURLToPath} from 'node:url';
import {firestoreStore} from '../../../functions/adapters/store/firestore/firestore-store.ts';
import {sqliteStore} from '../../../functions/adapters/store/sqlite/sqlite-store.ts';
import {skipSentence} from '../../../functions/core/announcement/sentences.ts';
import {states} from '../../../functions/core/incident/incident.ts';
import {at, type JsonObject, listAt, textAt} from '../../../functions/core/lib/json.ts';
import {skipsOf} from '../../../functions/core/intake/skip-counters.ts';
import type {Store} from '../../../functions/core/ports/ports.ts';
import {googleDeps} from '../../support/google.ts';
import {json, loopback} from '../../support/loopback.ts';
import {type Scratch, scratch} from '../../support/scratch.ts';
import {assertAsWritten, type Told} from './as-written.ts';

/**
 * What the code of 0.1.0 wrote while an incident was still one flat document: 179 incidents in a SQLite
 * file of schema 3, and 113 of them as the REST API of Firestore returns them, with marks and quarantined
 * deliveries. They were taken from every write of the tests of the engine and of the scenarios (some
 * 10,000), one after the other whichever added most of what was not covered yet: each state with each
 * reason, each runbook in each state, each phrase with its parameters, each field there and not there,
 * each action planned and with each result, approvals, leases, references of each channel. What the code
 * wrote is unchanged but for ids, made unique, and the names of hosts. They are never written anew: a
 * later version has to read them.
 *
 * `told` has the message of each, a line an incident: what `tellable(incident)` and `tell(incident, page)`
 * of functions/core/tell.ts of the same commit (cbf2f03) answered, `page` being the one below.
 */
const written = {
  sqlite: fileURLToPath(new URL('written-by-v1.sqlite', import.meta.url)),
  firestore: new URL('written-by-v1.json', import.meta.url),
  told: new URL('told-by-v1.ndjson', import.meta.url),
};

/** Every mark that the code makes, one of each kind. */
const marks = [
  'beat/shop-prod',
  'breaker/harbor-fleet/enable-service',
  'breaker/harbor-stage/bind-service-agent',
  'pause',
  'poll/shop-prod',
  'pulse/shop-prod',
  'repairs/shop-prod',
  'skips/19',
  'turns/shop-prod',
];

/**
 * Two tests of that time gave an incident a state by hand and left the reason of the one before: closed
 * in the place of blocked, suppressed in the place of detected. No code ever wrote such a document.
 */
const madeUp = ['cf7cd66a60-2', 'fee535bfb7-16'];

type Docs = ReadonlyMap<string, JsonObject>;

async function assertRead(store: Store, docs: Docs, told: ReadonlyMap<string, Told>) {
  const seen = new Set<string>();
  for (const [id, doc] of docs) {
    if (madeUp.includes(id)) {
      const message = new RegExp(`incident ${id} cannot be read: its state cannot have its reason`);
      await assert.rejects(store.read(id), message);
      continue;
    }
    const found = await store.read(id);
    const message = told.get(id);
    assert.ok(found !== undefined && message !== undefined, id);
    assertAsWritten(found, doc, message);
    seen.add(found.state);
  }
  assert.deepEqual([...seen].sort(), Object.keys(states).sort());
  for (const name of marks) assert.ok((await store.mark(name)) !== undefined, name);
  await assertSkipsRead(store);
}

/** What was skipped on a day is read from its mark, each for the reason that it was skipped for. */
async function assertSkipsRead(store: Store): Promise<void> {
  const mark = await store.mark('skips/19');
  const [day, skips] = [Number(mark?.value['day']), listAt(mark?.value, 'skips')];
  assert.ok(skips.length > 5);
  assert.deepEqual(
    skipsOf(mark?.value, day).map(one => ({...one, reason: skipSentence(one.reason)})),
    skips,
  );
}

describe('what the first version wrote', () => {
  let files: Scratch;
  let path: string;
  let docs: Docs;
  let told: ReadonlyMap<string, Told>;

  before(async () => {
    const lines = (await readFile(written.told, 'utf8')).trim().split('\n');
    const all = lines.map(line => JSON.parse(line) as Told);
    told = new Map(all.map(one => [one.id, one]));
    assert.equal(told.size, 179);
  });

  beforeEach(async () => {
    files = await scratch();
    path = files.path('incidents.sqlite');
    await copyFile(written.sqlite, path);
    docs = rows();
  });

  afterEach(() => files.remove());

  /** The documents in the file, as they are stored. */
  function rows(): Docs {
    const database = new DatabaseSync(path);
    const all = database.prepare('SELECT id, doc FROM incidents').all();
    database.close();
    return new Map(
      all.map(one => [String(one['id']), JSON.parse(String(one['doc'])) as JsonObject]),
    );
  }

  function edit(sql: string): void {
    const database = new DatabaseSync(path);
    database.exec(sql);
    database.close();
  }

  it('to a SQLite file is read', async () => {
    assert.equal(docs.size, 179);
    const store = await sqliteStore({path});
    try {
      await assertRead(store, docs, told);
      const kept = await store.quarantined();
      assert.equal(kept.length, 6);
      assert.equal(kept.filter(one => one.replayedAt !== undefined).length, 1);
    } finally {
      await store.close();
    }
  });

  it('is written in the form of today with the next change, and is the same then', async () => {
    edit(`DELETE FROM incidents WHERE id IN (${madeUp.map(id => `'${id}'`).join()})`);
    const store = await sqliteStore({path});
    try {
      const before = await store.all();
      assert.equal(before.length, docs.size - madeUp.length);
      for (const one of before) {
        const next = {...one, version: one.version + 1};
        assert.equal(await store.replace(next), 'stored', one.id);
        assert.deepEqual(await store.read(one.id), next, one.id);
      }
    } finally {
      await store.close();
    }
    const schemas = [...rows().values()].map(doc => doc['schema']);
    assert.deepEqual(new Set(schemas), new Set([2]));
  });

  it('is refused where it was edited by hand, and the field is named', async () => {
    const id = 'f4cab34c95-2';
    const edits = [
      [`json_remove(doc, '$.entries')`, /cannot be read: its field intake.entries is missing/],
      [
        `json_set(doc, '$.attempts', 'x', '$.confirmed', 1)`,
        /: its field work.confirmed is missing/,
      ],
      [`json_set(doc, '$.told', 3)`, /cannot be read: its field outbox.channels is missing/],
      [`json_set(doc, '$.approval.usedBy', 'x')`, /its field work.approval is missing/],
      [`json_set(doc, '$.actions[0].attempt', 'x')`, /its field work.actions is missing/],
      [`json_set(doc, '$.timeline[0].state', 'x')`, /its field timeline is missing|up to date/],
      [`json_remove(doc, '$.reason')`, /cannot be read: it cannot be brought up to date/],
      [`json_set(doc, '$.reason.code', 'reason.x')`, /: its state cannot have its reason/],
    ] as const;
    const original = JSON.stringify(docs.get(id)).replaceAll("'", "''");
    const store = await sqliteStore({path});
    for (const [change, message] of edits) {
      const doc = change.replace('doc', `'${original}'`);
      edit(`UPDATE incidents SET doc = ${doc} WHERE id = '${id}'`);
      await assert.rejects(store.read(id), error => {
        assert.match(String(error), message);
        assert.match(
          String(error),
          /incident f4cab34c95-2 .*edited by hand\? Restore it from a copy/,
        );
        return true;
      });
    }
    await store.close();
  });

  it('what a newer version writes is left to that version', async () => {
    const id = 'f4cab34c95-2';
    edit(`UPDATE incidents SET doc = json_set(doc, '$.schema', 3) WHERE id = '${id}'`);
    edit(`DELETE FROM incidents WHERE id <> '${id}'`);
    const store = await sqliteStore({path});
    const message =
      /incident f4cab34c95-2 is written in schema 3, .* reads up to 2: run .* newer one/;
    await assert.rejects(store.read(id), message);
    await assert.rejects(store.all(), message);
    await store.close();
  });

  it('to Firestore is read', async () => {
    const documents = listAt(JSON.parse(await readFile(written.firestore, 'utf8')), 'documents');
    const byName = new Map(documents.map(one => [textAt(one, 'name') ?? '', one]));
    const kept = new Map(
      [...byName].flatMap(([name, one]) => {
        const [, id] = /\/mesh-responder-incidents\/(.*)$/.exec(name) ?? [];
        const doc = textAt(one, 'fields', 'doc', 'stringValue');
        return id === undefined ? [] : [[id, JSON.parse(doc ?? '') as JsonObject] as const];
      }),
    );
    assert.equal(kept.size, 113);
    const readTime = '2026-11-28T06:00:00.000001Z';
    let sent: unknown;
    const server = await loopback((response, {url, body}) => {
      const asked: unknown = JSON.parse(body);
      if (url.endsWith(':commit')) {
        sent = asked;
        json(response, {writeResults: [{updateTime: readTime}], commitTime: readTime});
        return;
      }
      json(
        response,
        listAt(asked, 'documents').map(one => {
          const found = byName.get(String(one));
          return found === undefined ? {missing: one, readTime} : {found, readTime};
        }),
      );
    });
    try {
      const emulator = server.origin.replace('http://', '');
      const place = {project: 'shop-ops', database: '(default)'};
      const store = firestoreStore({...googleDeps(), emulator}, place);
      await assertRead(store, kept, told);
      const one = await store.read('f4cab34c95-2');
      assert.ok(one !== undefined);
      const next = {...one, version: one.version + 1};
      assert.equal(await store.replace(next), 'stored');
      const doc = textAt(listAt(sent, 'writes')[0], 'update', 'fields', 'doc', 'stringValue');
      assert.deepEqual(JSON.parse(doc ?? ''), {schema: 2, ...next});
      assert.equal(at(one, 'schema'), undefined);
    } finally {
      server.close();
    }
  });
});
