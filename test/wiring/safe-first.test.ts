import assert from 'node:assert/strict';
import {setImmediate as turn} from 'node:timers/promises';
import {StoreError} from '../../functions/core/lib/error.ts';
import type {Channel} from '../../functions/core/ports/ports.ts';
import {
  answeredSafely,
  guardAnsweredSafely,
  safeFirst,
  safelyTold,
} from '../../functions/wiring/safe-first.ts';
import {sqliteStore} from '../../functions/adapters/store/sqlite/sqlite-store.ts';
import {incident} from '../support/incident.ts';

const full = new StoreError('store: no space left on device');

/** A disk that says when it is ready, and what was done while it was not. */
function slowDisk(): {
  readonly synced: () => Promise<void>;
  readonly done: string[];
  readonly release: () => void;
  readonly refuse: () => void;
} {
  const done: string[] = [];
  let release = (): void => undefined;
  let refuse = (): void => undefined;
  const ready = new Promise<void>((resolve, reject) => {
    release = resolve;
    refuse = () => {
      reject(full);
    };
  });
  ready.catch(() => undefined);
  return {
    synced: () => ready,
    done,
    release: () => {
      release();
    },
    refuse: () => {
      refuse();
    },
  };
}

const message = {} as Parameters<Channel['deliver']>[0];

/** What reaches outside, by how it is reached. */
function outsides({
  synced,
  done,
}: ReturnType<typeof slowDisk>): readonly (() => Promise<unknown>)[] {
  const noted = (what: string) => () => {
    done.push(what);
    return Promise.resolve();
  };
  const writers = safeFirst(synced, {enable: noted('enable'), bind: noted('bind')});
  const deliver = (): Promise<never> => {
    done.push('deliver');
    return Promise.resolve({} as never);
  };
  const channel = safelyTold(synced, {id: 'slack', deliver});
  return [() => writers.enable(), () => writers.bind(), () => channel.deliver(message, {})];
}

describe('what reaches outside', () => {
  it('waits until what was written before it is safe', async () => {
    const disk = slowDisk();
    const all = outsides(disk).map(one => one());
    await turn();
    assert.deepEqual(disk.done, []);
    disk.release();
    await Promise.all(all);
    assert.deepEqual(disk.done, ['enable', 'bind', 'deliver']);
  });

  it('is not reached where the disk refuses', async () => {
    const disk = slowDisk();
    const all = outsides(disk).map(one => one());
    disk.refuse();
    for (const one of all) await assert.rejects(one, full);
    assert.deepEqual(disk.done, []);
  });
});

describe('a write that is itself the answer to somebody', () => {
  it('is answered when it is safe, and written at once', async () => {
    const store = await sqliteStore();
    const disk = slowDisk();
    const slow = answeredSafely({...store, synced: disk.synced});
    const guard = guardAnsweredSafely({...store, synced: disk.synced});
    const one = incident();
    const answers: string[] = [];
    const all = [
      slow.create(one).then(said => answers.push(said)),
      slow.replace({...one, version: 2}).then(said => answers.push(said)),
      slow.quarantine({at: 1, reason: 'junk', body: '{'}).then(() => answers.push('kept')),
      slow.replayed('1', 2).then(said => answers.push(said)),
      slow.setMark({name: 'a', version: 1, value: {}}).then(said => answers.push(said)),
      guard.setMark({name: 'b', version: 1, value: {}}).then(said => answers.push(said)),
    ];
    await turn();
    assert.deepEqual(answers, []);
    assert.equal((await store.read(one.id))?.version, 2);
    disk.release();
    await Promise.all(all);
    assert.deepEqual(answers.sort(), ['created', 'kept', 'marked', 'stored', 'stored', 'stored']);
    await store.close();
  });

  it('is an error where the disk refuses', async () => {
    const store = await sqliteStore();
    const disk = slowDisk();
    disk.refuse();
    const refusing = answeredSafely({...store, synced: disk.synced});
    await assert.rejects(refusing.create(incident()), full);
    await assert.rejects(refusing.setMark({name: 'a', version: 1, value: {}}), full);
    await store.close();
  });
});
