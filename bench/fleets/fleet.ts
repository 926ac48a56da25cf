import {fork} from 'node:child_process';
import {once} from 'node:events';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {readEnv} from '../../functions/adapters/env.ts';
import type {Log} from '../../functions/core/ports/ports.ts';
import {compose} from '../../functions/wiring/compose.ts';
import {loadConfig} from '../../functions/wiring/load-config.ts';
import {service} from '../../functions/wiring/service.ts';
import type {Benchmarks} from '../figures/benchmarks.ts';
import {madeNow} from '../figures/made.ts';
import type {FleetPart, FleetRow} from '../figures/parts.ts';
import type {Effort} from '../lib/effort.ts';
import {median} from '../lib/measure.ts';
import {type Asked, sandboxed} from './sandboxed.ts';
import type {Stage} from '../lib/stage.ts';

const size = {memberships: 5_000, namespaces: 10};
/** Two turns of the places inside clusters, and what the quota makes of them; a quick run ends when each was looked into. */
const minutesOf = {thorough: 40, quick: 18} as const;

/** What one minute's sweep took in the responder's process. */
interface Took {
  readonly seconds: number;
  /** Processor seconds. */
  readonly busy: number;
  /** MiB: of the process, and of the heap in use. */
  readonly resident: number;
  readonly heap: number;
  /** Places whose turn it was and that wait for the next minute. */
  readonly overdue: number;
}

/**
 * Sweeps a fleet that is larger than the gateway's quota lets be looked into in ten minutes, a sweep a minute on a
 * clock that skips what is left of each. The responder has a process of its own, with the options of the functions.
 */
export async function fleet(_: Stage, effort: Effort): Promise<Partial<Benchmarks>> {
  const minutes = minutesOf[effort];
  const folder = await mkdtemp(join(tmpdir(), 'mesh-responder-fleet-'));
  const sandbox = await sandboxed(size);
  const path = join(folder, 'config.json');
  await writeFile(path, JSON.stringify(sandbox.config));
  const child = fork(self, [path], {
    execArgv: ['--max-semi-space-size=1'],
    env: {...process.env, MESH_RESPONDER_API_PROXY: sandbox.url},
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  try {
    const took: (Took & Asked)[] = [];
    let whole: number | undefined;
    await once(child, 'message');
    await sandbox.asked();
    for (let minute = 1; minute <= minutes; minute += 1) {
      child.send('sweep');
      const [one] = (await once(child, 'message')) as [Took];
      const asked = await sandbox.asked();
      took.push({...one, ...asked});
      if (asked.members === size.memberships) whole ??= minute;
    }
    return {fleet: report(took, minutes, whole)};
  } finally {
    child.kill();
    await sandbox.stop();
    await rm(folder, {recursive: true, force: true});
  }
}

function report(
  took: readonly (Took & Asked)[],
  minutes: number,
  whole: number | undefined,
): FleetPart {
  const row = (minute: FleetRow['minute'], of: (all: readonly number[]) => number): FleetRow => {
    const each = (field: keyof (Took & Asked)): number => of(took.map(one => one[field]));
    return {
      minute,
      seconds: each('seconds'),
      cpuSeconds: each('busy'),
      requests: each('requests'),
      gateway: each('gateway'),
      overdue: each('overdue'),
      mib: each('resident'),
      heapMib: each('heap'),
    };
  };
  return {
    made: madeNow(1),
    memberships: size.memberships,
    minutes,
    ...(whole === undefined ? {} : {wholeAfter: whole}),
    rows: [
      row('first', all => all[0] ?? Number.NaN),
      row('median', median),
      row('most', all => Math.max(...all)),
    ],
  };
}

const self = fileURLToPath(import.meta.url);

/** The responder: a sweep for each message, a minute after the one before. */
async function respond(path: string): Promise<void> {
  let overdue = 0;
  const wrong = (message: string, fields?: Readonly<Record<string, unknown>>): void => {
    throw new Error(`${message} ${JSON.stringify(fields)}`);
  };
  const log: Log = {
    info(_message, fields) {
      if (fields?.['outcome'] === 'overdue') overdue = Number(fields['count']);
    },
    warn: wrong,
    error: wrong,
  };
  const env = readEnv();
  const deps = await compose({settings: await loadConfig(path, env), env, log});
  // A second behind the full minute, as Cloud Scheduler calls.
  let minute = Math.ceil(Date.now() / 60_000) * 60_000 + 1_000;
  let began = performance.now();
  const clock = {...deps.clock, now: () => Math.round(minute + performance.now() - began)};
  const responder = await service({...deps, clock}, {local: false});
  process.on('message', () => {
    void (async () => {
      overdue = 0;
      minute += 60_000;
      began = performance.now();
      const cpu = process.cpuUsage();
      let most = 0;
      const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 20);
      await responder.sweep();
      clearInterval(watch);
      const {user, system} = process.cpuUsage(cpu);
      const passed = performance.now() - began;
      const {rss, heapUsed} = process.memoryUsage();
      process.send?.({
        seconds: passed / 1000,
        busy: (user + system) / 1e6,
        resident: Math.max(most, rss) / 1024 / 1024,
        heap: heapUsed / 1024 / 1024,
        overdue,
      } satisfies Took);
    })();
  });
  process.send?.('ready');
}

if (process.send !== undefined && process.argv[1] === self) await respond(process.argv[2] ?? '');
