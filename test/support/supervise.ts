import {type Deployable, startFunction} from './function.ts';
import {gate, type Watch} from './gate.ts';

/** A deployable at an address that outlives its processes. */
export interface Supervised {
  /** Where its requests go. */
  readonly url: string;
  /** Posts a value in a request of its own; 0 where no answer came. */
  readonly post: (value: unknown) => Promise<number>;
  /** Starts the process that will be the next one, so that it need not be waited for. */
  readonly spare: () => void;
  /** SIGKILL for the process at work; requests go to another one from here on. */
  readonly kill: () => Promise<void>;
  /** Stops the process at work where it stands, or lets it go on. */
  readonly freeze: (signal: 'SIGSTOP' | 'SIGCONT') => Promise<void>;
  /** What the processes said, and how they ended where nobody told them to. */
  readonly said: () => string;
  /** A process that ended without being told to. */
  readonly fell: () => boolean;
  readonly stop: (signal: NodeJS.Signals) => Promise<void>;
}

/** What is kept running, and how. */
export interface Supervision {
  readonly target: 'intake' | 'respond';
  readonly env: Readonly<Record<string, string>>;
  /** Requests that one process works on side by side. */
  readonly concurrency: 'one' | 'many';
  /** Decides on each delivery. */
  readonly watch: Watch;
}

/**
 * Keeps a deployable running, as Cloud Run does: another process starts when one has died, and a
 * request waits until there is one.
 */
export async function supervise(how: Supervision): Promise<Supervised> {
  const {target, env, concurrency, watch} = how;
  const all: Deployable[] = [];
  const killed = new Set<Deployable>();
  const launch = async (): Promise<Deployable> => {
    const one = await startFunction(target, env);
    all.push(one);
    return one;
  };
  let next: Promise<Deployable> | undefined;
  let current = launch();
  let turn: Promise<unknown> = Promise.resolve();
  const door = await gate(
    async () => (await current).url.replace(/\/$/, ''),
    (request, carry) => {
      const served = concurrency === 'one' ? turn.then(() => watch(request, carry)) : undefined;
      if (served === undefined) return watch(request, carry);
      turn = served.catch(() => undefined);
      return served;
    },
  );
  try {
    await current;
  } catch (error) {
    door.close();
    throw error;
  }
  return {
    url: `${door.origin}/`,
    async post(value) {
      try {
        const answer = await fetch(door.origin, {
          method: 'POST',
          headers: {'content-type': 'application/json'},
          body: JSON.stringify(value),
        });
        await answer.arrayBuffer();
        return answer.status;
      } catch {
        return 0;
      }
    },
    spare() {
      next ??= launch();
    },
    async kill() {
      const dead = await current;
      killed.add(dead);
      current = next ?? launch();
      next = undefined;
      await dead.stop('SIGKILL');
    },
    async freeze(signal) {
      (await current).process.kill(signal);
    },
    said: () => all.map(one => one.stdout() + one.stderr()).join('\n'),
    fell: () => all.some(one => !one.alive() && !killed.has(one)),
    async stop(signal) {
      await Promise.allSettled([current, next]);
      for (const one of all) killed.add(one);
      await Promise.all(all.map(one => one.stop(signal)));
      door.close();
    },
  };
}
