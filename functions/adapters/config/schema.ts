import {z} from 'zod';
import {usualMinutes} from '../../core/poll/heartbeat.ts';
import {usualBudgets} from '../../core/config/settings.ts';
import {isZone} from '../../core/lib/zone.ts';
import {readSecretRef, type SecretKind} from './secret.ts';
import type {SecretRef} from './validated-config.ts';

/*
 * Loaded only when a file is read: zod costs 60 ms of a function's start. An issue's message says what
 * is allowed; `explain` adds where and what was found.
 */

/** Documented at https://docs.cloud.google.com/resource-manager/reference/rest/v3/projects */
const projectId = /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/;
const projectIdText =
  '6 to 30 lower-case letters, digits and hyphens, a letter first, no hyphen last';
/** An int64 in decimal, as Resource Manager writes it; it never begins with 0. */
const projectNumber = /^[1-9]\d{0,18}$/;
/** Names of locations, GKE clusters and fleet memberships: labels of RFC 1035. */
const label = /^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
/** Documented at https://docs.cloud.google.com/pubsub/docs/reference/rest/v1/projects.topics */
const topic =
  /^projects\/[a-z][a-z0-9-]{4,28}[a-z0-9]\/topics\/(?!goog)[A-Za-z][A-Za-z0-9._~+%-]{2,254}$/;

/** Documented at https://docs.cloud.google.com/pubsub/docs/reference/rest/v1/projects.subscriptions */
const subscription =
  /^projects\/[a-z][a-z0-9-]{4,28}[a-z0-9]\/subscriptions\/(?!goog)[A-Za-z][A-Za-z0-9._~+%-]{2,254}$/;

/** Documented at https://docs.cloud.google.com/firestore/docs/manage-databases */
const database = /^(?:\(default\)|[a-z][a-z0-9-]{2,61}[a-z0-9])$/;
const databaseText =
  '(default), or 4 to 63 lower-case letters, digits and hyphens, a letter first, no hyphen last';

/** An object with these keys only. */
function record<S extends z.core.$ZodLooseShape>(shape: S): z.ZodObject<S, z.core.$strict> {
  return z.strictObject(shape, {error: Object.keys(shape).join(', ')});
}

function text(form: RegExp, allowed: string): z.ZodString {
  return z.string({error: allowed}).regex(form, {error: allowed});
}

function names(what: string): z.ZodArray<z.ZodString> {
  const allowed = `a list of at least one ${what}`;
  const one = text(label, `a ${what}: lower-case letters, digits and hyphens, at most 63`);
  return z.array(one, {error: allowed}).min(1, {error: allowed});
}

const number = z.unknown().transform((given, context): string => {
  const written = typeof given === 'number' ? String(given) : given;
  const unsafe = typeof given === 'number' && !Number.isSafeInteger(given);
  if (typeof written === 'string' && projectNumber.test(written) && !unsafe) return written;
  const allowed = unsafe
    ? 'allowed: a whole number; JSON rounds one this large, so write it in quotes'
    : 'allowed: a project number: 1 to 19 digits, the first not 0';
  context.issues.push({code: 'custom', message: allowed, input: given});
  return z.NEVER;
});

/** YAML gives numbers as text. */
const minutes = z.unknown().transform((given, context): number => {
  const written = typeof given === 'number' ? String(given) : given;
  if (typeof written === 'string' && /^(?:[1-9]|[1-5]\d|60)$/.test(written)) return Number(written);
  const allowed = 'allowed: whole minutes, 1 to 60';
  context.issues.push({code: 'custom', message: allowed, input: given});
  return z.NEVER;
});

/** YAML gives numbers as text. */
function count(most: number) {
  return z.unknown().transform((given, context): number => {
    const written = typeof given === 'number' ? String(given) : given;
    const whole = typeof written === 'string' && /^[1-9]\d{0,3}$/.test(written);
    if (whole && Number(written) <= most) return Number(written);
    const allowed = `allowed: a whole number, 1 to ${most}`;
    context.issues.push({code: 'custom', message: allowed, input: given});
    return z.NEVER;
  });
}

