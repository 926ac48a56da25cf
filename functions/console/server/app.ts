import {Hono} from 'hono';
import {bodyLimit} from 'hono/body-limit';
import {formLimit} from '../../adapters/http/incoming.ts';
import type {ConsoleDeps} from '../deps.ts';
import {icon} from '../../pages/console/shell.ts';
import {isOwnForm} from '../gate/forms.ts';
import {withinSite} from '../gate/gate.ts';
import {actRoutes} from './act-routes.ts';
import {watcher} from './changes.ts';
import {safeHeaders} from './headers.ts';
import {incidentRoutes} from './incident-routes.ts';
import {liveRoute} from './live-route.ts';
import {placeRoutes} from './place-routes.ts';
import {reportRoutes} from './report-routes.ts';
import {atGate, type Call, type Env, failure, speakingOf, trouble, visitOf} from './visit.ts';
import {within} from './within.ts';

/**
 * The console's server. Every answer has passed the gate, but its icon; what a form asks for counts only from its own
 * pages, and from somebody who is known.
 */
export function consoleApp(deps: ConsoleDeps): Hono<Env> {
  const app = new Hono<Env>();
  app.use(async (call, next) => {
    call.set('speaking', speakingOf(deps, call));
    for (const [name, value] of Object.entries(safeHeaders)) call.header(name, value);
    await next();
  });
  app.onError((error, call) => failure(deps, call, error));
  app.notFound(call => trouble(call, {kind: 'no-page'}));
  app.get('/icon.svg', call => call.body(icon, 200, {'content-type': 'image/svg+xml'}));
  app.use(async (call, next) => {
    const entered = await deps.gate.enter(atGate(call));
    switch (entered.kind) {
      case 'refused':
        return trouble(call, entered.trouble);
      case 'welcome':
        call.header('set-cookie', entered.setCookie, {append: true});
        return call.redirect(entered.to, 303);
      case 'in': {
        const {viewer, csrf, setCookie} = entered;
        if (setCookie !== undefined) call.header('set-cookie', setCookie, {append: true});
        const here = withinSite(new URL(call.req.url));
        call.set('visit', {viewer, csrf, here, speaking: call.get('speaking')});
        await next();
        // Nothing is shown that could still be lost.
        await within(deps.clock, deps.store.synced());
        return undefined;
      }
    }
  });
  app.post(
    '*',
    bodyLimit({maxSize: formLimit, onError: call => trouble(call as Call, {kind: 'too-large'})}),
  );
  app.post('*', async (call, next) => {
    const visit = visitOf(call);
    if (!/^application\/x-www-form-urlencoded\b/i.test(call.req.header('content-type') ?? '')) {
      return trouble(call, {kind: 'foreign-form'});
    }
    const form = await call.req.parseBody();
    const given = typeof form['csrf'] === 'string' ? form['csrf'] : undefined;
    if (!isOwnForm(atGate(call), deps.gate, {expected: visit.csrf, given})) {
      deps.log.warn('a form of another page was refused', {path: call.req.path});
      return trouble(call, {kind: 'foreign-form'});
    }
    if (visit.viewer.kind === 'reader') {
      return trouble(call, {kind: 'read-only', why: visit.speaking.say(visit.viewer.why)});
    }
    await next();
    return undefined;
  });
  app.get('/', call => call.redirect('/incidents', 303));
  const wordOf = watcher(deps, deps.lookMs);
  incidentRoutes(app, deps, wordOf);
  actRoutes(app, deps);
  placeRoutes(app, deps);
  reportRoutes(app, deps);
  liveRoute(app, deps, wordOf);
  app.on(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'], '*', call =>
    trouble(call, {kind: 'wrong-method', allowed: 'GET, HEAD, POST'}),
  );
  app.post('*', call => trouble(call, {kind: 'wrong-method', allowed: 'GET, HEAD'}));
  return app;
}
