import {StoreError} from '../../core/error.ts';
import {type Incident, states} from '../../core/incident.ts';
import {isObject} from '../../core/json.ts';
import type {Mark} from '../../core/ports.ts';

type Check = (value: unknown) => boolean;

const text: Check = value => typeof value === 'string';
const number: Check = value => typeof value === 'number' && Number.isFinite(value);
const whole: Check = value => Number.isSafeInteger(value);
const object: Check = isObject;
const list = (item: Check) => (value: unknown) => Array.isArray(value) && value.every(item);
const maybe = (check: Check) => (value: unknown) => value === undefined || check(value);
const shape = (fields: Readonly<Record<string, Check>>) => (value: unknown) =>
  isObject(value) && Object.entries(fields).every(([name, check]) => check(value[name]));

const phrase = shape({code: text, params: object});
const target = shape({project: text});
const state: Check = value => typeof value === 'string' && Object.hasOwn(states, value);

/** One check for each field, so that a new field of `Incident` cannot be forgotten here. */
const fields: Readonly<Record<keyof Incident, Check>> = {
  id: text,
  key: text,
  epoch: whole,
  version: whole,
  runbook: text,
  symptom: text,
  variant: maybe(text),
  target,
  causes: list(text),
  state,
  reason: phrase,
  openedAt: number,
  beganAt: number,
  changedAt: number,
  closedAt: maybe(number),
  confirmed: value => typeof value === 'boolean',
  reopened: number,
  entries: shape({count: number, firstAt: number, lastAt: number, seen: list(text)}),
  reasons: maybe(
    value =>
      isObject(value) &&
      Object.values(value).every(shape({count: number, lastAt: number, reason: phrase})),
  ),
  evidence: list(shape({quote: text})),
  symptoms: list(shape({key: text, runbook: text, target, count: number, lastAt: number})),
  similar: maybe(shape({count: number})),
  proof: list(phrase),
  lookedAt: maybe(number),
  plan: maybe(shape({hash: text, actions: list(shape({action: text, params: object}))})),
  approval: maybe(
    shape({
      plan: text,
      answer: value => value === 'approved' || value === 'declined',
      by: text,
      at: number,
      usedBy: maybe(whole),
    }),
  ),
  actions: list(shape({action: text, params: object, attempt: number, intendedAt: number})),
  attempts: number,
  blindLooks: number,
  repairs: list(number),
  contestedAt: maybe(number),
  actedAt: maybe(number),
  rechecks: number,
  nextLook: maybe(number),
  lease: maybe(shape({holder: text, until: number})),
  timeline: list(shape({at: number, state, reason: phrase})),
  revision: number,
  milestone: number,
  told: value =>
    isObject(value) &&
    Object.values(value).every(
      shape({revision: number, ref: maybe(object), doubts: maybe(number)}),
    ),
  silentTries: number,
  tellAfter: maybe(number),
  tellTurn: maybe(whole),
  tellAgain: maybe(number),
};

/**
 * Parses one stored document. Fields that this version does not know are kept.
 * @throws StoreError naming the id when the text is no JSON, no incident, or not the row's own.
 */
export function parseIncident(place: string, id: string, version: unknown, doc: unknown): Incident {
  const found = json(place, `incident ${id}`, doc);
  assertIncident(place, id, found);
  if (found.id !== id || found.version !== version) {
    const other = `it calls itself ${found.id}, version ${found.version}`;
    throw unreadable(
      place,
      `incident ${id}`,
      `${other}, and is kept as version ${String(version)}`,
    );
  }
  return found;
}

/**
 * Parses one stored mark.
 * @throws StoreError naming it when it has no version or the text is no JSON object.
 */
export function parseMark(place: string, name: string, version: unknown, doc: unknown): Mark {
  const value = json(place, `mark ${name}`, doc);
  if (!isObject(value)) throw unreadable(place, `mark ${name}`, 'it is no JSON object');
  if (typeof version === 'number' && whole(version)) return {name, version, value};
  throw unreadable(place, `mark ${name}`, 'it has no version');
}

function json(place: string, what: string, doc: unknown): unknown {
  try {
    return JSON.parse(String(doc));
  } catch (cause) {
    throw unreadable(place, what, 'it is no JSON', cause);
  }
}

function assertIncident(place: string, id: string, value: unknown): asserts value is Incident {
  const what = `incident ${id}`;
  if (!isObject(value)) throw unreadable(place, what, 'it is no JSON object');
  for (const [name, check] of Object.entries(fields)) {
    if (check(value[name])) continue;
    throw unreadable(place, what, `its field ${name} is missing or of another form`);
  }
}

function unreadable(place: string, what: string, why: string, cause?: unknown): StoreError {
  const next = 'was it edited by hand? Restore it from a copy, or delete it';
  return new StoreError(`store ${place}: ${what} cannot be read: ${why}; ${next}`, {cause});
}
