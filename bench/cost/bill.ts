import type {Made} from '../figures/made.ts';

/** What one unit of something costs. */
export interface Price {
  readonly usd: number;
  /** So many units cost `usd`. */
  readonly per: number;
  /** Units of a month that cost nothing. */
  readonly free: number;
}

/** Prices as bench/cost/prices.json has them, with where they stand. */
export interface Prices {
  readonly region: string;
  /** When they were looked up. */
  readonly readOn: string;
  readonly functions: Sourced & {
    readonly request: Price;
    readonly vcpuSecond: Price;
    readonly gibSecond: Price;
  };
  readonly pubsub: Sourced & {readonly tib: Price};
  readonly logging: Sourced & {readonly gib: Price};
  readonly firestore: Sourced & {
    readonly read: Price;
    readonly write: Price;
    readonly delete: Price;
    readonly gibMonth: Price;
  };
  readonly scheduler: Sourced & {readonly job: Price};
  readonly build: Sourced & {readonly minute: Price};
  readonly registry: Sourced & {readonly gbMonth: Price};
}

/** Where a price was read, and what has to be known of it. */
export interface Sourced {
  readonly source: string;
  readonly note: string;
}

/** What was counted of some work; all of it adds up. */
export interface Counted {
  /** Requests that the functions got. */
  readonly invocations: number;
  /** Seconds that are billed for them, each rounded up to 100 ms. */
  readonly billedSeconds: number;
  /** Processor seconds of the functions. */
  readonly cpuSeconds: number;
  /** Published and delivered, at least 1,000 bytes each. */
  readonly pubsubBytes: number;
  /** Written to logs by the responder: its own lines, and heartbeats. */
  readonly logBytes: number;
  readonly firestoreReads: number;
  readonly firestoreWrites: number;
  readonly firestoreDeletes: number;
  /** Requests to all other APIs and to the chat, which cost nothing. */
  readonly apiRequests: number;
}

/** What is there whatever happens, a month. */
export interface Standing {
  readonly jobs: number;
  readonly storedGib: number;
  readonly imagesGb: number;
  readonly buildMinutes: number;
  /** Cloud Run logs each request by itself. */
  readonly requestLogBytes: number;
  /** Of an instance. */
  readonly vcpus: number;
  readonly memoryGib: number;
}

/** A month's bill, US dollars, by service. */
export interface Bill {
  readonly functions: number;
  readonly pubsub: number;
  readonly logging: number;
  readonly firestore: number;
  readonly scheduler: number;
  readonly images: number;
  readonly whole: number;
  /** The same where others of the billing account have used the free tiers up. */
  readonly withoutFreeTier: number;
}

/** Nothing was counted. */
export const nothing: Counted = {
  invocations: 0,
  billedSeconds: 0,
  cpuSeconds: 0,
  pubsubBytes: 0,
  logBytes: 0,
  firestoreReads: 0,
  firestoreWrites: 0,
  firestoreDeletes: 0,
  apiRequests: 0,
};

const fields = Object.keys(nothing) as (keyof Counted)[];

/** Both together. */
export function plus(one: Counted, other: Counted): Counted {
  return made(field => one[field] + other[field]);
}

/** The same so many times, or a part of it. */
export function times(one: Counted, factor: number): Counted {
  return made(field => one[field] * factor);
}

function made(of: (field: keyof Counted) => number): Counted {
  return Object.fromEntries(fields.map(field => [field, of(field)])) as unknown as Counted;
}

/** What a month of this costs. */
export function billOf(month: Counted, standing: Standing, prices: Prices): Bill {
  const parts = partsOf(month, standing, prices, one => one.free);
  const full = partsOf(month, standing, prices, () => 0);
  return {...parts, whole: sum(parts), withoutFreeTier: sum(full)};
}

type Parts = Omit<Bill, 'whole' | 'withoutFreeTier'>;

