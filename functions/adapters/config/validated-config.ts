import {at, isObject, type JsonObject} from '../../core/json.ts';
import type {Project, Settings} from '../../core/settings.ts';

/** Where a secret's value stands. A path counts from the configuration file's directory. */
export type SecretRef =
  | {readonly kind: 'value'; readonly value: string}
  | {readonly kind: 'env'; readonly name: string}
  | {readonly kind: 'file'; readonly path: string};

/**
 * A configuration whose every rule was checked, before its secrets are known: plain JSON, so that a
 * bundle can carry it and a function needs neither the YAML parser nor the schema to start. Paths
 * are as written.
 */
export interface Validated extends Pick<
  Settings,
  | 'mode'
  | 'rules'
  | 'budgets'
  | 'actions'
  | 'locale'
  | 'store'
  | 'workTopic'
  | 'deadLetters'
  | 'heartbeat'
> {
  readonly projects: readonly Project[];
  readonly chat: {
    readonly slack?:
      | {readonly kind: 'webhook'; readonly url: SecretRef}
      | {readonly kind: 'bot'; readonly token: SecretRef; readonly channel: string};
    readonly googleChat?: {readonly kind: 'webhook'; readonly url: SecretRef};
  };
}

/**
 * Takes back what `validate` gave and JSON has carried. It looks at the outline only: the rules were
 * checked when the bundle was made.
 * @throws Error when the value is no such configuration.
 */
export function bundledConfig(json: unknown): Validated {
  if (isValidated(json)) return json;
  throw new Error(
    'the configuration in this bundle is not what `validate` wrote: make the bundle again',
  );
}

function isValidated(json: unknown): json is Validated {
  if (!isObject(json) || !isObject(json['chat']) || !isObject(json['store'])) return false;
  const {projects, mode, rules, budgets, actions, locale, chat, workTopic, heartbeat} = json;
  return (
    Array.isArray(projects) &&
    projects.length > 0 &&
    projects.every(one => hasText(one, 'id') && hasText(one, 'number') && hasText(one, 'fleet')) &&
    (mode === 'observe' || mode === 'approve' || mode === 'auto') &&
    (rules === undefined || (Array.isArray(rules) && rules.every(isRule))) &&
    (budgets === undefined ||
      (hasNumber(budgets, 'repairsPerHour') && hasNumber(budgets, 'messagesPerMinute'))) &&
    (actions === undefined ||
      (Array.isArray(actions) && actions.every(one => typeof one === 'string'))) &&
    (locale === 'en' || locale === 'ko') &&
    isSlack(chat['slack']) &&
    (chat['googleChat'] === undefined || isWebhook(chat['googleChat'])) &&
    isStore(json['store']) &&
    ['undefined', 'string'].includes(typeof workTopic) &&
    ['undefined', 'string'].includes(typeof json['deadLetters']) &&
    (heartbeat === undefined || hasNumber(heartbeat, 'minutes'))
  );
}

function isRule(value: unknown): boolean {
  return ['observe', 'approve', 'auto', 'exclude'].some(mode => at(value, 'mode') === mode);
}

function isStore({sqlite, firestore}: JsonObject): boolean {
  if (firestore === undefined) return ['undefined', 'string'].includes(typeof sqlite);
  return sqlite === undefined && hasText(firestore, 'project') && hasText(firestore, 'database');
}

function isSlack(value: unknown): boolean {
  if (value === undefined || isWebhook(value)) return true;
  return (
    isObject(value) && value['kind'] === 'bot' && isRef(value['token']) && hasText(value, 'channel')
  );
}

function isWebhook(value: unknown): boolean {
  return isObject(value) && value['kind'] === 'webhook' && isRef(value['url']);
}

function isRef(value: unknown): boolean {
  if (!isObject(value)) return false;
  switch (value['kind']) {
    case 'value':
      return hasText(value, 'value');
    case 'env':
      return hasText(value, 'name');
    case 'file':
      return hasText(value, 'path');
    default:
      return false;
  }
}

function hasText(value: unknown, name: string): boolean {
  return isObject(value) && typeof value[name] === 'string';
}

function hasNumber(value: unknown, name: string): boolean {
  return typeof at(value, name) === 'number';
}
