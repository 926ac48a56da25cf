import type {ActionPlace, ActionResult, PlannedAction} from '../incident/plan.ts';
import {phraseByCode, type Phrase} from '../texts/phrase.ts';
import {phrase} from '../texts/texts.ts';
import type {Texts} from '../texts/define-texts.ts';
import type {Readers, Writers, Written} from '../ports/ports.ts';
import type {Actor} from '../detection/actor.ts';
import type {Trace} from '../detection/audit-trace.ts';
import type {LogEntry} from '../detection/entry.ts';
import {Misfit, type Schema} from '../lib/schema.ts';

/** `action.json`: read by TypeScript and by Terraform. */
export interface ActionManifest {
  readonly id: string;
  /** `low`: additive and undone by one call. `high`: touches running workloads or access. */
  readonly risk: 'low' | 'high';
  /** IAM permissions that precheck, effect and check need. */
  readonly permissions: readonly string[];
  /** The APIs it calls, e.g. `serviceusage.googleapis.com`. */
  readonly apis: readonly string[];
  /** How many of a plan's in a row are made before it is waited until they took. */
  readonly atOnce: number;
  /**
   * What it changes bears one change at a time: the project's part (its services), or the cluster. An
   * incident takes its turn before the change, and the others wait. Absent: no such thing.
   */
  readonly alone?: 'project' | 'cluster';
  /** The id of the action that takes it back, on a person's word; absent: none can. */
  readonly inverse?: string;
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

/** The parameters of one kind of action: what they are and how they are checked. */
export interface ActionKind<P extends ActionPlace> {
  /** The name of the action's folder. */
  readonly id: string;
  /** Checks parameters that were stored or handed in. @throws Error naming the action and the parameter. */
  parse(params: unknown): P;
  /** One step of a plan. @throws Error as `parse` does. */
  plan(params: P): PlannedAction;
}

/** The answer of an action's own look, in the same attempt, right before it would write. */
export type Precheck =
  | {readonly kind: 'needed'}
  | {readonly kind: 'already'}
  /** Somebody else's change of it is under way, and ends by itself; `what` names it in any language. */
  | {readonly kind: 'busy'; readonly what: string}
  | {readonly kind: 'refused'; readonly reason: Phrase};

/** Whether the world shows the change. */
export type Took = 'took' | 'pending' | 'not-taken';

/** How the one who takes a change back is found, and what ends the fight. */
export interface Undoing {
  /** The project whose audit log has it. */
  readonly project: string;
  /** The audit entries that may be it, in the Logging query language. */
  readonly filter: string;
  /** Whether one of them is it: the filter compares across elements. */
  matches(entry: LogEntry): boolean;
  /** Who did it and when, as a sentence. */
  by(actor: Pick<Actor, 'principal' | 'at'>): Phrase;
  /** What to change in Terraform, as a sentence and as code; constants and the allow-list only. */
  readonly remedy: {readonly text: Phrase; readonly code: string};
}

/** Parameters for people, by name, each as one text. */
export type ShownParams = Readonly<Record<string, string>>;

/** What an action does, for people: a sentence and the same thing as a command. */
export interface Described {
  readonly text: Phrase;
  readonly command: string;
  /** A command that has to be run once before it, e.g. to get the cluster's credentials. */
  readonly prepare?: string;
}

/** What one kind of change to the world does with its parameters; `P` is checked. */
export interface ActionWays<P> {
  readonly manifest: ActionManifest;
  readonly texts: Texts;
  /** The parameters for people; absent: each is a text as it is. */
  readonly shown?: (params: P) => ShownParams;
  /** What the action does, for people: a sentence and the same thing as a command. */
  describe(params: P): Described;
  precheck(params: P, readers: Readers): Promise<Precheck>;
  /**
   * Makes the change; idempotent or fenced (etag), so that a repeat has no second effect. `stamp` is
   * the RFC 3339 time of the consent, or of the incident's beginning: the same at each repeat.
   */
  effect(params: P, readers: Readers, writers: Writers, stamp: string): Promise<Written>;
  /** Whether the change took; `operation` is what the effect returned, `stamp` what it was given. */
  check(params: P, readers: Readers, operation: string | undefined, stamp: string): Promise<Took>;
  /** What its calls leave in the Cloud Audit Log, which the self-audit holds against what was intended. */
  traces(params: P): readonly Trace[];
  /** How to find out who takes the change back again and again, and what ends that; absent: nobody can. */
  readonly undoing?: (params: P) => Undoing;
  /** What it turns on or off, by names that its inverse has as well; absent: it has no inverse and is none. */
  readonly switches?: (params: P) => readonly string[];
  /**
   * The actions that take it back, in their order, of the kind that the manifest has as `inverse`. `made`: what of it was
   * changed, as the write said; absent: all of it.
   */
  readonly inverse?: (params: P, made: readonly string[] | undefined) => readonly PlannedAction[];
}

/**
 * One kind of change to the world, for parameters as they come, from a plan or from the store: they are
 * checked each time, before anything else is done with them. Every verb throws Error for what is no
 * parameter of it.
 */
export interface Action extends ActionWays<unknown> {
  readonly shown: (params: unknown) => ShownParams;
  /** What became of an action, for people; without a result: what it is doing. */
  outcome(params: unknown, result: ActionResult | undefined): Phrase;
  /** The action as a step of a plan. */
  step(params: unknown): ActionStep;
}

/** An action, from its checked parameters on. @throws Error when kind and manifest have two names. */
export function actionOf<P extends ActionPlace>(kind: ActionKind<P>, ways: ActionWays<P>): Action {
  const {manifest, texts, shown = asTexts, undoing, switches, inverse} = ways;
  const {id} = manifest;
  if (id !== kind.id) throw new Error(`action ${id}: its parameters are those of ${kind.id}`);
  if ((manifest.inverse === undefined) !== (inverse === undefined)) {
    throw new Error(`action ${id}: action.json names its inverse where it has one, and else none`);
  }
  const read = (params: unknown): P => kind.parse(params);
  return {
    manifest,
    texts,
    shown: params => shown(read(params)),
    describe: params => ways.describe(read(params)),
    outcome: (params, result) =>
      result === undefined
        ? ways.describe(read(params)).text
        : phraseByCode(`${verbs[result]}.${id}`, shown(read(params))),
    step(params) {
      const known = read(params);
      const names = shown(known);
      const {command, prepare} = ways.describe(known);
      return {
        title: phraseByCode(`step.${id}`, names),
        command,
        ...(prepare === undefined ? {} : {prepare}),
        risk: phraseByCode(`risk.${id}`, names),
      };
    },
    precheck: async (params, readers) => ways.precheck(read(params), readers),
    effect: async (params, ...how) => ways.effect(read(params), ...how),
    check: async (params, ...how) => ways.check(read(params), ...how),
    traces: params => ways.traces(read(params)),
    ...(undoing && {undoing: params => undoing(read(params))}),
    ...(switches && {switches: params => switches(read(params))}),
    ...(inverse && {inverse: (params, made) => inverse(read(params), made)}),
  };
}

function asTexts(params: ActionPlace): ShownParams {
  const texts = Object.entries(params).map(([name, value]: [string, unknown]) => {
    if (typeof value === 'string') return [name, value] as const;
    throw new Error(`the action must say how people are shown its ${name}`);
  });
  return Object.fromEntries(texts);
}

/** What people are told of actions, in the words of their own folders. */
export interface ActionWords {
  /** What became of an action, or what it would do. */
  readonly outcome: (planned: PlannedAction, result: ActionResult | undefined) => Phrase;
  /** An action as a step of a plan; undefined where what is stored of it cannot be read. */
  readonly step: (planned: PlannedAction) => ActionStep | undefined;
  /** What an action needs to be allowed; nothing for one that is not known. */
  readonly permissions: (action: string) => readonly string[];
}

/** One action, before it is made. */
export interface ActionStep {
  readonly title: Phrase;
  /** The same by hand. */
  readonly command: string;
  /** What has to be run once before it. */
  readonly prepare?: string;
  /** What it costs those who run on the mesh. */
  readonly risk: Phrase;
}

/**
 * The words of these actions. A message shows what is true also where what is stored cannot be read: then it
 * names the action alone.
 */
export function wordsOf(actions: readonly Action[]): ActionWords {
  const find = (id: string) => actions.find(one => one.manifest.id === id);
  return {
    outcome({action, params}, result) {
      const said = readable(() => find(action)?.outcome(params, result));
      return said ?? phrase('done.unreadable', {action});
    },
    step({action, params}) {
      return readable(() => find(action)?.step(params));
    },
    permissions: action => find(action)?.manifest.permissions ?? [],
  };
}

/** What takes an action back; nothing where that is not possible, or where what is stored cannot be read. */
export function inverseOf(
  actions: readonly Action[],
): (made: PlannedAction & {readonly made?: readonly string[]}) => readonly PlannedAction[] {
  return ({action, params, made}) => {
    const known = actions.find(one => one.manifest.id === action);
    return readable(() => known?.inverse?.(params, made)) ?? [];
  };
}

/** Whoever works on the incident is stopped by the same error, and parks it with its words. */
function readable<T>(read: () => T | undefined): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

/**
 * The projects that an action changes something in; the guard asks for all of them.
 * @throws Error when it changes a fleet that its parameters do not name.
 */
export function touchedBy(
  {id, permissions}: Pick<ActionManifest, 'id' | 'permissions'>,
  {project, fleet}: ActionPlace,
): readonly string[] {
  if (!changesFleet({permissions})) return [project];
  if (fleet === undefined) throw new Error(`action ${id}: its parameters do not name the fleet`);
  return [project, fleet];
}

const verbs: Readonly<Record<ActionResult, string>> = {
  changed: 'did',
  already: 'already',
  'would-change': 'would',
  failed: 'failed',
  unknown: 'unsure',
  busy: 'failed',
};

/**
 * The parameters of one kind of action by their one schema: what a plan is made of, what the store holds
 * and what is done are checked by it.
 * @param id the name of the action's folder.
 */
export function actionKind<P extends ActionPlace>(id: string, schema: Schema<P>): ActionKind<P> {
  const parse = (params: unknown): P => {
    try {
      return schema(params, '');
    } catch (cause) {
      if (!(cause instanceof Misfit)) throw cause;
      const why = `what is asked of it cannot be read: ${cause.message}`;
      throw new Error(`action ${id}: ${why}; nothing is done, another diagnosis plans it anew`, {
        cause,
      });
    }
  };
  return {id, parse, plan: params => ({action: id, params: parse(params)})};
}
