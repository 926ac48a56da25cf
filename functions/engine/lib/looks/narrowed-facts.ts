import type {Binding, Policy} from '../../../core/facts/cloud.ts';
import type {NamespaceFact, OwnedFact} from '../../../core/facts/kubernetes.ts';
import {at, isObject, type JsonObject, listAt, textAt} from '../../../core/lib/json.ts';
import {serviceAgentRole} from '../../../mesh/service-agent.ts';

// What is kept of an answer that holds more than decides: other people's names, whatever somebody wrote into an annotation, who did
// what. `of` says what was kept, so that a version that decides by more knows that it is not there.

/** The roles by whose members a diagnosis decides. */
const roles: readonly string[] = [serviceAgentRole];
/** Google's own agents are no persons: https://docs.cloud.google.com/iam/docs/service-agents */
const serviceAgents = /^serviceAccount:service-\d+@[a-z0-9-]+\.iam\.gserviceaccount\.com$/;
/** The annotations by which a diagnosis decides. */
const annotations: readonly string[] = [];
/** What of a log entry a diagnosis reads, beside when it was received. */
const parts = ['logName', 'severity', 'resource', 'textPayload'];
const payload = ['message', 'reason', 'type'];
/** The object that an event is about. */
const involved = ['kind', 'namespace', 'name'];

/** An answer of which a part was kept. */
interface Narrowed {
  /** What was kept; a reader that needs more has no answer. */
  readonly of: readonly string[];
  readonly answer: unknown;
}

interface Narrowing {
  readonly of: readonly string[];
  narrow(answer: unknown): unknown;
  /** The answer in its own form again. */
  widen(kept: unknown): unknown;
}

const narrowings: Readonly<Record<string, Narrowing>> = {
  policy: {
    of: roles,
    narrow: answer => narrowPolicy(answer as Policy),
    widen: kept => ({...(kept as Policy), etag: ''}),
  },
  namespaces: annotated(),
  pods: annotated(),
  replicaSets: annotated(),
  recent: {
    of: [...parts, ...payload, ...involved],
    narrow: answer => narrowEntries(listAt({answer}, 'answer')),
    widen: widenEntries,
  },
};

/** What is kept of a verb's answer, to be written as JSON. */
export function narrowed(verb: string, answer: unknown): unknown {
  const narrowing = Object.hasOwn(narrowings, verb) ? narrowings[verb] : undefined;
  if (narrowing === undefined) return answer;
  return {of: narrowing.of, answer: narrowing.narrow(answer)} satisfies Narrowed;
}

/** The answer of a verb as it was kept; undefined: it was kept without what decides here. */
export function widened(verb: string, kept: unknown): {readonly answer: unknown} | undefined {
  const narrowing = Object.hasOwn(narrowings, verb) ? narrowings[verb] : undefined;
  if (narrowing === undefined) return {answer: kept};
  const of = listAt(kept, 'of');
  if (!isObject(kept) || !narrowing.of.every(one => of.includes(one))) return undefined;
  return {answer: narrowing.widen(kept['answer'])};
}

/** Whether less than all of a verb's answer is kept: whoever is not known to need only that may decide by the rest. */
export function isNarrowed(verb: string): boolean {
  return Object.hasOwn(narrowings, verb);
}

function narrowPolicy({version, bindings}: Policy): unknown {
  const kept = bindings.flatMap(({role, members, condition}): readonly Binding[] => {
    const agents = members.filter(one => serviceAgents.test(one));
    if (!roles.includes(role) || agents.length === 0) return [];
    return [{role, members: agents, ...(condition === undefined ? {} : {condition: {}})}];
  });
  return {version, bindings: kept};
}

function annotated(): Narrowing {
  const without = (answer: unknown): unknown =>
    (answer as readonly (NamespaceFact | OwnedFact)[]).map(one => ({...one, annotations: {}}));
  return {of: annotations, narrow: without, widen: kept => kept};
}

/** Events are logged over and over, and say the same of many objects: each thing that is said is kept once. */
interface NarrowedEntries {
  readonly said: readonly unknown[];
  /** Each entry: the places of what it says, in the order of `parts`, `payload` and the object; absent: null. And its time, RFC 3339. */
  readonly entries: readonly (readonly [readonly (number | null)[], string])[];
}

function narrowEntries(all: readonly unknown[]): NarrowedEntries {
  const said: unknown[] = [];
  const places = new Map<string, number>();
  const placeOf = (value: unknown): number | null => {
    if (value === undefined) return null;
    const text = JSON.stringify(value);
    const place = places.get(text) ?? said.push(value) - 1;
    places.set(text, place);
    return place;
  };
  const entries = all.map((entry): [readonly (number | null)[], string] => {
    const json = at(entry, 'raw', 'jsonPayload');
    const object = at(json, 'involvedObject');
    const values = [
      ...parts.map(name => at(entry, 'raw', name)),
      ...payload.map(name => at(json, name)),
      isObject(object) ? only(object, involved) : undefined,
    ];
    return [values.map(placeOf), textAt(entry, 'at') ?? ''];
  });
  return {said, entries};
}

function widenEntries(kept: unknown): readonly JsonObject[] {
  const said = listAt(kept, 'said');
  return listAt(kept, 'entries').map(one => {
    const [places, time] = listAt({one}, 'one');
    const values = listAt({places}, 'places').map(place =>
      typeof place === 'number' ? said[place] : undefined,
    );
    const named = (names: readonly string[], from: number): JsonObject =>
      only(Object.fromEntries(names.map((name, index) => [name, values[from + index]])), names);
    return {
      ...named(parts, 0),
      jsonPayload: named([...payload, 'involvedObject'], parts.length),
      ...(typeof time === 'string' && time !== '' ? {receiveTimestamp: time} : {}),
    };
  });
}

function only(value: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(
    names.flatMap(name => (value[name] === undefined ? [] : [[name, value[name]]])),
  );
}
