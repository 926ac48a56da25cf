import {columns} from '../../../adapters/chat/terminal/wrap.ts';
import {type Phrase} from '../../../core/texts/phrase.ts';
import {headed, hung, padded, paint, type Page, plain} from './page.ts';
import {isMisnumbered} from './report.ts';
import type {FleetState, ProjectState} from './state.ts';
import {phrase} from './texts.ts';

/** The projects of a fleet, each with its APIs and the service agent's role, as far as they were seen. */
export function showProjects({projects}: FleetState, page: Page): readonly string[] {
  const widest = Math.max(...projects.map(one => columns(one.project.id)));
  const lines = projects.flatMap(one => {
    const name = `  ${padded(one.project.id, widest)}  `;
    const said = wordsOf(one, page).join(', ');
    const wrong = isMisnumbered(one) ? [paint(page, ['red'], numberOf(one, page))] : [];
    const indent = ' '.repeat(columns(name));
    return [...hung(page, said, indent, name), ...wrong.flatMap(text => hung(page, text, indent))];
  });
  return [headed(page, phrase('diagnose.projects')), ...lines];
}

function wordsOf({bound, services}: ProjectState, page: Page): readonly string[] {
  const said: Phrase[] = services.flatMap(({service, state}) =>
    state.kind === 'seen' ? [phrase(serviceCodes[state.value], {service})] : [],
  );
  if (bound.kind === 'seen') {
    said.push(phrase(bound.value ? 'diagnose.bound' : 'diagnose.unbound'));
  }
  return said.length === 0 ? ['–'] : said.map(one => plain(page, one));
}

const serviceCodes = {
  ENABLED: 'diagnose.service-on',
  DISABLED: 'diagnose.service-off',
  UNKNOWN: 'diagnose.service-unknown',
} as const;

function numberOf({project, number}: ProjectState, page: Page): string {
  const actual = number.kind === 'seen' ? number.value : '';
  return plain(page, phrase('diagnose.number-wrong', {configured: project.number, actual}));
}
