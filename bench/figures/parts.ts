import type {Made} from './made.ts';

/** One measurement's figures: how they were made, and a row for each thing that was measured. */
export interface Part<Row> {
  readonly made: Made;
  readonly rows: readonly Row[];
}

/** From a process's start to its first answer. */
export interface StartRow {
  readonly name: string;
  readonly ms: number;
  /** Of the empty function's, round by round. */
  readonly timesEmpty: number;
  readonly fastestMs: number;
  readonly mib: number;
}

/** A command from its start to its end. */
export interface CommandRow {
  readonly name: string;
  readonly ms: number;
  readonly fastestMs: number;
}

/** Recognising entries of one size, beside JSON.parse of the same text. */
export interface RecogniseRow {
  /** Bytes of an entry, at least. */
  readonly bytes: number;
  /** Where most of them are. */
  readonly where: 'fields' | 'message';
  readonly parseUs: number;
  readonly recogniseUs: number;
}

/** The same with more runbooks than there are. */
export interface CrowdRow {
  readonly runbooks: number;
  readonly parseUs: number;
  readonly recogniseUs: number;
}

/** Evaluating a sink's filter. */
export interface FilterRow {
  readonly runbook: string;
  readonly us: number;
}

/** Requests of a storm through the real endpoint. */
export interface FloodRow {
  readonly name: string;
  readonly perSecond: number;
  /** Of the empty function's, round by round. */
  readonly timesEmpty: number;
  readonly cpuUs: number;
  readonly mib: number;
}

/** Memory after so many different entries of one finding. */
export interface HeapRow {
  readonly entries: number;
  readonly heapMib: number;
  readonly mib: number;
}

/** What a storm left behind. */
export interface StormRow {
  readonly entries: number;
  readonly minutes: number;
  readonly clusters: number;
  readonly incidents: number;
  readonly roots: number;
  readonly edits: number;
  /** Of the store, marks included. */
  readonly writes: number;
  readonly counted: number;
  /** MiB, collected, after each tenth. */
  readonly heapMib: readonly number[];
}

/** One minute's sweep. */
export interface SweepRow {
  /** What there are so many of. */
  readonly of: 'memberships' | 'incidents';
  readonly count: number;
  readonly what: string;
  readonly seconds: number;
  readonly cpuSeconds: number;
  /** To Google. */
  readonly requests: number;
}

/** A fleet that is larger than the gateway's quota, a sweep a minute. */
export interface FleetRow {
  readonly minute: 'first' | 'median' | 'most';
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly requests: number;
  readonly gateway: number;
  /** Places whose turn it was and that wait for the next minute. */
  readonly overdue: number;
  readonly mib: number;
  readonly heapMib: number;
}

/** And after how many minutes each cluster was looked into; absent: not in so many. */
export interface FleetPart extends Part<FleetRow> {
  readonly memberships: number;
  readonly minutes: number;
  readonly wholeAfter?: number;
}

/** A configuration with so many projects. */
export interface AllowListRow {
  readonly projects: number;
  readonly readMs: number;
  readonly keptMib: number;
  readonly filtersMs: number;
  readonly sinks: number;
  readonly scopeUs: number;
}

/** A store under the writes of incidents. */
export interface StoreRow {
  readonly store: string;
  readonly incidents: number;
  /** Incidents that went on at once. */
  readonly width: number;
  readonly perSecond: number;
  /** Of one write, until it is safe. */
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** And who was not there to be measured. */
export interface StoresPart extends Part<StoreRow> {
  readonly writesEach: number;
  readonly missing?: string;
}
