import type {Phrase} from './phrase.ts';
import type {Texts} from './define-texts.ts';
import type {Readers, Writers, Written} from './ports.ts';
import type {Undoing} from './undoing.ts';

/** `action.json`: read by TypeScript and by Terraform. */
export interface ActionManifest {
  readonly id: string;
  /** `low`: additive and undone by one call. `high`: touches running workloads or access. */
  readonly risk: 'low' | 'high';
  /** IAM permissions that precheck, effect, check and undo need. */
  readonly permissions: readonly string[];
  /** The APIs it calls, e.g. `serviceusage.googleapis.com`. */
  readonly apis: readonly string[];
  /** How many of a plan's in a row are made before it is waited until they took. */
  readonly atOnce: number;
}

/**
 * Whether an action changes the fleet itself, whose host project may be another than its `project`:
 * params then name it as `fleet`. The gateway only leads through the fleet.
 */
export function changesFleet({permissions}: Pick<ActionManifest, 'permissions'>): boolean {
  return permissions.some(
    one => /^gkehub\.(?!gateway\.)/.test(one) && !/\.(?:get|list)$/.test(one),
  );
}

/** Whether an action goes through the gateway, whose permissions count in the fleet host project. */
export function usesGateway({permissions}: Pick<ActionManifest, 'permissions'>): boolean {
  return permissions.some(one => one.startsWith('gkehub.gateway.'));
}

/** Constants and allow-list values only; never text from a log entry. */
export type ActionParams = Readonly<Record<string, string>>;

/** One step of a plan. */
export interface PlannedAction {
  readonly action: string;
  readonly params: ActionParams;
}

/** The answer of an action's own look, in the same attempt, right before it would write. */
export type Precheck =
  | {readonly kind: 'needed'}
  | {readonly kind: 'already'}
  | {readonly kind: 'refused'; readonly reason: Phrase};

/** Whether the world shows the change. */
export type Took = 'took' | 'pending' | 'not-taken';

/** One kind of change to the world. */
export interface Action {
  readonly manifest: ActionManifest;
  readonly texts: Texts;
  /** What the action does, for people: a sentence and the same thing as a command. */
  describe(params: ActionParams): {readonly text: Phrase; readonly command: string};
  precheck(params: ActionParams, readers: Readers): Promise<Precheck>;
  /**
   * Makes the change; idempotent or fenced (etag), so that a repeat has no second effect. `stamp` is
   * the RFC 3339 time of the consent, or of the incident's beginning: the same at each repeat.
   */
  effect(params: ActionParams, readers: Readers, writers: Writers, stamp: string): Promise<Written>;
  /** Whether the change took; `operation` is what the effect returned, `stamp` what it was given. */
  check(
    params: ActionParams,
    readers: Readers,
    operation: string | undefined,
    stamp: string,
  ): Promise<Took>;
  /** How to find out who takes the change back again and again, and what ends that; absent: nobody can. */
  undoing?(params: ActionParams): Undoing;
  /** Takes the change back, on a person's word only; absent: that is not possible. */
  undo?(params: ActionParams, readers: Readers, writers: Writers): Promise<Written>;
}
