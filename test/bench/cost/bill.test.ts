import assert from 'node:assert/strict';
import {
  billOf,
  type Counted,
  livesOf,
  nothing,
  plus,
  type Prices,
  type Standing,
  times,
  transferred,
} from '../../../bench/cost/bill.ts';
import published from '../../../bench/cost/prices.json' with {type: 'json'};

const sourced = {source: 'https://prices.example.com', note: 'of a test'};
const prices: Prices = {
  region: 'anywhere',
  readOn: '2026-11-30',
  functions: {
    ...sourced,
    request: {usd: 0.4, per: 1_000_000, free: 2_000_000},
    vcpuSecond: {usd: 0.00002, per: 1, free: 100_000},
    gibSecond: {usd: 0.000002, per: 1, free: 300_000},
  },
  pubsub: {...sourced, tib: {usd: 40, per: 1, free: 0}},
  logging: {...sourced, gib: {usd: 0.5, per: 1, free: 50}},
  firestore: {
    ...sourced,
    read: {usd: 0.03, per: 100_000, free: 0},
    write: {usd: 0.09, per: 100_000, free: 0},
    delete: {usd: 0.01, per: 100_000, free: 0},
    gibMonth: {usd: 0.15, per: 1, free: 0},
  },
  scheduler: {...sourced, job: {usd: 0.1, per: 1, free: 3}},
  build: {...sourced, minute: {usd: 0.006, per: 1, free: 100}},
  registry: {...sourced, gbMonth: {usd: 0.1, per: 1, free: 0.5}},
};
const standing: Standing = {
  jobs: 1,
  storedGib: 2,
  imagesGb: 1.5,
  buildMinutes: 200,
  requestLogBytes: 2 ** 30 / 1_000_000,
  vcpus: 1,
  memoryGib: 0.25,
};
const month: Counted = {
  invocations: 7_000_000,
  billedSeconds: 600_000,
  cpuSeconds: 1,
  pubsubBytes: 2 ** 40 / 2,
  logBytes: 60 * 2 ** 30,
  firestoreReads: 1_000_000,
  firestoreWrites: 200_000,
  firestoreDeletes: 100_000,
  apiRequests: 5,
};

function near(one: number, other: number): void {
  assert.ok(Math.abs(one - other) < 1e-9, `${one} is not ${other}`);
}

describe('a bill', () => {
  it('is what a person calculates by hand', () => {
    const bill = billOf(month, standing, prices);

    // 5 million requests at 0.40, 500,000 vCPU-s at 0.00002; 150,000 GiB-s are free.
    near(bill.functions, 2 + 10);
    near(bill.pubsub, 20);
    // 60 GiB of lines and 7 of requests; 50 are free.
    near(bill.logging, 8.5);
    near(bill.firestore, 0.3 + 0.18 + 0.01 + 0.3);
    near(bill.scheduler, 0);
    // 1 GB of images, 100 minutes of builds.
    near(bill.images, 0.1 + 0.6);
    near(bill.whole, 12 + 20 + 8.5 + 0.79 + 0.7);
  });

  it('knows what it would be without free tiers', () => {
    const {withoutFreeTier} = billOf(month, standing, prices);

    const functions = 7 * 0.4 + 600_000 * 0.00002 + 150_000 * 0.000002;
    near(withoutFreeTier, functions + 20 + 33.5 + 0.79 + 0.1 + (0.15 + 1.2));
  });

  it('is never less than nothing', () => {
    const none = {...standing, jobs: 0, storedGib: 0, imagesGb: 0, buildMinutes: 0};
    assert.equal(billOf(nothing, none, prices).whole, 0);
  });
});

describe('a month', () => {
  const idle = {...nothing, invocations: 1, firestoreReads: 2};
  const thousand = {...nothing, invocations: 3};
  const incident = {...nothing, invocations: 10, firestoreWrites: 6};
  const storm = {entries: 1_000, minutes: 10, clusters: 5, bytes: 400};
  const assumed = {apiMs: 100, firestoreMs: 20, storm};
  const of = (life: string): Counted => {
    const found = livesOf({idle, thousand, incident}, assumed).find(one => one.life === life);
    assert.ok(found, life);
    return found.month;
  };

  it('has a quiet minute 43,200 times', () => {
    assert.deepEqual(of('idle'), times(idle, 43_200));
    assert.deepEqual(of('1,000 projects, idle'), times(thousand, 43_200));
  });

  it('has thirty incidents beside them, or thirty storms with theirs', () => {
    assert.deepEqual(of('an incident a day'), plus(of('idle'), times(incident, 30)));
    const storms = of('a storm a day');
    assert.equal(storms.invocations, 43_200 + 30 * (1_000 + 5 * 10));
    assert.equal(storms.billedSeconds, 30 * 600);
    assert.equal(storms.pubsubBytes, 30 * 1_000 * 2 * 1_000);
    assert.equal(storms.firestoreWrites, 30 * 5 * 6);
  });

  it('pays for 1,000 bytes of a message at least, twice', () => {
    assert.deepEqual([transferred(20), transferred(3_000)], [2_000, 6_000]);
  });
});

it('every price says where it was read', () => {
  for (const one of Object.values(published)) {
    if (typeof one === 'string') continue;
    assert.match(one.source, /^https:\/\/(cloud|firebase)\.google\.com\//);
    assert.notEqual(one.note, '');
  }
});
