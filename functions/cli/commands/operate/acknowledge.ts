import {giveAnswer} from '../../shared/give-answer.ts';
import {withStore} from '../../shared/with-store.ts';
import {configOption, readArgs} from '../../shell/args.ts';
import type {Command, Exit, Io} from '../../shell/command.ts';
import {missing, usage} from '../../shell/usage-error.ts';

const options = {config: configOption, by: {type: 'string'}} as const;

/** `acknowledge`: says whose an incident is. */
export const acknowledge: Command = {
  name: 'acknowledge',
  summary: {
    en: 'say that an incident is yours',
    ko: '인시던트의 담당자로 등록',
  },
  help: {
    en: `Usage: mesh-responder acknowledge INCIDENT [--config FILE] [--by NAME]

Says that somebody takes care of the incident. Within a minute its message shows
who and since when, a pager is acknowledged, and nothing is escalated any more.
It permits no change and answers no plan. The last who says so is the owner; an
incident that opens again needs a new word.

  --config FILE   the configuration; MESH_RESPONDER_CONFIG by default
  --by NAME       with a store in SQLite, who takes it; your account's name by
                  default. With Firestore it is whom Google says your
                  credentials speak for.

Exit codes: 0 taken, 3 refused and nothing changed: it is over, or nobody knows
who you are; 1 there is no such incident, 2 usage or configuration.`,
    ko: `사용법: mesh-responder acknowledge 인시던트 [--config 파일] [--by 이름]

인시던트를 담당하겠다고 알립니다. 1분 안에 메시지에 담당자와 시간이 표시되고,
호출은 확인 처리되며, 더 이상 에스컬레이션하지 않습니다. 변경을 허용하거나
계획에 응답하는 것은 아닙니다. 마지막으로 알린 사람이 담당자이며 인시던트가
다시 열리면 다시 알려야 합니다.

  --config 파일   구성. 기본값은 MESH_RESPONDER_CONFIG
  --by 이름       SQLite 저장소에서 담당자의 이름. 기본값은 계정 이름.
                  Firestore에서는 사용자 인증 정보의 Google 계정

종료 코드: 0 접수됨, 3 거부됨, 변경 없음(이미 종료되었거나 사용자를 알 수 없음),
1 해당 인시던트 없음, 2 사용법 또는 구성 오류.`,
  },
  options,
  run,
};

async function run(args: readonly string[], io: Io): Promise<Exit> {
  const given = readArgs('acknowledge', args, options, {files: 1});
  const [id] = given.rest;
  if (id === undefined)
    throw usage('acknowledge', missing('INCIDENT', {en: 'its id', ko: '인시던트의 ID'}));
  return withStore<Exit>('acknowledge', given, io, async deps => {
    const answered = await giveAnswer(deps, {verb: 'acknowledge', incident: id}, given, io);
    if (typeof answered === 'number') return answered;
    const from = answered.kind === 'taken-over' ? `, after ${answered.before}` : '';
    io.out(`${id}: acknowledged by ${answered.by}${from}. Its message shows it within a minute.\n`);
    return 0;
  });
}
