import {resolve, dirname} from 'node:path';
import {readDocument} from '../../../adapters/config/read.ts';
import {validate} from '../../../adapters/config/validate.ts';
import {withSecrets} from '../../../adapters/config/secret.ts';
import {withoutChannels} from '../../../adapters/config/validated-config.ts';
import {isCalled, isWanted} from '../../../mesh/membership.ts';
import type {Readers} from '../../../core/ports/ports.ts';
import type {Ground} from '../../../core/contract/runbook.ts';
import {findProject, type Settings} from '../../../core/config/settings.ts';
import {type Target, target} from '../../../core/detection/target.ts';
import {composeReadOnly} from '../../../wiring/compose-read-only.ts';
import {known} from '../../../wiring/load-config.ts';
import {noProject} from '../../shared/refusals.ts';
import {configOf} from '../../shared/with-store.ts';
import {configOption, readArgs} from '../../shell/args.ts';
import {meant, missing, usage} from '../../shell/usage-error.ts';
import type {Words} from '../../../core/texts/words.ts';
import type {Command, Exit, Io} from '../../shell/command.ts';
import {findingsOf} from './findings.ts';
import {jsonLines} from './json.ts';
import {exitOf, type Report} from './report.ts';
import {showReport} from './show.ts';
import {type FleetState, type Member, stateOf} from './state.ts';
import {speakDiagnose} from './texts.ts';

const options = {
  config: configOption,
  project: {type: 'string', short: 'p'},
  membership: {type: 'string', short: 'm'},
  json: {type: 'boolean'},
} as const;

/** `diagnose`: shows the whole state of a fleet, and what every runbook says about it. */
export const diagnose: Command = {
  name: 'diagnose',
  summary: {
    en: 'show the whole state of a fleet, and what is wrong in it',
    ko: 'Fleet의 전체 상태와 문제 출력',
  },
  help: {
    en: `Usage: mesh-responder diagnose --project P [--membership M] [--config FILE]
                               [--json]

Reads the fleet that the project belongs to: its projects, their APIs and the
service agent's role, each membership with its control plane, data plane,
management and conditions. Then it asks every runbook about every place where
its problem would have to sit. It prints what is wrong and why, what the
responder would do about it and with which commands, and what could not be seen.

It only reads: nothing is changed, stored or posted, and the chat's secrets are
not needed.

  --project P     a project of the configuration: its id or number
  --membership M  only this membership, also where its mesh is not managed
  --config FILE   the configuration; MESH_RESPONDER_CONFIG by default
  --json          one JSON line for each project, membership, finding and thing
                  that was not seen

With MESH_RESPONDER_API_PROXY it looks at the sandbox, else at Google Cloud,
with your credentials (gcloud auth application-default login).

Each place is judged by the function that judges incidents, causes first, so
diagnose says what respond would. What rests on an event in a log alone, only
respond knows. The fleet's own state of a membership is shown: where it is ERROR
something is wrong, and WARNING is told.

Exit codes: 0 everything was seen and nothing is wrong (the fleet may warn), 3
something is broken or needs a person, 1 failure, or nothing wrong was seen but
not everything could be looked at, 2 usage or configuration.`,
    ko: `사용법: mesh-responder diagnose --project P [--membership M] [--config 파일]
                                [--json]

프로젝트가 속한 Fleet을 읽습니다. 프로젝트, API, 서비스 에이전트의 역할, 그리고
멤버십마다 컨트롤 플레인, 데이터 영역, 관리 방식, 상태 조건을 읽습니다. 그런
다음 모든 런북에 문제가 있을 수 있는 모든 위치를 확인하게 합니다. 무엇이 왜
잘못되었는지, mesh-responder가 어떤 명령어로 무엇을 할지, 무엇을 확인하지
못했는지 출력합니다.

읽기만 합니다. 변경, 저장, 게시를 하지 않으며 채팅의 보안 비밀이 필요 없습니다.

  --project P     구성에 있는 프로젝트의 ID 또는 번호
  --membership M  이 멤버십만. 메시가 관리형이 아니어도 확인
  --config 파일   구성. 기본값은 MESH_RESPONDER_CONFIG
  --json          프로젝트, 멤버십, 발견된 문제, 확인하지 못한 것마다 JSON 한 줄

MESH_RESPONDER_API_PROXY가 있으면 샌드박스를, 없으면 사용자 인증 정보로 Google
Cloud를 확인합니다(gcloud auth application-default login).

각 위치는 인시던트를 판단하는 함수가 원인부터 판단하므로 respond와 결과가
같습니다. 로그의 이벤트에만 근거하는 문제는 respond만 알 수 있습니다. 멤버십에
대한 Fleet 자체의 상태도 출력하며, ERROR이면 문제가 있는 것이고 WARNING은
알리기만 합니다.

종료 코드: 0 모두 확인했고 문제 없음(Fleet 경고는 있을 수 있음), 3 문제가
있거나 사람의 조치 필요, 1 실패, 또는 문제는 없지만 모두 확인하지는 못함, 2
사용법 또는 구성 오류.`,
  },
  options,
  run,
};

