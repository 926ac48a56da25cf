import {googleError, type Answer} from './answer.ts';
import {kubeVerbs} from '../cluster/kinds.ts';

/**
 * What can be disturbed: hosts by their short name and, for each, the verbs of its calls (the last
 * word of the API method, for Slack the whole method).
 */
export const verbs = {
  serviceusage: [
    'get',
    'list',
    'batchGet',
    'batchEnable',
    'enable',
    'disable',
    'operation',
    'quotas',
  ],
  cloudresourcemanager: [
    'get',
    'getIamPolicy',
    'setIamPolicy',
    'testIamPermissions',
    'getAncestry',
    'listOrgPolicies',
  ],
  gkehub: ['get', 'list', 'create', 'patch', 'operation'],
  container: ['get', 'list', 'update', 'nodePools', 'updateNodePool', 'serverConfig', 'operation'],
  connectgateway: kubeVerbs,
  logging: ['list', 'write', 'sinks'],
  slack: [
    'chat.postMessage',
    'chat.update',
    'conversations.history',
    'conversations.replies',
    'webhook',
    'auth.test',
    'views.open',
    'views.update',
    'usergroups.users.list',
  ],
  chat: ['create', 'update', 'get'],
  pagerduty: ['enqueue'],
  receiver: ['event'],
  pubsub: ['publish', 'get', 'list', 'getIamPolicy', 'testIamPermissions'],
  compute: ['get'],
  orgpolicy: ['getEffectivePolicy'],
  firestore: ['get', 'list', 'batchGet', 'runQuery'],
  cloudfunctions: ['list'],
  cloudscheduler: ['get'],
  iam: ['queryTestablePermissions'],
  iamcredentials: ['generateAccessToken'],
  oauth: ['tokeninfo'],
  certs: ['pem', 'jwk'],
  cloudidentity: ['lookup', 'memberships'],
} as const;

/** Short name of a host. */
export type HostKey = keyof typeof verbs;

/** A verb of a host. */
export type Verb<K extends HostKey> = (typeof verbs)[K][number];

/** How a call is disturbed; see `effects` for what each does. */
export type Effect =
  | {readonly kind: 'status'; readonly code: number; readonly retryAfter?: number}
  | {readonly kind: 'delay'; readonly ms: number}
  | {
      readonly kind:
        'busy' | 'drop' | 'lost' | 'html' | 'malformed' | 'reshaped' | 'never' | 'off-at-caller';
    };

/** A disturbance: which calls, how, and how often (`times` undefined: until it is taken back). */
export interface Fault {
  readonly text: string;
  readonly host: HostKey;
  readonly verb: string;
  readonly effect: Effect;
  readonly times: number | undefined;
}

/** The project that the calls count against where a fault says so: none of any scenario. */
export const callersProject = '881177665544';

/** The effects, in words, for errors and help. */
export const effects: Readonly<Record<string, string>> = {
  '400..599': 'answer this status, nothing is applied (429:retry-after=SECONDS adds the header)',
  drop: 'close the connection, nothing is applied',
  lost: 'apply, then close the connection instead of answering',
  html: 'answer 200 with an HTML page, nothing is applied',
  malformed: 'apply, then answer with half of the JSON',
  reshaped:
    'apply, then answer with JSON of another shape: a list in the place of an object, or the other way round',
  'off-at-caller': `answer that the API is off in the caller's own project (${callersProject}), nothing is applied`,
  never: 'never answer, nothing is applied',
  busy: 'answer 400 in the words of a service at work on another change, nothing is applied',
  'delay:MS': 'wait so many milliseconds, then go on',
};

const shape = /^([a-z]{1,30}):([A-Za-z0-9.]{1,60}|\*)=([a-z0-9:=-]{1,60}?)(?:x([1-9]\d{0,5}))?$/;
const example = "'cloudresourcemanager:setIamPolicy=503x2'";

/**
 * Reads `HOST:VERB=EFFECT[xTIMES]`.
 * @throws Error saying what was wrong, what is allowed, with an example.
 */
export function parseFault(text: string): Fault {
  const [, host = '', verb = '', what = '', times] = shape.exec(text.trim()) ?? [];
  if (host === '')
    throw wrong(text, 'it is not of the form HOST:VERB=EFFECT or HOST:VERB=EFFECTxTIMES');
  if (!isHost(host))
    throw wrong(text, `no host is called '${host}'; there are ${Object.keys(verbs).join(', ')}`);
  const known: readonly string[] = verbs[host];
  if (verb !== '*' && !known.includes(verb)) {
    throw wrong(text, `${host} has no verb '${verb}'; it has ${known.join(', ')} and * for all`);
  }
  const effect = parseEffect(what);
  if (effect === undefined) {
    throw wrong(
      text,
      `no effect is called '${what}'; there are ${Object.keys(effects).join(', ')}`,
    );
  }
  return {
    text: text.trim(),
    host,
    verb,
    effect,
    times: times === undefined ? undefined : Number(times),
  };
}

/** True when a fault is meant for this call. */
export function hits(fault: Fault, host: HostKey, verb: string): boolean {
  return fault.host === host && (fault.verb === '*' || fault.verb === verb);
}

/** The answer of an API that refuses or fails by itself, in Google's error shape. */
export function failure(code: number): Answer {
  return googleError(code, messages[code] ?? 'The service failed on purpose.');
}

const messages: Readonly<Record<number, string>> = {
  401: 'Request had invalid authentication credentials.',
  403: 'The caller does not have permission',
  404: 'Requested entity was not found.',
  409: 'The operation was aborted.',
  429: 'Quota exceeded.',
  500: 'Internal error encountered.',
  503: 'The service is currently unavailable.',
  504: 'Deadline exceeded.',
};

function parseEffect(text: string): Effect | undefined {
  const plain = (
    ['busy', 'drop', 'lost', 'html', 'malformed', 'reshaped', 'never', 'off-at-caller'] as const
  ).find(one => one === text);
  if (plain !== undefined) return {kind: plain};
  const delay = /^delay:(\d{1,6})$/.exec(text);
  if (delay !== null) return {kind: 'delay', ms: Number(delay[1])};
  const status = /^([45]\d\d)(?::retry-after=(\d{1,5}))?$/.exec(text);
  if (status === null) return undefined;
  const code = Number(status[1]);
  return {
    kind: 'status',
    code,
    ...(status[2] === undefined ? {} : {retryAfter: Number(status[2])}),
  };
}

function isHost(name: string): name is HostKey {
  return Object.hasOwn(verbs, name);
}

function wrong(text: string, why: string): Error {
  return new Error(`fault '${text.slice(0, 100)}': ${why}. Example: ${example}.`);
}
