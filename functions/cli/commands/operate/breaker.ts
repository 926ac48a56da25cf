import {actions} from '../../../actions/index.ts';
import type {Breaker} from '../../../core/guard/circuit-breaker.ts';
import {breakersNow} from '../../../engine/lib/breakers-now.ts';
import {resetBreaker} from '../../../engine/remediate/circuit-breakers.ts';
import type {Deps} from '../../../engine/lib/context.ts';
import {resumeHeld} from '../../../engine/operate/restart.ts';
import {configOption, type Given, readArgs} from '../../shell/args.ts';
import {missing, oneOf, usage} from '../../shell/usage-error.ts';
import type {Command, Exit, Io} from '../../shell/command.ts';
import {findProject} from '../../../core/config/settings.ts';
import {hintProject} from '../../shared/refusals.ts';
import {withStore, withStoreToRead} from '../../shared/with-store.ts';

const verbs = ['list', 'reset'] as const;
const actionIds = actions.map(one => one.manifest.id);
const options = {
  config: configOption,
  project: {type: 'string'},
  action: {type: 'string', of: actionIds},
  json: {type: 'boolean'},
} as const;

/** `breaker`: lists the open breakers, and lets one attempt through. */
export const breaker: Command = {
  name: 'breaker',
  summary: {
    en: 'list changes refused for good, and let one be tried again',
    ko: '영구히 거부된 변경 목록, 한 번 더 시도 허용',
  },
  help: {
    en: `Usage: mesh-responder breaker [list] [--project P] [--config FILE] [--json]
       mesh-responder breaker reset --project P [--action A] [--config FILE]

A change that a project refuses for good (403, 404, 400) is told once and not
asked for again: its breaker is open for 24 hours. Then one attempt is let
through: accepted, the breaker is closed; refused, it stays open for another
day.

  list            the open breakers (the default); writes nothing
  reset           lets one attempt through now, and starts the incidents that
                  it held
  --project P     a project of the configuration: its id or number
  --action A      only this action
  --config FILE   the configuration; MESH_RESPONDER_CONFIG by default
  --json          one JSON line for each

Exit codes: 0 done, 1 failure, 2 usage or configuration.`,
    ko: `사용법: mesh-responder breaker [list] [--project P] [--config 파일] [--json]
        mesh-responder breaker reset --project P [--action A] [--config 파일]

프로젝트가 영구히 거부한 변경(403, 404, 400)은 한 번 알리고 다시 요청하지
않습니다. 해당 차단기가 24시간 동안 열립니다. 그런 다음 한 번의 시도를
허용합니다. 수락되면 차단기가 닫히고 거부되면 하루 더 열려 있습니다.

  list            열린 차단기(기본값). 아무것도 쓰지 않음
  reset           지금 한 번의 시도를 허용하고 보류된 인시던트를 시작
  --project P     구성에 있는 프로젝트의 ID 또는 번호
  --action A      이 작업만
  --config 파일   구성. 기본값은 MESH_RESPONDER_CONFIG
  --json          하나마다 JSON 한 줄

종료 코드: 0 완료, 1 실패, 2 사용법 또는 구성 오류.`,
  },
  options,
  verbs,
  run,
};

async function run(args: readonly string[], io: Io): Promise<Exit> {
  const given = readArgs('breaker', args, options, {files: 1});
  const [verb = 'list'] = given.rest;
  if (verb !== 'list' && verb !== 'reset') {
    throw usage('breaker', oneOf(verbs, verb));
  }
  const action = given.text('action');
  if (action !== undefined && !actionIds.includes(action)) {
    throw usage('breaker', oneOf(actionIds, action, '--action'));
  }
  if (verb === 'reset' && given.text('project') === undefined) {
    throw usage('breaker', missing('--project'));
  }
  if (verb === 'list') {
    return withStoreToRead<Exit>('breaker', given, io, async deps => {
      list(await wanted(deps, given, io), given, io);
      return 0;
    });
  }
  return withStore<Exit>('breaker', given, io, async deps => {
    await reset(deps, await wanted(deps, given, io), io);
    return 0;
  });
}

async function wanted(
  deps: Pick<Deps, 'settings' | 'guardStore'>,
  given: Given,
  io: Io,
): Promise<readonly Breaker[]> {
  const named = given.text('project');
  const known = named === undefined ? undefined : findProject(deps.settings, named);
  if (named !== undefined && known === undefined) hintProject(named, deps.settings, io);
  const project = known?.id ?? named;
  const action = given.text('action');
  const all = await breakersNow(
    deps,
    deps.settings.projects.map(one => one.id),
    actions.map(one => one.manifest.id),
  );
  return all.filter(
    one =>
      (project === undefined || one.project === project) &&
      (action === undefined || one.action === action),
  );
}

function list(open: readonly Breaker[], given: Given, io: Io): void {
  const json = given.flag('json');
  for (const one of open) {
    const until = new Date(one.until).toISOString();
    const {project, action, incident, said} = one;
    io.out(
      json
        ? `${JSON.stringify({project, action, incident, said, until})}\n`
        : `${project}  ${action}  until ${until}  incident ${incident}: ${said}\n`,
    );
  }
  if (open.length === 0 && !json) io.out('No breaker is open.\n');
}

async function reset(deps: Deps, open: readonly Breaker[], io: Io): Promise<void> {
  for (const {project, action} of open) {
    await resetBreaker(deps, project, action);
    await resumeHeld(deps, {project, action});
    io.out(`${project}  ${action}: one attempt is let through now\n`);
  }
  if (open.length === 0) io.out('No such breaker is open.\n');
}
