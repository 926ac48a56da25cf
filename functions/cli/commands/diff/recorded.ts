import {viewEntry} from '../../../core/detection/entry.ts';
import type {KeptLook} from '../../../core/looks/kept-look.ts';
import {dayOf, looksKept, readLookPage} from '../../../core/looks/look-page.ts';
import type {History, Store} from '../../../core/ports/ports.ts';
import type {Words} from '../../../core/texts/words.ts';
import {identityOf} from '../../../engine/intake/entry-identity.ts';
import type {Io} from '../../shell/command.ts';
import type {Item} from './compare.ts';

/** What a store remembers of a time. */
export interface Remembered {
  /** The oldest first. */
  readonly looks: readonly KeptLook[];
  /** Looks that were made and for which their day had no room. */
  readonly left: number;
}

/** A time, epoch ms; both ends belong to it. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

/** The looks that were kept of a time; before 90 days ago there are none. @throws StoreError. */
export async function looksOf(
  store: Pick<Store, 'lookPages'>,
  {from, to}: Period,
  now: number,
): Promise<Remembered> {
  const looks: KeptLook[] = [];
  let left = 0;
  const first = dayOf(Math.max(from, now - looksKept));
  for (let day = first; day <= dayOf(Math.min(to, now)); day += 1) {
    for (const {value} of await store.lookPages(day)) {
      const page = readLookPage(value);
      // Of a page in another form nobody knows how many it holds.
      looks.push(...(page?.looks.filter(one => one.lastAt >= from) ?? []));
      left += page?.left ?? 1;
    }
  }
  return {looks: looks.sort((a, b) => a.firstAt - b.firstAt), left};
}

/** What is read of the log. */
export interface Reading {
  readonly projects: readonly string[];
  readonly filters: readonly string[];
  /** RFC 3339. */
  readonly from: string;
}

/**
 * The log entries that some filters pass, each once, project by project. @throws CallError.
 * @param io hears which project's log is read: it may take minutes.
 */
export async function* loggedEntries(
  history: Pick<History, 'since'>,
  {projects, filters, from}: Reading,
  io: Pick<Io, 'err' | 'locale'>,
): AsyncIterable<unknown> {
  for (const [index, project] of projects.entries()) {
    io.err(`${readingText(project, index + 1, projects.length)[io.locale]}\n`);
    const seen = new Set<string>();
    for (const filter of filters) {
      for await (const value of history.since(project, filter, from)) {
        const entry = viewEntry(value);
        const identity = entry === undefined ? undefined : identityOf(entry);
        if (identity !== undefined && seen.has(identity)) continue;
        if (identity !== undefined) seen.add(identity);
        yield value;
      }
    }
  }
}

/** A log entry as it is counted. */
export function entryItem(value: unknown): Item {
  const at = Date.parse(viewEntry(value)?.at ?? '');
  return {kind: 'entry', firstAt: at, lastAt: at};
}

function readingText(project: string, number: number, count: number): Words {
  const of = count === 1 ? '' : ` (${number}/${count})`;
  return {
    en: `Reading the log of ${project}${of} …`,
    ko: `${project} 프로젝트의 로그를 읽는 중${of} …`,
  };
}
