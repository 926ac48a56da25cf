import {html, type Html} from '../html.ts';
import {exports, select} from './parts.ts';
import {phrase} from './texts.ts';
import type {Tongue} from './tongue.ts';

/** How far back a report may go. */
export const reportDays = ['7d', '30d', '90d'] as const;
export type ReportDays = (typeof reportDays)[number];

/** The page of the report: `body` is the report itself, `period` what it is about, in words. */
export function reportSection(
  tongue: Tongue,
  {
    period,
    body,
    since,
    project,
    projects,
  }: {
    readonly period: string;
    readonly body: Html;
    readonly since: ReportDays;
    readonly project: string | undefined;
    readonly projects: readonly string[];
  },
): Html {
  const {say} = tongue;
  const query = new URLSearchParams({since, ...(project === undefined ? {} : {project})});
  return html`<div class="head">
      <h1>${say(phrase('console.nav.report'))}</h1>
      <p class="sum">${period}</p>
      ${exports(tongue, {
        JSON: `/report.json?${query.toString()}`,
        CSV: `/report.csv?${query.toString()}`,
      })}
    </div>
    <div class="filters">
      <form method="get" action="/report">
        ${select(
          'since',
          say(phrase('console.report.for')),
          reportDays.map(value => ({value, label: say(phrase(`console.report.since.${value}`))})),
          since,
        )}
        ${select(
          'project',
          say(phrase('console.project')),
          [
            {value: '', label: say(phrase('console.any', {count: projects.length}))},
            ...projects.map(value => ({value, label: value})),
          ],
          project,
        )}
        <button class="button" type="submit">${say(phrase('console.apply'))}</button>
      </form>
    </div>
    ${body}`;
}
