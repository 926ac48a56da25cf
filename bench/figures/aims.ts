import {shown, table} from '../lib/table.ts';
import type {Benchmarks} from './benchmarks.ts';

/** What is aimed at: a figure that is to be at most, or at least, so much. */
interface Aim {
  readonly what: string;
  readonly aim: string;
  readonly measured: number | undefined;
  readonly holds: (measured: number) => boolean;
}

/** Each aim beside what was measured, and whether it holds. */
export function aimsTable(figures: Partial<Benchmarks>): string {
  const rows = aimsOf(figures).map(({what, aim, measured, holds}) => [
    what,
    aim,
    measured === undefined ? '–' : shown(measured),
    measured === undefined ? 'not measured' : holds(measured) ? 'holds' : '**missed**',
  ]);
  return table(undefined, ['what', 'aim', 'measured', ''], rows).trimEnd();
}

function aimsOf({start, recognise, flood, sweep, command}: Partial<Benchmarks>): readonly Aim[] {
  const started = (name: string) => start?.rows.find(one => one.name === name)?.timesEmpty;
  const ratio = (bytes: number, where: string) => {
    const row = recognise?.rows.find(one => one.bytes === bytes && one.where === where);
    return row && row.recogniseUs / row.parseUs;
  };
  const run = (name: string) => command?.rows.find(one => one.name === name)?.ms;
  const large = sweep?.rows.find(one => one.of === 'memberships' && one.count === 500);
  return [
    atMost('cold start of intake, an entry not ours, × empty', 1, started('intake: not ours')),
    atMost(
      'cold start of intake, opens an incident, × empty',
      1.15,
      started('intake: opens an incident'),
    ),
    atMost(
      'cold start of respond, a work message, × empty',
      1.3,
      started('respond: a work message'),
    ),
    atMost(
      'cold start of respond, a sweep and its poll, × empty',
      1.3,
      started('respond: a sweep and its poll'),
    ),
    atMost('recognising 2 kB, × JSON.parse', 0.2, ratio(2_000, 'fields')),
    atMost('recognising 20 kB of message, × JSON.parse', 0.2, ratio(20_000, 'message')),
    atLeast('duplicates through intake, × empty', 0.8, flood?.rows[1]?.timesEmpty),
    atMost('a minute’s sweep of 500 memberships, s', 10, large?.seconds),
    atMost(
      '`respond` of an entry not ours, bundled, ms',
      100,
      run('respond, nothing ours, bundled'),
    ),
  ];
}

function atMost(what: string, limit: number, measured: number | undefined): Aim {
  return {what, aim: `≤ ${limit}`, measured, holds: value => value <= limit};
}

function atLeast(what: string, limit: number, measured: number | undefined): Aim {
  return {what, aim: `≥ ${limit}`, measured, holds: value => value >= limit};
}
