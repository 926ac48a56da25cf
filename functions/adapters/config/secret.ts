import {resolve} from 'node:path';
import {at, isObject, listAt} from '../../core/lib/json.ts';
import {noAscii, webhookFault} from '../../core/config/webhook-url.ts';
import type {Words} from '../../core/texts/words.ts';
import {type ConfigFault, ConfigError, pathText} from './config-error.ts';
import {located, type SecretRef, type Validated} from './validated-config.ts';
import type {ChatSettings, Settings} from '../../core/config/settings.ts';

/** What a secret is for; decides the form that its value must have. */
export type SecretKind =
  | 'slackWebhook'
  | 'slackToken'
  | 'slackSigningSecret'
  | 'googleChatWebhook'
  | 'pagerDutyKey'
  | 'webhookSecret';

/** A secret of a configuration, and where it stands. */
export interface SecretPlace {
  readonly kind: SecretKind;
  readonly path: readonly (string | number)[];
}

const signingNames = ['signingSecret', 'formerSigningSecret'] as const;

/** The secrets of whatever posts to chat. */
const ofChat: readonly {readonly kind: SecretKind; readonly path: readonly string[]}[] = [
  {kind: 'slackWebhook', path: ['slack', 'webhook']},
  {kind: 'slackToken', path: ['slack', 'botToken']},
  {kind: 'googleChatWebhook', path: ['googleChat', 'webhook']},
];

/** Every secret that a document gives, with what it gives: a value, or where that stands. */
export function secretsIn(document: unknown): readonly (SecretPlace & {readonly given: unknown})[] {
  const below = (place: unknown, path: SecretPlace['path']) =>
    ofChat.map(one => ({
      kind: one.kind,
      path: [...path, ...one.path],
      given: at(place, ...one.path),
    }));
  const key = ['paging', 'pagerDuty', 'routingKey'];
  const signing = signingNames.map(name => ({
    kind: 'slackSigningSecret' as const,
    path: ['interact', 'slack', name],
    given: at(document, 'interact', 'slack', name),
  }));
  const all = [
    ...below(at(document, 'chat'), ['chat']),
    ...listAt(document, 'routes').flatMap((one, n) => below(at(one, 'to'), ['routes', n, 'to'])),
    {kind: 'pagerDutyKey' as const, path: key, given: at(document, ...key)},
    ...listAt(document, 'webhooks').map((one, n) => ({
      kind: 'webhookSecret' as const,
      path: ['webhooks', n, 'secret'],
      given: at(one, 'secret'),
    })),
    ...listAt(document, 'escalation').flatMap((one, n) =>
      below(at(one, 'to'), ['escalation', n, 'to']),
    ),
    ...signing,
  ];
  return all.filter(one => one.given !== undefined);
}

/** The paths of the secrets whose value stands in the file. */
export function inlineSecrets(
  validated: Pick<Validated, 'chat' | 'routes' | 'paging' | 'webhooks' | 'escalation' | 'interact'>,
): readonly SecretPlace['path'][] {
  return secretRefs(validated).flatMap(({ref, path}) => (ref.kind === 'value' ? [path] : []));
}

/** The secrets of a validated configuration. */
export function secretRefs({
  chat,
  routes = [],
  paging,
  webhooks = [],
  escalation = [],
  interact,
}: Pick<
  Validated,
  'chat' | 'routes' | 'paging' | 'webhooks' | 'escalation' | 'interact'
>): readonly (SecretPlace & {
  readonly ref: SecretRef;
})[] {
  const key = paging?.pagerDuty?.routingKey;
  return [
    ...chatRefs(chat, ['chat']),
    ...routes.flatMap(({to}, n) => chatRefs(to, ['routes', n, 'to'])),
    ...(key === undefined
      ? []
      : [
          {
            kind: 'pagerDutyKey' as const,
            path: ['paging', 'pagerDuty', 'routingKey'],
            ref: key,
          },
        ]),
    ...webhooks.map(({secret}, n) => ({
      kind: 'webhookSecret' as const,
      path: ['webhooks', n, 'secret'],
      ref: secret,
    })),
    ...escalation.flatMap(({to}, n) => chatRefs(to, ['escalation', n, 'to'])),
    ...signingNames.flatMap(name => {
      const ref = interact?.slack?.[name];
      const path = ['interact', 'slack', name];
      return ref === undefined ? [] : [{kind: 'slackSigningSecret' as const, path, ref}];
    }),
  ];
}

function chatRefs(
  {slack, googleChat}: Validated['chat'],
  path: SecretPlace['path'],
): readonly (SecretPlace & {readonly ref: SecretRef})[] {
  const inSlack = (name: string) => [...path, 'slack', name];
  return [
    ...(slack?.kind === 'webhook'
      ? [{kind: 'slackWebhook' as const, path: inSlack('webhook'), ref: slack.url}]
      : []),
    // A route's bot is the chat's own, and its token stands there.
    ...(slack?.kind === 'bot' && slack.token !== undefined
      ? [{kind: 'slackToken' as const, path: inSlack('botToken'), ref: slack.token}]
      : []),
    ...(googleChat?.kind === 'webhook'
      ? [
          {
            kind: 'googleChatWebhook' as const,
            path: [...path, 'googleChat', 'webhook'],
            ref: googleChat.url,
          },
        ]
      : []),
  ];
}

