import {actionPaths} from './paths/actions.ts';
import {answers} from './paths/answers.ts';
import {clickPaths} from './paths/clicks.ts';
import {configuredPaths} from './paths/configured.ts';
import {forgedPaths} from './paths/forged.ts';
import {limits} from './paths/limits.ts';
import type {Path} from './paths/path.ts';
import {repairs} from './paths/repairs.ts';

/**
 * The main paths, whose pairs of faults are played too, and of how many of their effects the faults come
 * first: of all, or of each so manieth where all would take as long as all the rest.
 */
export const mainPaths: Readonly<Record<string, number>> = {
  gateway: 1,
  binding: 1,
  approved: 1,
  'webhook-gateway': 5,
};

/** Every path. */
export const paths: readonly Path[] = [
  ...repairs,
  ...answers,
  ...limits,
  ...forgedPaths,
  ...actionPaths,
  ...clickPaths,
  ...configuredPaths,
];
