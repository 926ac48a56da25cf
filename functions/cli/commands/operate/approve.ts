import {giveAnswer} from '../../shared/give-answer.ts';
import {withStore} from '../../shared/with-store.ts';
import {follow} from './follow.ts';
import {configOption, readArgs} from '../../shell/args.ts';
import {missing, usage} from '../../shell/usage-error.ts';
import type {Command, Exit, Io} from '../../shell/command.ts';

const options = {
  config: configOption,
  plan: {type: 'string'},
  by: {type: 'string'},
} as const;

const approveOptions = {...options, wait: {type: 'boolean'}} as const;

/** `approve`: approves one plan. */
export const approve: Command = {
  name: 'approve',
  summary: {
    en: 'say yes to the plan that an incident waits with',
    ko: '인시던트가 기다리는 계획을 승인',
  },
  help: {
    en: `Usage: mesh-responder approve INCIDENT --plan HASH [--wait] [--config FILE]
                              [--by NAME]

Approves the plan that the incident's message shows. Within a minute the
responder looks at live state once more, and carries it out only if that still
leads to the same plan. A yes counts once and for 30 minutes, and lifts
"mode: approve", a risk and a fight over the repair; never an exclusion, a pause
or a breaker.

  --plan HASH     the plan that you have read, as the message names it
  --wait          stay, tell each step, and end when the incident is over or
                  asks for a person again
  --config FILE   the configuration; MESH_RESPONDER_CONFIG by default
  --by NAME       with a store in SQLite, who says so, for the incident's
                  history; your account's name by default. With Firestore it is
                  whom Google says your credentials speak for.

Exit codes: 0 taken, 3 refused and nothing changed: no plan waits, it is
another one by now, somebody else has answered it, or nobody knows who you are;
1 there is no such incident, 2 usage or configuration.
With --wait the exit code is that of the incident: 0 over, 3 a person is needed,
1 it failed.`,
    ko: `사용법: mesh-responder approve 인시던트 --plan 해시 [--wait] [--config 파일]
                               [--by 이름]

인시던트 메시지에 표시된 계획을 승인합니다. 1분 안에 실시간 상태를 다시 확인하고
그 결과가 같은 계획일 때만 실행합니다. 승인은 한 번, 30분 동안 유효하며
"mode: approve", 위험, 복구를 둘러싼 충돌로 인한 보류를 해제합니다. 제외,
일시중지, 차단기는 해제하지 않습니다.

  --plan 해시     읽은 계획. 메시지에 표시된 값
  --wait          단계마다 알리며 기다렸다가 인시던트가 끝나거나 다시 사람이
                  필요하면 종료
  --config 파일   구성. 기본값은 MESH_RESPONDER_CONFIG
  --by 이름       SQLite 저장소에서 인시던트 기록에 남는 이름. 기본값은 계정
                  이름. Firestore에서는 사용자 인증 정보의 Google 계정

종료 코드: 0 접수됨, 3 거부됨, 변경 없음(기다리는 계획이 없거나 다른 계획으로
바뀌었거나 다른 사람이 이미 답했거나 사용자를 알 수 없음), 1 해당 인시던트 없음,
2 사용법 또는 구성 오류.
--wait를 사용하면 인시던트의 결과가 종료 코드입니다. 0 끝남, 3 사람의 조치 필요,
1 실패.`,
  },
  options: approveOptions,
  run: (args, io) => run('approve', args, io),
};

/** `decline`: declines one plan. */
export const decline: Command = {
  name: 'decline',
  summary: {
    en: 'say no to the plan that an incident waits with',
    ko: '인시던트가 기다리는 계획을 거절',
  },
  help: {
    en: `Usage: mesh-responder decline INCIDENT --plan HASH [--config FILE] [--by NAME]

Declines the plan that the incident's message shows: this incident never carries
it out, in no mode. The incident is watched on, so that its message turns true
when somebody repairs it.

  --plan HASH     the plan that you have read, as the message names it
  --config FILE   the configuration; MESH_RESPONDER_CONFIG by default
  --by NAME       with a store in SQLite, who says so, for the incident's
                  history; your account's name by default. With Firestore it is
                  whom Google says your credentials speak for.

Exit codes: 0 taken, 3 refused and nothing changed: no plan waits, it is
another one by now, somebody else has answered it, or nobody knows who you are;
1 there is no such incident, 2 usage or configuration.`,
    ko: `사용법: mesh-responder decline 인시던트 --plan 해시 [--config 파일] [--by 이름]

인시던트 메시지에 표시된 계획을 거절합니다. 이 인시던트는 어떤 모드에서도 그
계획을 실행하지 않습니다. 인시던트는 계속 관찰되므로 누군가 복구하면 메시지에
반영됩니다.

  --plan 해시     읽은 계획. 메시지에 표시된 값
  --config 파일   구성. 기본값은 MESH_RESPONDER_CONFIG
  --by 이름       SQLite 저장소에서 인시던트 기록에 남는 이름. 기본값은 계정
                  이름. Firestore에서는 사용자 인증 정보의 Google 계정

종료 코드: 0 접수됨, 3 거부됨, 변경 없음(기다리는 계획이 없거나 다른 계획으로
바뀌었거나 다른 사람이 이미 답했거나 사용자를 알 수 없음), 1 해당 인시던트 없음,
2 사용법 또는 구성 오류.`,
  },
  options,
  run: (args, io) => run('decline', args, io),
};

async function run(command: 'approve' | 'decline', args: readonly string[], io: Io): Promise<Exit> {
  const given = readArgs(command, args, command === 'approve' ? approveOptions : options, {
    files: 1,
  });
  const [id] = given.rest;
  const plan = given.text('plan');
  if (id === undefined)
    throw usage(command, missing('INCIDENT', {en: 'its id', ko: '인시던트의 ID'}));
  if (plan === undefined)
    throw usage(
      command,
      missing('--plan', {en: 'the hash in the message', ko: '메시지에 있는 해시'}),
    );
  const said = command === 'approve' ? 'approved' : 'declined';
  return withStore<Exit>(command, given, io, async deps => {
    const answered = await giveAnswer(deps, {verb: command, incident: id, plan}, given, io);
    if (typeof answered === 'number') return answered;
    const {by} = answered;
    if (answered.kind === 'counted') {
      const {have, votes} = answered;
      io.out(
        `${id}: plan ${plan} approved by ${by}: ${have} of ${votes}. Somebody else has to approve as well.\n`,
      );
    } else {
      io.out(`${id}: plan ${plan} ${said} by ${by}. The responder looks at live state again.\n`);
    }
    return given.flag('wait') ? follow(deps, id, io) : 0;
  });
}