/** What secrets are resolved against. */
export interface SecretSource {
  /** The configuration file's directory; relative paths count from it. */
  readonly directory: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly readFile: (path: string) => Promise<string>;
}

/** A value, or what is wrong with it in words that never hold it. */
export type Secret<T> =
  {readonly kind: 'ok'; readonly value: T} | {readonly kind: 'fault'; readonly problem: Words};

const forms: Words = {
  en: 'allowed: the value itself, {env: NAME} or {file: PATH}',
  ko: '허용: 값 자체, {env: 이름} 또는 {file: 경로}',
};

/** Reads how a configuration gives a secret: a value, the name of a variable or a file. */
export function readSecretRef(kind: SecretKind, given: unknown): Secret<SecretRef> {
  if (typeof given === 'string') {
    const checked = checkSecret(kind, given);
    return checked.kind === 'fault'
      ? checked
      : {kind: 'ok', value: {kind: 'value', value: checked.value}};
  }
  const [name, ...others] = isObject(given) ? Object.keys(given) : [];
  const where = name === undefined ? undefined : at(given, name);
  if (others.length > 0 || typeof where !== 'string') return fault(forms);
  if (name === 'env') {
    // A secret pasted in place of the name must not be repeated, so a bad name is not shown.
    if (!/^[A-Za-z_]\w*$/.test(where))
      return fault({
        en: 'env: no name of an environment variable',
        ko: 'env: 환경 변수의 이름이 아닙니다',
      });
    return {kind: 'ok', value: {kind: 'env', name: where}};
  }
  if (name === 'file') {
    if (where === '' || where.includes('\0') || /:\/\/|^xox/.test(where)) {
      return fault({en: 'file: no path of a file', ko: 'file: 파일 경로가 아닙니다'});
    }
    return {kind: 'ok', value: {kind: 'file', path: where}};
  }
  return fault(forms);
}

/** Fetches a secret's value and checks its form. */
export async function resolveSecret(
  kind: SecretKind,
  ref: SecretRef,
  source: SecretSource,
): Promise<Secret<string>> {
  switch (ref.kind) {
    case 'value':
      return checkSecret(kind, ref.value);
    case 'env': {
      const value = Object.hasOwn(source.env, ref.name) ? source.env[ref.name] : undefined;
      if (value === undefined) {
        return fault({
          en: `the environment variable ${ref.name} is not set`,
          ko: `환경 변수 ${ref.name}: 설정되지 않았습니다`,
        });
      }
      return named(
        {en: `the environment variable ${ref.name}`, ko: `환경 변수 ${ref.name}:`},
        checkSecret(kind, value),
      );
    }
    case 'file': {
      const path = resolve(source.directory, ref.path);
      try {
        return named(
          {en: `the file ${path}`, ko: `파일 ${path}:`},
          checkSecret(kind, await source.readFile(path)),
        );
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
        return fault({
          en: `the file ${path} cannot be read (${code}); give this process access to it`,
          ko: `파일 ${path}: 읽을 수 없습니다(${code}). 이 프로세스에 액세스 권한을 부여하세요`,
        });
      }
    }
  }
}

/** Puts the path of a secret to what is wrong with it. */
export function secretFault(path: SecretPlace['path'], problem: Words): ConfigFault {
  return {path: pathText(path), problem};
}

function checkSecret(kind: SecretKind, given: string): Secret<string> {
  const value = given.trim();
  if (value === '') return fault({en: 'is empty', ko: '비어 있습니다'});
  const problem = formFault(kind, value);
  return problem === undefined ? {kind: 'ok', value} : fault(problem);
}

function formFault(kind: SecretKind, value: string): Words | undefined {
  switch (kind) {
    case 'slackWebhook':
      return webhookFault('slack', value);
    case 'googleChatWebhook':
      return webhookFault('googleChat', value);
    case 'slackToken':
      // https://docs.slack.dev/authentication/tokens: xoxb-… today, rotated ones xoxe.xoxb-…; the
      // form is Slack's to change, so only what cannot stand in a header is refused.
      if (/^[\x21-\x7e]+$/.test(value)) return undefined;
      return {
        en: `is no bot token: it ${noAscii.en}`,
        ko: `봇 토큰이 아닙니다. ${noAscii.ko}`,
      };
    case 'slackSigningSecret':
      // https://docs.slack.dev/authentication/verifying-requests-from-slack shows 32 characters, without a rule.
      if (/^[\x21-\x7e]{16,128}$/.test(value)) return undefined;
      return {
        en: 'is no signing secret: it has 16 to 128 characters of plain ASCII without spaces',
        ko: '서명 보안 비밀이 아닙니다. 공백 없는 ASCII 문자 16~128자여야 합니다',
      };
    case 'pagerDutyKey':
      // https://developer.pagerduty.com/docs/send-alert-event: a GUID of 32 characters.
      if (/^[A-Za-z0-9]{32}$/.test(value)) return undefined;
      return {
        en: 'is no integration key of Events API v2: that has 32 letters and digits',
        ko: 'Events API v2 통합 키가 아닙니다. 통합 키는 문자와 숫자 32자입니다',
      };
    case 'webhookSecret':
      if (/^[\x21-\x7e]{32,256}$/.test(value)) return undefined;
      return {
        en: 'is no secret to sign with: give 32 to 256 characters of plain ASCII without spaces, at random',
        ko: '서명용 보안 비밀이 아닙니다. 공백 없는 임의의 ASCII 문자 32~256자를 지정하세요',
      };
  }
}

