import {clampCodePoints, type TrimNotice} from '../text/fit.ts';
import {escapeSlack, oneLine} from '../text/sanitise.ts';
import {clock} from '../text/time.ts';
import type {Style} from '../text/translate.ts';

/** More of one value tells nobody anything in a message; the thread's code blocks have it whole. */
const longestValue = 300;
/** The same in a header, which has 150 characters. */
const longestInHeader = 60;

const halfDayMs = 12 * 60 * 60_000;

const cut: TrimNotice = () => '…';

/**
 * What Slack makes something of in mrkdwn: formats, mentions, addresses, emoji, lists and quotes
 * (https://docs.slack.dev/messaging/formatting-message-text).
 */
const markup = /[*_~`@#]|\/\/|www\.|:[\w+-]+:|^\s*(?:>|•|\d+\.\s|&gt;)/i;

/**
 * Texts as mrkdwn. A value that Slack would make something of stands as inline code, where nothing is
 * parsed. Times are date tokens, which each reader sees in the own zone; behind them stands UTC for
 * programs that do not know them.
 * @param day times within half a day of it are shown without their date, epoch ms.
 */
export function mrkdwn(day: number): Style {
  const utc = clock('UTC', day);
  return {
    time: at => {
      const seconds = Math.floor(at / 1000);
      // The reader's day is not known: only what is near is sure to be on it.
      const form = Math.abs(at - day) < halfDayMs ? '{time}' : '{date_short_pretty} {time}';
      return `<!date^${seconds}^${form}|${utc(at)}>`;
    },
    value: raw => {
      const text = clampCodePoints(oneLine(raw), longestValue, cut);
      if (!markup.test(text)) return escapeSlack(text);
      return `\`${escapeSlack(text.replaceAll('`', '\u2035'))}\``;
    },
  };
}

/** Texts as plain text, for a header and for notifications: no date tokens, nothing is parsed. */
export function plainSlack(day: number): Style {
  return {
    time: clock('UTC', day),
    value: raw => escapeSlack(clampCodePoints(oneLine(raw), longestInHeader, cut)),
  };
}

/** Texts of rich text, in which nothing is parsed or escaped. */
export function richText(day: number): Style {
  return {
    time: clock('UTC', day),
    value: raw => clampCodePoints(oneLine(raw), longestValue, cut),
  };
}

/**
 * Slack closes inline code only in front of something that is no letter. Every backtick of a text is one that
 * `mrkdwn` wrote, so that each second one closes.
 */
export function closed(text: string): string {
  const parts = text.split('`');
  return parts
    .map((part, at) => (at > 0 && at % 2 === 0 && /^[\p{L}\p{N}]/u.test(part) ? ` ${part}` : part))
    .join('`');
}
