import {oneLine} from '../../../adapters/chat/text/sanitise.ts';
import type {Speak} from '../../../adapters/chat/text/translate.ts';
import type {Written} from '../../../core/planned/change.ts';
import type {Phrase} from '../../../core/texts/phrase.ts';
import type {Report} from './report.ts';
import {linesOf, summaryOf} from './show.ts';

/** How loud an annotation is. */
export type Level = 'error' | 'warning' | 'notice';

/** The report as annotations of a run of GitHub Actions, and the counts as a line of its log. */
export function githubLines(report: Report, speak: Speak): string {
  const say = (one: Phrase): string => oneLine(speak(one));
  const lines = [
    ...report.dangers.map(one => {
      const level = one.accepted?.over === false ? 'notice' : 'error';
      const text = linesOf(one, say).map(say).join('\n');
      return annotation(level, one.address, text, one.written);
    }),
    ...report.unknown.map(({address, why, written}) =>
      annotation('warning', address, say(why), written),
    ),
    plainLine(say(summaryOf(report))),
  ];
  return `${lines.join('\n')}\n`;
}

/**
 * One workflow command; escaped as the runner's own toolkit does, so that nothing in a name begins another one:
 * https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
 */
export function annotation(
  level: Level,
  title: string,
  message: string,
  written?: Written,
): string {
  const place =
    written === undefined || written.file === '-'
      ? ''
      : `file=${escapedProperty(written.file)},line=${written.line},`;
  return `::${level} ${place}title=${escapedProperty(title)}::${escapedMessage(message)}`;
}

function escapedMessage(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapedProperty(text: string): string {
  return escapedMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** A line of the log that is no command, whatever stands in it. */
function plainLine(text: string): string {
  return text.startsWith('::') || text.includes('##[')
    ? ` ${text.replaceAll('##[', '## [')}`
    : text;
}
