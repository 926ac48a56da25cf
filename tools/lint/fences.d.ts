import type {Linter} from 'eslint';

interface Forbidden {
  readonly regex: string;
  readonly message: string;
  readonly allowTypeImports?: boolean;
}

export function layer(files: readonly string[], ...patterns: readonly Forbidden[]): Linter.Config;
export function rooms(
  folder: string,
  fromTheGround: readonly string[],
  ...patterns: readonly Forbidden[]
): Linter.Config[];
export function coreOnly(fromTheGround: readonly string[]): Forbidden;
export const coreWaitsForNothing: readonly {readonly selector: string; readonly message: string}[];
export const judgeApart: Forbidden;
