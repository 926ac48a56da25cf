import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {readEnv} from '../../functions/adapters/env.ts';
import type {Log} from '../../functions/core/ports/ports.ts';
import type {Deps} from '../../functions/engine/lib/context.ts';
import {service} from '../../functions/wiring/service.ts';
import {compose} from '../../functions/wiring/compose.ts';
import {loadConfig} from '../../functions/wiring/load-config.ts';
import {median} from '../lib/measure.ts';
import {type Asked, sandboxed} from './sandboxed.ts';
import {table} from '../lib/table.ts';

const size = {memberships: 500, namespaces: 50};
const rounds = 3;

/** What a sweep took, and what it asked Google for. */
interface Took extends Asked {
  readonly seconds: number;
  /** Processor seconds of the responder. */
  readonly busy: number;
}

/** A sweep of a large healthy fleet: what each minute looks at, and every place at once. */
export async function sweep(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mesh-responder-sweep-'));
  const sandbox = await sandboxed(size);
  try {
    const config = join(folder, 'config.json');
    await writeFile(config, JSON.stringify(sandbox.config));
    process.env['MESH_RESPONDER_API_PROXY'] = sandbox.url;
    const env = readEnv();
    const settings = await loadConfig(config, env);
    const deps = await compose({settings, env, log});
    const variants: readonly (readonly [string, Deps])[] = [
      ['a minute’s turn', deps],
      ['every place at once', {...deps, runbooks: deps.runbooks.map(eachMinute)}],
    ];
    const rows = [];
    for (const [name, own] of variants) {
      const took = await measured(own, sandbox.asked);
      const of = (field: keyof Took): number => median(took.map(one => one[field]));
      const worst = Math.max(...took.map(one => one.featuresGet));
      rows.push([name, of('seconds'), of('busy'), of('requests'), worst]);
    }
    const head = ['sweep', 's', 'CPU s', 'requests', 'features.get'];
    const {memberships, namespaces} = size;
    return table(`A sweep of ${memberships} memberships × ${namespaces} namespaces`, head, rows);
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
async function measured(deps: Deps, asked: () => Promise<Asked>): Promise<readonly Took[]> {
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
