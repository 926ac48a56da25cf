import {parentPort, workerData} from 'node:worker_threads';
import {applyMutant} from './apply.ts';
import type {Mutant} from './kind.ts';

// One thread that plays histories on the real code with one guard taken out, until a law is broken.
const {
  mutant,
  seconds,
  found: before,
} = workerData as {
  readonly mutant: Mutant;
  readonly seconds: number;
  readonly found?: string;
};
let applied = 0;
applyMutant(mutant, times => (applied += times));
const {hunt} = await import('./hunt.ts');
const found = await hunt(seconds, before);
parentPort?.postMessage({applied, ...found});
