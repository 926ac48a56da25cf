import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {median} from './measure.ts';
import {cores} from './peers/cores.ts';
import {optionsOf, type Options} from './peers/options.ts';
import {ours} from './peers/ours.ts';
import {standIn} from './peers/stand-in.ts';
import {eventsFor, type Load, type Trial, trial} from './peers/trial.ts';
import type {Subject} from './peers/subject.ts';
import {type Row, table} from './table.ts';

/** One load at one latency, which every subject gets in turn. */
interface Task extends Load {
  readonly latencyMs: number;
}

/** The way from an event to its first post, through ours and through its peers, side by side. */
export async function peers(args: readonly string[]): Promise<string> {
  const options = optionsOf(args);
  const {before, said} = cores();
  const folder = await mkdtemp(join(tmpdir(), 'mesh-responder-peers-'));
  try {
    const loads = loadsOf(options);
    const events = eventsFor(loads);
    const all = await ours({folder, events, before});
    const subjects = all.filter(one => options.only.length === 0 || options.only.includes(one.id));
    const rows: Row[] = [];
    for (const latencyMs of options.latencies) {
      for (const one of loads) {
        rows.push(...(await inTurn({...one, latencyMs}, subjects, {options, folder, events})));
      }
    }
    const head = [
      'program',
      'Google ms',
      'load',
      'p50 ms',
      'p99 ms',
      'events/s',
      'last post ms',
      'lost',
      'replies',
      'reads',
      'start ms',
      'MiB',
    ];
    return table(`Event to first post (${said})`, head, rows);
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
}

function loadsOf({rates, seconds, bursts}: Options): readonly Load[] {
  return [
    ...rates.map(perSecond => ({perSecond, count: perSecond * seconds})),
    ...bursts.map(count => ({count})),
  ];
}

interface Ground {
  readonly options: Options;
  readonly folder: string;
  readonly events: number;
}

async function inTurn(
  task: Task,
  subjects: readonly Subject[],
  {options, folder, events}: Ground,
): Promise<readonly Row[]> {
  const {latencyMs, count, perSecond} = task;
  const apis = await standIn({events, latencyMs});
  try {
    const took = subjects.map((): Trial[] => []);
    for (let round = 0; round < options.rounds; round += 1) {
      for (const [index, one] of subjects.entries()) {
        took[index]?.push(await trial(one, apis, {url: apis.url, folder}, task));
      }
    }
    return subjects.map(({name}, index): Row => {
      const of = (field: keyof Trial): number => median((took[index] ?? []).map(one => one[field]));
      const whole = of('wholeMs');
      const lost = Math.max(...(took[index] ?? []).map(one => one.lost));
      const load = perSecond === undefined ? `${count} at once` : `${perSecond}/s`;
      return [
        name,
        String(latencyMs),
        load,
        of('p50Ms'),
        of('p99Ms'),
        (count * 1000) / whole,
        whole,
        String(lost),
        of('repliesEach'),
        of('asksEach'),
        of('startMs'),
        of('peakMib'),
      ];
    });
  } finally {
    await apis.stop();
  }
}
