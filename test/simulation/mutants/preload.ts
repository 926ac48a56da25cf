import {appendFileSync} from 'node:fs';
import {applyMutant} from './apply.ts';
import type {Mutant} from './kind.ts';

// Stands before a spec and the processes that it starts (`node --import`): takes a guard out, and says how often
// its text was there. What is taken out, and where to say it, comes with the environment.
const {MUTANT, MUTANT_APPLIED} = process.env;
if (MUTANT !== undefined && MUTANT_APPLIED !== undefined) {
  applyMutant(JSON.parse(MUTANT) as Mutant, times => {
    appendFileSync(MUTANT_APPLIED, `${times}\n`);
  });
}
