import {parseArgs} from 'node:util';

/** What is measured. */
export interface Options {
  /** Ids of the subjects; empty: all. */
  readonly only: readonly string[];
  /** Milliseconds that each of Google's answers takes. */
  readonly latencies: readonly number[];
  /** Events a second. */
  readonly rates: readonly number[];
  /** How long they come at each rate. */
  readonly seconds: number;
  /** Events that come at once. */
  readonly bursts: readonly number[];
  /** Every subject's turns. */
  readonly rounds: number;
  /** Whether the JSON, the pages and the plots are written. */
  readonly write: boolean;
}

const usage = `npm run bench -- peers [--only ID,…] [--latency MS,…] [--rates N,…] [--seconds N] [--bursts N,…] [--rounds N] [--write [--quick]]`;

/**
 * Reads the options of `npm run bench -- peers`. What is written is measured thoroughly, unless it is to be quick; what is only
 * printed is quick. @throws Error with the usage.
 */
export function optionsOf(args: readonly string[]): Options {
  const list = {type: 'string', default: ''} as const;
  try {
    const {values} = parseArgs({
      args: [...args],
      options: {
        only: list,
        latency: list,
        rates: list,
        bursts: list,
        seconds: list,
        rounds: list,
        quick: {type: 'boolean', default: false},
        write: {type: 'boolean', default: false},
      },
    });
    const {only, latency, rates, bursts, seconds, rounds, write} = values;
    const quick = values.quick || !write;
    return {
      only: words(only),
      latencies: numbers(latency, quick ? [0] : [0, 50, 200]),
      rates: numbers(rates, [5, 20, 50]),
      seconds: numbers(seconds, [quick ? 4 : 12])[0] ?? 0,
      bursts: numbers(bursts, quick ? [500] : [500, 1000]),
      rounds: numbers(rounds, [quick ? 1 : 3])[0] ?? 0,
      write,
    };
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${usage}`, {
      cause: error,
    });
  }
}

function words(text: string): readonly string[] {
  return text.split(',').filter(one => one !== '');
}

function numbers(text: string, usual: readonly number[]): readonly number[] {
  if (text === '') return usual;
  if (text === 'none') return [];
  const all = words(text).map(Number);
  if (all.some(one => !Number.isInteger(one) || one < 0)) throw new Error(`"${text}" is no number`);
  return all;
}
