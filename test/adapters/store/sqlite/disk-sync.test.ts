import assert from 'node:assert/strict';
import fc from 'fast-check';
import {diskSync} from '../../../../functions/adapters/store/sqlite/disk-sync.ts';
import {StoreError} from '../../../../functions/core/lib/error.ts';

/** A disk whose flushes end when they are told to; each takes the commits that were there when it began. */
class Disk {
  written = 0;
  safe = 0;
  flushes = 0;
  readonly #waiting: {readonly upTo: number; readonly end: (error?: Error) => void}[] = [];

  readonly flush = (): Promise<void> => {
    this.flushes += 1;
    const upTo = this.written;
    return new Promise((resolve, reject) => {
      const end = (error?: Error): void => {
        if (error !== undefined) {
          reject(error);
          return;
        }
        this.safe = Math.max(this.safe, upTo);
        resolve();
      };
      this.#waiting.push({upTo, end});
    });
  };

  get busy(): boolean {
    return this.#waiting.length > 0;
  }

  end(error?: Error): void {
    this.#waiting.shift()?.end(error);
  }
}

/** The turns that a flush is put off by, and those of promises. */
async function turn(): Promise<void> {
  await new Promise(resolve => setImmediate(resolve));
  await new Promise(resolve => setImmediate(resolve));
}

describe('what was committed', () => {
  it('is on the disk before whoever waits for it goes on, in whatever order', async () => {
    const step = fc.constantFrom('commit', 'wait', 'turn', 'end');
    await fc.assert(
      fc.asyncProperty(fc.array(step, {maxLength: 60}), async steps => {
        const disk = new Disk();
        const sync = diskSync(disk.flush, 'of a test');
        const waits: Promise<void>[] = [];
        for (const one of steps) {
          if (one === 'commit') {
            disk.written += 1;
            sync.committed();
          } else if (one === 'wait') {
            const wanted = disk.written;
            waits.push(
              sync.synced().then(() => {
                assert.ok(disk.safe >= wanted, `${disk.safe} of ${wanted} are on the disk`);
              }),
            );
          } else if (one === 'turn') await turn();
          else disk.end();
        }
        for (let turns = 0; turns < 10; turns += 1) {
          await turn();
          disk.end();
        }
        await Promise.all(waits);
        assert.ok(!disk.busy, 'nobody is left to wait');
      }),
      {numRuns: 300},
    );
  });

  it('shares flushes: however many commit and wait, they are two', async () => {
    const disk = new Disk();
    const sync = diskSync(disk.flush, 'of a test');
    const wait = (): Promise<void> => {
      disk.written += 1;
      sync.committed();
      return sync.synced();
    };
    const first = Array.from({length: 50}, wait);
    await turn();
    const second = Array.from({length: 50}, wait);
    for (let turns = 0; turns < 4; turns += 1) {
      disk.end();
      await turn();
    }
    await Promise.all([...first, ...second]);
    assert.equal(disk.flushes, 2);
    await sync.synced();
    assert.equal(disk.flushes, 2, 'nothing was committed since');
  });

  it('is never said to be safe again once the disk has refused anything', async () => {
    const disk = new Disk();
    const sync = diskSync(disk.flush, 'of a test');
    sync.committed();
    const first = sync.synced();
    await turn();
    sync.committed();
    const second = sync.synced();
    disk.end(Object.assign(new Error('EIO: i/o error, fdatasync'), {code: 'EIO'}));
    const refused = /store of a test: bringing a commit to the disk failed: EIO/;
    for (const one of [first, second, sync.synced()]) await assert.rejects(one, refused);
    assert.throws(() => {
      sync.check();
    }, StoreError);
    assert.equal(disk.flushes, 1, 'it is not asked again');
  });
});
