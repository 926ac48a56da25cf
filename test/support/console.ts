import assert from 'node:assert/strict';
import {speaker} from '../../functions/adapters/chat/text/translate.ts';
import {systemClock, systemToken} from '../../functions/adapters/clock.ts';
import type {ConsoleDeps} from '../../functions/console/deps.ts';
import type {Viewer} from '../../functions/console/gate/gate.ts';
import {localGate} from '../../functions/console/gate/local-gate.ts';
import {consoleApp} from '../../functions/console/server/app.ts';
import {answerCommand} from '../../functions/engine/operate/answer-command.ts';
import {texts} from '../../functions/pages/console/texts.ts';
import {texts as reportTexts} from '../../functions/pages/report/texts.ts';
import {allTexts} from '../../functions/wiring/translations.ts';
import type {Rig} from './fakes.ts';

/** What came of a request. */
export interface Answered {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

/** A console as a browser sees it that has opened its address. */
export interface OpenConsole {
  readonly key: string;
  readonly cookie: string;
  readonly get: (path: string, headers?: Readonly<Record<string, string>>) => Promise<Answered>;
  /** Sends a form as a page of the console would; `headers` replace what a browser sends along. */
  readonly post: (
    path: string,
    form: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Answered>;
  /** A request without the cookie. */
  readonly stranger: (
    path: string,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Answered>;
  /** What a form of this session carries, read off a page. */
  readonly csrf: () => Promise<string>;
  readonly fetch: (path: string, init: RequestInit) => Promise<Answered>;
}

export const kim: Viewer = {
  kind: 'known',
  who: {kind: 'google', email: 'kim@shop.example'},
  by: 'kim@shop.example',
};

const origin = 'http://127.0.0.1:8080';

/** Opens a console beside a rig, behind the gate of one machine. */
export async function openConsole(
  {deps, clock}: Pick<Rig, 'deps' | 'clock'>,
  viewer: Viewer = kim,
  parts: Partial<ConsoleDeps> = {},
): Promise<OpenConsole> {
  const {gate, key} = localGate(viewer, {port: () => 8080, token: systemToken});
  const app = consoleApp({
    ...deps,
    // A page waits in real time; what it shows is of the rig's.
    clock: {now: () => clock.now(), sleep: (...asked) => systemClock.sleep(...asked)},
    token: systemToken,
    speak: locale => speaker(locale, texts, reportTexts, ...allTexts(deps.runbooks)),
    gate,
    answer: (given, {who}) => answerCommand(deps, given, who),
    lookMs: 20,
    ...parts,
  });
  const fetch = async (path: string, init: RequestInit): Promise<Answered> => {
    const headers = new Headers({host: '127.0.0.1:8080', ...(init.headers as object)});
    const answer = await app.fetch(new Request(origin + path, {...init, headers}));
    return {status: answer.status, text: await answer.text(), headers: answer.headers};
  };
  const welcome = await fetch(`/incidents?key=${key}`, {});
  assert.equal(welcome.status, 303);
  const cookie = (welcome.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const own = {cookie};
  const get: OpenConsole['get'] = (path, headers = {}) =>
    fetch(path, {headers: {...own, ...headers}});
  const csrf = async (): Promise<string> => {
    const {text} = await get('/stops');
    return /name="csrf" value="([\da-f]+)"/.exec(text)?.[1] ?? '';
  };
  return {
    key,
    cookie,
    get,
    csrf,
    fetch,
    stranger: (path, headers = {}) => fetch(path, {headers}),
    post: (path, form, headers = {}) =>
      fetch(path, {
        method: 'POST',
        headers: {
          ...own,
          origin,
          'sec-fetch-site': 'same-origin',
          'content-type': 'application/x-www-form-urlencoded',
          ...headers,
        },
        body: new URLSearchParams(form).toString(),
      }),
  };
}
