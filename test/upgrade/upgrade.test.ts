import assert from 'node:assert/strict';
import {copyFile, readFile} from 'node:fs/promises';
import {join, resolve} from 'node:path';
import {firestoreStore} from '../../functions/adapters/store/firestore/firestore-store.ts';
import {sqliteStore} from '../../functions/adapters/store/sqlite/sqlite-store.ts';
import {at, isObject, listAt, textAt} from '../../functions/core/lib/json.ts';
import type {Store} from '../../functions/core/ports/ports.ts';
import {runUntilSettled} from '../../functions/engine/operate/sweep.ts';
import {loadConfig} from '../../functions/wiring/load-config.ts';
import {speakAll} from '../../functions/wiring/translations.ts';
import {answered, stored} from '../support/drive.ts';
import {assertSpoken, fleet, type Rig, rig, shop} from '../support/fakes.ts';
import {googleDeps} from '../support/google.ts';
import {json, loopback} from '../support/loopback.ts';
import {type Scratch, scratch} from '../support/scratch.ts';

/**
 * What the code of 0b69dbe wrote, the last version before approvals noted the run that they are for: three
 * incidents 42 s after they began, in a world whose gateway API is off, whose service agent lost its role and
 * whose mesh API had been turned on. One is being verified, one waits for a yes, and one has a yes, by kim,
 * that nobody had taken up. The JSON has the same as documents of Firestore. `settings.json` is what that code
 * read of configuration.yaml. None of them is ever written anew: this version has to read them.
 */
const here = import.meta.dirname;
const ids = {
  verified: '5e1bedca02-1',
  waiting: 'c3d34cd14e-1',
  approved: 'fee535bfb7-1',
};
const writtenAfterMs = 42_000;

describe('what the version before wrote', () => {
  let files: Scratch;

  beforeEach(async () => {
    files = await scratch();
  });

  afterEach(() => files.remove());

  /**
   * What is told now is told in full. In the history stands what was told before: a sentence that asks for more
   * by now shows the place of what it lacks.
   */
  function assertSpokenSince({chat}: Rig): void {
    assert.throws(assertSpoken, /cause\.apis-off: \{count:number\} required APIs are off/);
    for (const locale of ['en', 'ko'] as const) {
      const speak = speakAll(locale);
      for (const {headline, sentences, done, footer} of chat.messages) {
        const {what, cause} = headline;
        const all = [what, cause, ...sentences, ...done.map(one => one.text), ...footer];
        for (const one of all) if (one !== undefined) assert.doesNotMatch(speak(one), /\{\w/);
      }
    }
  }

  /** A copy of the file, opened by this version in the world that it was written in. */
  async function open(): Promise<Rig> {
    const path = files.path('incidents.sqlite');
    await copyFile(join(here, 'written-by-0b69dbe.sqlite'), path);
    const store = await sqliteStore({path});
    const opened = await rig('approve', {store, guardStore: store});
    opened.clock.advance(writtenAfterMs);
    opened.world.disable(fleet.id);
    opened.world.unbind(shop.id);
    return opened;
  }

  it('is carried on: what was being verified is verified, and nothing is changed without a yes', async () => {
    const opened = await open();
    const {deps, world, store} = opened;
    assert.equal((await stored(deps, ids.verified)).state, 'verifying');

    await runUntilSettled(deps);

    assert.equal((await stored(deps, ids.verified)).state, 'resolved');
    assert.deepEqual(world.writes, []);
    assertSpokenSince(opened);
    await store.close();
  });

  it('waits for a yes as before, which leads to the end of the incident', async () => {
    const opened = await open();
    const {deps, world, chat, store} = opened;
    const before = await stored(deps, ids.waiting);
    assert.equal(before.state, 'awaiting-approval');

    assert.equal(await answered(deps, ids.waiting, 'approved', before.work.plan?.hash), 'taken');
    await runUntilSettled(deps);

    assert.equal((await stored(deps, ids.waiting)).state, 'resolved');
    assert.deepEqual(world.writes, [`setPolicy ${shop.id}`]);
    assert.ok(chat.messages.some(one => one.incident === ids.waiting));
    assertSpokenSince(opened);
    await store.close();
  });

  it('has a yes that does not say for which run: it counts for nothing, and is asked for again', async () => {
    const opened = await open();
    const {deps, world, store} = opened;
    await runUntilSettled(deps);
    const held = await stored(deps, ids.approved);
    assert.equal(held.state, 'awaiting-approval');
    assert.equal(held.reason.kind, 'approval-unproven');
    assert.deepEqual(world.writes, []);

    assert.equal(await answered(deps, ids.approved, 'approved'), 'taken');
    await runUntilSettled(deps);

    assert.equal((await stored(deps, ids.approved)).state, 'resolved');
    assert.deepEqual(world.writes, [`enableService ${fleet.id}`]);
    assertSpokenSince(opened);
    await store.close();
  });

  it('is the same as documents of Firestore', async () => {
    const {store} = await open();
    const text = await readFile(join(here, 'written-by-0b69dbe.json'), 'utf8');
    const documents = listAt(JSON.parse(text), 'documents');
    const readTime = '2026-11-29T12:00:00.000001Z';
    const server = await loopback((response, {body}) => {
      json(
        response,
        listAt(JSON.parse(body), 'documents').map(name => {
          const found = documents.find(one => textAt(one, 'name') === name);
          return isObject(found)
            ? {found: {...found, createTime: readTime, updateTime: readTime}, readTime}
            : {missing: name, readTime};
        }),
      );
    });
    try {
      const emulator = server.origin.replace('http://', '');
      const place = {project: 'shop-ops', database: '(default)'};
      const firestore: Store = firestoreStore({...googleDeps(), emulator}, place);
      for (const id of Object.values(ids)) {
        const read = await firestore.read(id);
        assert.ok(read !== undefined, id);
        assert.deepEqual(read, await store.read(id));
      }
      for (const name of [`approval/${ids.approved}`, `repairs/${fleet.id}`, `turns/${shop.id}`]) {
        const mark = await firestore.mark(name);
        assert.ok(mark !== undefined, name);
        assert.deepEqual(mark, await store.mark(name));
      }
      assert.equal(at((await firestore.mark(`approval/${ids.approved}`))?.value, 'by'), 'kim');
    } finally {
      server.close();
      await store.close();
    }
  });

  it('was configured by a file that means the same', async () => {
    const all = {
      SLACK_TOKEN: 'xoxb-1',
      CHAT_WEBHOOK: 'https://chat.googleapis.com/v1/spaces/A/messages?key=k&token=t',
    };
    const settings = await loadConfig(join(here, 'configuration.yaml'), {all});
    const before = JSON.parse(await readFile(join(here, 'settings.json'), 'utf8')) as object;
    assert.deepEqual(settings, {...before, store: {sqlite: resolve(here, 'incidents.sqlite')}});
  });
});
