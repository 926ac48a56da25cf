import {loadConfig, loadConfigWithoutChat} from '../../../wiring/load-config.ts';
import {engineTimeScale, parseTimeScale} from '../../../adapters/env.ts';
import {plainLog} from '../../../adapters/log.ts';
import type {Incident} from '../../../core/incident/incident.ts';
import type {Message} from '../../../core/ports/message.ts';
import type {Deps} from '../../../engine/lib/context.ts';
import {endCollecting} from '../../../engine/intake/note-stale.ts';
import {intake} from '../../../engine/intake/intake.ts';
import {DedupCache} from '../../../engine/intake/dedup-cache.ts';
import {reclaimLeases, restartParked} from '../../../engine/operate/restart.ts';
import {runUntilSettled, settleDry} from '../../../engine/operate/sweep.ts';
import {composeDry} from '../../../wiring/compose-dry.ts';
import {compose, noQueue, type Start} from '../../../wiring/compose.ts';
import {configOf} from '../../shared/with-store.ts';
import {configOption, type Given, readArgs, sinceTime} from '../../shell/args.ts';
import {either, needs, usage} from '../../shell/usage-error.ts';
import type {Command, Exit, Io} from '../../shell/command.ts';
import {historyEntries, type Item, readEntries} from '../../shared/read-entries.ts';
import {exitOf, incidentLine, plainReport} from '../../shared/report.ts';
import {intakeLines, IntakeSummary} from '../../shared/intake-summary.ts';
import type {LiveSteps} from '../../shared/live-steps.ts';
import {watchedStore} from '../../shared/watched-store.ts';
import {speakAll} from '../../../wiring/translations.ts';
import {stoppedText, stopOn} from './stopped.ts';

const options = {
  config: configOption,
  entries: {type: 'string', short: 'e', of: 'file'},
  since: {type: 'string'},
  'dry-run': {type: 'boolean'},
  apply: {type: 'boolean'},
  wait: {type: 'boolean'},
  'time-scale': {type: 'string'},
  json: {type: 'boolean'},
  verbose: {type: 'boolean'},
} as const;

/** `respond`: the whole job on a set of entries, from detection until every incident is settled. */
export const respond: Command = {
  name: 'respond',
  summary: {
    en: 'detect, check live, repair, verify and tell: the whole job, once',
    ko: '감지, 실시간 점검, 복구, 확인, 알림까지 전체 작업을 한 번 실행',
  },
  help: {
    en: `Usage: mesh-responder respond [--entries FILE|- | --since 1h] [--config FILE]
                              [--dry-run | --apply [--wait]] [--time-scale N]
                              [--json] [--verbose]

Takes log entries in and works on every incident until it is settled: resolved,
nothing to do, or waiting for a person. Without entries it goes on with what
the store holds. While it works, each step is told on standard error. Ctrl-C
ends it after the step under way and says what was changed, what is not
verified yet, and how to go on.

  --entries FILE   log entries: one JSON object a line, or one JSON array; - is
                   standard input
  --since TIME     read them from Cloud Logging instead: 30m, 6h, 2d, or an
                   RFC 3339 time
  --config FILE    the configuration (YAML or JSON); MESH_RESPONDER_CONFIG by
                   default
  --dry-run        the default: check everything, write nothing anywhere (no
                   API, chat or store), print what would be posted and changed,
                   exit 0
  --apply          really repair; also needs "mode: auto" in the configuration
  --wait           with --apply: go on while an incident waits for a person, and
                   end when all are over
  --time-scale N   make every wait N times shorter; only with
                   MESH_RESPONDER_API_PROXY
  --json           one JSON line for each incident
  --verbose        tell every step with all its facts

Exit codes: 0 resolved or nothing to do, 3 a person is needed, 1 failure, 2
usage or configuration.`,
    ko: `사용법: mesh-responder respond [--entries 파일|- | --since 1h] [--config 파일]
                               [--dry-run | --apply [--wait]] [--time-scale N]
                               [--json] [--verbose]

로그 항목을 받아 모든 인시던트를 끝까지(복구됨, 할 일 없음 또는 사람을 기다림)
처리합니다. 항목이 없으면 저장소에 있는 인시던트를 이어서 처리합니다. 처리하는
동안 단계마다 표준 오류에 알립니다. Ctrl-C를 누르면 진행 중인 단계를 마친 뒤
끝나며, 무엇을 변경했고 무엇을 아직 확인하지 않았으며 어떻게 이어서 할지
알립니다.

  --entries 파일   로그 항목. 한 줄에 JSON 객체 하나 또는 JSON 배열 하나. -는
                   표준 입력
  --since 시간     Cloud Logging에서 읽기. 30m, 6h, 2d 또는 RFC 3339 시간
  --config 파일    구성(YAML 또는 JSON). 기본값은 MESH_RESPONDER_CONFIG
  --dry-run        기본값. 모두 점검하되 아무것도 쓰지 않고(API, 채팅, 저장소),
                   게시하고 변경할 내용을 출력. 종료 코드 0
  --apply          실제로 복구. 구성에 "mode: auto"도 필요
  --wait           --apply와 함께 사용. 인시던트가 사람을 기다리는 동안에도 계속
                   실행하고 모두 끝나면 종료
  --time-scale N   모든 대기 시간을 N분의 1로 단축. MESH_RESPONDER_API_PROXY가
                   있을 때만 사용 가능
  --json           인시던트마다 JSON 한 줄
  --verbose        모든 단계를 세부정보와 함께 알림

종료 코드: 0 복구됨 또는 할 일 없음, 3 사람의 조치 필요, 1 실패, 2 사용법 또는
구성 오류.`,
  },
  options,
  run,
};

