import {StoreError} from '../../core/lib/error.ts';
import type {Incident, IntakePart, Outbox, WorkPart} from '../../core/incident/incident.ts';
import {isObject, type JsonObject} from '../../core/lib/json.ts';
import type {LookPage, Mark} from '../../core/ports/ports.ts';
import type {State, Status} from '../../core/incident/reason.ts';
import {fromFirst} from './first-schema.ts';

type Check = (value: unknown) => boolean;
/** The fields of an object, each with its check or with fields of its own. */
type Fields = Readonly<Record<string, Check | Readonly<Record<string, Check>>>>;

const text: Check = value => typeof value === 'string';
const number: Check = value => typeof value === 'number' && Number.isFinite(value);
const whole: Check = value => Number.isSafeInteger(value);
const object: Check = isObject;
const list = (item: Check) => (value: unknown) => Array.isArray(value) && value.every(item);
const maybe = (check: Check) => (value: unknown) => value === undefined || check(value);
const shape = (fields: Readonly<Record<string, Check>>) => (value: unknown) =>
  isObject(value) && Object.entries(fields).every(([name, check]) => check(value[name]));

const phrase = shape({code: text, params: object});
const phrases = list(phrase);
const target = shape({project: text});
/** What an action needs beyond its place, the action itself checks before it does anything. */
const place = shape({project: text});
const state: Check = value => typeof value === 'string' && Object.hasOwn(reasonKinds, value);

/** Which reasons each state may have: all that the type has, so that none is stored that cannot be read back. */
const reasonKinds: {
  readonly [S in State]: Readonly<
    Record<Extract<Status, {readonly state: S}>['reason']['kind'], true>
  >;
} = {
  detected: {
    detected: true,
    again: true,
    found: true,
    released: true,
    polled: true,
    'backlog-found': true,
    'backlog-more': true,
    'undo-asked': true,
  },
  diagnosing: {
    diagnosing: true,
    approved: true,
    declined: true,
    'not-taken': true,
    'effect-unsure': true,
    busy: true,
    waiting: true,
    'no-answer': true,
    'undo-dropped': true,
    'taken-back': true,
  },
  planned: {broken: true, 'dry-run': true, 'no-answer': true, 'undo-planned': true},
  acting: {change: true, 'no-answer': true},
  verifying: {verifying: true, 'not-yet': true, 'no-answer': true},
  'awaiting-approval': {
    'mode-approve': true,
    'risk-high': true,
    'approval-expired': true,
    'approval-unproven': true,
    'plan-changed': true,
    'undo-waits': true,
    'undone-before': true,
  },
  blocked: {
    'project-not-allowed': true,
    excluded: true,
    'action-disabled': true,
    'plan-declined': true,
    'mode-observe': true,
    paused: true,
    silenced: true,
    'silences-unreadable': true,
    'breaker-open': true,
    'breaker-told': true,
    budget: true,
    'mode-approve': true,
    'risk-high': true,
    'undo-waits': true,
    'undone-before': true,
    'approval-expired': true,
    'approval-unproven': true,
    'plan-changed': true,
    flapping: true,
    'person-needed': true,
    'keeps-failing': true,
    'waited-too-long': true,
    'busy-too-long': true,
    'read-refused': true,
    'read-api-disabled': true,
    denied: true,
    'effect-refused': true,
    'action-refused': true,
    internal: true,
  },
  flapping: {flapping: true},
  resolved: {verified: true, healed: true, undone: true, 'undo-kept': true},
  'no-action': {'already-healthy': true, backlog: true},
  suppressed: {'symptom-of': true, 'project-not-listed': true, 'project-mismatch': true},
  failed: {'attempts-spent': true, 'rechecks-spent': true, 'nobody-came': true, blind: true},
};

/** A state, and a reason that it may have. */
const status: Check = value =>
  isObject(value) &&
  state(value['state']) &&
  isObject(value['reason']) &&
  kindsOf(value['state']).includes(value['reason']['kind']);

/** A state as a query's answer has it; whatever else stands there is looked at first. */
export function stateOf(value: unknown): State {
  return isState(value) ? value : 'diagnosing';
}

function isState(value: unknown): value is State {
  return state(value);
}

function kindsOf(name: unknown): readonly unknown[] {
  return isState(name) ? Object.keys(reasonKinds[name]) : [];
}

/** One check for each field, so that a new field of `Incident` cannot be forgotten here. */
const intake: Readonly<Record<keyof IntakePart, Check>> = {
  entries: shape({count: number, firstAt: number, lastAt: number, seen: list(text)}),
  reasons: value =>
    isObject(value) &&
    Object.values(value).every(shape({count: number, lastAt: number, reason: shape({kind: text})})),
  evidence: list(shape({quote: text})),
  symptoms: list(shape({key: text, runbook: text, target, count: number, lastAt: number})),
  unlisted: maybe(whole),
};

const approval = shape({
  plan: text,
  answer: value => value === 'approved' || value === 'declined',
  by: text,
  at: number,
  use: maybe(
    value =>
      shape({kind: one => one === 'voided'})(value) ||
      shape({kind: one => one === 'attempt', attempt: whole})(value),
  ),
});

