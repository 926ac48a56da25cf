import {shown, table} from '../lib/table.ts';
import type {PeerFigures, Run} from './benchmarks.ts';
import {atBase, burstsOf, eventsPerSecond, isBurst, ratesOf} from './peer-runs.ts';

/** The rate that the first page shows, events a second, where it was measured. */
const shownRate = 20;

const words = {
  en: {
    program: 'program',
    post: (rate: number) => `event to first post, ${rate} a second: p50 / p99 ms`,
    atOnce: (count: number) => `${count} at once: posts a second`,
    memory: 'memory then, MiB',
  },
  ko: {
    program: '프로그램',
    post: (rate: number) => `이벤트에서 첫 메시지까지(초당 ${rate}개): p50 / p99 ms`,
    atOnce: (count: number) => `동시에 ${count}개: 초당 메시지`,
    memory: '이때 메모리(MiB)',
  },
};

/** The three figures that matter, of every program, as the first page shows them. */
export function readmeTable(figures: PeerFigures, language: keyof typeof words): string {
  const say = words[language];
  const rates = ratesOf(figures);
  const rate = rates.includes(shownRate) ? shownRate : (rates[0] ?? 0);
  const [count = 0] = burstsOf(figures);
  const head = [say.program, say.post(rate), say.atOnce(count), say.memory];
  const rows = figures.programs.map(({id, name}) => {
    const steady = atBase(figures, id, one => one.perSecond === rate);
    const burst = atBase(figures, id, one => isBurst(one) && one.events === count);
    return [
      name,
      told(steady, one => `${shown(one.p50Ms)} / ${shown(one.p99Ms)}`),
      told(burst, one => shown(eventsPerSecond(one))),
      told(burst, one => shown(one.peakMib)),
    ];
  });
  return table(undefined, head, rows).trimEnd();
}

function told(run: Run | undefined, of: (run: Run) => string): string {
  return run === undefined ? '–' : of(run);
}