async function run(args: readonly string[], io: Io): Promise<Exit> {
  const given = readArgs('respond', args, options);
  const path = configOf('respond', given, io);
  if (given.flag('apply') && given.flag('dry-run')) {
    throw usage('respond', either('--apply', '--dry-run'));
  }
  if (given.text('entries') !== undefined && given.text('since') !== undefined) {
    throw usage('respond', either('--entries', '--since'));
  }
  const scale = given.text('time-scale');
  const env = scale === undefined ? io.env : {...io.env, timeScale: parseTimeScale(scale)};
  engineTimeScale(env);
  const settings = await (given.flag('apply') ? loadConfig : loadConfigWithoutChat)(path, env);
  const {sqlite, firestore} = settings.store;
  const sources = [given.text('entries'), given.text('since'), sqlite, firestore];
  if (sources.every(one => one === undefined)) {
    throw usage('respond', {
      en: 'there is nothing to work on: give --entries, --since, or a store in the configuration',
      ko: '처리할 항목이 없습니다. --entries나 --since를 지정하거나 구성에 저장소를 추가하세요',
    });
  }
  const log = plainLog(text => {
    io.err(text);
  }, given.flag('verbose'));
  const start = {settings, env, log};
  if (given.flag('wait') && !given.flag('apply'))
    throw usage('respond', needs('--wait', '--apply'));
  return given.flag('apply') ? apply(start, given, io, path) : rehearse(start, given, io);
}

async function apply(start: Start, given: Given, io: Io, config: string): Promise<Exit> {
  // This run advances everything itself; the work topic is for the functions.
  const deps: Deps = {...telling(await compose(start), given, io), queue: noQueue};
  const stop = stopOn(io);
  const how = {signal: stop.signal, until: given.flag('wait') ? 'over' : 'settled'} as const;
  const {incidents, summary} = await work(deps, given, io, () => runUntilSettled(deps, how));
  if (given.flag('json')) for (const one of incidents) io.out(incidentLine(one, deps));
  else io.out(await plainReport({incidents, deps, io}));
  if (stop.signal.aborted) io.err(stoppedText({incidents, deps, io}, config));
  const exit = exitOf(incidents);
  // Input that cannot be read at all is a failure; a bad line among good ones was reported.
  return incidents.length === 0 && summary.faults.length > 0 ? 1 : exit;
}

/** The dry run: prints what would be posted and changed, and always succeeds. */
async function rehearse(start: Start, given: Given, io: Io): Promise<Exit> {
  const posts = new Map<string, Message>();
  const dry = await composeDry(start, message => posts.set(message.incident, message));
  const deps = telling(dry, given, io);
  const {incidents} = await work(deps, given, io, () => settleDry(deps));
  if (given.flag('json')) for (const one of incidents) io.out(incidentLine(one, deps));
  else io.out(await plainReport({incidents, deps, io, posts}));
  return 0;
}

/** The same, which tells each step on standard error as it is stored. */
function telling(deps: Deps, given: Given, io: Io): Deps {
  if (given.flag('verbose')) return deps;
  const {runbooks, clock, timing, settings, store, guardStore} = deps;
  const began = clock.now();
  let steps: Promise<LiveSteps> | undefined;
  const watched = watchedStore(store, async incident => {
    steps ??= liveSteps(
      line => {
        io.err(`${line}\n`);
      },
      {speak: speakAll(settings.locale, runbooks), width: io.width, timing, began},
    );
    (await steps).see(incident);
  });
  return {...deps, store: watched, guardStore: guardStore === store ? watched : guardStore};
}

/** Loaded with the first step: what cuts a line to columns takes longer to load than a run that has none. */
async function liveSteps(...given: ConstructorParameters<typeof LiveSteps>): Promise<LiveSteps> {
  const loaded = await import('../../shared/live-steps.ts');
  return new loaded.LiveSteps(...given);
}

/** Takes the entries in, settles, and returns the incidents that this run touched. */
async function work(
  deps: Deps,
  given: Given,
  io: Io,
  settleAll: () => Promise<readonly Incident[]>,
): Promise<{readonly incidents: readonly Incident[]; readonly summary: IntakeSummary}> {
  try {
    await reclaimLeases(deps);
    const before = new Map((await deps.store.all()).map(one => [one.id, one.version]));
    await restartParked(deps);
    const memory = new DedupCache();
    const door = intake(deps, memory);
    const summary = new IntakeSummary();
    for await (const item of entriesOf(deps, given, io)) {
      if (item.kind === 'fault') summary.fault(item.line, item.error);
      else summary.count(await door.receive(item.value));
    }
    await door.flush();
    await endCollecting(deps);
    const all = await settleAll();
    const incidents = all.filter(
      one => before.get(one.id) !== one.version || summary.incidents.has(one.id),
    );
    for (const line of intakeLines(summary, deps)) io.err(`${line}\n`);
    return {incidents, summary};
  } finally {
    await Promise.all([deps.store.close(), deps.guardStore.close()]);
  }
}

function entriesOf(deps: Deps, given: Given, io: Io): AsyncIterable<Item> | readonly Item[] {
  const since = given.text('since');
  if (since !== undefined)
    return historyEntries(deps, sinceTime(since, deps.clock.now(), 'respond'), io);
  const file = given.text('entries');
  return file === undefined ? [] : readEntries(file, io);
}