const work: Readonly<Record<keyof WorkPart, Check>> = {
  run: whole,
  beganAt: number,
  changedAt: number,
  confirmed: value => typeof value === 'boolean',
  explains: maybe(value => value === 'all' || list(target)(value)),
  gathered: maybe(value => value === true),
  releases: maybe(value => value === true),
  found: maybe(
    shape({cause: phrase, detail: maybe(phrase), impact: maybe(object), risk: maybe(phrase)}),
  ),
  proof: phrases,
  lookedAt: maybe(number),
  plan: maybe(shape({hash: text, actions: list(shape({action: text, params: place}))})),
  approval: maybe(approval),
  owner: maybe(shape({by: text, at: number, run: whole})),
  undo: maybe(
    shape({
      ...{by: text, at: number, of: whole, takenBackAt: maybe(number)},
      actions: list(shape({action: text, params: place})),
    }),
  ),
  actions: list(
    shape({action: text, params: place, attempt: number, run: whole, intendedAt: number}),
  ),
  blindLooks: number,
  repairs: list(number),
  contestedAt: maybe(number),
  actedAt: maybe(number),
  rechecks: number,
  busy: maybe(shape({times: whole, since: number})),
  nextLook: maybe(number),
};

const outbox: Readonly<Record<keyof Outbox, Check>> = {
  revision: number,
  milestone: number,
  channels: value =>
    isObject(value) &&
    Object.values(value).every(
      shape({revision: number, ref: maybe(object), doubts: maybe(number)}),
    ),
  failures: number,
  dueAt: maybe(number),
  turn: maybe(whole),
  againAt: maybe(number),
  silence: maybe(
    shape({
      ...{id: text, by: text, reason: text, since: number, until: number},
      ...{
        recheckAt: maybe(number),
        overAt: maybe(number),
        actedBy: maybe(number),
        endedAt: maybe(number),
      },
    }),
  ),
  asking: maybe(shape({run: whole, since: number, steps: whole, nextAt: maybe(number)})),
  votes: maybe(shape({plan: text, run: whole, by: list(text), of: whole})),
  culprit: maybe(shape({run: whole, tries: whole, did: maybe(phrase), principal: maybe(text)})),
  similar: maybe(shape({count: number})),
};

const fields: Fields & Readonly<Record<keyof Incident, Fields[string]>> = {
  id: text,
  key: text,
  epoch: whole,
  version: whole,
  runbook: text,
  symptom: text,
  variant: maybe(text),
  target,
  causes: list(text),
  openedAt: number,
  state,
  reason: object,
  intake,
  work,
  outbox,
  timeline: list(value => status(value) && shape({at: number, proof: maybe(phrases)})(value)),
  lease: maybe(shape({holder: text, until: number, silent: maybe(value => value === true)})),
};

/** The form in which incidents are written; raised when a version before could not read it. */
const schema = 2;

/** An incident as the text that is stored. */
export function writeIncident(incident: Incident): string {
  return JSON.stringify({schema, ...incident});
}

/**
 * Parses one stored document; one of an earlier schema is brought up to date. Fields that this version
 * does not know are kept.
 * @throws StoreError naming the id when the text is no JSON, no incident, not the row's own, or was
 * written by a newer version.
 */
export function parseIncident(place: string, id: string, version: unknown, doc: unknown): Incident {
  const found = current(place, id, json(place, `incident ${id}`, doc));
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

/** The document in today's form, still to be checked. */
function current(place: string, id: string, doc: unknown): unknown {
  if (!isObject(doc)) return doc;
  const {schema: written, ...rest} = doc;
  if (written === schema) return rest;
  if (written !== undefined) {
    throw new StoreError(
      `${place}: incident ${id} is written in schema ${JSON.stringify(written)}, and this version of the ` +
        `responder reads up to ${schema}: run the version that wrote it, or a newer one`,
    );
  }
  try {
    return fromFirst(rest);
  } catch (cause) {
    throw unreadable(place, `incident ${id}`, 'it cannot be brought up to date', cause);
  }
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

/**
 * Reads a page of looks back from its parts.
 * @throws UnreadableError when it is none.
 */
export function parseLookPage(
  place: string,
  {
    incident,
    day,
    version,
    doc,
  }: {
    readonly incident: string;
    readonly day: unknown;
    readonly version: unknown;
    readonly doc: unknown;
  },
): LookPage {
  const what = `looks of incident ${incident}`;
  const value = json(place, what, doc);
  if (!isObject(value)) throw unreadable(place, what, 'it is no JSON object');
  if (typeof day !== 'number' || typeof version !== 'number' || !whole(day) || !whole(version)) {
    throw unreadable(place, what, 'it has no day or no version');
  }
  return {incident, day, version, value};
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
  const fault = faultIn(value, fields);
  if (fault !== undefined) {
    throw unreadable(place, what, `its field ${fault} is missing or of another form`);
  }
  if (!status(value)) throw unreadable(place, what, 'its state cannot have its reason');
}

/** The first field that fails its check, e.g. `work.plan`. */
function faultIn(value: JsonObject, checks: Fields): string | undefined {
  for (const [name, check] of Object.entries(checks)) {
    const one = value[name];
    if (typeof check === 'function') {
      if (!check(one)) return name;
    } else if (!isObject(one)) {
      return name;
    } else {
      const inner = faultIn(one, check);
      if (inner !== undefined) return `${name}.${inner}`;
    }
  }
  return undefined;
}

/** A document that nothing of ours has written so. */
export class UnreadableError extends StoreError {}

function unreadable(place: string, what: string, why: string, cause?: unknown): UnreadableError {
  const next = 'was it edited by hand? Restore it from a copy, or delete it';
  return new UnreadableError(`store ${place}: ${what} cannot be read: ${why}; ${next}`, {cause});
}
