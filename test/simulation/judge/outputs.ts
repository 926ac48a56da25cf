import type {Incident} from '../../../functions/core/incident/incident.ts';
import {at} from './stored.ts';

/** What became of an entry at the door. */
export type Verdict = 'taken' | 'outside' | 'skipped' | 'junk';

/** What only the configuration knows. */
const secret = 'xoxb-canary';
/** What makes text act, or look like what it is not: mentions and links, controls, turned reading. */
const acting = /<[!@#]|[\u0080-\u009f\u202a-\u202e\u2066-\u2069]|\\u00[01][0-9a-f]|\\[bf]/;
/** What a message may hold that Slack reads: a link up to its words, and a time. */
const inert =
  /<https:\/\/[^<>|\s]+\||<!date\^\d+\^(?:\{date_short_pretty\} )?\{time\}\|[\d: -]+ UTC>/g;

/**
 * Looks through everything that leaves: I20 no secret is in it, I21 nothing in it acts, I22 an entry is
 * taken for the same thing whenever it comes, and whatever it is, I24 what the responder writes itself
 * is nothing to it.
 */
export class Outputs {
  readonly #broken: (finding: string) => void;
  readonly #verdicts = new Map<unknown, Verdict>();

  constructor(broken: (finding: string) => void) {
    this.#broken = broken;
  }

  posted(body: unknown): void {
    const text = JSON.stringify(body);
    if (text.includes(secret)) this.#broken(`I20: a message holds a secret: ${text.slice(0, 200)}`);
    if (!acting.test(text.replaceAll(inert, ''))) return;
    // Slack reads markup in `text` and in mrkdwn; plain text is inert there.
    const read = JSON.stringify([at(body, 'text'), ...fallbacksOf(body), ...markupOf(body)]);
    const found = acting.exec(read.replaceAll(inert, ''));
    if (found !== null)
      this.#broken(`I21: a message acts: ${read.slice(found.index, found.index + 60)}`);
  }

  logged(line: string): void {
    if (line.includes(secret))
      this.#broken(`I20: a log line holds a secret: ${line.slice(0, 200)}`);
    const found = acting.exec(line.replaceAll(/<[!@#]/g, ''));
    // JSON escapes what it holds: a terminal that shows the line sees no control.
    if (found !== null && !found[0].startsWith('\\')) this.#broken(`I21: a log line acts: ${line}`);
  }

  stored(before: Incident | undefined, {id, timeline, work}: Incident): void {
    // What was stored before was looked at when it was new.
    const fresh = [
      ...(timeline === before?.timeline ? [] : [timeline.at(-1)]),
      ...(work.actions === before?.work.actions ? [] : [work.actions.at(-1)]),
    ];
    if (fresh.length > 0 && JSON.stringify(fresh).includes(secret)) {
      this.#broken(`I20: ${id} is stored with a secret`);
    }
  }

  received(value: unknown, verdict: Verdict, isOwn: boolean): void {
    if (isOwn && verdict !== 'skipped') {
      this.#broken(
        `I24: a log line of the responder is ${verdict}: ${JSON.stringify(value).slice(0, 300)}`,
      );
    }
    const before = this.#verdicts.get(value) ?? verdict;
    this.#verdicts.set(value, verdict);
    if (before !== verdict) {
      this.#broken(
        `I22: an entry was ${before}, then ${verdict}: ${JSON.stringify(value).slice(0, 300)}`,
      );
    }
  }

  /** Taking an entry in failed, and neither the store nor a call did. */
  failed(value: unknown, error: unknown): void {
    const shown = JSON.stringify(value).slice(0, 200);
    this.#broken(`I22: ${String(error)} for the entry ${shown}`);
  }
}

function markupOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(markupOf);
  if (typeof value !== 'object' || value === null) return [];
  const text = at(value, 'text');
  if (at(value, 'type') === 'mrkdwn' && typeof text === 'string') return [text];
  return Object.values(value).flatMap(markupOf);
}

/** What a notification shows of an attachment. */
function fallbacksOf(body: unknown): readonly unknown[] {
  const attachments = at(body, 'attachments');
  return Array.isArray(attachments) ? attachments.map(one => at(one, 'fallback')) : [];
}
