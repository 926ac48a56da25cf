import assert from 'node:assert/strict';
import {copyFile, readFile} from 'node:fs/promises';
import {DatabaseSync} from 'node:sqlite';
import {fileURLToPath} from 'node:url';
import {firestoreStore} from '../../../functions/adapters/store/firestore/firestore-store.ts';
import {sqliteStore} from '../../../functions/adapters/store/sqlite/sqlite-store.ts';
import {states} from '../../../functions/core/incident/incident.ts';
import {listAt, textAt} from '../../../functions/core/lib/json.ts';
import type {Store} from '../../../functions/core/ports/ports.ts';
import {googleDeps} from '../../support/google.ts';
import {json, loopback} from '../../support/loopback.ts';
import {scratch} from '../../support/scratch.ts';

/**
 * What the code of 0.1.0 wrote while an incident was still one flat document: 179 incidents in a SQLite
 * file of schema 3, and 113 of them as the REST API of Firestore returns them, with marks and quarantined
 * deliveries. They were taken from every write of the tests of the engine and of the scenarios (some
 * 10,000), one after the other whichever added most of what was not covered yet: each state with each
 * reason, each runbook in each state, each phrase with its parameters, each field there and not there,
 * each action planned and with each result, approvals, leases, references of each channel. What the code
 * wrote is unchanged but for ids, made unique, and the names of hosts. They are never written anew: a
 * later version has to read them.
 */
const written = {
  sqlite: fileURLToPath(new URL('written-by-v1.sqlite', import.meta.url)),
  firestore: new URL('written-by-v1.json', import.meta.url),
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

async function assertRead(store: Store, docs: ReadonlyMap<string, unknown>): Promise<void> {
  const seen = new Set<string>();
  for (const [id, doc] of docs) {
    const found = await store.read(id);
    assert.ok(found !== undefined, id);
    assert.deepEqual(found, doc, id);
    seen.add(found.state);
  }
  assert.deepEqual([...seen].sort(), Object.keys(states).sort());
  for (const name of marks) assert.ok((await store.mark(name)) !== undefined, name);
}

describe('what the first version wrote', () => {
  it('to a SQLite file is read', async () => {
    const files = await scratch();
    const path = files.path('incidents.sqlite');
    await copyFile(written.sqlite, path);
    const database = new DatabaseSync(path);
    const docs = new Map(
      database
        .prepare('SELECT id, doc FROM incidents')
        .all()
        .map(({id, doc}) => [String(id), JSON.parse(String(doc)) as unknown]),
    );
    database.close();
    assert.equal(docs.size, 179);
    const store = await sqliteStore({path});
    try {
      await assertRead(store, docs);
      assert.equal((await store.all()).length, docs.size);
      const kept = await store.quarantined();
      assert.equal(kept.length, 6);
      assert.equal(kept.filter(one => one.replayedAt !== undefined).length, 1);
    } finally {
      await store.close();
      await files.remove();
    }
  });

  it('to Firestore is read', async () => {
    const {documents} = JSON.parse(await readFile(written.firestore, 'utf8')) as {
      readonly documents: readonly unknown[];
    };
    const byName = new Map(documents.map(one => [textAt(one, 'name') ?? '', one]));
    const docs = new Map(
      [...byName].flatMap(([name, one]) => {
        const [, id] = /\/mesh-responder-incidents\/(.*)$/.exec(name) ?? [];
        const doc = textAt(one, 'fields', 'doc', 'stringValue');
        return id === undefined ? [] : [[id, JSON.parse(doc ?? '') as unknown] as const];
      }),
    );
    assert.equal(docs.size, 113);
    const readTime = '2026-11-28T06:00:00.000001Z';
    const server = await loopback((response, {body}) => {
      const names = listAt(JSON.parse(body), 'documents').map(String);
      json(
        response,
        names.map(name => {
          const found = byName.get(name);
          return found === undefined ? {missing: name, readTime} : {found, readTime};
        }),
      );
    });
    try {
      const emulator = server.origin.replace('http://', '');
      const place = {project: 'shop-ops', database: '(default)'};
      await assertRead(firestoreStore({...googleDeps(), emulator}, place), docs);
    } finally {
      server.close();
    }
  });
});
