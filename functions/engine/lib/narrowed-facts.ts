import type {Binding, Policy} from '../../core/facts/cloud.ts';
import type {NamespaceFact, OwnedFact} from '../../core/facts/kubernetes.ts';
import {isObject, type JsonObject, listAt} from '../../core/lib/json.ts';
import {serviceAgentRole} from '../../mesh/service-agent.ts';

// What is kept of an answer that holds more than decides: other people's names, whatever somebody wrote into an annotation, who did
// what. `of` says what was kept, so that a version that decides by more knows that it is not there.

/** The roles by whose members a diagnosis decides. */
const roles: readonly string[] = [serviceAgentRole];
/** Google's own agents are no persons: https://docs.cloud.google.com/iam/docs/service-agents */
const serviceAgents = /^serviceAccount:service-\d+@[a-z0-9-]+\.iam\.gserviceaccount\.com$/;
/** The annotations by which a diagnosis decides. */
const annotations: readonly string[] = [];
/** What of a log entry a diagnosis reads. */
const parts = ['insertId', 'logName', 'severity', 'timestamp', 'receiveTimestamp', 'resource'];
const payload = ['message', 'reason', 'type', 'involvedObject'];

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
    of: [...parts, ...payload],
    narrow: answer => listAt({answer}, 'answer').map(narrowEntry),
    widen: kept => kept,
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

function narrowEntry(entry: unknown): JsonObject {
  const raw = isObject(entry) && isObject(entry['raw']) ? entry['raw'] : {};
  const json = raw['jsonPayload'];
  return {
    ...only(raw, parts),
    ...(isObject(json) ? {jsonPayload: only(json, payload)} : {}),
  };
}

function only(value: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(
    names.flatMap(name => (value[name] === undefined ? [] : [[name, value[name]]])),
  );
}
