import {gate, type Gate} from './gate.ts';

/** A way to a server on which requests and answers get lost. */
export interface Lossy extends Gate {
  /** How many answers to commits did not arrive. */
  readonly lost: () => number;
}

/**
 * Carries requests to the server at `HOST:PORT`. Of every seven commits the second gets no answer
 * although it was made, the fourth never arrives, the fifth is made twice, and the sixth is made and
 * called a failure.
 */
export async function lossy(target: string): Promise<Lossy> {
  let commits = 0;
  let lost = 0;
  const way = await gate(
    () => `http://${target}`,
    async ({url}, carry) => {
      const turn = url.endsWith(':commit') ? (commits += 1) % 7 : 0;
      if ([2, 4, 6].includes(turn)) lost += 1;
      if (turn === 4) return undefined;
      if (turn === 5) await carry();
      const answer = await carry();
      if (turn === 2) return undefined;
      return turn === 6 ? {...answer, status: 503, body: '{}'} : answer;
    },
  );
  return {...way, lost: () => lost};
}
