import {systemClock} from '../../../adapters/clock.ts';
import {speaker} from '../../../adapters/chat/text/translate.ts';
import type {Runbook} from '../../../core/contract/runbook.ts';
import {loadConfigWithoutChat} from '../../../wiring/load-config.ts';
import {runbooksOf} from '../../../wiring/registry.ts';
import {allTexts} from '../../../wiring/translations.ts';
import {configOption, type Given, readArgs} from '../../shell/args.ts';
import type {Command, Exit, Io} from '../../shell/command.ts';
import {missing, needs, oneOf, usage} from '../../shell/usage-error.ts';
import {judge} from './judge.ts';
import {readInput} from './read-input.ts';
import {exitOf, type Report} from './report.ts';
import {texts} from './texts.ts';

const formats = ['text', 'json', 'sarif', 'github'] as const;
type Format = (typeof formats)[number];

const options = {
  config: configOption,
  format: {type: 'string', of: formats},
  before: {type: 'string', multiple: true, of: 'file'},
  live: {type: 'boolean'},
  strict: {type: 'boolean'},
} as const;

/** So many files are judged at once. */
const mostFiles = 1000;

/** `guard`: tells which changes of a Terraform plan, or of manifests, would break the mesh. */
export const guard: Command = {
  name: 'guard',
  summary: {
    en: 'tell which changes of a Terraform plan would break the mesh',
    ko: 'Terraform 계획에서 메시에 장애를 일으킬 변경 출력',
  },
  help: {
    en: `Usage: mesh-responder guard [--config FILE] [--format FORMAT] [--strict]
                            [--live] [--before FILE]... PLAN.json...

Reads a plan ("terraform show -json", format 1.x, or OpenTofu's) and tells which
of its changes would break the mesh: the service agent's role lost, an API
turned off, Workload Identity or the metadata server taken away, a membership,
its issuer or the mesh of a fleet gone, an istiod of the cluster brought back.
Of each: its address, why, which runbook it would open, and what to do instead.

"-" is standard input. Files may also be manifests of Config Connector and of
Kubernetes (YAML or JSON, several documents); what they take away from those of
--before is judged as deleted.

  --config FILE    only its projects count, and what it accepts (planGuard);
                   MESH_RESPONDER_CONFIG by default, without it every project
  --format FORMAT  text (default), json (lines), sarif (2.1.0), or github
                   (annotations of GitHub Actions)
  --before FILE    manifests as they are now; may be given several times
  --live           also look whether it works now; reads as diagnose does, and
                   needs a configuration
  --strict         what is known only after apply counts as well

Values that the plan marks as sensitive are never printed. A plan may have 100
MiB, manifests 10 MiB.

Exit codes: 0 nothing would break, or it is accepted; 3 something would; 2
usage, or no plan that can be read; 1 failure.`,
    ko: `사용법: mesh-responder guard [--config 파일] [--format 형식] [--strict]
                             [--live] [--before 파일]... PLAN.json...

계획(형식 1.x의 "terraform show -json" 출력, OpenTofu도 동일)을 읽고 메시에
장애를 일으킬 변경을 출력합니다. 서비스 에이전트의 역할 삭제, API 사용 중지,
워크로드 아이덴티티나 메타데이터 서버 제거, 멤버십과 발급자 또는 플릿의 메시
제거, 클러스터 내 istiod 복원이 해당합니다. 변경마다 주소, 이유, 열릴 런북,
대신 할 일을 출력합니다.

"-"는 표준 입력입니다. Config Connector와 Kubernetes 매니페스트(YAML 또는 JSON,
여러 문서)도 사용할 수 있으며, --before 파일에서 사라진 것은 삭제로 판단합니다.

  --config 파일    이 구성의 프로젝트만 판단하고, 허용된 변경(planGuard)을
                   적용. 기본값은 MESH_RESPONDER_CONFIG이며, 없으면 모든
                   프로젝트
  --format 형식    text(기본값), json(줄 단위), sarif(2.1.0), github(GitHub
                   Actions 주석)
  --before 파일    현재 매니페스트. 여러 번 사용 가능
  --live           현재 정상인지도 확인. diagnose처럼 읽기만 하며 구성이 필요
  --strict         적용 후에야 알 수 있는 변경도 장애로 계산

계획에서 민감한 값으로 표시된 값은 출력하지 않습니다. 계획은 최대 100MiB,
매니페스트는 최대 10MiB입니다.

종료 코드: 0 장애를 일으킬 변경이 없거나 허용됨, 3 있음, 2 사용법 오류 또는 읽을
수 없는 계획, 1 실패.`,
  },
  options,
  run,
};

async function run(args: readonly string[], io: Io): Promise<Exit> {
  const given = readArgs('guard', args, options, {files: mostFiles});
  const format = formatOf(given);
  if (given.rest.length === 0) throw usage('guard', missing('PLAN.json'));
  const path = given.text('config') ?? io.env.config;
  const settings = path === undefined ? undefined : await loadConfigWithoutChat(path, io.env);
  if (given.flag('live') && settings === undefined)
    throw usage('guard', needs('--live', '--config'));
  const runbooks = await runbooksOf(settings ?? {});
  const input = await readInput(given.rest, given.list('before'), io);
  const judgement = judge(input, runbooks, settings, systemClock.now());
  const live =
    given.flag('live') && settings !== undefined
      ? await (await import('./live.ts')).liveOf(judgement, settings, io.env)
      : undefined;
  const report: Report = {...judgement, file: input.file, ...(live && {live})};
  const speak = speaker(settings?.locale ?? io.locale, ...allTexts(runbooks), texts);
  io.out(await printed(format, report, runbooks, speak, io));
  return exitOf(report, given.flag('strict'));
}

function formatOf(given: Given): Format {
  const name = given.text('format') ?? 'text';
  const found = formats.find(one => one === name);
  if (found === undefined) throw usage('guard', oneOf(formats, name, '--format'));
  return found;
}

async function printed(
  format: Format,
  report: Report,
  runbooks: readonly Runbook[],
  speak: ReturnType<typeof speaker>,
  io: Io,
): Promise<string> {
  switch (format) {
    case 'text':
      return (await import('./show.ts')).showText(report, speak, io);
    case 'json':
      return (await import('./json.ts')).jsonLines(report, speak);
    case 'sarif':
      return (await import('./sarif.ts')).sarif(report, runbooks, speak);
    case 'github':
      return (await import('./github.ts')).githubLines(report, speak);
  }
}
