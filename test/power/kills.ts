import {setTimeout} from 'node:timers/promises';
import {mkdir} from 'node:fs/promises';
import {dirname} from 'node:path';
import {start} from '../support/child.ts';
import {scratch} from '../support/scratch.ts';
import {until, when} from '../support/until.ts';
import {databaseName, type Harm, judge} from './judge.ts';
import {imageOf} from './traced.ts';
import {type Written, writtenIn} from './writes.ts';

/** What killed writers have left. */
export interface Kills extends Harm {
  readonly kills: number;
  readonly acknowledged: number;
}

const writer = new URL('writer.ts', import.meta.url).pathname;

/**
 * Kills one writer after the other on one file, half of them right behind a write of their own, half from outside at any moment.
 * What is left each time is looked at on a copy, so that the next writer finds it as it was.
 */
export async function killWriters(kills: number, random: () => number): Promise<Kills> {
  const place = await scratch();
  try {
    const path = place.path(`data/${databaseName}`);
    await mkdir(dirname(path));
    const acknowledged: Written[] = [];
    const lost: string[] = [];
    const torn: string[] = [];
    for (let kill = 0; kill < kills; kill += 1) {
      const own = kill % 2 === 0;
      const seed = Math.floor(random() * 1e9);
      const dies = own ? 1 + Math.floor(random() * 150) : 0;
      const child = start(process.execPath, [writer, path, `w${kill}x`, '0', `${seed}`, `${dies}`]);
      if (!own) {
        await until('a word of a writer', () => when(!child.alive() || child.stdout() !== ''));
        await setTimeout(random() * 40);
        child.process.kill('SIGKILL');
      }
      let ended: number | string | undefined;
      void child.ended.then(how => (ended = how));
      await until('the end of a writer', () => ended, child.stderr);
      if (ended !== 'SIGKILL') throw new Error(`a writer ended with ${ended}: ${child.stderr()}`);
      acknowledged.push(...writtenIn(child.stdout()));
      const harm = await judge(await imageOf(dirname(path)), {acknowledged, damaged: []});
      lost.push(...harm.lost);
      torn.push(...harm.torn);
    }
    return {kills, acknowledged: acknowledged.length, lost, torn};
  } finally {
    await place.remove();
  }
}
