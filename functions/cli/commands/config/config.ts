import {inverseId} from '../../../actions/index.ts';
import {modeFor, reachable} from '../../../core/guard/mode-rules.ts';
import type {Pause} from '../../../core/guard/pause.ts';
import {repairsMark, spentIn} from '../../../core/guard/repair-budget.ts';
import {
  findProject,
  type Project,
  type Settings,
  usualBudgets,
} from '../../../core/config/settings.ts';
import type {RunbookManifest} from '../../../core/contract/runbook.ts';
import {systemClock} from '../../../adapters/clock.ts';
import {pauseInForce} from '../../../engine/lib/pause-in-force.ts';
import {breakersNow} from '../../../engine/lib/breakers-now.ts';
import {runbooks} from '../../../runbooks/index.ts';
import {googleDeps} from '../../../wiring/compose.ts';
import {pathText} from '../../../adapters/config/config-error.ts';
import {readDocument} from '../../../adapters/config/read.ts';
import {inlineSecrets} from '../../../adapters/config/secret.ts';
import {validate} from '../../../adapters/config/validate.ts';
import {known, loadConfig, loadConfigWithoutChat} from '../../../wiring/load-config.ts';
import {openStoresToRead, type Stores} from '../../../wiring/open-store.ts';
import {runbooksOf} from '../../../wiring/registry.ts';
import {configOption, type Given, readArgs} from '../../shell/args.ts';
import {missing, oneOf, usage} from '../../shell/usage-error.ts';
import type {Command, Exit, Io} from '../../shell/command.ts';
import {hintProject} from '../../shared/refusals.ts';
import {configOf} from '../../shared/with-store.ts';
import {counted} from '../../shared/wording.ts';
import {limitsOf} from './limits.ts';

const verbs = ['check', 'explain'] as const;
const options = {
  config: configOption,
  project: {type: 'string'},
  runbook: {type: 'string', of: runbooks.map(one => one.manifest.id)},
  json: {type: 'boolean'},
} as const;

/** `config`: checks the configuration, and explains what it means for one runbook and project. */
export const config: Command = {
  name: 'config',
  summary: {
    en: 'check the configuration, and explain what it means',
    ko: '구성 점검, 런북과 프로젝트에 적용되는 내용 설명',
  },
  help: {
    en: `Usage: mesh-responder config check [--config FILE]
       mesh-responder config explain --project P --runbook R
                                     [--config FILE] [--json]

  check           every fault of the file and of its secrets, each with its
                  path; how many log sinks name the projects, and which of
                  Google's limits they reach
  explain         the mode that holds, which rule decided it, the budgets, and
                  where the configuration names a store: breakers, the pause,
                  and what was spent. Nothing is written.
  --config FILE   the configuration; MESH_RESPONDER_CONFIG by default
  --json          one JSON line

Exit codes: 0 right, 2 usage or a faulty configuration, 1 a store that cannot
be read.`,
    ko: `사용법: mesh-responder config check [--config 파일]
        mesh-responder config explain --project P --runbook R
                                      [--config 파일] [--json]

  check           파일과 보안 비밀의 모든 오류를 경로와 함께 출력. 프로젝트를
                  포함하는 로그 싱크 수와 도달하는 Google 한도도 출력
  explain         적용되는 모드, 그 모드를 정한 규칙, 예산을 출력. 구성에
                  저장소가 있으면 차단기, 일시중지, 사용량도 출력. 아무것도
                  쓰지 않음
  --config 파일   구성. 기본값은 MESH_RESPONDER_CONFIG
  --json          JSON 한 줄로 출력

종료 코드: 0 정상, 2 사용법 또는 구성 오류, 1 읽을 수 없는 저장소.`,
  },
  options,
  verbs,
  run,
};

async function run(args: readonly string[], io: Io): Promise<Exit> {
  const given = readArgs('config', args, options, {files: 1});
  const [verb] = given.rest;
  switch (verb) {
    case 'check':
      return check(given, io);
    case 'explain':
      return explain(given, io);
    case undefined:
      throw usage('config', oneOf(verbs));
    default:
      throw usage('config', oneOf(verbs, verb));
  }
}

