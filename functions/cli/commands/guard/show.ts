import {oneLine} from '../../../adapters/chat/text/sanitise.ts';
import type {Speak} from '../../../adapters/chat/text/translate.ts';
import {wrap} from '../../../adapters/chat/terminal/wrap.ts';
import {targetText} from '../../../core/detection/target.ts';
import type {Phrase} from '../../../core/texts/phrase.ts';
import type {Io} from '../../shell/command.ts';
import {accepted, counting, type FoundDanger} from './judge.ts';
import {placeText} from './place.ts';
import type {Report} from './report.ts';
import {phrase} from './texts.ts';

/** The report for people. What comes from the plan is sanitised. */
export function showText(report: Report, speak: Speak, {width}: Pick<Io, 'width'>): string {
  const say = (one: Phrase): string => oneLine(speak(one));
  const hung = (text: string, indent: string): string =>
    wrap(text, width - indent.length - 2, 'whole')
      .map((line, at) => `${indent}${at === 0 ? '' : '  '}${line}`)
      .join('\n');
  const block = (heading: Phrase, items: readonly (readonly Phrase[])[]): readonly string[] =>
    items.length === 0
      ? []
      : [
          [
            say(heading),
            ...items.map(([first, ...more]) =>
              [
                ...(first === undefined ? [] : [hung(say(first), '  ')]),
                ...more.map(one => hung(say(one), '    ')),
              ].join('\n'),
            ),
          ].join('\n'),
        ];
  const {live} = report;
  const blocks = [
    ...block(
      phrase('guard.heading.dangers'),
      counting(report).map(one => [...dangerLines(one), ...nowLine(one, report)]),
    ),
    ...block(phrase('guard.heading.accepted'), accepted(report).map(dangerLines)),
    ...block(
      phrase('guard.heading.unknown'),
      report.unknown.map(({address, why}) => [
        phrase('guard.danger', {address, why: oneLine(speak(why))}),
      ]),
    ),
    ...block(
      phrase('guard.heading.mends'),
      (live?.mended ?? []).map(({place, ...one}) => [
        phrase('guard.mends', {...one, place: targetText(place)}),
      ]),
    ),
    ...block(
      phrase('guard.heading.left'),
      (live?.left ?? []).map(({place, ...one}) => [
        phrase('guard.left', {...one, place: targetText(place)}),
      ]),
    ),
    [...outsideOf(report), summaryOf(report)].map(one => hung(say(one), '')).join('\n'),
  ];
  return `${blocks.join('\n\n')}\n`;

  function dangerLines(danger: FoundDanger): readonly Phrase[] {
    return linesOf(danger, one => oneLine(speak(one)));
  }
}

/** What is said of one danger, line by line: why, where, which runbook, and what to do instead. */
export function linesOf(danger: FoundDanger, say: (one: Phrase) => string): readonly Phrase[] {
  const {address, why, remedy, opens, at, runbook} = danger;
  const {id, title} = runbook.manifest;
  const place = placeText(at);
  const about = {title, runbook: id};
  return [
    phrase('guard.danger', {address, why: say(why)}),
    ...(place === '' ? [] : [phrase('guard.at', {place})]),
    opens ? phrase('guard.opens', about) : phrase('guard.opens-none', about),
    phrase('guard.remedy', {remedy: say(remedy)}),
    ...acceptedLine(danger),
  ];
}

function acceptedLine({accepted: found}: FoundDanger): readonly Phrase[] {
  if (found === undefined) return [];
  const params = {
    until: new Date(found.by.until).toISOString().replace('.000Z', 'Z'),
    reason: found.by.reason,
  };
  return [found.over ? phrase('guard.expired', params) : phrase('guard.accepted', params)];
}

function nowLine(danger: FoundDanger, {live}: Report): readonly Phrase[] {
  return live === undefined ? [] : [phrase(`guard.live.${live.nowOf(danger)}`)];
}

function outsideOf({outside, more}: Report): readonly Phrase[] {
  return [
    ...(more === 0 ? [] : [phrase('guard.more', {count: more})]),
    ...(outside === 0 ? [] : [phrase('guard.outside', {count: outside})]),
  ];
}

/** The counts, in one sentence. */
export function summaryOf(report: Report): Phrase {
  return phrase('guard.summary', {
    resources: report.resources,
    dangers: counting(report).length + report.more,
    accepted: accepted(report).length,
    unknown: report.unknown.length,
  });
}
