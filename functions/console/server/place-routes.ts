import type {Hono} from 'hono';
import {fleetsPage} from '../../pages/console/fleets.ts';
import {runbooksPage} from '../../pages/console/runbooks.ts';
import {stopsPage} from '../../pages/console/stops.ts';
import {phrase} from '../../pages/console/texts.ts';
import type {ConsoleDeps} from '../deps.ts';
import {fleetViews} from '../read/fleets-view.ts';
import {runbookViews} from '../read/runbooks-view.ts';
import {stopsView} from '../read/stops-view.ts';
import {saidOf} from './said.ts';
import {type Env, show, visitOf} from './visit.ts';
import {within} from './within.ts';

/** Fleets, runbooks, and what stops changes. */
export function placeRoutes(app: Hono<Env>, deps: ConsoleDeps): void {
  const {clock, settings} = deps;

  app.get('/fleets', async call => {
    const visit = visitOf(call);
    const views = await within(clock, fleetViews(deps, visit.speaking));
    return show(deps, call, visit, {
      title: visit.speaking.say(phrase('console.nav.fleets')),
      section: 'fleets',
      main: fleetsPage(visit.speaking, views),
      live: '/live?watch=incidents',
    });
  });

  app.get('/fleets.json', async call => {
    const views = await within(clock, fleetViews(deps, visitOf(call).speaking));
    const fleets = views.map(one => ({...one, incidents: Object.fromEntries(one.incidents)}));
    return call.json({fleets});
  });

  app.get('/runbooks', async call => {
    const visit = visitOf(call);
    const views = await within(clock, runbookViews(deps, visit.speaking));
    const {mode, rules = []} = settings;
    return show(deps, call, visit, {
      title: visit.speaking.say(phrase('console.nav.runbooks')),
      section: 'runbooks',
      main: runbooksPage(visit.speaking, views, {mode, rules}),
    });
  });

  app.get('/stops', async call => {
    const visit = visitOf(call);
    const view = await within(clock, stopsView(deps, visit.speaking, visit));
    const said = saidOf(call, visit);
    return show(deps, call, visit, {
      title: visit.speaking.say(phrase('console.nav.stops')),
      section: 'stops',
      main: stopsPage(visit.speaking, {...view, ...(said === undefined ? {} : {said})}),
      live: '/live?watch=stops',
    });
  });
}
