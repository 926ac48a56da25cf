import {endOf, type Incident, standing, type TimelineItem} from '../incident/incident.ts';
import {entriesOf} from '../incident/entry-count.ts';
import {ownerOf} from '../incident/ownership.ts';
import type {Blocked, Resolved, Status} from '../incident/reason.ts';
import {isBacklog} from '../intake/backlog.ts';
import type {Ask, Deed, Episode, Outcome, StopKind, Unverified} from './episode.ts';

/**
 * The runs of an incident, the oldest first, read from its history. The digest of a backlog is none: what it finds
 * broken has incidents of its own.
 */
export function episodesOf(incident: Incident): readonly Episode[] {
  if (isBacklog(incident)) return [];
  const runs = runsOf(incident);
  return runs.map((run, index) => {
    const next = runs[index + 1];
    return episode(incident, {
      ...run,
      index,
      until: next?.from ?? Infinity,
      last: next === undefined,
    });
  });
}

/** A piece of an incident's history. */
interface Run {
  readonly from: number;
  readonly items: readonly TimelineItem[];
}

interface Placed extends Run {
  readonly index: number;
  readonly until: number;
  readonly last: boolean;
}

/** Opening begins a run, and so does what a repair that was taken back leaves. */
function runsOf(incident: Incident): readonly Run[] {
  const runs: {from: number; items: TimelineItem[]}[] = [];
  for (const item of incident.timeline) {
    const begins = item.state === 'detected' || isAftermath(item);
    const known = runs.at(-1);
    if (known === undefined || begins) runs.push({from: item.at, items: [item]});
    else known.items.push(item);
  }
  // A bounded history may have lost the beginning of its only run.
  return runs.map((run, at) =>
    at === 0 && !begun(run.items) && runs.length === 1
      ? {...run, from: incident.work.beganAt}
      : run,
  );
}

function begun([first]: readonly TimelineItem[]): boolean {
  return first !== undefined && (first.state === 'detected' || isAftermath(first));
}

function isAftermath(item: TimelineItem): boolean {
  return item.state === 'diagnosing' && item.reason.kind === 'taken-back';
}

function episode(incident: Incident, run: Placed): Episode {
  const {items, from, last} = run;
  const {id, runbook, target, work, outbox} = incident;
  const [first] = items;
  const deeds = deedsOf(incident, run);
  const asks = asksOf(items);
  const ended = last ? endOf(incident) : items.at(-1)?.at;
  const sign = signOf(incident, run);
  const planned = plannedOf(incident, run, deeds);
  const fight = items.findLast(one => one.state === 'flapping')?.reason;
  return {
    ...{incident: id, runbook, target, began: from, deeds, asks},
    ...(sign === undefined ? {} : {sign}),
    ...(first?.state === 'detected' ? {opened: first.reason.kind} : {}),
    ...(ended === undefined ? {} : {ended}),
    outcome: outcomeOf(last ? incident : items.at(-1), asks),
    confirmed: (last && work.confirmed) || items.some(one => confirming.includes(one.state)),
    ...(planned === undefined ? {} : {planned}),
    stops: [...new Set(items.flatMap(stopOf))],
    refused: items.some(isRefused),
    unverified: [...new Set(items.flatMap(unverifiedOf))],
    ...(fight?.kind === 'flapping'
      ? {fight: {repairs: fight.repairs, by: (fight.fight ?? []).map(one => one.by)}}
      : {}),
    owned: last && ownerOf(incident) !== undefined,
    silenced: outbox.silence !== undefined && within(run, outbox.silence.since),
    undo: isForUndo(first),
    entries: last ? entriesOf(incident.intake) : 0,
  };
}

/** States behind a look that said broken. */
const confirming: readonly string[] = [
  'planned',
  'acting',
  'verifying',
  'awaiting-approval',
  'flapping',
] satisfies TimelineItem['state'][];

function within({from, until}: Placed, at: number): boolean {
  return at >= from && at < until;
}