function named(what: Words, secret: Secret<string>): Secret<string> {
  if (secret.kind === 'ok') return secret;
  const {en, ko} = secret.problem;
  return fault({en: `${what.en} ${en}`, ko: `${what.ko} ${ko}`});
}

function fault(problem: Words): {readonly kind: 'fault'; readonly problem: Words} {
  return {kind: 'fault', problem};
}

/**
 * The second stage of reading a configuration: fetches the secrets and makes its paths absolute. Loads no
 * parser and no schema.
 * @throws ConfigError with a fault for each secret that is missing or of the wrong form.
 */
export async function resolveSecrets(
  validated: Validated,
  source: SecretSource,
  file = 'of this bundle',
): Promise<Settings> {
  const faults: ConfigFault[] = [];
  const values = new Map<SecretRef, string>();
  for (const {kind, path, ref} of secretRefs(validated)) {
    const secret = await resolveSecret(kind, ref, source);
    if (secret.kind === 'ok') values.set(ref, secret.value);
    else faults.push(secretFault(path, secret.problem));
  }
  if (faults.length > 0) throw new ConfigError(file, faults);
  return withSecrets(validated, values, source.directory);
}

/** The settings of a configuration whose secrets are known; a place whose secret is not is left out. */
export function withSecrets(
  validated: Validated,
  values: ReadonlyMap<SecretRef, string>,
  directory: string,
): Settings {
  const {chat, routes, paging, webhooks, escalation, interact, ...rest} = validated;
  const bot = chat.slack?.kind === 'bot' ? chat.slack.token : undefined;
  const placed = (one: Validated['chat']) => placedChat(one, bot, values);
  return {
    ...rest,
    chat: placed(chat),
    ...(routes && {routes: routes.map(one => ({...one, to: placed(one.to)}))}),
    ...(paging && {paging: placedPaging(paging, values)}),
    ...(webhooks && {
      webhooks: webhooks.flatMap(({url, secret: ref}) => {
        const secret = values.get(ref);
        return secret === undefined ? [] : [{url, secret}];
      }),
    }),
    ...(escalation && {
      escalation: escalation.map(({to: {paging: pager, ...to}, ...step}) => ({
        ...step,
        to: {...placed(to), ...(pager && {paging: pager})},
      })),
    }),
    ...(interact && {interact: placedInteract(interact, values)}),
    ...located(validated, directory),
  };
}

function placedInteract(
  {slack, ...rest}: NonNullable<Validated['interact']>,
  values: ReadonlyMap<SecretRef, string>,
): NonNullable<Settings['interact']> {
  if (slack === undefined) return rest;
  const signingSecrets = signingNames.flatMap(name => {
    const ref = slack[name];
    return (ref && values.get(ref)) ?? [];
  });
  return {...rest, slack: {team: slack.team, signingSecrets}};
}

function placedPaging(
  {pagerDuty}: NonNullable<Validated['paging']>,
  values: ReadonlyMap<SecretRef, string>,
): NonNullable<Settings['paging']> {
  const routingKey = pagerDuty && values.get(pagerDuty.routingKey);
  return routingKey === undefined ? {} : {pagerDuty: {...pagerDuty, routingKey}};
}

/** A place with its secrets; `bot` is the token of the chat's own bot, which posts to every channel of Slack. */
function placedChat(
  {slack, googleChat}: Validated['chat'],
  bot: SecretRef | undefined,
  values: ReadonlyMap<SecretRef, string>,
): ChatSettings {
  return {
    ...(slack && placedSlack(slack, bot, values)),
    ...(googleChat && placedGoogleChat(googleChat, values)),
  };
}

function placedGoogleChat(
  place: NonNullable<Validated['chat']['googleChat']>,
  values: ReadonlyMap<SecretRef, string>,
): Pick<ChatSettings, 'googleChat'> {
  if (place.kind === 'app') return {googleChat: place};
  const url = values.get(place.url);
  return url === undefined ? {} : {googleChat: {kind: 'webhook', url}};
}

function placedSlack(
  slack: NonNullable<Validated['chat']['slack']>,
  bot: SecretRef | undefined,
  values: ReadonlyMap<SecretRef, string>,
): Pick<ChatSettings, 'slack'> {
  if (slack.kind === 'webhook') {
    const url = values.get(slack.url);
    return url === undefined ? {} : {slack: {kind: 'webhook', url}};
  }
  const ref = slack.token ?? bot;
  const token = ref && values.get(ref);
  return token === undefined ? {} : {slack: {kind: 'bot', token, channel: slack.channel}};
}