function secret(kind: SecretKind) {
  return z.unknown().transform((given, context): SecretRef => {
    const read = readSecretRef(kind, given);
    if (read.kind === 'ok') return read.value;
    context.issues.push({code: 'custom', message: read.problem, input: given});
    return z.NEVER;
  });
}

const project = record({
  id: text(projectId, `a project id: ${projectIdText}`),
  number,
  fleet: z.exactOptional(text(projectId, `the id of the fleet host project: ${projectIdText}`)),
  locations: z.exactOptional(names('location')),
  clusters: z.exactOptional(names('cluster name')),
});

const slack = record({
  webhook: z.exactOptional(secret('slackWebhook')),
  botToken: z.exactOptional(secret('slackToken')),
  channel: z.exactOptional(
    text(/^\S{1,80}$/, "a Slack channel's id; quote a name that begins with #, YAML drops it"),
  ),
});

const modes = ['observe', 'approve', 'auto'] as const;
const ruleModes = [...modes, 'exclude'] as const;

const rule = record({
  runbook: z.exactOptional(text(label, 'the id of a runbook')),
  project: z.exactOptional(text(projectId, `the id of a project of this list: ${projectIdText}`)),
  mode: z.enum(ruleModes, {error: ruleModes.join(', ')}),
});
const locales = ['en', 'ko'] as const;
const zoneText = 'a time zone by its IANA name, e.g. Asia/Seoul';
const projectsText = 'a list of at least one project {id, number}';

/** The configuration file, field by field; what fields say of each other is in cross-field-checks.ts. */
export const configSchema = record({
  projects: z.array(project, {error: projectsText}).min(1, {error: projectsText}),
  mode: z.enum(modes, {error: modes.join(', ')}).default('observe'),
  rules: z.exactOptional(z.array(rule, {error: 'a list of {runbook, project, mode}'})),
  budgets: z.exactOptional(
    record({
      repairsPerHour: count(100).default(usualBudgets.repairsPerHour),
      messagesPerMinute: count(1000).default(usualBudgets.messagesPerMinute),
    }),
  ),
  actions: z.exactOptional(
    z.array(text(label, 'the id of an action'), {error: 'a list of ids of actions'}),
  ),
  locale: z.enum(locales, {error: locales.join(', ')}).default('en'),
  chat: record({
    slack: z.exactOptional(slack),
    googleChat: z.exactOptional(record({webhook: secret('googleChatWebhook')})),
  }).default({}),
  messages: z.exactOptional(
    record({
      timeZone: z.exactOptional(
        z.string({error: zoneText}).refine(isZone, {error: `allowed: ${zoneText}`}),
      ),
      docsUrl: z.exactOptional(
        text(
          /^https:\/\/[^\s"'<>|`?#]{1,300}[^\s"'<>|`?#/]$/,
          'an https address without a slash at its end',
        ),
      ),
      config: z.exactOptional(text(/^[^\p{C}]{1,200}$/u, 'the path of a file')),
      identity: z.exactOptional(
        text(/^[\w.+-]{1,64}@[\w.-]{1,190}$/, 'the e-mail of a service account'),
      ),
    }),
  ),
  store: record({
    sqlite: z.exactOptional(
      record({
        path: text(
          /^(?!:memory:$|file:)[^\0]+$/,
          'the path of a file; leave out store.sqlite to keep incidents in memory',
        ),
      }),
    ),
    firestore: z.exactOptional(
      record({
        project: text(projectId, `the id of the project with the database: ${projectIdText}`),
        database: text(database, databaseText).default('(default)'),
        guardDatabase: z.exactOptional(text(database, databaseText)),
      }),
    ),
  }).default({}),
  runbooks: z.exactOptional(
    record({folder: text(/^[^\0]+$/, 'the path of a folder with private runbooks')}),
  ),
  workTopic: z.exactOptional(text(topic, 'projects/PROJECT_ID/topics/TOPIC')),
  deadLetters: z.exactOptional(text(subscription, 'projects/PROJECT_ID/subscriptions/NAME')),
  heartbeat: z.exactOptional(record({minutes: minutes.default(usualMinutes)})),
});

/** What the schema makes of a file without faults. */
export type Parsed = z.output<typeof configSchema>;
