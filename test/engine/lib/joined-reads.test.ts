import assert from 'node:assert/strict';
import fc from 'fast-check';
import type {Readers} from '../../../functions/core/ports/ports.ts';
import {joinedReads} from '../../../functions/engine/lib/joined-reads.ts';

describe('reads that are joined', () => {
  it('give nobody an answer that was asked for before they asked, in whatever order', async () => {
    const step = fc.constantFrom('ask', 'answer', 'fail', 'turn');
    await fc.assert(
      fc.asyncProperty(fc.array(step, {maxLength: 60}), async steps => {
        const world = new World();
        const asks: Promise<void>[] = [];
        for (const one of steps) {
          if (one === 'ask') asks.push(world.asked());
          else if (one === 'turn') await turn();
          else world.end(one);
        }
        await Promise.all([...asks, world.endAll()]);
      }),
    );
  });

  it('cost two for a hundred that ask at once', async () => {
    const world = new World();
    const asks = Promise.all(Array.from({length: 100}, () => world.asked()));
    await world.endAll();
    await asks;
    assert.equal(world.reads, 2);
  });

  it('are apart for different things', async () => {
    const world = new World();
    const asks = Promise.all(['a', 'b', 'c'].map(project => world.asked(project)));
    assert.equal(world.reads, 3);
    await world.endAll();
    await asks;
  });

  it('wait a second for one that hangs, and no longer', async () => {
    const world = new World();
    const hangs = world.asked();
    const second = world.asked();
    await turn();
    assert.equal(world.reads, 1);
    assert.deepEqual(world.sleeps, [1_000]);
    world.wake();
    await turn();
    assert.equal(world.reads, 2);
    await world.endAll();
    await Promise.all([hangs, second]);
  });
});

/** A project whose policy is read, of which nothing is known but the turn in which a read began. */
class World {
  reads = 0;
  readonly sleeps: number[] = [];
  #time = 0;
  readonly #begun: {readonly at: number; readonly end: (how: 'answer' | 'fail') => void}[] = [];
  readonly #sleepers: (() => void)[] = [];
  readonly #readers = joinedReads({policy: project => this.#read(project)} as Readers, {
    sleep: (ms: number) => {
      this.sleeps.push(ms);
      return new Promise(resolve => this.#sleepers.push(resolve));
    },
  });

  #read(project: string): ReturnType<Readers['policy']> {
    this.reads += 1;
    const at = (this.#time += 1);
    return new Promise((resolve, reject) => {
      const end = (how: 'answer' | 'fail'): void => {
        if (how === 'answer') resolve({project, at} as never);
        else reject(new Failed(at));
      };
      this.#begun.push({at, end});
    });
  }

  /** Asks, and holds that what it is told was begun behind that. */
  async asked(project = 'shop-prod'): Promise<void> {
    const since = (this.#time += 1);
    const told: unknown = await this.#readers.policy(project).catch((error: unknown) => error);
    const {at} = told as {readonly at: number};
    assert.ok(at > since, `asked at ${since}, told what was asked for at ${at}`);
    if (!(told instanceof Failed))
      assert.equal((told as {readonly project?: string}).project, project);
  }

  end(how: 'answer' | 'fail'): void {
    this.#begun.shift()?.end(how);
  }

  wake(): void {
    for (const one of this.#sleepers.splice(0)) one();
  }

  async endAll(): Promise<void> {
    for (let turns = 0; turns < 10; turns += 1) {
      while (this.#begun.length > 0) this.end('answer');
      await turn();
    }
  }
}

class Failed extends Error {
  readonly at: number;

  constructor(at: number) {
    super('a read of the test failed');
    this.at = at;
  }
}

async function turn(): Promise<void> {
  await new Promise(resolve => setImmediate(resolve));
}
