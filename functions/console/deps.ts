import type {Speak} from '../adapters/chat/text/translate.ts';
import type {CommandAnswer, CommandAnswered} from '../core/interaction/command-answer.ts';
import type {MarkList, Marks, Store} from '../core/ports/ports.ts';
import type {Locale} from '../core/texts/define-texts.ts';
import type {Deps} from '../engine/lib/context.ts';
import type {Gate, Known} from './gate/gate.ts';

/** What of a store the console reads; it has no verb that writes. */
export type ReadStore = Pick<
  Store,
  'read' | 'listed' | 'total' | 'page' | 'latest' | 'explained' | 'mark' | 'synced'
>;

/** What pages are made of. */
export interface ReadDeps extends Pick<
  Deps,
  'settings' | 'runbooks' | 'actions' | 'clock' | 'timing'
> {
  readonly store: ReadStore;
  /** What the guard goes by. */
  readonly guardStore: Pick<Marks, 'mark'> & MarkList;
}

/** What the console is started with. */
export interface ConsoleDeps extends ReadDeps, Pick<Deps, 'log' | 'token'> {
  readonly speak: (locale: Locale) => Speak;
  readonly gate: Gate;
  /** Hands somebody's answer to whoever takes answers. @throws CallError, StoreError, StaleError. */
  readonly answer: (given: CommandAnswer, who: Known) => Promise<CommandAnswered>;
  /** How often live pages look for a change, ms. */
  readonly lookMs: number;
}
