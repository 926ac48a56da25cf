import {systemClock} from '../../../adapters/clock.ts';
import {cutLine} from '../../../adapters/chat/terminal/wrap.ts';
import {readArgs} from '../../shell/args.ts';
import type {Sandbox} from '../../../../sandbox/sandbox.ts';
import type {startSandbox} from '../../../../sandbox/start.ts';
import {portOf, refusedPort} from '../../shared/port.ts';
import type {Command, Exit, Io} from '../../shell/command.ts';
import {click, clickOptions} from './click.ts';
import {readPlayed} from './serve.ts';

const options = {
  port: {type: 'string', short: 'p'},
  scenario: {type: 'string', short: 's', of: 'scenario'},
  fault: {type: 'string', multiple: true},
  list: {type: 'boolean'},
  json: {type: 'boolean'},
} as const;

/** `sandbox`: plays Google Cloud and chat on this machine. */
export const sandbox: Command = {
  name: 'sandbox',
  summary: {
    en: 'play Google Cloud and chat on this machine, to try and to test',
    ko: '이 머신에서 Google Cloud와 채팅을 재현하여 시험 및 테스트',
  },
  help: {
    en: `Usage: mesh-responder sandbox [--port P] [--scenario NAME] [--fault SPEC]
                              [--list] [--json]
       mesh-responder sandbox click BUTTON --to URL [--sandbox URL]
                              [--incident ID] [--service slack|google-chat]
                              [--as USER] [--confirm] [--field NAME=VALUE]
                              [--json]

Starts a loopback server that plays the Google APIs, Slack and Google Chat in
one scenario. Anything that speaks to it needs no credentials:

  export MESH_RESPONDER_API_PROXY=http://127.0.0.1:P

It shows itself under /_sandbox/: state, requests, chat, entries
(?format=ndjson), config (?interact=1 to take clicks), clicks, people.
MESH_RESPONDER_TIME_SCALE makes its time run faster. It runs until it is stopped
(Ctrl-C), or what started it has ended.

  --port P         the port; a free one by default
  --scenario NAME  what is broken; "main" by default
  --fault SPEC     a fault on a call, e.g. serviceusage:enable=403; may be given
                   once for each
  --list           list the scenarios, one a line, its name first
  --json           print {"url","scenario"} when it is ready; with --list
                   {"name","description"} for each

click presses a button under the newest message that has it, signed as the
service signs, and prints the dialog as people see it.

  BUTTON           its id, e.g. approve, or what stands on it
  --to URL         where the function interact listens, on this machine
  --sandbox URL    a sandbox that runs; MESH_RESPONDER_API_PROXY by default
  --incident ID    only under a message that names this incident
  --service NAME   whose message; slack by default
  --as USER        who presses: U0MINA (the default), U0JOON, an e-mail address,
                   or U0GUEST, who is of another workspace
  --confirm        confirms the dialog too
  --field N=VALUE  what stands in one of its fields then, by the name or the
                   label that the dialog shows; may be given once for each
  --json           one JSON line for the press, one for the answer to its dialog

Exit codes of click: 0 taken, 3 refused (the dialog says why), 1 no such button
or no answer, 2 usage.`,
    ko: `사용법: mesh-responder sandbox [--port P] [--scenario 이름] [--fault 명세]
                               [--list] [--json]
        mesh-responder sandbox click 버튼 --to URL [--sandbox URL]
                               [--incident ID] [--service slack|google-chat]
                               [--as 사용자] [--confirm] [--field 이름=값]
                               [--json]

Google API, Slack, Google Chat을 한 시나리오로 재현하는 루프백 서버를
시작합니다. 이 서버와 통신하는 프로그램에는 사용자 인증 정보가 필요 없습니다.

  export MESH_RESPONDER_API_PROXY=http://127.0.0.1:P

/_sandbox/ 아래에서 state, requests, chat, entries(?format=ndjson),
config(클릭을 받으려면 ?interact=1), clicks, people을 확인할 수 있습니다.
MESH_RESPONDER_TIME_SCALE로 시간을 빠르게 진행합니다.
중지하거나(Ctrl-C) 시작한 프로그램이 끝날 때까지 실행됩니다.

  --port P         포트. 기본값은 빈 포트
  --scenario 이름  무엇이 고장 났는지. 기본값은 "main"
  --fault 명세     호출의 오류. 예: serviceusage:enable=403. 호출마다 한 번
  --list           시나리오 목록. 한 줄에 하나, 이름이 먼저
  --json           준비되면 {"url","scenario"} 출력. --list에서는 시나리오마다
                   {"name","description"}

click은 버튼이 있는 가장 최근 메시지에서 그 버튼을 누릅니다. 요청에는 해당
서비스의 방식대로 서명합니다. 대화상자를 사용자에게 보이는 대로 출력합니다.

  버튼             버튼의 ID(예: approve) 또는 버튼에 표시된 텍스트
  --to URL         interact 함수가 수신하는 이 머신의 주소
  --sandbox URL    실행 중인 샌드박스. 기본값은 MESH_RESPONDER_API_PROXY
  --incident ID    이 인시던트가 표시된 메시지에서만
  --service 이름   메시지의 서비스. 기본값은 slack
  --as 사용자      누르는 사람: U0MINA(기본값), U0JOON, 이메일 주소 또는 다른
                   워크스페이스의 U0GUEST
  --confirm        대화상자도 확인
  --field 이름=값  이때 필드에 입력할 값. 대화상자에 표시된 이름이나 라벨로
                   지정하며 필드마다 한 번
  --json           누르기와 대화상자 응답마다 JSON 한 줄

click의 종료 코드: 0 접수됨, 3 거부됨(이유는 대화상자에 표시), 1 해당 버튼 없음
또는 응답 없음, 2 사용법 오류.`,
  },
  options: {...options, ...clickOptions},
  verbs: ['click'],
  run,
};

