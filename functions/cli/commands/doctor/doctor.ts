import {type InspectDeps, inspecting} from '../../../adapters/google/client/call.ts';
import type {Settings} from '../../../core/config/settings.ts';
import {googleDeps} from '../../../wiring/compose.ts';
import {runbooksOf} from '../../../wiring/registry.ts';
import {configOf} from '../../shared/with-store.ts';
import {configOption, readArgs} from '../../shell/args.ts';
import type {Words} from '../../../core/texts/words.ts';
import {needs, usage} from '../../shell/usage-error.ts';
import type {Command, Exit, Io} from '../../shell/command.ts';
import type {Line, Check} from './check.ts';
import {deepChecks} from './deep/deep-checks.ts';
import {redacting} from './deep/redact-names.ts';
import {readConfiguration} from './configuration.ts';
import {doctorContext, type DoctorContext} from './doctor-context.ts';
import {runChecks} from './run-checks.ts';
import {jsonLine, showLines, speakDoctor} from './show.ts';
import {actionChecks, grantChecks, permissionChecks} from './checks/permissions.ts';
import {apiChecks} from './checks/apis.ts';
import {chatChecks} from './checks/chat.ts';
import {clockChecks, identityChecks} from './checks/identity.ts';
import {fleetChecks, projectChecks, quotaChecks} from './checks/projects.ts';
import {functionChecks} from './checks/functions.ts';
import {groupChecks} from './checks/groups.ts';
import {organisationChecks} from './checks/organisation.ts';
import {queueChecks} from './checks/queues.ts';
import {sinkChecks} from './checks/sinks.ts';
import {storeChecks} from './checks/store.ts';

const options = {
  config: configOption,
  json: {type: 'boolean'},
  deep: {type: 'boolean'},
  'no-patch': {type: 'boolean'},
} as const;

/** `doctor`: compares a deployment with what the code and infra/ need. */
export const doctor: Command = {
  name: 'doctor',
  summary: {
    en: 'check a deployment: APIs, permissions, sinks, queues, store, chat',
    ko: '배포 점검: API, 권한, 싱크, 큐, 저장소, 채팅',
  },
  help: {
    en: `Usage: mesh-responder doctor [--config FILE] [--json] [--deep [--no-patch]]

Compares what is deployed with what the code and infra/ need, in at most ten
seconds. It reads only, posts nothing and shows no secret. Each line is ok,
warning, broken, or unknown with the reason, and says with "→" what to do.
Without workTopic in the configuration there is no deployment to look at: then
it checks what one process on this machine needs.

  --config FILE  the configuration; MESH_RESPONDER_CONFIG by default. The
                 functions' own:
                   terraform -chdir=infra output -json configurations |
                     jq .respond > responder.json
  --json         one JSON line for each:
                 {"check","subject","result","reason","said","next"}
  --deep         another report, fit for a bug report: sends every read that
                 the responder uses once, with the function's identity where
                 you may, and tells where an answer has another shape than
                 expected; asks Kubernetes for its patches with dryRun=All, and
                 IAM which permissions a custom role may have. It changes
                 nothing and takes up to two minutes. The names of projects,
                 clusters and what is in them are replaced, the same by the
                 same.
  --no-patch     with --deep: leaves the patches out; they need the right to
                 patch and stand in audit logs

To see what the functions' service accounts may do it looks through their eyes,
for which you need roles/iam.serviceAccountTokenCreator on them; without it, it
says so.

Exit codes: 0 nothing is broken, 3 something is, 2 usage or configuration.`,
    ko: `사용법: mesh-responder doctor [--config 파일] [--json] [--deep [--no-patch]]

배포된 상태를 코드와 infra/에 필요한 상태와 최대 10초 안에 비교합니다. 읽기만
하며, 아무것도 게시하지 않고 보안 비밀을 표시하지 않습니다. 각 줄은 ok,
warning, broken 또는 unknown이며 이유와 함께 "→" 뒤에 할 일을 알립니다. 구성에
workTopic이 없으면 점검할 배포가 없으므로 이 머신의 프로세스 하나에 필요한
것을 점검합니다.

  --config 파일  구성. 기본값은 MESH_RESPONDER_CONFIG. 함수의 구성은 다음과 같이
                 가져옵니다.
                   terraform -chdir=infra output -json configurations |
                     jq .respond > responder.json
  --json         점검마다 JSON 한 줄:
                 {"check","subject","result","reason","said","next"}
  --deep         버그 신고에 쓸 수 있는 다른 보고서. mesh-responder의 모든
                 읽기를 가능하면 함수의 ID로 한 번씩 보내고, 예상과 형식이 다른
                 응답을 알립니다. Kubernetes에는 dryRun=All로 패치를, IAM에는
                 커스텀 역할에 쓸 수 있는 권한을 묻습니다. 아무것도 변경하지
                 않으며 최대 2분이 걸립니다. 프로젝트와 클러스터 및 그 안의
                 이름은 같은 이름끼리 같은 이름으로 바뀝니다.
  --no-patch     --deep에서 패치를 제외. 패치에는 권한이 필요하고 감사 로그에
                 남습니다

함수의 서비스 계정이 할 수 있는 일은 그 계정을 가장하여 확인하므로
roles/iam.serviceAccountTokenCreator가 필요합니다. 없으면 그 사실을 알립니다.

종료 코드: 0 문제 없음, 3 문제 있음, 2 사용법 또는 구성 오류.`,
  },
  options,
  run,
};

