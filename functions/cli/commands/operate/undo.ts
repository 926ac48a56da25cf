import {giveAnswer} from '../../shared/give-answer.ts';
import {withStore} from '../../shared/with-store.ts';
import {configOption, readArgs} from '../../shell/args.ts';
import type {Command, Exit, Io} from '../../shell/command.ts';
import {missing, usage} from '../../shell/usage-error.ts';

const options = {config: configOption, by: {type: 'string'}} as const;

/** `undo`: asks to take the repair of an incident back. */
export const undo: Command = {
  name: 'undo',
  summary: {
    en: 'ask to take a repair back',
    ko: '복구를 되돌려 달라고 요청',
  },
  help: {
    en: `Usage: mesh-responder undo INCIDENT [--config FILE] [--by NAME]

Asks to take back what mesh-responder has repaired. Nothing is changed by it:
within a minute live state is looked at, and the message of the incident shows
what would be taken back, and asks for an approval as for any plan. Where the
problem is there again, that is repaired instead. What was taken back is not
made again without an approval, whatever the mode.

Turned on by "undo: true" in the configuration. What can be taken back: APIs
that were turned on, and the role of the mesh service agent, for 7 days.

  --config FILE   the configuration; MESH_RESPONDER_CONFIG by default
  --by NAME       with a store in SQLite, who asks for it; your account's name
                  by default. With Firestore it is whom Google says your
                  credentials speak for.

Exit codes: 0 taken, 3 refused and nothing changed, with the reason; 1 there is
no such incident, 2 usage or configuration.`,
    ko: `사용법: mesh-responder undo 인시던트 [--config 파일] [--by 이름]

mesh-responder가 실행한 복구를 되돌려 달라고 요청합니다. 이 명령어로 바로
변경되는 것은 없습니다. 1분 안에 실제 상태를 확인하고, 인시던트 메시지에 되돌릴
내용을 표시하며 다른 계획과 마찬가지로 승인을 요청합니다. 문제가 다시 발생한
경우에는 그 문제를 복구합니다. 되돌린 내용은 모드와 관계없이 승인 없이 다시
복구하지 않습니다.

구성의 "undo: true"로 사용 설정합니다. 사용 설정한 API와 메시 서비스 에이전트의
역할을 7일 동안 되돌릴 수 있습니다.

  --config 파일   구성. 기본값은 MESH_RESPONDER_CONFIG
  --by 이름       SQLite 저장소에서 요청한 사람의 이름. 기본값은 계정 이름.
                  Firestore에서는 사용자 인증 정보의 Google 계정

종료 코드: 0 접수됨, 3 거부됨, 변경 없음(이유를 표시), 1 해당 인시던트 없음,
2 사용법 또는 구성 오류.`,
  },
  options,
  run,
};

async function run(args: readonly string[], io: Io): Promise<Exit> {
  const given = readArgs('undo', args, options, {files: 1});
  const [id] = given.rest;
  if (id === undefined)
    throw usage('undo', missing('INCIDENT', {en: 'its id', ko: '인시던트의 ID'}));
  return withStore<Exit>('undo', given, io, async deps => {
    const answered = await giveAnswer(deps, {verb: 'undo', incident: id}, given, io);
    if (typeof answered === 'number') return answered;
    io.out(
      `${id}: ${answered.by} asked for an undo. Within a minute its message shows what would be taken back, and asks for an approval.\n`,
    );
    return 0;
  });
}