/** A run that a sign opened again has its sign among many: only the first one's is known. */
function signOf({intake}: Incident, {items, index}: Placed): number | undefined {
  const [first] = items;
  if (first?.state !== 'detected') return undefined;
  if (first.reason.kind === 'polled') return first.reason.since;
  return index === 0 && first.reason.kind === 'detected' ? intake.entries.firstAt : undefined;
}

function isForUndo(first: TimelineItem | undefined): boolean {
  if (first === undefined) return false;
  return first.reason.kind === 'undo-asked' || isAftermath(first);
}

function deedsOf({work}: Incident, run: Placed): readonly Deed[] {
  return work.actions
    .filter(one => within(run, one.intendedAt))
    .map(({action, result, intendedAt, endedAt}) => ({
      ...{action, result, at: intendedAt},
      ...(endedAt === undefined ? {} : {endedAt}),
    }));
}

function plannedOf(
  {work}: Incident,
  {items, last}: Placed,
  deeds: readonly Deed[],
): Episode['planned'] {
  const at = items.find(one => one.state === 'planned')?.at ?? deeds[0]?.at;
  if (at === undefined) return undefined;
  const known = last ? (work.plan?.actions ?? deeds) : deeds;
  return {at, actions: known.map(one => one.action)};
}

function asksOf(items: readonly TimelineItem[]): readonly Ask[] {
  return items.flatMap((item, index): readonly Ask[] => {
    if (item.state !== 'awaiting-approval') return [];
    const asked = {plan: item.reason.plan, at: item.at};
    const next = items[index + 1];
    if (next === undefined) return [{...asked, end: 'waits'}];
    if (next.state !== 'diagnosing') return [{...asked, end: 'gone', until: next.at}];
    const {reason} = next;
    if (reason.kind === 'approved') return [{...asked, end: 'yes', until: next.at, by: reason.by}];
    if (reason.kind === 'declined') return [{...asked, end: 'no', until: next.at, by: reason.by}];
    return [{...asked, end: 'gone', until: next.at}];
  });
}

function outcomeOf(status: Status | undefined, asks: readonly Ask[]): Outcome {
  if (status === undefined) return 'open';
  switch (status.state) {
    case 'resolved':
      return resolvedAs(status.reason, asks);
    case 'no-action':
      return 'false-alarm';
    case 'suppressed':
      return status.reason.kind === 'symptom-of' ? 'symptom' : 'outside';
    case 'failed':
      return 'handed-over';
    case 'planned':
      return status.reason.kind === 'dry-run' ? 'would-repair' : 'open';
    case 'detected':
    case 'diagnosing':
    case 'acting':
    case 'verifying':
    case 'awaiting-approval':
    case 'blocked':
    case 'flapping':
      return standing(status.state) === 'parked' ? 'waiting' : 'open';
  }
}

function resolvedAs({kind}: Resolved, asks: readonly Ask[]): Outcome {
  switch (kind) {
    case 'verified':
      return asks.some(one => one.end === 'yes') ? 'approved' : 'repaired';
    case 'undone':
      return 'taken-back';
    case 'healed':
    case 'undo-kept':
      return kind;
  }
}

function stopOf(item: TimelineItem): readonly StopKind[] {
  if (item.state !== 'blocked') return [];
  const {kind} = item.reason;
  return isStop(kind) ? [kind] : [];
}

function isStop(kind: string): kind is StopKind {
  return Object.hasOwn(stops, kind);
}

/** Every kind of `Stop`; the type check misses none. */
const stops: Readonly<Record<StopKind, true>> = {
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
};

const refusals: readonly Blocked['kind'][] = [
  'denied',
  'effect-refused',
  'action-refused',
  'internal',
];

function isRefused(item: TimelineItem): boolean {
  return item.state === 'blocked' && refusals.includes(item.reason.kind);
}

function unverifiedOf({reason}: TimelineItem): readonly Unverified[] {
  const {kind} = reason;
  return kind === 'not-taken' || kind === 'rechecks-spent' || kind === 'attempts-spent'
    ? [kind]
    : [];
}
