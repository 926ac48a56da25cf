import type {Hono} from 'hono';
import type {Incident} from '../../core/incident/incident.ts';
import {incidentPage} from '../../pages/console/incident/page.ts';
import type {IncidentView} from '../../pages/console/incident/view.ts';
import {type Asked, listPage, shows, sinces} from '../../pages/console/list.ts';
import {phrase} from '../../pages/console/texts.ts';
import type {ConsoleDeps} from '../deps.ts';
import {exported, incidentView} from '../read/incident-view.ts';
import {filterOf, listView, placeIn, placeText, rowOf} from '../read/list-view.ts';
import {saidOf} from './said.ts';
import type {Watcher} from './changes.ts';
import {csv} from './csv.ts';
import {type Call, type Env, show, trouble, type Visit, visitOf} from './visit.ts';
import {within} from './within.ts';

/** What an id looks like; nothing else is asked for. */
const idForm = /^[\da-f]{10}-\d{1,9}$/;
/** Rows of one export; it says where to go on. */
const exportRows = 1_000;

/** The list of incidents and each of them, as pages and for programs. */
export function incidentRoutes(app: Hono<Env>, deps: ConsoleDeps, wordOf: Watcher): void {
  const {clock, store} = deps;

  app.get('/incidents', async call => {
    const visit = visitOf(call);
    // Before the list is read: what changes meanwhile is told.
    const seen = await within(clock, wordOf({kind: 'incidents'}));
    const view = await within(
      clock,
      listView(deps, visit.speaking, askedIn(deps, call), placeIn(call.req.query('after'))),
    );
    const {say} = visit.speaking;
    return show(deps, call, visit, {
      title: say(phrase('console.nav.incidents')),
      section: 'incidents',
      main: listPage(visit.speaking, view),
      live: `/live?watch=incidents&seen=${seen}`,
      word: say(phrase('console.waiting', {count: view.totals.person})),
    });
  });

  app.get('/incidents.json', async call => {
    const {rows, next} = await exportedRows(call);
    return call.json({incidents: rows, ...(next === undefined ? {} : {next})});
  });

  app.get('/incidents.csv', async call => {
    const {rows, next} = await exportedRows(call);
    if (next !== undefined) call.header('link', `<${next}>; rel="next"`);
    const header = [
      ...['id', 'state', 'runbook', 'project', 'location', 'cluster', 'membership', 'namespace'],
      ...['title', 'why', 'entries', 'openedAt', 'changedAt', 'owner'],
    ];
    const lines = rows.map(one => [
      ...[one.id, one.state, one.runbook, one.target.project, one.target.location],
      ...[one.target.cluster, one.target.membership, one.target.namespace, one.title, one.why],
      ...[one.entries, iso(one.openedAt), iso(one.changedAt), one.owner],
    ]);
    return file(call, 'incidents.csv', csv(header, lines));
  });

  async function exportedRows(call: Call) {
    const visit = visitOf(call);
    const asked = askedIn(deps, call);
    const after = placeIn(call.req.query('after'));
    const part = {limit: exportRows + 1, ...(after === undefined ? {} : {after})};
    const found = await within(clock, store.listed(filterOf(asked, visit.speaking.now), part));
    const shown = found.slice(0, exportRows);
    const last = shown.at(-1);
    const url = new URL(call.req.url);
    if (last !== undefined) url.searchParams.set('after', placeText(last));
    return {
      rows: shown.map(one => rowOf(deps, visit.speaking, one)),
      next: found.length > exportRows ? `${url.pathname}${url.search}` : undefined,
    };
  }

  app.get('/find', call => {
    const id = (call.req.query('id') ?? '').trim().toLowerCase().slice(0, 40);
    return idForm.test(id)
      ? call.redirect(`/incidents/${id}`, 303)
      : trouble(call, {kind: 'no-incident', id});
  });

  app.get('/incidents/:file', async call => {
    const visit = visitOf(call);
    const [, id = '', ext] = /^(.*?)(\.json|\.csv)?$/.exec(call.req.param('file')) ?? [];
    const incident = idForm.test(id) ? await within(clock, store.read(id)) : undefined;
    if (incident === undefined) return trouble(call, {kind: 'no-incident', id: id.slice(0, 40)});
    const view = await within(clock, viewOf(deps, visit, incident));
    if (ext === '.json') return call.json(exported(view, incident));
    if (ext === '.csv') return file(call, `${id}.csv`, timelineCsv(view));
    const said = saidOf(call, visit);
    return showIncident(deps, call, visit, {...view, ...(said === undefined ? {} : {said})});
  });
}

/** One incident as this visit may see it. @throws StoreError. */
export function viewOf(deps: ConsoleDeps, visit: Visit, incident: Incident): Promise<IncidentView> {
  const {speaking, viewer, csrf} = visit;
  return incidentView(deps, speaking, incident, {viewer, csrf, token: deps.token()});
}

/** Answers with the page of an incident; 409 where what was asked of it was refused. */
export function showIncident(
  deps: ConsoleDeps,
  call: Call,
  visit: Visit,
  view: IncidentView,
): Promise<Response> {
  return show(deps, call, visit, {
    title: `${view.state} · ${view.title}`,
    section: 'incidents',
    main: incidentPage(visit.speaking, view),
    live: `/live?watch=${view.id}&seen=${view.version}`,
    word: `${view.state}: ${view.title}`,
    status: view.said?.isDone === false ? 409 : 200,
  });
}

function askedIn({settings, runbooks}: ConsoleDeps, call: Call): Asked {
  const {show: wanted, runbook, project, since} = call.req.query();
  const known = runbooks.find(one => one.manifest.id === runbook)?.manifest.id;
  const ours = settings.projects.find(one => one.id === project)?.id;
  return {
    show: shows.find(one => one === wanted) ?? 'all',
    ...(known === undefined ? {} : {runbook: known}),
    ...(ours === undefined ? {} : {project: ours}),
    since: sinces.find(one => one === since) ?? 'any',
  };
}

function timelineCsv({timeline}: IncidentView): string {
  return csv(
    ['at', 'voice', 'state', 'what', 'read', 'code'],
    timeline.map(one => [
      iso(one.at),
      one.voice,
      one.state,
      one.title,
      one.proof.join('\n'),
      one.code,
    ]),
  );
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

function file(call: Call, name: string, text: string): Response {
  call.header('content-disposition', `attachment; filename="${name}"`);
  return call.body(text, 200, {'content-type': 'text/csv; charset=utf-8'});
}