async function run(args: readonly string[], io: Io): Promise<Exit> {
  const given = readArgs('diagnose', args, options);
  const path = configOf('diagnose', given, io);
  const name = given.text('project');
  if (name === undefined) throw usage('diagnose', missing('--project'));
  const settings = await readSettings(path);
  const project = findProject(settings, name);
  const fleet = project === undefined ? undefined : findProject(settings, project.fleet);
  if (fleet === undefined) {
    throw usage('diagnose', noProject(name, settings));
  }
  const deps = await composeReadOnly({settings, env: io.env});
  const projects = settings.projects.filter(one => one.fleet === fleet.id);
  const whole: Ground = {fleet, projects, readers: deps.readers};
  const wanted = given.text('membership');
  const seen = await stateOf(whole);
  const there = seen.members.map(one => one.membership);
  const state = narrowedState(seen, wanted);
  if (wanted !== undefined && state.members.length === 0 && state.registrations.kind === 'seen') {
    const {unreachable} = state.registrations.value;
    io.err(noMembership(wanted, fleet.id, unreachable, there)[io.locale]);
    return 1;
  }
  const ground = wanted === undefined ? whole : {...whole, readers: narrowed(deps.readers, wanted)};
  const places = placesOf(state, ground, wanted !== undefined);
  const report: Report = {state, findings: await findingsOf(deps, ground, places)};
  const speak = speakDiagnose(settings.locale, deps.runbooks);
  if (given.flag('json')) for (const line of jsonLines(report, speak)) io.out(line);
  else io.out(showReport(report, speak, io));
  return exitOf(report);
}

/** A membership that the fleet does not show. */
function noMembership(
  wanted: string,
  fleet: string,
  unreachable: readonly string[],
  there: readonly string[],
): Words {
  const near = meant(wanted, there);
  const at = unreachable.join(', ');
  if (unreachable.length > 0)
    return {
      en: `mesh-responder diagnose: fleet ${fleet} shows no membership "${wanted}", and ${at} did not answer: try again\n`,
      ko: `mesh-responder diagnose: Fleet ${fleet}에 "${wanted}" 멤버십이 없고 ${at} 위치가 응답하지 않았습니다. 다시 시도하세요\n`,
    };
  return {
    en: `mesh-responder diagnose: fleet ${fleet} has no membership "${wanted}".${near.en}\n`,
    ko: `mesh-responder diagnose: Fleet ${fleet}에 "${wanted}" 멤버십이 없습니다.${near.ko}\n`,
  };
}

/** The configuration without its secrets, which are the chat's. @throws ConfigError */
async function readSettings(path: string): Promise<Settings> {
  const validated = await validate(await readDocument(path), path, known);
  return withSecrets(withoutChannels(validated), new Map(), resolve(dirname(path)));
}

function narrowedState(state: FleetState, membership: string | undefined): FleetState {
  if (membership === undefined) return state;
  return {...state, members: state.members.filter(one => one.membership === membership)};
}

/** Readers that show only this membership, so that surveys name only its places. */
function narrowed(readers: Readers, membership: string): Readers {
  return {
    ...readers,
    async mesh(fleet) {
      const mesh = await readers.mesh(fleet);
      if (mesh.kind === 'not-enabled') return mesh;
      return {...mesh, memberships: mesh.memberships.filter(one => one.membership === membership)};
    },
  };
}

/**
 * The clusters to look at: those of the fleet's memberships that are managed, or that were asked for. When
 * it is not known what is managed, every cluster and every project.
 */
function placesOf(
  {members, mesh, registrations}: FleetState,
  {projects}: Ground,
  asked: boolean,
): readonly Target[] {
  const blind = mesh.kind === 'unseen' || registrations.kind === 'unseen';
  const clusters = members.flatMap(({cluster, state}: Member) => {
    const project = projects.find(one => isCalled(one, cluster?.project));
    const looked = asked || blind || (state !== undefined && isWanted(state));
    if (project === undefined || cluster === undefined || !looked) return [];
    return [target({project: project.id, location: cluster.location, cluster: cluster.name})];
  });
  return blind ? [...projects.map(one => target({project: one.id})), ...clusters] : clusters;
}
