import {type AuditWrite, callOf} from '../detection/audit-write.ts';
import type {Trace} from '../detection/audit-trace.ts';
import type {ActionResult} from '../incident/plan.ts';

// Holds what the audit log says was done by the responder's identity against what its incidents say was intended.

/** A change as an incident has it. Times: epoch ms. */
export interface Intent {
  readonly incident: string;
  readonly action: string;
  readonly at: number;
  readonly endedAt?: number;
  /** Undefined: nobody knows yet. */
  readonly result: ActionResult | undefined;
  /** What its calls leave; none: what is stored of it cannot be read. */
  readonly traces: readonly Trace[];
}

/** One call, whose entries (of its beginning and its end) are one. */
export interface Call extends AuditWrite {
  readonly entries: number;
}

/** What was audited. */
export interface Audited {
  /** Calls that changed something or tried to, each once, without those that are set aside. */
  readonly calls: number;
  /** Calls of the responder's own work: its store, topics and log, and trials. */
  readonly aside: number;
  /** Changes that incidents say were made in the time. */
  readonly effects: number;
  /** Calls that no incident intended: somebody else uses the identity, or the store lost something. */
  readonly unintended: readonly Call[];
  /** Changes that were made and left no entry: a log is missing, or is written elsewhere. */
  readonly unlogged: readonly Intent[];
}

/** Clocks of a process and of Google differ by less; an intent is stored before its call. */
export const clockToleranceMs = 5 * 60 * 1000;
/** A call comes this long behind its intent at most: a slow one, and its repeats. */
const callWithinMs = 15 * 60 * 1000;
/** The end of an operation, whose beginning was not read, comes this long behind its intent at most. */
const endWithinMs = 6 * 60 * 60 * 1000;
/** Entries come this late, at most: what is younger is not missed yet. */
export const settleMs = 10 * 60 * 1000;

/** Results of actions that may have sent something. */
const sent: readonly (ActionResult | undefined)[] = [
  'changed',
  'unknown',
  'failed',
  'busy',
  undefined,
];

/**
 * Holds both sides against each other; linear in both.
 * @param period of the entries that were read, epoch ms.
 * @param unread projects whose log could not be read: of them nothing is missed.
 */
export function audited(
  writes: readonly AuditWrite[],
  intents: readonly Intent[],
  {
    from,
    until,
    unread,
  }: {readonly from: number; readonly until: number; readonly unread: readonly string[]},
): Audited {
  const calls = callsOf(writes);
  const own = calls.filter(one => !isAside(one));
  const known = indexOf(intents.filter(one => sent.includes(one.result)));
  const logged = new Set<Intent>();
  const unintended = own.filter(call => {
    const partners = partnersOf(call, known);
    for (const one of partners ?? []) if (!call.failed) logged.add(one);
    return partners === undefined;
  });
  const effects = intents.filter(
    one => one.result === 'changed' && one.at >= from && one.at < until,
  );
  const isReadable = ({traces}: Intent): boolean =>
    traces.length > 0 && traces.every(one => !unread.includes(one.project));
  return {
    calls: own.length,
    aside: calls.length - own.length,
    effects: effects.length,
    unintended,
    unlogged: effects.filter(
      one =>
        !logged.has(one) &&
        isReadable(one) &&
        one.at >= from + clockToleranceMs &&
        one.at < until - settleMs,
    ),
  };
}

/** The entries of one operation are one call, at the time of its first; what was delivered twice counts once. */
function callsOf(writes: readonly AuditWrite[]): readonly Call[] {
  const byCall = new Map<string, Call>();
  const seen = new Set<string>();
  for (const one of writes) {
    const id = `${one.project}|${one.id}`;
    if (seen.has(id)) continue;
    seen.add(id);
    const {project, service, operation} = one;
    const key = operation === undefined ? id : `${project}|${service}|${operation}`;
    const before = byCall.get(key);
    byCall.set(key, before === undefined ? {...one, entries: 1} : merged(before, one));
  }
  return [...byCall.values()];
}

function merged(before: Call, one: AuditWrite): Call {
  const [first, second] = before.at <= one.at ? [before, one] : [one, before];
  const [begun, other] = first.isEnd && !second.isEnd ? [second, first] : [first, second];
  return {
    ...begun,
    things: [...new Set([...begun.things, ...other.things])],
    failed: before.failed || one.failed,
    isEnd: before.isEnd && one.isEnd,
    entries: before.entries + 1,
  };
}

/**
 * What the responder does all day: it keeps incidents, hands them over, and logs. Only the calls that move data are its own:
 * to delete a topic or a database is not.
 */
const daily: Readonly<Record<string, readonly string[]>> = {
  'firestore.googleapis.com': ['Commit', 'Write', 'BatchWrite', 'BeginTransaction', 'Rollback'],
  'datastore.googleapis.com': ['Commit', 'BeginTransaction', 'Rollback'],
  'pubsub.googleapis.com': ['Publish', 'Pull', 'Acknowledge', 'ModifyAckDeadline'],
  'logging.googleapis.com': ['WriteLogEntries'],
};

function isAside(call: Call): boolean {
  return call.trial || daily[call.service]?.includes(callOf(call)) === true;
}

interface Known {
  readonly intent: Intent;
  readonly trace: Trace;
}

function keyOf(project: string, service: string, thing: string): string {
  return `${project}|${service}|${thing}`;
}

const anything = '*';

function indexOf(intents: readonly Intent[]): ReadonlyMap<string, readonly Known[]> {
  const index = new Map<string, Known[]>();
  for (const intent of intents) {
    for (const trace of intent.traces) {
      for (const thing of [trace.thing, anything]) {
        const key = keyOf(trace.project, trace.service, thing);
        const known = index.get(key);
        if (known === undefined) index.set(key, [{intent, trace}]);
        else known.push({intent, trace});
      }
    }
  }
  return index;
}

/** Who intended a call: for each thing that it is about somebody has to have. Undefined: nobody, of one of them. */
function partnersOf(
  call: Call,
  index: ReadonlyMap<string, readonly Known[]>,
): readonly Intent[] | undefined {
  const about = call.things.length === 0 ? [anything] : call.things;
  const partners: Intent[] = [];
  for (const thing of about) {
    const known = index.get(keyOf(call.project, call.service, thing)) ?? [];
    const fitting = known.filter(one => fits(call, one)).map(one => one.intent);
    if (fitting.length === 0) return undefined;
    partners.push(...fitting);
  }
  return partners;
}

function fits(call: Call, {intent, trace}: Known): boolean {
  const within = call.isEnd ? endWithinMs : callWithinMs;
  const last = Math.max(intent.at, intent.endedAt ?? intent.at);
  return (
    trace.methods.includes(callOf(call)) &&
    call.at >= intent.at - clockToleranceMs &&
    call.at <= last + within
  );
}

/** Names a finding, so that people are told of it once. */
export function findingKey(finding: Call | Intent): string {
  return 'entries' in finding
    ? `call/${finding.project}/${finding.operation ?? finding.id}`
    : `intent/${finding.incident}/${finding.at}/${finding.action}`;
}
