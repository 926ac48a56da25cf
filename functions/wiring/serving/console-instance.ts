import type {IncomingMessage, ServerResponse} from 'node:http';
import {getRequestListener} from '@hono/node-server';
import {sendChat} from '../../adapters/chat/delivery/send-json.ts';
import {systemToken} from '../../adapters/clock.ts';
import {readEnv} from '../../adapters/env.ts';
import {iapCheck} from '../../adapters/google/client/iap-identity.ts';
import {handOnAnswer} from '../../adapters/interact-client.ts';
import {jsonLog} from '../../adapters/log.ts';
import type {Settings} from '../../core/config/settings.ts';
import {errorText} from '../../core/lib/error.ts';
import type {ConsoleDeps} from '../../console/deps.ts';
import {iapGate} from '../../console/gate/iap-gate.ts';
import {consoleApp} from '../../console/server/app.ts';
import {googleDeps} from '../compose.ts';
import {consoleDeps} from '../console-deps.ts';
import {openStores} from '../open-store.ts';
import {settingsOf} from './service-instance.ts';

type Serve = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

let starting: Promise<Serve> | undefined;

/** A look at Firestore costs money; so does each page that is open. */
const lookMs = 5_000;

/**
 * The console of this process, built with its first page; a start that failed is tried again with the next one, and told
 * in the log: whoever looks learns that there is no page.
 */
export function consoleStarted(): Promise<Serve> {
  starting ??= start().catch((error: unknown) => {
    starting = undefined;
    const log = jsonLog(line => process.stdout.write(line));
    log.error('the console did not start', {error: errorText(error)});
    return (_request, response) => {
      response.writeHead(503, {'content-type': 'text/plain', 'retry-after': '10'});
      response.end('The console did not start; its log says why.\n');
      return Promise.resolve();
    };
  });
  return starting;
}

async function start(): Promise<Serve> {
  const env = readEnv();
  const settings = await settingsOf(env);
  const log = jsonLog(line => process.stdout.write(line));
  const google = googleDeps({env});
  const stores = await openStores({settings, env, log, google});
  const {url, iapAudience} = settings.console ?? {};
  const gate = iapGate({
    url,
    people: settings.people,
    takesAnswers: settings.interact !== undefined,
    token: systemToken,
    ...(iapAudience === undefined
      ? {}
      : {check: iapCheck({...google, send: sendChat(google)}, iapAudience)}),
  });
  const deps: ConsoleDeps = {
    ...(await consoleDeps({settings, log, google}, stores)),
    gate,
    lookMs,
    answer: (answer, {proof}) => handedOn(google, settings, {answer, assertion: proof ?? ''}),
  };
  return getRequestListener(consoleApp(deps).fetch, {overrideGlobalObjects: false});
}

/** Who is known here proves it to interact as well, which takes the console's word for nothing. */
function handedOn(
  google: Parameters<typeof handOnAnswer>[0],
  {interact}: Pick<Settings, 'interact'>,
  given: Parameters<typeof handOnAnswer>[2],
): ReturnType<typeof handOnAnswer> {
  if (interact === undefined) throw new Error('the gate lets nobody answer without interact');
  return handOnAnswer(google, interact.url, given);
}