/** All checks together, in milliseconds; the rest of ten seconds is for start-up and output. */
const totalMs = 8_500;
/** One check with all its calls, in milliseconds. */
const oneMs = 6_000;
const attemptMs = 2_500;
const callMs = 4_000;
const width = 12;

async function run(args: readonly string[], io: Io): Promise<Exit> {
  const given = readArgs('doctor', args, options);
  const path = configOf('doctor', given, io);
  const {lines, settings} = await readConfiguration(path, io.env.all, io.locale);
  const faulty = lines.some(one => one.result === 'broken');
  const deep = given.flag('deep');
  if (given.flag('no-patch') && !deep) throw usage('doctor', needs('--no-patch', '--deep'));
  if (settings !== undefined && deep) {
    const told = await lookDeep(settings, path, io, !given.flag('no-patch'));
    const {names, speak} = redacting(told.names, speakDoctor(settings.locale));
    const shown = told.lines.map(one => ({...one, subject: names(one.subject)}));
    if (given.flag('json')) for (const one of shown) io.out(jsonLine(one, speak));
    else io.out(showLines(shown, speak, io));
    return shown.some(one => one.result === 'broken') ? 3 : 0;
  }
  const all = settings === undefined ? lines : [...lines, ...(await examine(settings, path, io))];
  const speak = speakDoctor(settings?.locale ?? io.locale);
  if (given.flag('json')) for (const one of all) io.out(jsonLine(one, speak));
  else io.out(showLines(all, speak, io));
  if (faulty) return 2;
  return all.some(one => one.result === 'broken') ? 3 : 0;
}

/** So many checks are a sign of life. */
const throughEach = 10;

function throughText(count: number, all: number): Words {
  return {en: `${count} of ${all} checks …`, ko: `점검 ${count}/${all} …`};
}

/** Everything that `--deep` asks, in milliseconds. */
const deepMs = 120_000;

async function lookDeep(
  settings: Settings,
  config: string,
  io: Io,
  patches: boolean,
): Promise<{readonly lines: readonly Line[]; readonly names: ReadonlyMap<string, string>}> {
  const env = {...io.env, timeScale: 1};
  const signal = AbortSignal.timeout(deepMs);
  const policy = {attempts: 2, totalMs: 20_000};
  const google = {...inspecting(googleDeps({env})), ...policy, signal};
  const runbooks = await runbooksOf(settings);
  const context = doctorContext({settings, runbooks, config, env}, google);
  const {checks, names} = await deepChecks(context, google, patches);
  const limits = {oneMs: 30_000, width};
  const again = `mesh-responder doctor --deep --config ${config}`;
  const through = (count: number, all: number): void => {
    if (count % throughEach === 0) io.err(`${throughText(count, all)[io.locale]}\n`);
  };
  const me = () => context.me();
  const lines = await runChecks(checks, {google, me, again, limits, through});
  // A command with replaced names would not work, and one with the names tells them.
  return {lines: lines.map(({next: _, ...one}) => one), names};
}

async function examine(settings: Settings, config: string, io: Io): Promise<readonly Line[]> {
  const signal = AbortSignal.timeout(totalMs);
  const policy = {attempts: 2, attemptMs, totalMs: callMs};
  // The checks wait for nothing, so that the time scale of a played world does not apply.
  const env = {...io.env, timeScale: 1};
  const google: InspectDeps & {readonly signal: AbortSignal} = {
    ...inspecting(googleDeps({env})),
    ...policy,
    signal,
  };
  const runbooks = await runbooksOf(settings);
  const context = doctorContext({settings, runbooks, config, env}, google);
  const again = `mesh-responder doctor --config ${config}`;
  const limits = {oneMs, width};
  return runChecks(allChecks(context), {google, me: () => context.me(), again, limits});
}

/** Every check, in the order in which doctor shows them. */
function allChecks(context: DoctorContext): readonly Check[] {
  return [
    ...clockChecks(),
    ...identityChecks(context),
    ...projectChecks(context),
    ...apiChecks(context),
    ...actionChecks(context),
    ...permissionChecks(context),
    ...grantChecks(context),
    ...organisationChecks(context),
    ...sinkChecks(context),
    ...queueChecks(context),
    ...functionChecks(context),
    ...storeChecks(context),
    ...fleetChecks(context),
    ...chatChecks(context),
    ...groupChecks(context),
    ...quotaChecks(context),
  ];
}
