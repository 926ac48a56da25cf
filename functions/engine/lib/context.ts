import type {Action} from '../../core/contract/action.ts';
import type {
  Channel,
  Clock,
  GuardStore,
  History,
  Log,
  Pulse,
  Readers,
  Store,
  WorkQueue,
  Writers,
} from '../../core/ports/ports.ts';
import type {Look, Runbook} from '../../core/contract/runbook.ts';
import type {Settings} from '../../core/config/settings.ts';
import type {TimeScale} from '../../core/lib/time-scale.ts';

/** Everything the engine drives, handed to it where a deployable starts. */
export interface Deps {
  readonly settings: Settings;
  readonly runbooks: readonly Runbook[];
  readonly actions: readonly Action[];
  readonly store: Store;
  readonly guardStore: GuardStore;
  readonly readers: Readers;
  readonly writers: Writers;
  readonly pulse: Pulse;
  readonly history: History;
  readonly channels: readonly Channel[];
  /**
   * A channel that the settings name no more and that can still be written to, by the id that the store knows; absent:
   * there is none.
   */
  readonly formerChannel?: (id: string) => Channel | undefined;
  /** Who is in a group, by its id: ids of Slack's users, or e-mails of a Google group; absent: nobody can be asked. Throws CallError. */
  readonly groupMembers?: (group: string) => Promise<readonly string[] | undefined>;
  readonly queue: WorkQueue;
  readonly clock: Clock;
  readonly timing: TimeScale;
  readonly log: Log;
  /** Names this process in leases. */
  readonly holder: string;
  /** Whether the process that a lease names is known to be gone, so that its lease is void. */
  readonly isGone: (holder: string) => boolean;
  /** Numbers from 0 to below 1, for jitter. */
  readonly random: () => number;
  /** 32 hex digits that nobody can guess. */
  readonly token: () => string;
}

/** What a look at live state needs: nothing of it changes anything. */
export interface Looking extends Pick<
  Deps,
  'settings' | 'runbooks' | 'readers' | 'clock' | 'timing'
> {
  readonly history: Pick<History, 'newest'>;
  readonly store: Pick<Store, 'mark'>;
  /** What is asked of the log and the heartbeat; absent: as history and store have them. */
  readonly beside?: Pick<Look, 'recent' | 'heartbeat'>;
}

/** What taking an entry in needs. */
export type IntakeContext = Pick<
  Deps,
  'settings' | 'runbooks' | 'store' | 'queue' | 'clock' | 'timing' | 'log'
>;

/** What bringing a finding into the store needs. */
export type FindingContext = Pick<
  Deps,
  'runbooks' | 'store' | 'queue' | 'clock' | 'timing' | 'log'
>;

/** What attaching a symptom to its cause needs. */
export type CauseContext = Pick<Deps, 'runbooks' | 'store' | 'queue' | 'clock' | 'timing' | 'log'>;

/** What the guard looks at. */
export type GuardContext = Pick<
  Deps,
  'settings' | 'actions' | 'store' | 'guardStore' | 'clock' | 'timing' | 'log'
>;

/** The registered runbook with this id. @throws Error for an id that no folder has. */
export function runbookById(deps: Pick<Deps, 'runbooks'>, id: string): Runbook {
  const found = deps.runbooks.find(one => one.manifest.id === id);
  if (found === undefined) throw new Error(`no runbook is called ${id}`);
  return found;
}

/** The registered action with this id. @throws Error for an id that no folder has. */
export function actionById(deps: Pick<Deps, 'actions'>, id: string): Action {
  const found = deps.actions.find(one => one.manifest.id === id);
  if (found === undefined) throw new Error(`no action is called ${id}`);
  return found;
}
