import {parse, stringify} from 'yaml';
import {at, isObject, listAt, textAt} from '../../../functions/core/lib/json.ts';
import {blocksOf, pageText} from '../../support/pages.ts';

/** The configurations that a page shows, whole ones and parts, each as it stands. */
export function configurationsOf(page: string): readonly string[] {
  return blocksOf(pageText(page))
    .filter(one => one.language === 'yaml')
    .map(one => one.text);
}

/** Whether a shown configuration can be used alone. */
export function isWhole(text: string): boolean {
  return at(parse(text), 'projects') !== undefined;
}

/** What a part cannot be without, where it is shown alone. */
const needed: Readonly<Record<string, unknown>> = {
  chat: {slack: {botToken: {env: 'SLACK_TOKEN'}, channel: 'C0123456789'}},
  approvers: [{people: ['mina@shop.example']}],
};

/**
 * A shown configuration as people use it: a part goes with the projects of its page, each as it is shown last, else with
 * those of the first page, and clicks with a chat and with people who may answer.
 */
export function completed(page: string, text: string): string {
  if (isWhole(text)) return text;
  const own = projectsOf(page);
  const part: unknown = parse(text);
  const clicked = ['interact', 'approvers'].some(one => at(part, one) !== undefined);
  const more = clicked ? Object.entries(needed).filter(([one]) => at(part, one) === undefined) : [];
  const projects = own.length > 0 ? own : projectsOf('README.md');
  const rest = {projects, ...Object.fromEntries(more)};
  return `${text}\n${stringify(rest)}`;
}

function projectsOf(page: string): readonly unknown[] {
  const all = configurationsOf(page)
    .filter(isWhole)
    .flatMap(text => listAt(parse(text), 'projects'));
  return [...new Map(all.map(one => [textAt(one, 'id'), one])).values()];
}

/** All that a page shows in one file: a later part replaces an earlier one. */
export function configurationOf(page: string): string {
  const [first = '', ...parts] = configurationsOf(page);
  if (parts.length === 0) return first;
  const all = [first, ...parts].map((one): unknown => parse(one)).filter(isObject);
  return stringify(Object.assign({}, ...all));
}
