import type {Clock} from '../../../functions/core/ports/ports.ts';

/** Something that happens at a virtual time; `owner` ends it by dying. */
interface Due {
  readonly at: number;
  readonly order: number;
  readonly owner: Mortal | undefined;
  readonly happen: () => void;
}

/** So much is played in one turn of the event loop. */
const stepsOfTurn = 64;

/** Whoever may be gone by the time that something happens. */
export interface Mortal {
  readonly alive: boolean;
}

/** Virtual time: nothing happens but what was put here, one thing at a time, in an order that repeats. */
export class Scheduler {
  now: number;
  readonly #due: Due[] = [];
  #order = 0;

  constructor(now: number) {
    this.now = now;
  }

  /** Lets something happen `milliseconds` from now; of equal times the first asked for comes first. */
  after(milliseconds: number, happen: () => void, owner?: Mortal): void {
    const due: Due = {at: this.now + milliseconds, order: this.#order++, owner, happen};
    const list = this.#due;
    // A binary heap: a history has a few dozen at a time, a storm thousands.
    let child = list.push(due) - 1;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      const above = list[parent];
      if (above === undefined || !isBefore(due, above)) break;
      list[child] = above;
      child = parent;
    }
    list[child] = due;
  }

  /** Runs until nothing is left, or `enough` says so after something has happened. */
  run(enough: () => boolean): Promise<void> {
    return new Promise((done, fail) => {
      let began = false;
      let over = false;
      const step = (): void => {
        if (over) return;
        try {
          const due = began && enough() ? undefined : this.#next();
          began = true;
          over = due === undefined;
          if (due === undefined) {
            done();
            return;
          }
          this.now = Math.max(this.now, due.at);
          due.happen();
        } catch (error) {
          over = true;
          fail(error instanceof Error ? error : new Error(String(error)));
        }
      };
      // Between two immediates Node lets every promise go on until each process waits for something
      // that is put into this scheduler; a turn of the event loop for each step would cost a quarter
      // of the time. https://nodejs.org/en/learn/asynchronous-work/understanding-setimmediate
      const turn = (): void => {
        if (over) return;
        for (let steps = 0; steps < stepsOfTurn; steps += 1) setImmediate(step);
        setImmediate(turn);
      };
      turn();
    });
  }

  /** What happens next to somebody who lives. */
  #next(): Due | undefined {
    let due = this.#take();
    while (due?.owner?.alive === false) due = this.#take();
    return due;
  }

  /** A clock that shows this time, `skew` milliseconds off. */
  clock(owner: Mortal, skew: number): Clock {
    return {
      now: () => this.now + skew,
      sleep: milliseconds =>
        new Promise(done => {
          this.after(milliseconds, done, owner);
        }),
    };
  }

  #take(): Due | undefined {
    const list = this.#due;
    const first = list[0];
    const last = list.pop();
    if (first === undefined || last === undefined || list.length === 0) return first;
    let parent = 0;
    for (;;) {
      const left = 2 * parent + 1;
      const right = left + 1;
      const [a, b] = [list[left], list[right]];
      const [child, smaller] =
        b !== undefined && a !== undefined && isBefore(b, a) ? [right, b] : [left, a];
      if (smaller === undefined || !isBefore(smaller, last)) break;
      list[parent] = smaller;
      parent = child;
    }
    list[parent] = last;
    return first;
  }
}

function isBefore(one: Due, other: Due): boolean {
  return one.at < other.at || (one.at === other.at && one.order < other.order);
}
