/** Slack's limits, in characters or pieces. */
export const slackLimits = {
  /** https://docs.slack.dev/reference/block-kit/blocks */
  blocks: 50,
  /** https://docs.slack.dev/reference/block-kit/blocks/header-block */
  header: 150,
  /** https://docs.slack.dev/reference/block-kit/blocks/section-block */
  section: 3000,
  /** https://docs.slack.dev/reference/block-kit/blocks/context-block */
  contextElements: 10,
  /** Slack cuts `text` at 40,000 and advises 4,000: https://docs.slack.dev/reference/methods/chat.postMessage */
  text: 4000,
  /**
   * `msg_blocks_too_long` comes near this sum, which no page documents:
   * https://github.com/slackapi/bolt-js/issues/2509
   */
  allBlocks: 13_200,
} as const;

/** Google Chat's limits. */
export const googleChatLimits = {
  /** Bytes of a message with its cards: https://developers.google.com/workspace/chat/api/reference/rest/v1/spaces.messages/create */
  messageBytes: 32_000,
  /** Widgets of a card, the rest is ignored: https://developers.google.com/workspace/chat/api/reference/rest/v1/cards */
  widgets: 100,
} as const;

/**
 * What one part of a message may take, chosen so that all parts at their largest, escaped and encoded
 * as JSON, stay within the limits above, and so that a phone shows the first lines without scrolling
 * far. Slack counts code points, Google Chat bytes.
 */
export const partLimits = {
  headline: 1000,
  status: 1200,
  risk: 500,
  done: 700,
  /** One fact with its label. */
  field: 300,
  facts: 1500,
  quote: 1200,
  note: 1000,
  code: 2400,
  label: 75,
  footer: 400,
  url: 1500,
  links: 5,
  /** The newest notes of one delivery that are shown. */
  notes: 20,
} as const;

/** Words for what was left out, e.g. `… trimmed, 12 more`; `n` counts characters. */
export type TrimNotice = (n: number) => string;

const entity = /&(?:amp|lt|gt|quot|#39);/g;
const pieces = /&(?:amp|lt|gt|quot|#39);|[^&]+|&/g;
/** Made with the first cut: its tables take 4 to 15 ms to load. */
let graphemes: Intl.Segmenter | undefined;

/**
 * Cuts text to `max` code points, the notice included. It cuts between whole characters as people see
 * them, never inside a surrogate pair or one of the entities that sanitise.ts writes.
 */
export function clampCodePoints(text: string, max: number, notice: TrimNotice): string {
  return clamp(text, max, notice, codePoints);
}

/**
 * As `clampCodePoints`, between whole lines where one fits, the notice on a line of its own: half a
 * command may be another command.
 */
export function clampLines(
  text: string,
  max: number,
  notice: TrimNotice,
  measure: Measure = codePoints,
): string {
  if (measure(text) <= max) return text;
  const lines = text.split('\n');
  for (let kept = lines.length - 1; kept > 0; kept -= 1) {
    const left = characters(lines.slice(kept).join('\n'));
    const cut = `${lines.slice(0, kept).join('\n')}\n${notice(left)}`;
    if (measure(cut) <= max) return cut;
  }
  return clamp(text, max, notice, measure);
}

/** As `clampCodePoints`, measured in bytes of UTF-8. */
export function clampBytes(text: string, max: number, notice: TrimNotice): string {
  return clamp(text, max, notice, utf8Bytes);
}

/** As `clampCodePoints`, measured in UTF-16 units: the most cautious reading of a limit on characters. */
export function clampUnits(text: string, max: number, notice: TrimNotice): string {
  return clamp(text, max, notice, units);
}

function units({length}: string): number {
  return length;
}

/** Bytes of UTF-8. */
export function utf8Bytes(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}

/** Code points, so that an emoji counts once. */
export function codePoints(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    if ((text.codePointAt(at) ?? 0) > 0xffff) at += 1;
    count += 1;
  }
  return count;
}

type Measure = (text: string) => number;

function clamp(text: string, max: number, notice: TrimNotice, measure: Measure): string {
  if (measure(text) <= max) return text;
  const kept = fitting(text, max, measure);
  let size = kept.reduce((sum, unit) => sum + measure(unit), 0);
  let left = characters(text) - kept.reduce((sum, unit) => sum + characters(unit), 0);
  for (;;) {
    const words = notice(left);
    if (size + measure(words) <= max) return kept.join('') + words;
    const last = kept.pop();
    if (last === undefined) return fitting(words, max, measure).join('');
    size -= measure(last);
    left += characters(last);
  }
}

function fitting(text: string, max: number, measure: Measure): string[] {
  const kept: string[] = [];
  let size = 0;
  for (const unit of unitsOf(text)) {
    size += measure(unit);
    if (size > max) break;
    kept.push(unit);
  }
  return kept;
}

function* unitsOf(text: string): Generator<string> {
  graphemes ??= new Intl.Segmenter('und', {granularity: 'grapheme'});
  for (const [piece] of text.matchAll(pieces)) {
    if (piece.startsWith('&')) yield piece;
    else for (const {segment} of graphemes.segment(piece)) yield segment;
  }
}

function characters(text: string): number {
  return codePoints(text.replace(entity, '.'));
}

/**
 * The newest items whose sizes together stay within `room`, oldest first: when a history does not
 * fit, its end is what people need.
 */
export function newestThatFit<Item>(
  items: readonly Item[],
  room: number,
  size: (item: Item) => number,
): readonly Item[] {
  let left = room;
  const misfit = items.findLastIndex(item => {
    left -= size(item);
    return left < 0;
  });
  return items.slice(misfit + 1);
}
