import type {Spread} from '../../core/report/durations.ts';
import type {Figures} from '../../core/report/figures.ts';
import type {Report} from '../../core/report/report.ts';
import {skipId} from '../../core/intake/skip-counters.ts';
import {readinessRules} from '../../core/report/readiness.ts';
import {ruleLines} from '../../core/report/report.ts';

/** The report as one JSON document: times as RFC 3339, durations in seconds. Names are added, never renamed. */
export function jsonReport(report: Report, now: number): string {
  const {period, project, projects, incidents, total, rows, days, asked, answerers} = report;
  const {from, until, keptFrom} = period;
  const document = {
    madeAt: iso(now),
    period: {from: iso(from), until: iso(until), whole: from >= keptFrom, keptFrom: iso(keptFrom)},
    project: project ?? null,
    projects,
    incidents,
    total: figures(total),
    rows: rows.map(({runbook, project: where, ...rest}) => ({
      ...{runbook, project: where},
      ...figures(rest),
    })),
    days: days.map(({at, outcomes}) => ({day: iso(at).slice(0, 10), outcomes})),
    asked: asked.map(({of, ...rest}) => ({...rest, mayAnswer: of ?? null})),
    answerers: answerers.map(({wait, ...rest}) => ({...rest, wait: spread(wait)})),
    fights: report.fights.map(({at, by, ...rest}) => ({...rest, at: iso(at), by})),
    skips: report.skips.map(({reason, project: where, count, lastAt}) => ({
      ...{reason: skipId(reason), project: where, count},
      lastAt: iso(lastAt),
    })),
    readinessRules,
    readiness: report.readiness.map(one => ({...one, rules: ruleLines(one)})),
  };
  return `${JSON.stringify(document)}\n`;
}

function figures({times, ...rest}: Figures) {
  const measured = Object.entries(times).map(([name, one]) => [name, spread(one)] as const);
  return {...rest, times: Object.fromEntries(measured)};
}

function spread({count, median, p90, longest}: Spread) {
  return {
    count,
    medianSeconds: median / 1000,
    p90Seconds: p90 / 1000,
    longestSeconds: longest / 1000,
  };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
