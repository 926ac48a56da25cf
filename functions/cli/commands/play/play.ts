import {readArgs} from '../../shell/args.ts';
import type {Command, Exit, Io} from '../../shell/command.ts';
import type {Words} from '../../../core/texts/words.ts';

const options = {
  scenario: {type: 'string', short: 's', of: 'scenario'},
  fault: {type: 'string', multiple: true},
  approve: {type: 'boolean'},
  keep: {type: 'boolean'},
  json: {type: 'boolean'},
} as const;

/** `play`: plays the main job on this machine; `npm start` runs it. */
export const play: Command = {
  name: 'play',
  summary: {
    en: 'play the main job on this machine: broken mesh, repair, chat',
    ko: '이 머신에서 주요 작업 재현: 고장 난 메시, 복구, 채팅',
  },
  help: {
    en: `Usage: mesh-responder play [--scenario NAME] [--fault SPEC] [--approve]
                           [--keep] [--locale en|ko] [--json]

Starts the sandbox and the real functions under functions-framework, publishes
the scenario's log entries to them in Pub/Sub envelopes (a storm and look-alikes
included, some twice), lets time run faster, tells each step as it happens, and
prints the chat messages as people see them.

  --scenario NAME  what is broken; "main" by default
                   ("mesh-responder sandbox --list" lists them)
  --fault SPEC     a fault on a call, e.g. serviceusage:enable=403; may be given
                   more than once
  --approve        plays a person as well, who presses the button of each plan
                   that waits for one, and says yes in its dialog
  --keep           prints the address of a console beside the played world, and
                   goes on until it is stopped (Ctrl-C), so that plans can be
                   approved there
  --locale LANG    language of the messages, as of help and errors
  --json           one JSON line for each incident

Exit codes: 0 all repairs verified, 3 a person is needed, 1 failure, 2 usage.`,
    ko: `사용법: mesh-responder play [--scenario 이름] [--fault 명세] [--approve]
                            [--keep] [--locale en|ko] [--json]

샌드박스와 실제 함수를 functions-framework에서 시작하고, 시나리오의 로그 항목을
Pub/Sub 형식으로 게시합니다(몰려오는 항목과 비슷한 항목 포함, 일부는 두 번).
시간을 빠르게 진행하며 단계마다 알리고, 채팅 메시지를 사용자에게 보이는 대로
출력합니다.

  --scenario 이름  무엇이 고장 났는지. 기본값은 "main"
                   (목록: "mesh-responder sandbox --list")
  --fault 명세     호출의 오류. 예: serviceusage:enable=403. 여러 번 지정 가능
  --approve        기다리는 계획마다 버튼을 누르고 대화상자에서 승인하는 사람도
                   재현
  --keep           재현 환경의 콘솔 주소를 출력하고 중지할 때까지(Ctrl-C) 실행.
                   콘솔에서 계획을 승인할 수 있음
  --locale 언어    메시지와 도움말, 오류의 언어
  --json           인시던트마다 JSON 한 줄

종료 코드: 0 모든 복구 확인됨, 3 사람의 조치 필요, 1 실패, 2 사용법 오류.`,
  },
  options,
  run,
};

/** What a person sees while everything else is still being loaded. */
const starting: Words = {
  en: 'Starting a played Google Cloud, a chat and the three functions …',
  ko: '재현할 Google Cloud, 채팅, 세 함수를 시작합니다 …',
};

async function run(args: readonly string[], io: Io): Promise<Exit> {
  const given = readArgs('play', args, options);
  if (!given.flag('json')) io.err(`${starting[io.locale]}\n`);
  const {playScenario} = await import('./play-scenario.ts');
  return playScenario(given, io);
}