async function check(given: Given, io: Io): Promise<Exit> {
  const path = configOf('config', given, io);
  const settings = await loadConfig(path, io.env);
  const {projects, rules = [], mode} = settings;
  const {sinks, notes, faults} = limitsOf(settings, await runbooksOf(settings));
  if (faults.length > 0) {
    io.err(`configuration ${path}: ${faults.join('; ')}\n`);
    return 2;
  }
  io.out(
    `configuration ${path}: no fault; ${counted(projects.length, 'project')}, mode ${mode}, ${counted(rules.length, 'rule')}\n`,
  );
  io.out(
    `sinks: ${sinks.each} for each runbook, ${sinks.all} in all, where one folder or organisation names the projects; 1 for each runbook in a project, and where it names none\n`,
  );
  for (const note of notes) io.out(`limit: ${note}\n`);
  for (const secret of inlineSecrets(await validate(await readDocument(path), path, known))) {
    io.out(
      `warning: ${pathText(secret)} is the secret itself, for whoever may read the file; give {env: NAME} or {file: PATH}\n`,
    );
  }
  return 0;
}

async function explain(given: Given, io: Io): Promise<Exit> {
  const runbook = given.text('runbook');
  const named = given.text('project');
  if (named === undefined) throw usage('config', missing('--project'));
  if (runbook === undefined) throw usage('config', missing('--runbook'));
  const settings = await loadConfigWithoutChat(configOf('config', given, io), io.env);
  const all = (await runbooksOf(settings)).map(one => one.manifest);
  const manifest = all.find(one => one.id === runbook);
  if (manifest === undefined) {
    const ids = all.map(one => one.id);
    throw usage('config', oneOf(ids, runbook));
  }
  const project = findProject(settings, named);
  if (project === undefined) hintProject(named, settings, io);
  const told =
    project === undefined
      ? {project: named, runbook, listed: false, mode: 'exclude', by: 'projects'}
      : await explained(settings, project, manifest, io);
  io.out(given.flag('json') ? `${JSON.stringify(told)}\n` : plain(told));
  return 0;
}

/** Everything that decides what may be changed, by name. */
async function explained(settings: Settings, {id}: Project, manifest: RunbookManifest, io: Io) {
  const runbook = manifest.id;
  const {mode, by} = modeFor(settings, runbook, [id]);
  const budgets = settings.budgets ?? usualBudgets;
  const actions = reachable(settings, [manifest], id, inverseId).join(', ') || 'none';
  const base = {project: id, runbook, listed: true, mode, by, actions, ...budgets};
  const {sqlite, firestore} = settings.store;
  if (sqlite === undefined && firestore === undefined) return {...base, store: 'none'};
  const {env} = io;
  const stores = await openStoresToRead({settings, env, google: googleDeps({env})});
  try {
    return {...base, ...(await stateOf(stores, id, manifest.actions))};
  } finally {
    await Promise.all([stores.store.close(), stores.guardStore.close()]);
  }
}

async function stateOf(stores: Stores, project: string, actions: readonly string[]) {
  const {guardStore} = stores;
  const clock = systemClock;
  const now = clock.now();
  const pause = await pauseInForce({...stores, clock});
  const spent = spentIn((await guardStore.mark(repairsMark(project)))?.value) ?? [];
  const breakers = await breakersNow({guardStore}, [project], actions);
  return {
    repairsThisHour: spent.filter(one => now - one.at < 60 * 60 * 1000).length,
    pause: pause === undefined ? 'none' : pauseText(pause),
    breakers: breakers.map(
      ({action, until, said}) => `${action} until ${new Date(until).toISOString()}: ${said}`,
    ),
  };
}

function pauseText({reason, by, until}: Pause): string {
  const end = until === undefined ? 'unpause' : new Date(until).toISOString();
  return `by ${by} until ${end}: ${reason}`;
}

const meanings: Readonly<Record<string, string>> = {
  exclude: 'nothing is ever changed',
  observe: 'only told',
  approve: 'told, and done once a person approves',
  auto: 'repaired without asking',
};

function plain(told: Readonly<Record<string, unknown>>): string {
  const {project, runbook, listed, mode, by, ...rest} = told;
  const why =
    listed === false ? 'the project is not in the allow-list' : `decided by ${String(by)}`;
  const lines = Object.entries(rest).map(([name, value]) => {
    const text = Array.isArray(value) ? value.join('; ') || 'none open' : String(value);
    return `  ${name}: ${text}`;
  });
  const head = `${String(runbook)} on ${String(project)}: ${String(mode)} (${meanings[String(mode)] ?? ''}; ${why})`;
  return `${[head, ...lines].join('\n')}\n`;
}
