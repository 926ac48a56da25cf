import {actionPaths} from './paths/actions.ts';
import {answers} from './paths/answers.ts';
import {configuredPaths} from './paths/configured.ts';
import {forgedPaths} from './paths/forged.ts';
import {limits} from './paths/limits.ts';
import type {Path} from './paths/path.ts';
import {repairs} from './paths/repairs.ts';

/** How many of the first paths are the main ones, whose pairs of faults are played too. */
export const mainPaths = 3;

/** Every path. */
export const paths: readonly Path[] = [
  ...repairs,
  ...answers,
  ...limits,
  ...forgedPaths,
  ...actionPaths,
  ...configuredPaths,
];