async function run(args: readonly string[], io: Io): Promise<Exit> {
  const [verb, ...rest] = args;
  if (verb === 'click') return click(rest, io);
  const given = readArgs('sandbox', args, options);
  if (given.flag('list')) {
    const {scenarios} = await import('../../../../sandbox/scenarios.ts');
    // Whoever reads it in a program asks for --json.
    const listWidth = io.interactive === true ? io.width : 80;
    const width = Math.max(...scenarios.map(one => one.name.length));
    for (const {name, description} of scenarios) {
      io.out(
        given.flag('json')
          ? `${JSON.stringify({name, description})}\n`
          : `${cutLine(`${name.padEnd(width)}  ${description}`, listWidth)}\n`,
      );
    }
    return 0;
  }
  const {scenario, faults} = await readPlayed('sandbox', given);
  // Before the ready line: from then on somebody may stop it.
  const stopped = io.stopped();
  const port = portOf('sandbox', given.text('port'));
  const running = await started(port, {
    scenario,
    now: () => systemClock.now(),
    timeScale: io.env.timeScale,
    faults,
  });
  io.out(
    given.flag('json')
      ? `${JSON.stringify({url: running.url, scenario: scenario.name})}\n`
      : `${readyText(running.url, scenario.name)}\n`,
  );
  await stopped;
  await running.close();
  return 0;
}

/** @throws UsageError where the port is taken, or is not this account's. */
async function started(
  port: number,
  options: Omit<Parameters<typeof startSandbox>[0], 'port'>,
): Promise<Sandbox> {
  const {startSandbox} = await import('../../../../sandbox/start.ts');
  try {
    return await startSandbox({...options, port});
  } catch (cause) {
    throw refusedPort('sandbox', port, cause);
  }
}

function readyText(url: string, scenario: string): string {
  return `The sandbox plays "${scenario}" at ${url}

  export MESH_RESPONDER_API_PROXY=${url}
  curl -s ${url}/_sandbox/config > sandbox.json
  curl -s '${url}/_sandbox/entries?format=ndjson' |
    npx mesh-responder respond --config sandbox.json --entries - --apply --time-scale 20

Stop it with Ctrl-C.`;
}
