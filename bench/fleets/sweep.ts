import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {readEnv} from '../../functions/adapters/env.ts';
import type {Log} from '../../functions/core/ports/ports.ts';
import type {Deps} from '../../functions/engine/lib/context.ts';
import {service} from '../../functions/wiring/service.ts';
import {compose} from '../../functions/wiring/compose.ts';
import {loadConfig} from '../../functions/wiring/load-config.ts';
import type {Benchmarks} from '../figures/benchmarks.ts';
import {madeNow} from '../figures/made.ts';
import type {SweepRow} from '../figures/parts.ts';
import type {Effort} from '../lib/effort.ts';
import {median} from '../lib/measure.ts';
import type {Stage} from '../lib/stage.ts';
import {sweepIncidents} from './sweep-incidents.ts';
import {type Asked, sandboxed, type Size} from './sandboxed.ts';

const turn = 'a minute’s turn';
const fleets: readonly Size[] = [
  {memberships: 10, namespaces: 10},
  {memberships: 50, namespaces: 10},
  {memberships: 500, namespaces: 50},
  {memberships: 5_000, namespaces: 10},
];
/** Of which every place is looked at as well. */
const whole = 500;

/** What a sweep took, and what it asked Google for. */
interface Took extends Asked {
  readonly seconds: number;
  /** Processor seconds of the responder. */
  readonly busy: number;
}

/** A sweep of healthy fleets: what each minute looks at, and every place at once; and of so many open incidents. */
export async function sweep(_: Stage, effort: Effort): Promise<Partial<Benchmarks>> {
  const rounds = effort === 'quick' ? 1 : 3;
  const rows: SweepRow[] = [];
  for (const size of fleets) rows.push(...(await ofFleet(size, rounds)));
  rows.push(...(await sweepIncidents()));
  return {sweep: {made: madeNow(rounds), rows}};
}

async function ofFleet(size: Size, rounds: number): Promise<readonly SweepRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'mesh-responder-sweep-'));
  const sandbox = await sandboxed(size);
  try {
    const config = join(folder, 'config.json');
    await writeFile(config, JSON.stringify(sandbox.config));
    process.env['MESH_RESPONDER_API_PROXY'] = sandbox.url;
    const env = readEnv();
    const settings = await loadConfig(config, env);
    const deps = await compose({settings, env, log});
    const atOnce = {...deps, runbooks: deps.runbooks.map(eachMinute)};
    const variants: readonly (readonly [string, Deps])[] =
      size.memberships === whole
        ? [
            [turn, deps],
            ['every place at once', atOnce],
          ]
        : [[turn, deps]];
    const rows: SweepRow[] = [];
    for (const [what, own] of variants) {
      const took = await measured(own, sandbox.asked, rounds);
      const of = (field: keyof Took): number => median(took.map(one => one[field]));
      rows.push({
        of: 'memberships',
        count: size.memberships,
        what,
        seconds: of('seconds'),
        cpuSeconds: of('busy'),
        requests: of('requests'),
      });
    }
    return rows;
  } finally {
    delete process.env['MESH_RESPONDER_API_PROXY'];
    await sandbox.stop();
    await rm(folder, {recursive: true, force: true});
  }
}

/** What goes wrong would be a figure of something else. */
const log: Log = {
  info: () => undefined,
  warn(message, fields) {
    throw new Error(`${message} ${JSON.stringify(fields)}`);
  },
  error(message, fields) {
    throw new Error(`${message} ${JSON.stringify(fields)}`);
  },
};

/** A runbook that has no turns. */
function eachMinute(runbook: Deps['runbooks'][number]): Deps['runbooks'][number] {
  return {...runbook, manifest: {...runbook.manifest, pollMinutes: 1}};
}

/** Sweeps, each time in a service of its own, because rounds keep a distance. The first one warms up. */
async function measured(
  deps: Deps,
  asked: () => Promise<Asked>,
  rounds: number,
): Promise<readonly Took[]> {
  const took: Took[] = [];
  for (let round = -1; round < rounds; round += 1) {
    const own = await service(deps, {local: false});
    await asked();
    const [began, cpu] = [performance.now(), process.cpuUsage()];
    await own.sweep();
    const {user, system} = process.cpuUsage(cpu);
    const seconds = (performance.now() - began) / 1000;
    const requests = await asked();
    if (round >= 0) took.push({seconds, busy: (user + system) / 1e6, ...requests});
  }
  return took;
}
