import type {Viewer} from '../../../console/gate/gate.ts';
import {phrase} from '../../../pages/console/texts.ts';
import {sendAnswer} from '../../../adapters/interact-client.ts';
import {answerCommand} from '../../../engine/operate/answer-command.ts';
import type {Deps} from '../../../engine/lib/context.ts';
import {googleDeps} from '../../../wiring/compose.ts';
import {interactUrl} from '../../shared/give-answer.ts';
import {portOf, refusedPort} from '../../shared/port.ts';
import {whoSays} from '../../shared/who-says.ts';
import {withStore} from '../../shared/with-store.ts';
import {configOption, type Given, readArgs} from '../../shell/args.ts';
import type {Command, Exit, Io} from '../../shell/command.ts';
import type {Words} from '../../../core/texts/words.ts';

const options = {
  config: configOption,
  port: {type: 'string'},
  by: {type: 'string'},
  json: {type: 'boolean'},
} as const;

/** `console`: serves the pages of the incidents on this machine. */
export const console: Command = {
  name: 'console',
  summary: {
    en: 'look at incidents, fleets and the report in a browser, and answer',
    ko: '브라우저에서 인시던트, 플릿, 보고서를 보고 답변',
  },
  help: {
    en: `Usage: mesh-responder console [--port P] [--config FILE] [--by NAME] [--json]

Serves pages on this machine only: what is open and what happened from the log
entry to the verification, fleets as the last poll saw them, runbooks, silences,
and the report. Plans can be approved there as with "mesh-responder approve".
Prints an address with a key that lets one browser in, once; it stays in until
the command ends (Ctrl-C).

  --port P       the port; a free one by default
  --config FILE  the configuration; MESH_RESPONDER_CONFIG by default
  --by NAME      with a store in SQLite, who answers, for the history; your
                 account's name by default. With Firestore it is whom Google
                 says your credentials speak for; without any, pages only read.
  --json         print {"url"} when it is ready

Exit codes: 0 stopped, 1 failure, 2 usage or configuration.`,
    ko: `사용법: mesh-responder console [--port P] [--config 파일] [--by 이름] [--json]

이 머신에서만 열 수 있는 페이지를 제공합니다. 열린 인시던트, 로그 항목부터
확인까지의 과정, 마지막 폴링에서 본 플릿, 런북, 알림 중지, 보고서를 볼 수
있습니다. "mesh-responder approve"처럼 계획을 승인할 수 있습니다. 브라우저
하나가 한 번 들어올 수 있는 키가 있는 주소를 출력하며, 명령어가 끝날 때까지
(Ctrl-C) 유효합니다.

  --port P       포트. 기본값은 빈 포트
  --config 파일  구성. 기본값은 MESH_RESPONDER_CONFIG
  --by 이름      SQLite 저장소에서 인시던트 기록에 남는 답변자 이름. 기본값은
                 계정 이름. Firestore에서는 사용자 인증 정보의 Google 계정이며,
                 없으면 페이지는 읽기 전용
  --json         준비되면 {"url"} 출력

종료 코드: 0 중지됨, 1 실패, 2 사용법 또는 구성 오류.`,
  },
  options,
  run,
};

async function run(args: readonly string[], io: Io): Promise<Exit> {
  const given = readArgs('console', args, options);
  const port = portOf('console', given.text('port'));
  // Before the ready line: from then on somebody may stop it.
  const stopped = io.stopped();
  return withStore<Exit>('console', given, io, async deps => {
    const viewer = await viewerOf(deps, given, io);
    const {consoleDeps} = await import('../../../wiring/console-deps.ts');
    const {serveLocally} = await import('../../../console/server/local.ts');
    const google = googleDeps({env: io.env});
    const serving = {
      ...(await consoleDeps({settings: deps.settings, log: deps.log, google}, deps)),
      answer: answering(deps, io),
    };
    const running = await serveLocally(serving, viewer, port).catch((error: unknown) => {
      throw refusedPort('console', port, error);
    });
    io.out(
      given.flag('json')
        ? `${JSON.stringify({url: running.url})}\n`
        : `${ready(running.url)[io.locale]}\n`,
    );
    await stopped;
    await running.close();
    return 0;
  });
}

/** As the command gives answers: to interact where that is deployed, else into the guard's store. */
function answering(deps: Deps, io: Io) {
  const url = interactUrl(deps, io);
  return (answer: Parameters<typeof answerCommand>[1], {who}: Extract<Viewer, {kind: 'known'}>) =>
    url === undefined
      ? answerCommand(deps, answer, who)
      : sendAnswer(googleDeps({env: io.env}), url, answer);
}

async function viewerOf(deps: Deps, given: Given, io: Io): Promise<Viewer> {
  const speaker = await whoSays(deps.settings, given, io);
  switch (speaker.kind) {
    case 'known':
      return {kind: 'known', who: speaker.who, by: speaker.by};
    case 'unknown':
      return {
        kind: 'reader',
        name: '–',
        why: phrase('console.read-only.nobody', {why: speaker.why}),
      };
  }
}

function ready(url: string): Words {
  return {
    en: `The console is at\n\n  ${url}\n\nThe address lets one browser in, once. Stop it with Ctrl-C.`,
    ko: `콘솔 주소\n\n  ${url}\n\n이 주소로 브라우저 하나가 한 번 들어올 수 있습니다. Ctrl-C로 중지하세요.`,
  };
}
