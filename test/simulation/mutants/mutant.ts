import {registerHooks} from 'node:module';
import {parentPort, workerData} from 'node:worker_threads';
import type {Mutant} from './kind.ts';

// One thread that plays histories on the real code with one guard taken out, until a law is broken.
const {mutant, seconds} = workerData as {readonly mutant: Mutant; readonly seconds: number};
const url = new URL(`../../../functions/${mutant.file}`, import.meta.url).href;
let applied = 0;

registerHooks({
  load(asked, context, next) {
    const loaded = next(asked, context);
    if (asked !== url) return loaded;
    const source = new TextDecoder().decode(loaded.source as Uint8Array);
    applied += source.split(mutant.from).length - 1;
    return {...loaded, source: source.replace(mutant.from, () => mutant.to)};
  },
});

const {hunt} = await import('./hunt.ts');
const found = await hunt(seconds);
parentPort?.postMessage({applied, ...found});
