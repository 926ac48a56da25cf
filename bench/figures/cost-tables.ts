import type {Bill, CostPart, Counted} from '../cost/bill.ts';
import {shown, table} from '../lib/table.ts';

/** The bills, a row for each way to live. */
export function billsTable({rows}: CostPart): string {
  const columns: readonly (readonly [string, keyof Bill])[] = [
    ['functions', 'functions'],
    ['Firestore', 'firestore'],
    ['Pub/Sub', 'pubsub'],
    ['logs', 'logging'],
    ['scheduler', 'scheduler'],
    ['images', 'images'],
    ['**a month**', 'whole'],
    ['without free tiers', 'withoutFreeTier'],
  ];
  return table(
    undefined,
    ['', ...columns.map(([head]) => head)],
    rows.map(({life, bill}) => [life, ...columns.map(([, field]) => dollars(bill[field]))]),
  );
}

/** To the cent. */
export function dollars(usd: number): string {
  return usd.toLocaleString('en', {minimumFractionDigits: 2, maximumFractionDigits: 2});
}

/** What the bills are made of: of each thing that was counted. */
export function countedTable({counted}: CostPart): string {
  const columns: readonly (readonly [string, keyof Counted])[] = [
    ['requests to functions', 'invocations'],
    ['billed s', 'billedSeconds'],
    ['CPU s', 'cpuSeconds'],
    ['Firestore reads', 'firestoreReads'],
    ['writes', 'firestoreWrites'],
    ['deletes', 'firestoreDeletes'],
    ['Pub/Sub kB', 'pubsubBytes'],
    ['log kB', 'logBytes'],
    ['requests to APIs', 'apiRequests'],
  ];
  return table(
    undefined,
    ['', ...columns.map(([head]) => head)],
    counted.map(({what, counted: one}) => [
      what,
      ...columns.map(([, field]) => (field.endsWith('Bytes') ? one[field] / 1_000 : one[field])),
    ]),
  );
}

/** How often each host was asked for one incident, in a sentence. */
export function askedNote({asked}: CostPart): string {
  const each = Object.entries(asked).map(([host, count]) => `${host} ${shown(count)}`);
  return `Requests of that incident, by host: ${each.join(', ')}.`;
}
