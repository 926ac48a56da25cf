import {wrap} from '../../../adapters/chat/terminal/wrap.ts';
import type {Call, Intent} from '../../../core/audit/match.ts';
import type {Phrase} from '../../../core/texts/phrase.ts';
import type {SelfAudit} from '../../../engine/review/self-audit.ts';
import type {Io} from '../../shell/command.ts';
import type {AuditAbout} from './json.ts';
import {phrase} from './texts.ts';

/** An audit for people; what has no partner stands last, where a terminal is looked at. */
export function showAudit(
  found: SelfAudit,
  {from, until, identities}: AuditAbout,
  say: (one: Phrase) => string,
  {width}: Pick<Io, 'width'>,
): string {
  const {calls, effects, aside, projects, unread, unintended, unlogged} = found;
  const about = {identities: identities.join(', '), from, until, projects: projects.length};
  const text = (one: Phrase): readonly string[] => wrap(say(one), width, 'whole');
  const listed = (
    head: Phrase,
    lines: readonly Phrase[],
    next?: Phrase,
  ): readonly (readonly string[])[] =>
    lines.length === 0
      ? []
      : [[...text(head), ...lines.map(one => `  ${say(one)}`), ...(next ? text(next) : [])]];
  const isWell = unread.length + unintended.length + unlogged.length === 0;
  const blocks = [
    [
      ...text(phrase('audit.about', about)),
      ...text(phrase('audit.counts', {calls, effects, aside})),
    ],
    ...listed(
      phrase('audit.unread'),
      unread.map(one => phrase('audit.unread-line', one)),
    ),
    ...listed(phrase('audit.unlogged'), unlogged.map(intentText), phrase('audit.next-unlogged')),
    ...listed(
      phrase('audit.unintended'),
      unintended.map(callText),
      phrase('audit.next-unintended'),
    ),
    ...(isWell ? [text(phrase('audit.all-well'))] : []),
  ];
  return `${blocks.map(one => one.join('\n')).join('\n\n')}\n`;
}

function callText({at, project, method, resource, principal, failed}: Call): Phrase {
  const params = {at, project, method, resource, principal};
  return failed ? phrase('audit.call-failed', params) : phrase('audit.call', params);
}

function intentText({at, incident, action, traces}: Intent): Phrase {
  const projects = [...new Set(traces.map(one => one.project))].join(', ');
  return phrase('audit.intent', {at, projects, action, incident});
}
