import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {readEnv} from '../../functions/adapters/env.ts';
import {viewEntry} from '../../functions/core/detection/entry.ts';
import type {Settings} from '../../functions/core/config/settings.ts';
import {inScope} from '../../functions/engine/intake/allow-list.ts';
import {sinkFilters} from '../../functions/engine/intake/sink-filters.ts';
import {runbooks} from '../../functions/runbooks/index.ts';
import {loadConfig} from '../../functions/wiring/load-config.ts';
import {setIamPolicyEntry} from '../../sandbox/entries/audit.ts';
import type {Benchmarks} from '../figures/benchmarks.ts';
import {madeNow} from '../figures/made.ts';
import type {AllowListRow} from '../figures/parts.ts';
import {type Effort, roundsOf} from '../lib/effort.ts';
import {measure, median, timed} from '../lib/measure.ts';
import type {Stage} from '../lib/stage.ts';

const sizes = [2, 200, 2_000];

/** What a long list of projects costs: reading it, the filters of its sinks, and asking for the last one. */
export async function allowList(_: Stage, effort: Effort): Promise<Partial<Benchmarks>> {
  const rounds = roundsOf(effort, 9);
  const folder = await mkdtemp(join(tmpdir(), 'mesh-responder-allow-list-'));
  try {
    const rows: AllowListRow[] = [];
    for (const size of sizes) rows.push(await rowOf(size, join(folder, `${size}.json`), rounds));
    return {allowList: {made: madeNow(rounds), rows}};
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
}

async function rowOf(size: number, file: string, rounds: number): Promise<AllowListRow> {
  const projects = Array.from({length: size}, (_, at) => ({
    id: `team-${String(at).padStart(4, '0')}-prod`,
    number: String(731_920_000_000 + at),
  }));
  await writeFile(file, JSON.stringify({projects}));
  await loadConfig(file, readEnv());
  const [before, began] = [process.memoryUsage().heapUsed, performance.now()];
  const settings = await loadConfig(file, readEnv());
  const read = performance.now() - began;
  const kept = (process.memoryUsage().heapUsed - before) / 1024 / 1024;
  const manifests = runbooks.map(one => one.manifest);
  const filters = sinkFilters(manifests, settings.projects);
  const [written = [], asked = []] = measure(
    [
      {operations: 1, run: () => timed(() => sinkFilters(manifests, settings.projects))},
      {operations: 10_000, run: () => timed(asking(settings))},
    ],
    rounds,
  );
  return {
    projects: size,
    readMs: read,
    keptMib: kept,
    filtersMs: median(written) / 1000,
    sinks: filters.length,
    scopeUs: median(asked),
  };
}

/** Asks ten thousand times whether an entry of the last project is in scope. */
function asking(settings: Settings): () => void {
  const project = settings.projects.at(-1)?.id ?? '';
  const entry = viewEntry(
    setIamPolicyEntry({
      project,
      deltas: [],
      principal: 'a@b.c',
      serial: 1,
      now: Date.UTC(2026, 10, 22),
    }),
  );
  if (entry === undefined || !inScope(entry, settings)) throw new Error('the last is not ours');
  return () => {
    for (let times = 0; times < 10_000; times += 1) inScope(entry, settings);
  };
}
