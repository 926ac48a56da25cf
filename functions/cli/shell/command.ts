import type {Env} from '../../adapters/env.ts';
import type {Locale} from '../../core/texts/define-texts.ts';
import type {Options} from './args.ts';
import type {Words} from '../../core/texts/words.ts';

/** Where a subcommand reads and writes; tests hand in their own. */
export interface Io {
  readonly stdin: NodeJS.ReadableStream;
  out(text: string): void;
  err(text: string): void;
  /** Columns of the terminal; 100 when output is no terminal. */
  readonly width: number;
  readonly colour: boolean;
  /** Whether a person sits at it, who may be asked. */
  readonly interactive?: boolean;
  /** The environment, read once before the command runs; help needs none of it. */
  readonly env: Env;
  /** The language of help and errors: of --locale, else of the environment. */
  readonly locale: Locale;
  /** Resolves when somebody stops the process: Ctrl-C or SIGTERM. */
  stopped(): Promise<void>;
}

/**
 * How a run ended. 0: done, or nothing to do; 1: failure; 2: wrong usage or configuration; 3: a person
 * is needed.
 */
export type Exit = 0 | 1 | 2 | 3;

/** One subcommand. */
export interface Command {
  readonly name: string;
  readonly summary: Words;
  /** Lines of at most 80 columns. */
  readonly help: Words;
  readonly options: Options;
  /** What its first argument may be, where that is a word of its own. */
  readonly verbs?: readonly string[];
  run(args: readonly string[], io: Io): Promise<Exit>;
}
