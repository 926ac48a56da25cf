import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {otherEntry, stormEntry} from '../lib/entries.ts';
import {median} from '../lib/measure.ts';
import {root} from '../../tools/root.ts';
import {envelope, firstAnswer, serve, type Serving} from '../lib/served.ts';
import type {Stage} from '../lib/stage.ts';
import {table} from '../lib/table.ts';

interface Variant extends Serving {
  readonly name: string;
  /** The first body that it gets. */
  readonly body: string;
}

const rounds = 15;

/** From a process's start to its first answer, and the memory it then has; variants in turn. */
export async function start(stage: Stage): Promise<string> {
  const cache = await mkdtemp(join(tmpdir(), 'mesh-responder-cache-'));
  const variants = variantsOf(stage, cache);
  const took = variants.map(() => ({ms: [] as number[], mib: [] as number[]}));
  // The first round fills the disk's and the compiler's caches.
  for (let round = -1; round < rounds; round += 1) {
    for (const [index, variant] of variants.entries()) {
      const {ms, mib} = await once(variant);
      if (round < 0) continue;
      took[index]?.ms.push(ms);
      took[index]?.mib.push(mib);
    }
  }
  await rm(cache, {recursive: true, force: true});
  const empty = median(took[0]?.ms ?? []);
  const rows = variants.map(({name}, index) => {
    const {ms = [], mib = []} = took[index] ?? {};
    return [name, median(ms), median(ms) / empty, Math.min(...ms), median(mib)];
  });
  const head = ['function and first body', 'ms', '× empty', 'fastest ms', 'RSS MiB'];
  return table('Process start to first answer', head, rows);
}

async function once(variant: Variant): Promise<{readonly ms: number; readonly mib: number}> {
  const began = performance.now();
  const served = await serve(variant);
  try {
    const status = await firstAnswer(served, variant.body);
    const ms = performance.now() - began;
    if (status !== 204) throw new Error(`${variant.name} answered ${status}`);
    return {ms, mib: await served.resident()};
  } finally {
    await served.stop();
  }
}

function variantsOf({empty, emptyMjs, bundled, config}: Stage, cache: string): readonly Variant[] {
  const other = envelope(otherEntry());
  const ours = envelope(stormEntry(1));
  const sweep = envelope({sweep: true});
  const sources = {source: root, env: {MESH_RESPONDER_CONFIG: config}};
  const intake = {source: bundled, target: 'intake'};
  const respond = {source: bundled, target: 'respond'};
  const cached = {NODE_COMPILE_CACHE: cache};
  return [
    {name: 'empty function', source: empty, target: 'empty', body: other},
    {name: 'empty function, .mjs', source: emptyMjs, target: 'empty', body: other},
    {name: 'intake, bundled: not ours', ...intake, body: other},
    {name: 'intake, bundled: opens an incident', ...intake, body: ours},
    {name: 'respond, bundled: sweep', ...respond, body: sweep},
    {name: 'intake, sources: not ours', ...sources, target: 'intake', body: other},
    {name: 'intake, sources: opens an incident', ...sources, target: 'intake', body: ours},
    {name: 'respond, sources: sweep', ...sources, target: 'respond', body: sweep},
    {name: 'empty, warm compile cache', source: empty, target: 'empty', env: cached, body: other},
    {name: 'intake, bundled, warm compile cache: not ours', ...intake, env: cached, body: other},
    {name: 'intake, bundled, warm compile cache: opens', ...intake, env: cached, body: ours},
  ];
}
