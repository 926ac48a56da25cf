import {sendChat} from '../../adapters/chat/delivery/send-json.ts';
import {jsonLog} from '../../adapters/log.ts';
import {readEnv} from '../../adapters/env.ts';
import {compose, googleDeps} from '../compose.ts';
import type {DoorAnswer, DoorRequest} from './door-request.ts';
import {interactDoor} from './interact-door.ts';
import {answeringSafely, openStores} from '../open-store.ts';
import {settingsOf} from './service-instance.ts';
import {speakAll} from '../translations.ts';

type Door = (request: DoorRequest) => Promise<DoorAnswer>;

let starting: Promise<Door> | undefined;

/**
 * The door of this process, built with its first request; a start that failed is tried again with the next one.
 * @throws EnvError, ConfigError or StoreError: answered with 500.
 */
export function interactStarted(): Promise<Door> {
  starting ??= start().catch((error: unknown) => {
    starting = undefined;
    throw error;
  });
  return starting;
}

async function start(): Promise<Door> {
  const env = readEnv();
  const settings = await settingsOf(env);
  const log = jsonLog(line => process.stdout.write(line));
  const start = {settings, env, log};
  const stores = await openStores({...start, google: googleDeps(start)});
  const deps = await compose(start, answeringSafely(stores));
  return interactDoor({
    ...deps,
    send: sendChat(googleDeps({env})),
    speak: speakAll(settings.locale, deps.runbooks),
  });
}
