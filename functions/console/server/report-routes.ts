import type {Hono} from 'hono';
import {oneLine} from '../../adapters/chat/text/sanitise.ts';
import {skipId} from '../../core/intake/skip-counters.ts';
import type {Report} from '../../core/report/report.ts';
import type {Phrase} from '../../core/texts/phrase.ts';
import {readReport} from '../../engine/review/read-report.ts';
import {reportDays, type ReportDays, reportSection} from '../../pages/console/report.ts';
import {phrase} from '../../pages/console/texts.ts';
import {jsonReport} from '../../pages/report/report-json.ts';
import {reportBody} from '../../pages/report/report-page.ts';
import {reportStyle} from '../../pages/report/report-style.ts';
import {periodOf} from '../../pages/report/sections.ts';
import type {ConsoleDeps} from '../deps.ts';
import {csv} from './csv.ts';
import {type Call, type Env, show, visitOf} from './visit.ts';
import {within} from './within.ts';

/** A report reads the store from end to end, and may take so long, ms; it is the only page that does. */
const patienceMs = 20_000;
const dayMs = 24 * 60 * 60 * 1000;
/** The same report is good for so long; whoever loads it again and again reads the store once. */
const freshMs = 30_000;

interface Asked {
  readonly since: ReportDays;
  readonly project: string | undefined;
}

/** The report with its charts, and the same for programs. */
export function reportRoutes(app: Hono<Env>, deps: ConsoleDeps): void {
  const {clock, settings} = deps;
  const made = new Map<string, {readonly at: number; readonly report: Promise<Report>}>();

  function asked(call: Call): Asked {
    const {since, project} = call.req.query();
    return {
      since: reportDays.find(one => one === since) ?? '30d',
      project: settings.projects.find(one => one.id === project)?.id,
    };
  }

  function reportFor({since, project}: Asked): Promise<Report> {
    const now = clock.now();
    const key = `${since} ${project ?? ''}`;
    const last = made.get(key);
    if (last !== undefined && now - last.at < freshMs)
      return within(clock, last.report, patienceMs);
    for (const [other, {at}] of made) if (now - at >= freshMs) made.delete(other);
    const from = now - Number.parseInt(since, 10) * dayMs;
    const report = readReport(deps, {from, now, ...(project === undefined ? {} : {project})});
    made.set(key, {at: now, report});
    report.catch(() => made.delete(key));
    return within(clock, report, patienceMs);
  }

  app.get('/report', async call => {
    const visit = visitOf(call);
    const {speaking} = visit;
    const wanted = asked(call);
    const report = await reportFor(wanted);
    const say = Object.assign((one: Phrase) => oneLine(speaking.speak(one)), {
      locale: speaking.locale,
    });
    return show(deps, call, visit, {
      title: speaking.say(phrase('console.nav.report')),
      section: 'report',
      sheet: reportStyle,
      main: reportSection(speaking, {
        ...wanted,
        period: say(periodOf(report)),
        body: reportBody(report, say),
        projects: settings.projects.map(one => one.id),
      }),
    });
  });

  app.get('/report.json', async call => {
    const report = await reportFor(asked(call));
    const text = jsonReport(report, visitOf(call).speaking.now);
    return call.body(text, 200, {'content-type': 'application/json'});
  });

  app.get('/report.csv', async call => {
    const report = await reportFor(asked(call));
    call.header('content-disposition', 'attachment; filename="report.csv"');
    return call.body(reportCsv(report), 200, {'content-type': 'text/csv; charset=utf-8'});
  });
}

/** A line for each runbook in each project, then one for each reason that entries opened nothing. */
function reportCsv({rows, skips}: Report): string {
  const seconds = (ms: number | undefined) => (ms === undefined ? undefined : ms / 1000);
  return csv(
    [
      ...['kind', 'name', 'project', 'count'],
      ...['noticeSeconds', 'repairSeconds', 'waitSeconds', 'verifySeconds', 'wholeSeconds'],
    ],
    [
      ...rows.map(({runbook, project, seen, times}) => [
        ...['runbook', runbook, project, seen],
        seconds(times.notice?.median),
        seconds(times.repair?.median),
        seconds(times.wait?.median),
        seconds(times.verify?.median),
        seconds(times.whole?.median),
      ]),
      ...skips.map(({reason, project, count}) => ['skipped', skipId(reason), project, count]),
    ],
  );
}
