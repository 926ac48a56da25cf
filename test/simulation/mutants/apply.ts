import {registerHooks} from 'node:module';
import type {Mutant} from './kind.ts';

/**
 * Has a mutant's file loaded with its guard taken out, in this thread and from now on.
 * @param applied hears how often its text stood in the file; anything but once tests nothing.
 */
export function applyMutant({file, from, to}: Mutant, applied: (times: number) => void): void {
  const url = new URL(`../../../functions/${file}`, import.meta.url).href;
  registerHooks({
    load(asked, context, next) {
      const loaded = next(asked, context);
      if (asked !== url) return loaded;
      const source = new TextDecoder().decode(loaded.source as Uint8Array);
      applied(source.split(from).length - 1);
      return {...loaded, source: source.replace(from, () => to)};
    },
  });
}
