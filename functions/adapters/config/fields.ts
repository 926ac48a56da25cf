import * as z from 'zod';
import {isZone} from '../../core/lib/zone.ts';
import {readSecretRef, type SecretKind} from './secret.ts';
import type {SecretRef} from './validated-config.ts';

/*
 * The kinds of fields that a configuration has. An issue's message says what is allowed; `explain` adds where
 * and what was found. Editors show `errorMessage`.
 */

/** Documented at https://docs.cloud.google.com/resource-manager/reference/rest/v3/projects */
const projectId = /^[a-z][a-z0-9-]{4,28}[a-z0-9]$/;
const projectIdText =
  '6 to 30 lower-case letters, digits and hyphens, a letter first, no hyphen last';
/** An int64 in decimal, as Resource Manager writes it; it never begins with 0. */
const projectNumber = /^[1-9]\d{0,18}$/;
const projectNumberText = 'a project number: 1 to 19 digits, the first not 0';
/** Names of locations, GKE clusters and fleet memberships: labels of RFC 1035. */
const label = /^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
/** Documented at https://docs.cloud.google.com/firestore/docs/manage-databases */
const database = /^(?:\(default\)|[a-z][a-z0-9-]{2,61}[a-z0-9])$/;
const databaseText =
  '(default), or 4 to 63 lower-case letters, digits and hyphens, a letter first, no hyphen last';

/** An object with these keys only. */
export function record<S extends z.core.$ZodLooseShape>(shape: S): z.ZodObject<S, z.core.$strict> {
  return z.strictObject(shape, {error: Object.keys(shape).join(', ')});
}

/** A text of this form; `allowed` says it in words. */
export function text(form: RegExp, allowed: string): z.ZodString {
  return z
    .string({error: allowed})
    .regex(form, {error: allowed})
    .meta({errorMessage: `allowed: ${allowed}`});
}

/** One of these words. */
export function word<const W extends readonly string[]>(words: W) {
  return z.enum(words, {error: words.join(', ')});
}

/** The id of a project. */
export function idOfProject(what: string): z.ZodString {
  return text(projectId, `${what}: ${projectIdText}`);
}

/** A folder's id. */
export function idOfFolder(): z.ZodString {
  return text(/^[1-9]\d{0,18}$/, "a folder's id: digits, without folders/ before them");
}

/** Documented at https://docs.cloud.google.com/resource-manager/docs/labels-overview#requirements */
const labelKey = /^[a-z\u00aa-\uffff][a-z0-9_\-\u00aa-\uffff]{0,62}$/;
const labelValue = /^[a-z0-9_\-\u00aa-\uffff]{0,63}$/;
const labelText = 'lower-case letters, digits, _ and -, at most 63';

/** The labels of a project. */
export function labels() {
  const key = `a key: ${labelText}`;
  return z
    .record(text(labelKey, key), text(labelValue, `a value: ${labelText}`), {
      error: ({code}) => (code === 'invalid_key' ? key : 'labels, {key: value}'),
    })
    .meta({errorMessage: 'allowed: labels, {key: value}'});
}

/**
 * The fields by which a line says which projects it is about, those of `ProjectScope`.
 * @param about what one of them, in a description, does to a project.
 */
export function projectScope(about: string) {
  const pair = new RegExp(`${labelKey.source.slice(0, -1)}=${labelValue.source.slice(1)}`);
  return {
    project: z.exactOptional(idOfProject('the id of a project of this list')).meta({
      description: `${about} this project of \`projects\`; without it, every one.`,
    }),
    folder: z.exactOptional(idOfFolder()).meta({
      description: `${about} projects that have this folder in their \`folders\`.`,
    }),
    label: z.exactOptional(text(pair, 'a label, key=value')).meta({
      description: `${about} projects that have this label, \`key=value\`, in their \`labels\`.`,
    }),
  };
}

/** The id of a runbook or an action. */
export function idOf(what: string): z.ZodString {
  return text(label, `the id of ${what}`);
}

/** The name of one place in Google Cloud. */
export function nameOf(what: string): z.ZodString {
  return text(label, `${what}: lower-case letters, digits and hyphens, at most 63`);
}

/** A length of time, as `30m`, `6h` or `2d`. */
export function span(): z.ZodString {
  return text(/^[1-9]\d{0,4}[mhd]$/, 'a length of time like 30m, 2h or 1d');
}

/** A time zone. */
export function zone(): z.ZodString {
  const zoneText = 'a time zone by its IANA name, e.g. Asia/Seoul';
  return z
    .string({error: zoneText})
    .refine(isZone, {error: `allowed: ${zoneText}`})
    .meta({errorMessage: `allowed: ${zoneText}`});
}

/** A database of Firestore. */
export function databaseName(): z.ZodString {
  return text(database, databaseText);
}

/** A list of names that Google Cloud gives to places. */
export function names(what: string): z.ZodArray<z.ZodString> {
  const allowed = `a list of at least one ${what}`;
  return z.array(nameOf(`a ${what}`), {error: allowed}).min(1, {error: allowed});
}

/** A project's number, as text or as an integer that JSON does not round. */
export function numberOfProject() {
  const whole = z
    .int({
      error: ({input}) =>
        typeof input === 'number' && !Number.isSafeInteger(input)
          ? 'a whole number; JSON rounds one this large, so write it in quotes'
          : projectNumberText,
    })
    .positive({error: projectNumberText});
  return z
    .union([text(projectNumber, projectNumberText), whole], {error: projectNumberText})
    .transform(String);
}

/** A whole number from 1 to `most`; `what` is counted. */
export function wholeNumber(most: number, what: string) {
  const error = `${what}, 1 to ${most}`;
  return z.preprocess(numeral, z.int({error}).min(1, {error}).max(most, {error}));
}

/** True or false. Our YAML gives them as text. */
export function truth() {
  const read = (given: unknown): unknown =>
    given === 'true' || given === 'false' ? given === 'true' : given;
  return z.preprocess(read, z.boolean({error: 'true or false'}));
}

/** Our YAML gives numbers as text. */
function numeral(given: unknown): unknown {
  return typeof given === 'string' && /^[1-9]\d{0,14}$/.test(given) ? Number(given) : given;
}

/** A secret, or where its value stands. */
export function secret(kind: SecretKind) {
  const env = z
    .strictObject({env: z.string().describe('the name of an environment variable')})
    .describe('its value stands in an environment variable');
  const file = z
    .strictObject({file: z.string().describe('a path, counted from the folder of this file')})
    .describe('its value stands in a file');
  return z
    .union([z.string().describe('the value itself'), env, file], {
      error: 'the value itself, {env: NAME} or {file: PATH}',
    })
    .transform((given, context): SecretRef => {
      const read = readSecretRef(kind, given);
      if (read.kind === 'ok') return read.value;
      const {en, ko} = read.problem;
      context.issues.push({code: 'custom', message: en, params: {ko}, input: given});
      return z.NEVER;
    });
}