function partsOf(
  month: Counted,
  {jobs, storedGib, imagesGb, buildMinutes, requestLogBytes, vcpus, memoryGib}: Standing,
  {functions, pubsub, logging, firestore, scheduler, build, registry}: Prices,
  freeOf: (price: Price) => number,
): Parts {
  const usd = (units: number, price: Price): number =>
    (Math.max(0, units - freeOf(price)) / price.per) * price.usd;
  return {
    functions:
      usd(month.invocations, functions.request) +
      usd(month.billedSeconds * vcpus, functions.vcpuSecond) +
      usd(month.billedSeconds * memoryGib, functions.gibSecond),
    pubsub: usd(month.pubsubBytes / 2 ** 40, pubsub.tib),
    logging: usd((month.logBytes + month.invocations * requestLogBytes) / 2 ** 30, logging.gib),
    firestore:
      usd(month.firestoreReads, firestore.read) +
      usd(month.firestoreWrites, firestore.write) +
      usd(month.firestoreDeletes, firestore.delete) +
      usd(storedGib, firestore.gibMonth),
    scheduler: usd(jobs, scheduler.job),
    images: usd(imagesGb, registry.gbMonth) + usd(buildMinutes, build.minute),
  };
}

function sum(parts: Parts): number {
  return Object.values(parts).reduce((all: number, one: number) => all + one, 0);
}

/** A way to live, and what a month of it was made of and costs. */
export interface CostRow {
  readonly life: string;
  readonly month: Counted;
  readonly bill: Bill;
}

/** What was counted, what was assumed, and the bills. */
export interface CostPart {
  readonly made: Made;
  readonly counted: {readonly what: string; readonly counted: Counted}[];
  readonly standing: Standing;
  readonly assumed: Assumed;
  /** How often each host was asked, of one incident. */
  readonly asked: Readonly<Record<string, number>>;
  readonly rows: readonly CostRow[];
  readonly prices: {readonly region: string; readonly readOn: string};
}

/** What is not counted, because no machine but Google's could. */
export interface Assumed {
  /** What an answer of Google's APIs and of the chat takes. */
  readonly apiMs: number;
  /** And of Firestore in the same region. */
  readonly firestoreMs: number;
  readonly storm: {
    readonly entries: number;
    readonly minutes: number;
    readonly clusters: number;
    /** Bytes of each entry. */
    readonly bytes: number;
  };
}

const minutesAMonth = 60 * 24 * 30;
const days = 30;

/** What was counted, by what it is for. */
export interface Counts {
  /** A minute of one project with its fleet in which nothing happens, and of a thousand. */
  readonly idle: Counted;
  readonly thousand: Counted;
  /** An incident from its first entry to its end. */
  readonly incident: Counted;
}

/** The ways to live that are billed, a month of thirty days each. */
export function livesOf(
  {idle, thousand, incident}: Counts,
  {storm}: Assumed,
): readonly {readonly life: string; readonly month: Counted}[] {
  const quiet = times(idle, minutesAMonth);
  const storms = plus(duplicatesOf(storm), times(incident, storm.clusters));
  return [
    {life: 'idle', month: quiet},
    {life: 'an incident a day', month: plus(quiet, times(incident, days))},
    {life: 'a storm a day', month: plus(quiet, times(storms, days))},
    {life: '1,000 projects, idle', month: times(thousand, minutesAMonth)},
    {
      life: '1,000 projects, a storm a day',
      month: plus(times(thousand, minutesAMonth), times(storms, days)),
    },
  ];
}

/**
 * The entries of a storm that memory answers: each is a request and two transfers; they come side by side, so that one
 * instance is billed for as long as the storm lasts.
 */
function duplicatesOf({entries, minutes, bytes}: Assumed['storm']): Counted {
  return {
    ...nothing,
    invocations: entries,
    billedSeconds: minutes * 60,
    pubsubBytes: entries * transferred(bytes),
  };
}

const leastBytes = 1_000;

/** What Pub/Sub bills for one message: it is published once and delivered once. */
export function transferred(bytes: number): number {
  return 2 * Math.max(leastBytes, bytes);
}
