import type {Hono} from 'hono';
import {stopsPage} from '../../pages/console/stops.ts';
import {phrase} from '../../pages/console/texts.ts';
import type {ConsoleDeps} from '../deps.ts';
import {stopsView} from '../read/stops-view.ts';
import {carryOut, type ConsoleVerb, type FormFields, orderOf, verbs} from './acts.ts';
import {showIncident, viewOf} from './incident-routes.ts';
import {saidAt} from './said.ts';
import {type Call, type Env, show, trouble, visitOf} from './visit.ts';
import {within} from './within.ts';

/** What people do: every one of these is a form, and answered by the page that has it. */
export function actRoutes(app: Hono<Env>, deps: ConsoleDeps): void {
  const {clock, store} = deps;
  for (const verb of verbs) {
    app.post(`/incidents/:id{[0-9a-f]{10}-[0-9]{1,9}}/${verb}`, call => act(call, verb));
  }

  async function act(call: Call, verb: ConsoleVerb): Promise<Response> {
    const visit = visitOf(call);
    const id = call.req.param('id') ?? '';
    const {viewer, speaking} = visit;
    if (viewer.kind === 'reader') {
      return trouble(call, {kind: 'read-only', why: speaking.say(viewer.why)});
    }
    const about = await within(clock, store.read(id));
    if (about === undefined) return trouble(call, {kind: 'no-incident', id});
    const order = orderOf(verb, id, await fieldsOf(call));
    if (order === undefined) return trouble(call, {kind: 'foreign-form'});
    const came = await carryOut(deps, order, {who: viewer, about, speaking});
    switch (came.kind) {
      case 'done':
        return call.redirect(saidAt(`/incidents/${id}`, came.said, visit), 303);
      case 'unknown':
        return trouble(call, {kind: 'no-incident', id});
      case 'refused': {
        // As it is by now: what was refused may be another plan already.
        const incident = (await within(clock, store.read(id))) ?? about;
        const view = await within(clock, viewOf(deps, visit, incident));
        const said = {isDone: false, text: came.text};
        return showIncident(deps, call, visit, {...view, said});
      }
    }
  }

  app.post('/stops/pause', async call => {
    const visit = visitOf(call);
    const {viewer, speaking} = visit;
    if (viewer.kind === 'reader') {
      return trouble(call, {kind: 'read-only', why: speaking.say(viewer.why)});
    }
    const order = orderOf('pause', '', await fieldsOf(call));
    if (order === undefined) return trouble(call, {kind: 'foreign-form'});
    const came = await carryOut(deps, order, {who: viewer, speaking});
    if (came.kind === 'done') return call.redirect(saidAt('/stops', 'pause', visit), 303);
    const view = await within(clock, stopsView(deps, speaking, visit));
    const text = came.kind === 'refused' ? came.text : '';
    return show(deps, call, visit, {
      title: speaking.say(phrase('console.nav.stops')),
      section: 'stops',
      main: stopsPage(speaking, {...view, said: {isDone: false, text}}),
      status: 409,
    });
  });
}

async function fieldsOf(call: Call): Promise<FormFields> {
  const form = await call.req.parseBody();
  return Object.fromEntries(
    Object.entries(form).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : undefined,
    ]),
  );
}
