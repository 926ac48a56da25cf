import {wrap} from '../../../adapters/chat/terminal/wrap.ts';
import {oneLine} from '../../../adapters/chat/text/sanitise.ts';
import {speaker, type Speak} from '../../../adapters/chat/text/translate.ts';
import type {Locale} from '../../../core/texts/define-texts.ts';
import type {Io} from '../../shell/command.ts';
import type {Line, Result} from './check.ts';
import {texts} from './texts.ts';

/** In the order in which the summary counts them. */
const results = ['broken', 'warning', 'unknown', 'ok'] as const satisfies readonly Result[];

/** SGR colours: https://www.ecma-international.org/publications-and-standards/standards/ecma-48/ */
const colours: Readonly<Record<Result, number>> = {ok: 32, warning: 33, broken: 31, unknown: 36};

/** A subject with a longer name gets a line of its own, so that the sentences stay in their column. */
const widestSubject = 28;

/** Speaks the sentences of the report. */
export function speakDoctor(locale: Locale): Speak {
  return speaker(locale, texts);
}

/** The report for people: a block for each kind of check, its lines aligned, and how many there are. */
export function showLines(
  lines: readonly Line[],
  speak: Speak,
  {width, colour}: Pick<Io, 'width' | 'colour'>,
): string {
  const longest = Math.max(
    0,
    ...lines.map(one => one.subject.length).filter(one => one <= widestSubject),
  );
  const checks = [...new Set(lines.map(one => one.check))];
  const blocks = checks.map(check => {
    const own = lines.filter(one => one.check === check);
    return [check, ...own.flatMap(one => shown(one, {speak, width, colour, longest}))];
  });
  return `${[...blocks, [summary(lines)]].map(block => block.join('\n')).join('\n\n')}\n`;
}

interface Showing {
  readonly speak: Speak;
  readonly width: number;
  readonly colour: boolean;
  readonly longest: number;
}

const resultWidth = Math.max(...results.map(one => one.length));

function shown(line: Line, {speak, width, colour, longest}: Showing): readonly string[] {
  const word = line.result.padEnd(resultWidth);
  const result = colour ? `\u001b[${colours[line.result]}m${word}\u001b[0m` : word;
  const subject = oneLine(line.subject);
  const indent = 2 + resultWidth + 2;
  const column = indent + longest + 2;
  const said = oneLine(speak(line.said));
  const [first = '', ...rest] = wrap(said, Math.max(30, width - column));
  const pad = ' '.repeat(column);
  const head =
    subject.length > longest
      ? [`  ${result}  ${subject}`, `${pad}${first}`]
      : [`  ${result}  ${subject.padEnd(longest)}  ${first}`];
  // A command is not wrapped, so that it can be copied.
  const next = line.next === undefined ? [] : [`${' '.repeat(indent)}→ ${oneLine(line.next)}`];
  return [...head, ...rest.map(one => `${pad}${one}`), ...next];
}

function summary(lines: readonly Line[]): string {
  const counts = results
    .map(result => ({result, count: lines.filter(one => one.result === result).length}))
    .filter(one => one.count > 0)
    .map(({result, count}) => `${count} ${result}`);
  return `${counts.join(', ')}.`;
}

/** One line of the report as JSON. */
export function jsonLine({check, subject, result, said, next}: Line, speak: Speak): string {
  const reason = said.code.replace(/^doctor\./, '');
  const text = oneLine(speak(said));
  return `${JSON.stringify({check, subject, result, reason, said: text, next: next ?? null})}\n`;
}
