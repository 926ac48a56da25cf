import {availableParallelism} from 'node:os';

/** How figures were made. */
export interface Made {
  /** E.g. `2026-11-30`. */
  readonly on: string;
  readonly node: string;
  /** One sentence: who had which core. */
  readonly cores: string;
  /** Fresh processes, or turns, of each; a figure is their median. */
  readonly rounds: number;
}

/** How figures that are measured now are made, on whatever cores there are. */
export function madeNow(rounds: number): Made {
  return {
    on: new Date().toISOString().slice(0, 10),
    node: process.versions.node,
    cores: `${availableParallelism()} cores, for what is measured and whatever measures it`,
    rounds,
  };
}

/** The same in a line under a table. */
export function madeNote({on, node, cores, rounds}: Made): string {
  const turns = rounds === 1 ? 'one round' : `${rounds} rounds`;
  return `Measured on ${on} in ${turns}, with Node.js ${node} on ${cores}.`;
}
