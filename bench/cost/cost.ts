import functions from '../../infra/functions.json' with {type: 'json'};
import {firestoreEmulator} from '../../test/support/emulator.ts';
import {crowded} from '../fleets/crowded.ts';
import type {Benchmarks} from '../figures/benchmarks.ts';
import {madeNow} from '../figures/made.ts';
import type {Effort} from '../lib/effort.ts';
import type {Stage} from '../lib/stage.ts';
import {
  type Assumed,
  billOf,
  type CostPart,
  type Counted,
  livesOf,
  type Standing,
  times,
} from './bill.ts';
import {countMinutes, Played, type Playing} from './count.ts';
import prices from './prices.json' with {type: 'json'};
import {thousandProjects} from './thousand.ts';

const assumed: Assumed = {
  apiMs: 100,
  firestoreMs: 20,
  storm: {entries: 600_000, minutes: 10, clusters: 50, bytes: 2_000},
};
/** Images of three functions share their layers; they are built once a week, two minutes each. */
const standing: Standing = {
  jobs: 1,
  storedGib: 0.1,
  imagesGb: 1,
  buildMinutes: 4 * 3 * 2,
  requestLogBytes: 1_000,
  vcpus: Number(functions.respond.cpu),
  memoryGib: Number.parseInt(functions.respond.memory, 10) / 1024,
};
/** Minutes in which each place has its turn. */
const turn = 10;
/** Of many projects each minute is like the others; in so many each has had its heartbeat. */
const beat = 5;
/** An incident is over in a quarter of an hour; with what the last look of a parked one takes. */
const most = 30;

/** What it costs a month to live in some ways: calls counted in a played world, priced from prices.json. */
export async function cost(_: Stage, effort: Effort): Promise<Partial<Benchmarks>> {
  const firestore = await firestoreEmulator();
  if (firestore === undefined) {
    process.stderr.write('cost: not counted without the Firestore emulator\n');
    return {};
  }
  const minutes = effort === 'quick' ? turn : 3 * turn;
  const playing = {firestore, assumed};
  const idle = await quiet({...playing, story: crowded(10, 10)}, minutes);
  const thousand = await quiet(
    {...playing, story: thousandProjects()},
    effort === 'quick' ? beat : turn,
  );
  const {incident, asked} = await repaired({...playing, story: 'connect-gateway-disabled'});
  const counts = {idle, thousand, incident};
  const rows = livesOf(counts, assumed).map(({life, month}) => ({
    life,
    month,
    bill: billOf(month, standing, prices),
  }));
  const part: CostPart = {
    made: madeNow(1),
    counted: [
      {what: 'a quiet minute, 2 projects with 10 clusters', counted: idle},
      {what: 'a quiet minute, 1,000 projects with a cluster each', counted: thousand},
      {what: 'an incident, from its first entry until it is verified', counted: incident},
    ],
    standing,
    assumed,
    asked,
    rows,
    prices: {region: prices.region, readOn: prices.readOn},
  };
  return {cost: part};
}

/** A minute in which nothing happens, in the mean; without the first ones. */
async function quiet(playing: Playing, minutes: number): Promise<Counted> {
  const played = await Played.start(playing);
  try {
    await countMinutes(played, 2);
    return times(await countMinutes(played, minutes), 1 / minutes);
  } finally {
    await played.close();
  }
}

/** An incident until it is verified, with the sweeps of those minutes. */
async function repaired(playing: Playing): Promise<{
  readonly incident: Counted;
  readonly asked: Readonly<Record<string, number>>;
}> {
  const played = await Played.start(playing);
  try {
    for (let minute = 0; !played.isFixed(); minute += 1) {
      if (minute >= most) throw new Error(`not fixed after ${most} minutes`);
      await played.minute();
    }
    return {incident: played.tally.counted, asked: played.tally.asked};
  } finally {
    await played.close();
  }
}
