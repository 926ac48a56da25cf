import {readEnv} from '../../../adapters/env.ts';
import {plainLog} from '../../../adapters/log.ts';
import type {LocalConsole} from '../../../console/server/local.ts';
import type {Store} from '../../../core/ports/ports.ts';
import type {Words} from '../../../core/texts/words.ts';
import {answerCommand} from '../../../engine/operate/answer-command.ts';
import {googleDeps, noQueue} from '../../../wiring/compose.ts';
import {loadConfigWithoutChat} from '../../../wiring/load-config.ts';
import {answeringSafely} from '../../../wiring/open-store.ts';
import type {Io} from '../../shell/command.ts';
import type {Stage} from './drive-scenario.ts';

/** Serves a console of the played world, on the store that its functions share; who answers is this account. */
export async function consoleBeside(
  config: string,
  variables: Readonly<Record<string, string | undefined>>,
  store: Store,
  io: Io,
): Promise<LocalConsole> {
  const {consoleDeps} = await import('../../../wiring/console-deps.ts');
  const {serveLocally} = await import('../../../console/server/local.ts');
  const env = readEnv(variables, []);
  const log = plainLog(text => {
    io.err(text);
  }, false);
  const read = await loadConfigWithoutChat(config, env);
  // Who plays is nobody whom the played configuration names.
  const {approvers: _nobody, ...settings} = {...read, locale: io.locale};
  const stores = answeringSafely({store, guardStore: store});
  const deps = await consoleDeps({settings, log, google: googleDeps({env})}, stores);
  const name = env.all['USER'] ?? env.all['LOGNAME'] ?? 'player';
  const who = {kind: 'unverified', name} as const;
  return serveLocally(
    {
      ...deps,
      answer: (answer, known) =>
        answerCommand({...deps, ...stores, queue: noQueue}, answer, known.who),
    },
    {kind: 'known', who, by: `unverified: ${name}`},
    0,
  );
}

/** Tells where the console is, and plays on until somebody stops it. */
export function keeping(
  {url}: LocalConsole,
  io: Io,
  say: (line: string) => void,
): NonNullable<Stage['keep']> {
  say(at(url)[io.locale]);
  const stop = new AbortController();
  void io.stopped().then(() => {
    stop.abort();
  });
  return {
    stop: stop.signal,
    settled: () => {
      say(settledText(url)[io.locale]);
    },
  };
}

function at(url: string): Words {
  return {en: `Console: ${url}\n`, ko: `콘솔: ${url}\n`};
}

function settledText(url: string): Words {
  return {
    en: `\nNothing more happens by itself. The console stays at ${url}\nStop it with Ctrl-C.`,
    ko: `\n더 이상 자동으로 진행되는 작업이 없습니다. 콘솔: ${url}\nCtrl-C로 중지하세요.`,
  };
}
