import {at} from '../../../core/lib/json.ts';
import {readLook} from '../../../core/looks/look-page.ts';
import type {Decided} from '../../../engine/hindsight/decided.ts';
import {readEntries} from '../../shared/read-entries.ts';
import type {Exit, Io} from '../../shell/command.ts';
import {ownSide, type Side} from './side.ts';

// How another version asks this one what it would do: NDJSON in, NDJSON out, in a process of its own. Each version from 0.1.0 on
// answers the same way; what is added is left alone by whoever does not know it.

/** The form of the lines. */
export const protocol = 1;

/**
 * Says first who it is, and then answers line by line, in order: `{"look": …}` and `{"entry": …}` with `{"decided": …}`.
 * @throws ConfigError, EnvError; UsageError when standard input cannot be read.
 */
export async function decideLines(config: string, io: Io): Promise<Exit> {
  const side = await ownSide(config, io);
  const {version, projects, filters} = side;
  io.out(`${JSON.stringify({protocol, version, projects, filters})}\n`);
  let exit: Exit = 0;
  for await (const item of readEntries('-', io)) {
    if (item.kind === 'fault') {
      exit = 1;
      io.out(`${JSON.stringify({error: item.error, line: item.line})}\n`);
      continue;
    }
    const decided = await decidedOf(side, item.value);
    if (decided === undefined) exit = 1;
    io.out(`${JSON.stringify(decided === undefined ? {error: 'no look'} : {decided})}\n`);
  }
  return exit;
}

async function decidedOf(side: Side, line: unknown): Promise<Decided | undefined> {
  const given = at(line, 'look');
  if (given === undefined) return side.entry(at(line, 'entry'));
  const look = readLook(given);
  return look === undefined ? undefined : side.look(look);
}
