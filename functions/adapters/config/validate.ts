import {dirname, resolve} from 'node:path';
import {type Mention, mentionOf} from '../../core/config/mention.ts';
import {textAt} from '../../core/lib/json.ts';
import {momentIn} from '../../core/lib/rfc3339.ts';
import {guardDatabaseOf, type StoreSettings} from '../../core/config/settings.ts';
import {ConfigError, type ConfigFault} from './config-error.ts';
import {parseDocument} from './parse-document.ts';
import type {KnownWith} from './cross-field-checks.ts';
import type {Parsed} from './schema.ts';
import type {PlaceRefs, Validated} from './validated-config.ts';
import {windowOf} from './windows.ts';

/** What the first stage found: all faults, and the configuration when there are none. */
export type Checked =
  | {readonly kind: 'valid'; readonly validated: Validated}
  | {readonly kind: 'faults'; readonly faults: readonly ConfigFault[]; readonly document: unknown};

/**
 * The first stage of reading a configuration: every rule that can be checked without the secrets.
 * @param file the file's name, which decides how the text is read and is named in errors.
 * @param known the names that it may use for what the code has; undefined: any.
 * @throws ConfigError with every fault of the text.
 */
export async function validate(text: string, file: string, known?: KnownWith): Promise<Validated> {
  const checked = await check(text, file, known);
  if (checked.kind === 'faults') throw new ConfigError(file, checked.faults);
  return checked.validated;
}

/**
 * `validate` for callers that have more faults to add.
 * @throws ConfigError when the text has no structure to look at.
 */
export async function check(text: string, file: string, known?: KnownWith): Promise<Checked> {
  const document = await parseDocument(text, file);
  if (document === null || document === undefined || document === '') {
    throw new ConfigError(file, [
      {
        path: '',
        problem: {
          en: 'is empty; give at least projects',
          ko: '비어 있습니다. projects를 입력하세요',
        },
      },
    ]);
  }
  const [{configSchema}, {explain}, {relationFaults}] = await Promise.all([
    import('./schema.ts'),
    import('./explain-issue.ts'),
    import('./cross-field-checks.ts'),
  ]);
  const parsed = configSchema.safeParse(document);
  const names = await known?.(runbooksIn(document, file));
  const faults = [
    ...(parsed.error?.issues ?? []).flatMap(issue => explain(issue, document)),
    ...relationFaults(document, names),
  ];
  if (parsed.success && faults.length === 0) {
    return {kind: 'valid', validated: assemble(parsed.data)};
  }
  return {kind: 'faults', faults, document};
}

/** The folder of private runbooks, counted from the configuration's file. */
function runbooksIn(document: unknown, file: string): string | undefined {
  const folder = textAt(document, 'runbooks', 'folder');
  return folder === undefined ? undefined : resolve(dirname(file), folder);
}

function assemble(parsed: Parsed): Validated {
  const {
    projects,
    chat,
    store,
    silences,
    routes,
    escalation,
    interact,
    approvers,
    planGuard,
    ...rest
  } = parsed;
  return {
    ...rest,
    ...(planGuard && {
      planGuard: {
        accept: planGuard.accept.map(one => ({...one, until: momentIn(one.until) ?? 0})),
      },
    }),
    ...(silences && {silences: silences.flatMap(one => windowOf(one) ?? [])}),
    projects: projects.map(one => ({...one, fleet: one.fleet ?? one.id})),
    chat: placeOf(chat),
    ...(routes && {
      routes: routes.map(({to, mention, ...route}) => ({
        ...route,
        ...mentioning(mention),
        to: placeOf(to),
      })),
    }),
    ...(escalation && {
      escalation: escalation.map(({after, to: {paging, ...to}, mention}) => ({
        afterSeconds: secondsOf(after),
        ...mentioning(mention),
        to: {...placeOf(to), ...(paging && {paging})},
      })),
    }),
    ...(interact && {interact: {...interact, clients: interact.clients ?? gcloudClients}}),
    ...(approvers && {
      approvers: approvers.map(({people = [], votes = 1, ...one}) => ({...one, people, votes})),
    }),
    store: assembleStore(store),
  };
}

/**
 * The OAuth clients of the Google Cloud CLI, for which it makes a person's tokens: `gcloud auth login` and
 * `gcloud auth application-default login` (CLOUDSDK_CLIENT_ID and DEFAULT_CREDENTIALS_DEFAULT_CLIENT_ID of its source).
 */
const gcloudClients = [
  '32555940559.apps.googleusercontent.com',
  '764086051850-6qr4p6gpi6hn506pt8ejuq83di341hur.apps.googleusercontent.com',
];

function mentioning(given: readonly string[] | undefined): {readonly mention?: readonly Mention[]} {
  return given === undefined ? {} : {mention: given.flatMap(one => mentionOf(one) ?? [])};
}

/** `15m` or `2h` in seconds. */
function secondsOf(text: string): number {
  return Number(text.slice(0, -1)) * (text.endsWith('h') ? 3600 : 60);
}

/** A place as the file gives it, of `chat` or of a route. */
type GivenPlace = Parsed['chat'] | NonNullable<Parsed['routes']>[number]['to'];

function placeOf({slack, googleChat}: GivenPlace): PlaceRefs {
  return {
    ...assembleSlack(slack),
    ...assembleGoogleChat(googleChat),
  };
}

/** Only one of the two gets here: cross-field-checks.ts refuses both, and neither. */
function assembleGoogleChat(given: GivenPlace['googleChat']): Pick<PlaceRefs, 'googleChat'> {
  if (given?.webhook !== undefined) return {googleChat: {kind: 'webhook', url: given.webhook}};
  return given?.space === undefined ? {} : {googleChat: {kind: 'app', space: given.space}};
}

/** Only one of the two gets here: cross-field-checks.ts refuses both. */
function assembleStore({sqlite, firestore}: Parsed['store']): StoreSettings {
  if (firestore !== undefined) {
    const {guardDatabase = guardDatabaseOf(firestore.database)} = firestore;
    return {firestore: {...firestore, guardDatabase}};
  }
  return sqlite === undefined ? {} : {sqlite: sqlite.path};
}

/** Only a whole pair gets here, or the channel of a route: cross-field-checks.ts refuses the rest. */
function assembleSlack(slack: GivenPlace['slack']): Pick<PlaceRefs, 'slack'> {
  if (slack?.webhook !== undefined) return {slack: {kind: 'webhook', url: slack.webhook}};
  if (slack?.channel === undefined) return {};
  const token = 'botToken' in slack ? slack.botToken : undefined;
  const {channel} = slack;
  return {slack: {kind: 'bot', channel, ...(token === undefined ? {} : {token})}};
}
