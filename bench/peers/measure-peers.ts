import {mkdtemp, rm} from 'node:fs/promises';
import {join} from 'node:path';
import type {PeerFigures, Run} from '../figures/benchmarks.ts';
import {median} from '../lib/measure.ts';
import {alertmanager} from './programs/alertmanager.ts';
import {cores} from './cores.ts';
import {n8n} from './programs/n8n.ts';
import {nodeRed} from './programs/node-red.ts';
import type {Options} from './options.ts';
import {ours} from './programs/ours.ts';
import {standIn} from './stand-in.ts';
import type {Peer, Subject} from './programs/subject.ts';
import {eventsFor, type Load, type Trial, trial} from './trial.ts';

const peers: readonly Peer[] = [alertmanager, nodeRed, n8n];

/** What every run has in common. */
interface Ground {
  readonly folder: string;
  readonly events: number;
  readonly before: readonly string[];
  readonly rounds: number;
  /** Hears what is under way, and what failed. */
  readonly tell: (line: string) => void;
}

/**
 * Measures ours and the peers that are installed, in turn, each run in a process of its own. A trial that fails is told and
 * left out.
 */
export async function measurePeers(
  options: Options,
  folder: string,
  tell: Ground['tell'],
): Promise<PeerFigures> {
  const {before, said} = cores();
  const {latencies, rounds} = options;
  const loads = loadsOf(options);
  const ground = {folder, events: eventsFor(loads), before, rounds, tell};
  const {subjects, missing} = await gathered(options, ground);
  const runs: Run[] = [];
  for (const [index, googleMs] of latencies.entries()) {
    const asked = index === 0 ? subjects : subjects.filter(one => one.asksGoogle);
    for (const load of loads) runs.push(...(await inTurn(asked, googleMs, load, ground)));
  }
  return {
    made: {
      on: new Date().toISOString().slice(0, 10),
      node: process.versions.node,
      cores: said,
      rounds,
    },
    programs: subjects.map(({id, name, version}) => ({id, name, version})),
    missing: missing.map(({name, install}) => ({name, install})),
    runs,
  };
}

function loadsOf({rates, seconds, bursts}: Options): readonly Load[] {
  return [
    ...rates.map(perSecond => ({perSecond, count: perSecond * seconds})),
    ...bursts.map(count => ({count})),
  ];
}

async function gathered({only}: Options, {folder, events}: Ground) {
  const isWanted = ({id}: {readonly id: string}) => only.length === 0 || only.includes(id);
  const subjects: Subject[] = (await ours({folder, events})).filter(isWanted);
  const missing: Peer[] = [];
  for (const peer of peers.filter(isWanted)) {
    const found = await peer.find(folder);
    if (found === undefined) missing.push(peer);
    else subjects.push(found);
  }
  return {subjects, missing};
}

async function inTurn(
  subjects: readonly Subject[],
  googleMs: number,
  load: Load,
  {folder, events, before, rounds, tell}: Ground,
): Promise<readonly Run[]> {
  const apis = await standIn({events, latencyMs: googleMs});
  const took = new Map(subjects.map((one): [string, Trial[]] => [one.id, []]));
  const {count, perSecond} = load;
  const said = perSecond === undefined ? `${count} at once` : `${perSecond} a second`;
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (const one of subjects) {
        tell(`${one.name}: ${said}, Google ${googleMs} ms, round ${round + 1}`);
        const own = await mkdtemp(join(folder, 'trial-'));
        try {
          took
            .get(one.id)
            ?.push(await trial(one, apis, {url: apis.url, folder: own, before}, load));
        } catch (error) {
          tell(`${one.name} failed: ${String(error)}`);
          process.exitCode = 1;
        }
        await rm(own, {recursive: true, force: true});
      }
    }
  } finally {
    await apis.stop();
  }
  return subjects.flatMap(({id}) => {
    const trials = took.get(id) ?? [];
    return trials.length === 0 ? [] : [runOf(id, googleMs, load, trials)];
  });
}

function runOf(program: string, googleMs: number, load: Load, trials: readonly Trial[]): Run {
  const of = (field: keyof Trial): number => median(trials.map(one => one[field]));
  const {count: events, perSecond} = load;
  return {
    program,
    googleMs,
    events,
    ...(perSecond === undefined ? {} : {perSecond}),
    p50Ms: of('p50Ms'),
    p99Ms: of('p99Ms'),
    wholeMs: of('wholeMs'),
    lost: Math.max(...trials.map(one => one.lost)),
    startMs: of('startMs'),
    peakMib: of('peakMib'),
    asksEach: of('asksEach'),
    repliesEach: of('repliesEach'),
  };
}
