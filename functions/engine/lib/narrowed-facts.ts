import type {Binding, Policy} from '../../core/facts/cloud.ts';
import type {NamespaceFact, OwnedFact} from '../../core/facts/kubernetes.ts';
import {at, isObject, type JsonObject, listAt, textAt} from '../../core/lib/json.ts';
import {serviceAgentRole} from '../../mesh/service-agent.ts';

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

/** An event is logged over and over: what it says is kept once, and when. */
interface NarrowedEntries {
  readonly said: readonly JsonObject[];
  /** Each entry: which of these it says, and when it was received; RFC 3339. */
  readonly entries: readonly (readonly [number, string])[];
}

function narrowEntries(all: readonly unknown[]): NarrowedEntries {
  const said: JsonObject[] = [];
  const places = new Map<string, number>();
  const entries = all.map((entry): [number, string] => {
    const one = narrowEntry(at(entry, 'raw'));
    const text = JSON.stringify(one);
    const place = places.get(text) ?? said.push(one) - 1;
    places.set(text, place);
    return [place, textAt(entry, 'at') ?? ''];
  });
  return {said, entries};
}

function widenEntries(kept: unknown): readonly JsonObject[] {
  const said = listAt(kept, 'said');
  return listAt(kept, 'entries').flatMap(one => {
    const [place, time] = listAt({one}, 'one');
    const entry = said[Number(place)];
    if (!isObject(entry)) return [];
    return [typeof time === 'string' && time !== '' ? {...entry, receiveTimestamp: time} : entry];
  });
}

function narrowEntry(raw: unknown): JsonObject {
  if (!isObject(raw)) return {};
  const json = raw['jsonPayload'];
  if (!isObject(json)) return only(raw, parts);
  const object = json['involvedObject'];
  const jsonPayload = {
    ...only(json, payload),
    ...(isObject(object) ? {involvedObject: only(object, involved)} : {}),
  };
  return {...only(raw, parts), jsonPayload};
}

function only(value: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(
    names.flatMap(name => (value[name] === undefined ? [] : [[name, value[name]]])),
  );
}
