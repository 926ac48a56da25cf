import {kindsAt} from './play/faults.ts';
import {undisturbed} from './histories.ts';
import {mainPaths, paths} from './paths.ts';
import {deliveriesOf, type Path} from './paths/path.ts';
import type {Share} from './work.ts';

/** Every single fault at every effect of every path and delivery. */
export async function singlesOf(chosen: readonly Path[]): Promise<readonly Share[]> {
  const shares: Share[] = [];
  for (const path of chosen) {
    if (path.heavy === true) continue;
    for (const delivery of deliveriesOf(path)) {
      const {effects} = await undisturbed(path, delivery);
      for (const {index, verb} of effects) {
        shares.push({kind: 'singles', path: path.id, delivery, index, verb});
      }
    }
  }
  return shares;
}

/** Every second fault behind the first ones of the main paths. */
export async function pairsOf(): Promise<readonly Share[]> {
  const shares: Share[] = [];
  for (const path of paths) {
    const every = mainPaths[path.id];
    if (every === undefined) continue;
    const {effects} = await undisturbed(path, 'once');
    for (const {index, verb} of effects.filter(one => one.index % every === 0)) {
      for (const fault of kindsAt(verb)) shares.push({kind: 'pairs', path: path.id, index, fault});
    }
  }
  return shares;
}

/** Random schedules with these seeds. */
export function schedulesOf(count: number, from: number): readonly Share[] {
  const size = 100;
  return Array.from({length: Math.ceil(count / size)}, (_, part) => ({
    kind: 'schedules',
    from: from + part * size,
    count: Math.min(size, count - part * size),
  }));
}

/**
 * In an order in which a part is like the whole, and which repeats: by the golden ratio each next one
 * falls into the largest gap so far.
 */
export function spread(...lists: readonly (readonly Share[])[]): readonly Share[] {
  return lists
    .flatMap(list => list.map((share, index) => ({share, at: (index * 0.618_033_988_75) % 1})))
    .sort((a, b) => a.at - b.at)
    .map(({share}) => share);
}
