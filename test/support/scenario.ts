import assert from 'node:assert/strict';
import {tokens} from './tokens.ts';
import {actions} from '../../functions/actions/index.ts';
import type {GoogleDeps} from '../../functions/adapters/google/client/call.ts';
import {heartbeatWriter} from '../../functions/adapters/google/logging/heartbeat-writer.ts';
import {loggingHistory} from '../../functions/adapters/google/logging/history.ts';
import {googleReaders} from '../../functions/adapters/google/readers.ts';
import {googleWriters} from '../../functions/adapters/google/writers.ts';
import {parseProxy} from '../../functions/adapters/http/proxy.ts';
import {sqliteStore} from '../../functions/adapters/store/sqlite/sqlite-store.ts';
import type {Incident} from '../../functions/core/incident/incident.ts';
import type {Readers} from '../../functions/core/ports/ports.ts';
import {TimeScale} from '../../functions/core/lib/time-scale.ts';
import type {Deps} from '../../functions/engine/lib/context.ts';
import {intake} from '../../functions/engine/intake/intake.ts';
import {DedupCache} from '../../functions/engine/intake/dedup-cache.ts';
import {poll} from '../../functions/engine/poll/poll.ts';
import {sweep} from '../../functions/engine/operate/sweep.ts';
import {runbooks} from '../../functions/runbooks/index.ts';
import type {Sandbox} from '../../sandbox/sandbox.ts';
import {startSandbox} from '../../sandbox/start.ts';
import {FakeClock} from './clock.ts';
import {answered} from './drive.ts';
import {FakeChannel, fakeLog, FakeQueue} from './fakes.ts';
import {googleDeps} from './google.ts';

/** A scenario of the sandbox with a responder that looks after it, all in one virtual time. */
export interface Played {
  readonly sandbox: Sandbox;
  readonly deps: Deps;
  readonly clock: FakeClock;
  readonly chat: FakeChannel;
  /** Lets so many minutes pass: each takes in what was logged, sweeps and polls. */
  readonly minutes: (count: number) => Promise<void>;
  readonly incidents: () => Promise<readonly Incident[]>;
  /** A person's word on the plan of the only incident of a runbook that waits. */
  readonly say: (runbook: string, said: 'approved' | 'declined') => Promise<void>;
  /** What was changed in Google Cloud: `METHOD host verb`, in order. */
  readonly changes: () => readonly string[];
  readonly close: () => Promise<void>;
}

/**
 * Starts a scenario. The real adapters call the sandbox; only its clock and ours are one that is told.
 * What `parts` gives stands in the place of the usual dependencies; `faults` are those of the sandbox, such as
 * `serviceusage:enable=403`.
 */
export async function playScenario(
  scenario: string,
  parts: (
    google: GoogleDeps,
    sandbox: Sandbox,
  ) => Partial<Deps> | Promise<Partial<Deps>> = () => ({}),
  faults: readonly string[] = [],
  clock: FakeClock = new FakeClock(),
): Promise<Played> {
  const sandbox = await startSandbox({scenario, faults, now: () => clock.now()});
  const google = {...googleDeps({proxy: parseProxy(sandbox.url)}), clock};
  const {projects, mode} = sandbox.config;
  const chat = new FakeChannel();
  const deps: Deps = {
    settings: {
      projects: projects.map(one => ({...one, fleet: one.fleet ?? one.id})),
      mode,
      locale: 'en',
      chat: {},
      store: {},
      budgets: {repairsPerHour: 100, messagesPerMinute: 60},
    },
    runbooks,
    actions,
    store: await sqliteStore(),
    guardStore: await sqliteStore(),
    readers: googleReaders(google) satisfies Readers,
    writers: googleWriters(google),
    pulse: heartbeatWriter(google),
    history: loggingHistory(google),
    channels: [chat],
    queue: new FakeQueue(),
    clock,
    timing: new TimeScale(),
    log: fakeLog(),
    holder: 'me',
    isGone: () => false,
    random: () => 0.5,
    token: tokens(),
    ...(await parts(google, sandbox)),
  };
  const door = intake(deps, new DedupCache());
  let taken = 0;
  const incidents = () => deps.store.all();
  return {
    sandbox,
    deps,
    clock,
    chat,
    incidents,
    async minutes(count) {
      for (let minute = 0; minute < count; minute += 1) {
        const end = clock.now() + 60_000;
        for (const entry of sandbox.entries().slice(taken)) {
          taken += 1;
          await door.receive(entry);
        }
        await sweep(deps);
        await poll(deps);
        await sweep(deps);
        // Attempts wait by themselves: they may have used the minute up.
        if (clock.now() < end) clock.advance(end - clock.now());
      }
      await door.flush();
    },
    async say(runbook, said) {
      const waiting = (await incidents()).filter(
        one => one.runbook === runbook && one.state === 'awaiting-approval',
      );
      assert.equal(waiting.length, 1, `${runbook}: ${waiting.length} wait`);
      const [{id} = {id: ''}] = waiting;
      // The sweep finds it: what is recorded has no turn of the queue in it.
      const queue = {handOver: () => Promise.resolve()};
      assert.equal(await answered({...deps, queue}, id, said), 'taken');
    },
    changes: () =>
      sandbox
        .requests()
        .filter(one => one.mutating)
        .map(({method, host, verb}) => `${method} ${host} ${verb}`),
    async close() {
      await deps.store.close();
      await sandbox.close();
    },
  };
}
