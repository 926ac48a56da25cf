import {resolve} from 'node:path';
import {isObject} from '../../core/lib/json.ts';
import type {
  EscalationStep,
  GoogleChatPlace,
  InteractSettings,
  Project,
  Route,
  Settings,
} from '../../core/config/settings.ts';

/** Where a secret's value stands. A path counts from the configuration file's directory. */
export type SecretRef =
  | {readonly kind: 'value'; readonly value: string}
  | {readonly kind: 'env'; readonly name: string}
  | {readonly kind: 'file'; readonly path: string};

/**
 * A configuration whose every rule was checked, before its secrets are known: plain JSON, so that a
 * bundle can carry it and a function needs neither the YAML parser nor the schema to start. Paths
 * are as written; `located` makes them absolute.
 */
export interface Validated extends Pick<
  Settings,
  | 'mode'
  | 'rules'
  | 'budgets'
  | 'silences'
  | 'actions'
  | 'planGuard'
  | 'locale'
  | 'store'
  | 'runbooks'
  | 'workTopic'
  | 'deadLetters'
  | 'heartbeat'
  | 'selfAudit'
  | 'people'
  | 'approvers'
  | 'undo'
  | 'console'
> {
  readonly projects: readonly Project[];
  readonly chat: PlaceRefs;
  readonly routes?: readonly (Omit<Route, 'to'> & {readonly to: PlaceRefs})[];
  readonly paging?: {
    readonly pagerDuty?: {
      readonly routingKey: SecretRef;
      readonly region?: 'us' | 'eu';
      readonly states?: readonly string[];
    };
  };
  readonly webhooks?: readonly {readonly url: string; readonly secret: SecretRef}[];
  readonly escalation?: readonly (Omit<EscalationStep, 'to'> & {
    readonly to: PlaceRefs & Pick<EscalationStep['to'], 'paging'>;
  })[];
  readonly interact?: Omit<InteractSettings, 'slack'> & {
    readonly slack?: {
      readonly team: string;
      readonly signingSecret?: SecretRef;
      readonly formerSigningSecret?: SecretRef;
    };
  };
}

/** Where messages go, before the secrets are known. */
export interface PlaceRefs {
  readonly slack?:
    | {readonly kind: 'webhook'; readonly url: SecretRef}
    /** Without a token it is the one of `chat`. */
    | {readonly kind: 'bot'; readonly token?: SecretRef; readonly channel: string};
  readonly googleChat?:
    | {readonly kind: 'webhook'; readonly url: SecretRef}
    | Extract<GoogleChatPlace, {readonly kind: 'app'}>;
}

/** A configuration for whoever tells nobody: nothing of it names a place, and no secret has to be there. */
export function withoutChannels(validated: Validated): Validated {
  const {
    routes: _routes,
    paging: _paging,
    webhooks: _webhooks,
    escalation: _steps,
    interact,
    ...rest
  } = validated;
  if (interact === undefined) return {...rest, chat: {}};
  const {url, clients} = interact;
  return {...rest, chat: {}, interact: {url, clients}};
}

/** The paths of a configuration, counted from the directory of its file. */
export function located(
  {store, runbooks}: Pick<Validated, 'store' | 'runbooks'>,
  directory: string,
): Pick<Settings, 'store' | 'runbooks'> {
  return {
    store: store.sqlite === undefined ? store : {sqlite: resolve(directory, store.sqlite)},
    ...(runbooks && {runbooks: {folder: resolve(directory, runbooks.folder)}}),
  };
}

/**
 * Names the form that a bundle's configuration has; give it another number whenever `Validated` changes,
 * so that no function starts on what another version wrote.
 */
const format = 'mesh-responder-config/6';

/** A validated configuration as a bundle carries it. */
export interface BundledConfig {
  readonly format: typeof format;
  readonly config: Validated;
}

/** Stamps what `validate` gave. */
export function stamped(config: Validated): BundledConfig {
  return {format, config};
}

/**
 * Takes back what `stamped` gave and JSON has carried. The stamp is all that is looked at: the rules were
 * checked when the bundle was made.
 * @throws Error when the value has no stamp, or another one.
 */
export function bundledConfig(json: unknown): Validated {
  if (isBundled(json)) return json.config;
  throw new Error(
    `the configuration in this bundle is not of the format ${format}: make the bundle again`,
  );
}

function isBundled(json: unknown): json is BundledConfig {
  return isObject(json) && json['format'] === format && isObject(json['config']);
}
