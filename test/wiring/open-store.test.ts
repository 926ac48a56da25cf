import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {promisify} from 'node:util';
import {describe, it} from 'mocha';
import {readEnv} from '../../functions/adapters/env.ts';
import type {StoreSettings} from '../../functions/core/config/settings.ts';
import {
  type Opening,
  openSnapshots,
  openStores,
  openStoresToRead,
} from '../../functions/wiring/open-store.ts';
import {inState, sampleIncident} from '../adapters/store/incident.ts';
import {googleDeps} from '../support/google.ts';
import {json, loopback} from '../support/loopback.ts';
import {scratch} from '../support/scratch.ts';

const run = promisify(execFile);
const firestore = {project: 'shop-ops', database: '(default)', guardDatabase: 'shop-guard'};
const day = 24 * 60 * 60 * 1000;

function opening(store: StoreSettings, env: Readonly<Record<string, string>> = {}): Opening {
  return {settings: {store}, env: readEnv(env), google: googleDeps()};
}

describe('opening the store that the configuration names', () => {
  it('keeps incidents in memory when none is named', async () => {
    const [one, other] = [await openStores(opening({})), await openStores(opening({}))];
    await one.store.create(sampleIncident());
    assert.deepEqual(await other.store.all(), []);
  });

  it('takes Firestore at the address of the emulator, for a dry run too', async () => {
    const server = await loopback((response, {url}) => {
      json(response, url.endsWith(':runQuery') ? [{done: true}] : {});
    });
    try {
      const env = {FIRESTORE_EMULATOR_HOST: server.origin.replace('http://', '')};
      const live = await openStores(opening({firestore}, env));
      assert.deepEqual(await live.store.all(), []);
      const copy = await openSnapshots(opening({firestore}, env));
      assert.equal(await copy.store.create(sampleIncident()), 'created');
      assert.equal(server.received.length, 2);
    } finally {
      server.close();
    }
  });

  it('keeps what the guard goes by in a database of its own, and in the one file where all is one', async () => {
    const server = await loopback((response, {url, body}) => {
      const {documents = []} = JSON.parse(body) as {documents?: string[]};
      json(response, url.endsWith(':runQuery') ? [{done: true}] : [{missing: documents[0]}]);
    });
    try {
      const env = {FIRESTORE_EMULATOR_HOST: server.origin.replace('http://', '')};
      for (const open of [openStores, openSnapshots, openStoresToRead]) {
        const {guardStore} = await open(opening({firestore}, env));
        assert.equal(await guardStore.mark('pause'), undefined);
        const asked = server.received.map(one => one.url);
        assert.ok(asked.at(-1)?.startsWith('/v1/projects/shop-ops/databases/shop-guard/'));
      }
      const dry = await openSnapshots(opening({firestore}, env));
      const mark = {name: 'pause', version: 1, value: {paused: true}};
      assert.equal(await dry.guardStore.setMark(mark), 'stored');
      assert.deepEqual(await dry.guardStore.mark('pause'), mark);
      assert.ok(server.received.every(one => !one.url.endsWith(':commit')));
    } finally {
      server.close();
    }
    const {store, guardStore} = await openStores(opening({}));
    assert.equal(guardStore, store);
  });

  it('says that no Firestore is played behind the proxy', async () => {
    const env = {MESH_RESPONDER_API_PROXY: 'http://127.0.0.1:1'};
    const message = /^store\.firestore: no Firestore is played .* FIRESTORE_EMULATOR_HOST/;
    for (const open of [openStores, openSnapshots]) {
      await assert.rejects(open(opening({firestore}, env)), {name: 'EnvError', message});
    }
  });

  it('refuses an emulator of another form', () => {
    for (const host of ['localhost', 'http://localhost:8080', 'a@b:1', 'localhost:8080/x']) {
      const message = /^FIRESTORE_EMULATOR_HOST: ".*" is not of the form HOST:PORT/;
      assert.throws(() => readEnv({FIRESTORE_EMULATOR_HOST: host}), {name: 'EnvError', message});
    }
    assert.equal(readEnv({FIRESTORE_EMULATOR_HOST: '[::1]:8080'}).firestoreEmulator, '[::1]:8080');
  });

  it('deletes from a file what is past its time, when it is opened for work', async () => {
    const files = await scratch();
    const store = {sqlite: files.path('incidents.db')};
    const now = Date.now();
    const {store: filled} = await openStores(opening(store));
    const closed = (changedAt: number) => ({...inState('resolved'), key: 'k', work: {changedAt}});
    await filled.create(sampleIncident({id: 'old', ...closed(now - 91 * day)}));
    await filled.create(sampleIncident({id: 'recent', ...closed(now - 89 * day)}));
    await filled.create(sampleIncident({id: 'open'}));
    await filled.quarantine({at: now - 31 * day, reason: 'r', body: 'old'});
    await filled.quarantine({at: now - 29 * day, reason: 'r', body: 'recent'});
    await filled.close();

    const {store: copy} = await openSnapshots(opening(store));
    assert.equal((await copy.all()).length, 3, 'a dry run deletes nothing');
    await copy.close();
    const {store: opened} = await openStores(opening(store));

    const left = (await opened.all()).map(one => one.id).sort();
    assert.deepEqual(left, ['open', 'recent']);
    assert.deepEqual(
      (await opened.quarantined()).map(one => one.body),
      ['recent'],
    );
    await opened.close();
    await files.remove();
  });

  it('loads nothing of Firestore where it is not named, and no gRPC where it is', async () => {
    const without = await loaded({});
    assert.deepEqual(
      without.filter(one => /store\/firestore|googleapis/.test(one)),
      [],
    );
    const named = await loaded({firestore});
    assert.ok(named.some(one => one.endsWith('apis/firestore/v1.js')));
    assert.deepEqual(
      named.filter(one => /grpc|google-gax|@google-cloud|googleapis\/build\/src\/index/.test(one)),
      [],
    );
  });
});

/** What a process loads that opens a store and asks it for one incident. */
async function loaded(store: StoreSettings): Promise<readonly string[]> {
  const at = (path: string) => new URL(`../../functions/${path}`, import.meta.url).href;
  const script = `
    import {createRequire, registerHooks} from 'node:module';
    const seen = [];
    registerHooks({load(url, context, next) { seen.push(url); return next(url, context); }});
    const {googleDeps} = await import('${at('wiring/compose.ts')}');
    const {openStores} = await import('${at('wiring/open-store.ts')}');
    const env = {timeScale: 1, local: false, all: {}, firestoreEmulator: '127.0.0.1:1'};
    const google = {...googleDeps({env}), attempts: 1};
    const {store} = await openStores({settings: {store: ${JSON.stringify(store)}}, env, google});
    await store.read('i-1').catch(() => undefined);
    seen.push(...Object.keys(createRequire(import.meta.url).cache));
    console.log(JSON.stringify(seen));`;
  const {stdout} = await run(process.execPath, ['--input-type=module', '--eval', script]);
  return JSON.parse(stdout) as string[];
}
