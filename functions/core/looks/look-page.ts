import {isObject, type JsonObject, canonical, at, listAt, textAt} from '../lib/json.ts';
import type {KeptLook, KeptRead, MadeLook} from './kept-look.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** Looks are remembered for so long, milliseconds. */
export const looksKept = 90 * dayMs;

/** Characters of JSON that the reads of one look may take. */
export const factsLimit = 64 * 1024;
/** Different looks of one incident that a day has room for; what saw the same is counted. */
export const looksOfDay = 24;
/** Characters of JSON that a day of one incident may take: a document of Firestore holds twice as much. */
const pageRoom = 400 * 1024;

/** The day of a time, epoch ms, counted from 1970 in UTC. */
export function dayOf(time: number): number {
  return Math.floor(time / dayMs);
}

/** When a day began, epoch ms. */
export function beginOf(day: number): number {
  return day * dayMs;
}

/** The looks of an incident's day. A page holds each read once: a look names its reads by their places. */
export interface LookPageValue {
  readonly looks: readonly KeptLook[];
  /** Looks for which the day had no room. */
  readonly left: number;
}

/** A look as a page holds it: `reads` are places in the page's list. */
type Written = Omit<KeptLook, 'facts'> & {
  readonly facts:
    | {readonly kind: 'kept'; readonly reads: readonly number[]}
    | Extract<KeptLook['facts'], {kind: 'too-large'}>;
};

/** The form of a page; another one is a newer version's. */
const form = 1;

/**
 * The page with one more look: one that saw the same as another of the day, and came to the same, is counted there. Where the day has no
 * room it is left out, and that is counted.
 */
export function withLook(page: LookPageValue, {at: time, ...look}: MadeLook): LookPageValue {
  const {looks, left} = page;
  const known = looks.findIndex(one => isSame(one, look));
  const same = looks[known];
  if (same !== undefined) {
    const {firstAt, lastAt, count} = same;
    const again = {
      ...same,
      firstAt: Math.min(firstAt, time),
      lastAt: Math.max(lastAt, time),
      count: count + 1,
    };
    return {looks: looks.with(known, again), left};
  }
  const next = {looks: [...looks, {...look, firstAt: time, lastAt: time, count: 1}], left};
  return hasRoom(next) ? next : {looks, left: left + 1};
}

/** Whether two looks saw the same and came to the same. What tells most of them apart costs nothing. */
function isSame(known: KeptLook, look: Omit<MadeLook, 'at'>): boolean {
  const isAlike = known.found.kind === look.found.kind && known.verdict === look.verdict;
  return isAlike && canonical(essenceOf(known)) === canonical(look);
}

/** So few looks have room, as much as each of them may have read. */
const always = Math.floor(pageRoom / (2 * factsLimit));

function hasRoom(page: LookPageValue): boolean {
  if (page.looks.length <= always) return true;
  if (page.looks.length > looksOfDay) return false;
  return JSON.stringify(writeLookPage(page)).length <= pageRoom;
}

function essenceOf({firstAt: _first, lastAt: _last, count: _count, ...essence}: KeptLook): unknown {
  return essence;
}

/** A page as the store keeps it. */
export function writeLookPage({looks, left}: LookPageValue): JsonObject {
  const places = new Map<string, number>();
  const reads: KeptRead[] = [];
  const placeOf = (read: KeptRead): number => {
    const text = JSON.stringify(read);
    const known = places.get(text) ?? reads.push(read) - 1;
    places.set(text, known);
    return known;
  };
  const written = looks.map(({facts, ...look}): Written => ({
    ...look,
    facts: facts.kind === 'kept' ? {kind: 'kept', reads: facts.reads.map(placeOf)} : facts,
  }));
  return {form, reads, looks: written, left};
}

/**
 * A page as it comes from the store; undefined: there is none, or another version wrote it in a form that is not known here. A look that is not
 * whole is left out, and counted.
 */
export function readLookPage(value: JsonObject | undefined): LookPageValue | undefined {
  if (value?.['form'] !== form) return undefined;
  const reads = listAt(value, 'reads');
  const all = listAt(value, 'looks');
  const looks = all.flatMap(one => ofPage(one, reads) ?? []);
  const left = value['left'];
  return {looks, left: (typeof left === 'number' ? left : 0) + all.length - looks.length};
}

/** Nobody but the responder writes the store; what was changed by hand is not taken for a look. */
function ofPage(value: unknown, reads: readonly unknown[]): KeptLook | undefined {
  const places = listAt(value, 'facts', 'reads');
  if (!isObject(value) || !places.every(one => Number.isSafeInteger(one))) return undefined;
  const own = places.map(place => reads[Number(place)]);
  const {facts} = value;
  return readLook({
    ...value,
    facts: isObject(facts) && 'reads' in facts ? {...facts, reads: own} : facts,
  });
}

/** A look as it comes from outside, with its reads; undefined: it is none. */
export function readLook(value: unknown): KeptLook | undefined {
  return isLook(value) ? value : undefined;
}

function isLook(value: unknown): value is KeptLook {
  const texts = ['incident', 'key', 'runbook', 'symptom'];
  const numbers = ['firstAt', 'lastAt', 'count'];
  return (
    isObject(value) &&
    texts.every(name => typeof value[name] === 'string') &&
    numbers.every(name => typeof value[name] === 'number') &&
    textAt(value, 'target', 'project') !== undefined &&
    Array.isArray(value['causes']) &&
    Array.isArray(value['signs']) &&
    textAt(value, 'found', 'kind') !== undefined &&
    typeof at(value, 'circumstances', 'attempts') === 'number' &&
    Array.isArray(at(value, 'circumstances', 'repairs')) &&
    isFacts(value['facts'])
  );
}

function isFacts(value: unknown): boolean {
  const kind = textAt(value, 'kind');
  if (kind === 'too-large') return true;
  return kind === 'kept' && listAt(value, 'reads').every(isRead);
}

function isRead(value: unknown): boolean {
  const kind = textAt(value, 'got', 'kind');
  return (
    textAt(value, 'verb') !== undefined &&
    Array.isArray(at(value, 'args')) &&
    (kind === 'answer' ||
      (kind === 'error' && textAt(value, 'got', 'error', 'failure') !== undefined))
  );
}
