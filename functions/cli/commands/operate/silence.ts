import {sanitise} from '../../../adapters/chat/text/sanitise.ts';
import {systemClock} from '../../../adapters/clock.ts';
import {isInScope, labelsOf} from '../../../core/config/project-scope.ts';
import {findProject, type SilenceScope} from '../../../core/config/settings.ts';
import {
  endOfSilence,
  isInForce,
  longestSilenceMs,
  scopeOf,
  scopeText,
  type Silence,
} from '../../../core/guard/silence.ts';
import {shortHash} from '../../../core/incident/plan.ts';
import {canonical} from '../../../core/lib/json.ts';
import {momentIn} from '../../../core/lib/rfc3339.ts';
import {spanSeconds} from '../../../core/lib/span.ts';
import type {Deps} from '../../../engine/lib/context.ts';
import {silencesNow, windowsNow} from '../../../engine/lib/silences-now.ts';
import {endSilence, mutedBy, silence as silenceIt} from '../../../engine/stops/silence.ts';
import {runbooksOf} from '../../../wiring/registry.ts';
import {noProject} from '../../shared/refusals.ts';
import {callerName, notKnown, whoSays} from '../../shared/who-says.ts';
import {withStore, withStoreToRead} from '../../shared/with-store.ts';
import {configOption, type Given, readArgs} from '../../shell/args.ts';
import type {Command, Exit, Io} from '../../shell/command.ts';
import {either, missing, oneOf, usage} from '../../shell/usage-error.ts';
import {lineOf} from '../incidents/incidents.ts';
import {
  beforeFrom,
  farAhead,
  noSilence,
  nothing,
  nowhere,
  ofConfiguration,
  oneOfProjects,
  past,
  refused,
  tooLong,
} from './silence-refusals.ts';

const verbs = ['list', 'add', 'end'] as const;
const options = {
  config: configOption,
  runbook: {type: 'string'},
  project: {type: 'string'},
  folder: {type: 'string'},
  label: {type: 'string'},
  location: {type: 'string'},
  cluster: {type: 'string'},
  from: {type: 'string'},
  for: {type: 'string'},
  until: {type: 'string'},
  reason: {type: 'string'},
  preview: {type: 'boolean'},
  all: {type: 'boolean'},
  json: {type: 'boolean'},
  by: {type: 'string'},
} as const;

/** `silence`: keeps a problem untold and unrepaired for a while, lists what is silenced, and ends it. */
export const silence: Command = {
  name: 'silence',
  summary: {
    en: 'neither tell nor repair something for a while',
    ko: '일정 시간 동안 알림과 복구 일시중지',
  },
  help: {
    en: `Usage: mesh-responder silence add [--runbook R] [--project P] [--folder ID]
                              [--label KEY=VALUE] [--location L]
                              [--cluster C] [--from TIME]
                              (--for 2h | --until TIME) --reason TEXT
                              [--preview] [--config FILE] [--by NAME]
       mesh-responder silence [list] [--config FILE] [--json]
       mesh-responder silence end (ID | --all) [--config FILE] [--by NAME]

What a silence covers is recorded as ever: incidents are opened, looked at and
have their history. Nobody is told or asked, and nothing is changed. When it is
over, what is still broken is told as it then stands. Its beginning and its end
are announced in each channel.

  list            what is silenced, what was in the last 7 days, and the windows
                  of the configuration (the default); writes nothing
  add             silences what lies in all that is named; names at least one.
                  Shows the open incidents that it covers
  end ID          ends one, and has what it kept looked at now
  --runbook R     only this runbook
  --project P     a project of the configuration: its id or number
  --folder ID     only projects that lie in this folder, by the configuration
  --label K=V     only projects that have this label, by the configuration
  --location L    only in this location
  --cluster C     only in the cluster, or the membership, of this name
  --from TIME     when it begins, at most 30 days from now; at once by default
  --for TIME      how long, at most 30 days: 30m, 2h, 1d
  --until TIME    or until when, e.g. 2026-12-05T05:00:00+09:00
  --reason TEXT   why; people read it
  --preview       show what it would cover, and write nothing
  --all           end each; empties a list that cannot be read
  --config FILE   the configuration; MESH_RESPONDER_CONFIG by default
  --json          one JSON line for each
  --by NAME       who says so where Google does not say who you are; your
                  account's name by default

Exit codes: 0 done, 1 failure, or there is no such silence, 3 nobody knows who
you are (end), 2 usage or configuration.`,
    ko: `사용법: mesh-responder silence add [--runbook R] [--project P] [--folder ID]
                               [--label 키=값] [--location L] [--cluster C]
                               [--from 시간] (--for 2h | --until 시간)
                               --reason 이유 [--preview] [--config 파일]
                               [--by 이름]
        mesh-responder silence [list] [--config 파일] [--json]
        mesh-responder silence end (ID | --all) [--config 파일] [--by 이름]

알림 일시중지 대상은 평소처럼 기록됩니다. 인시던트가 열리고 점검되며 기록이
남습니다. 알림을 게시하거나 승인을 요청하지 않고 아무것도 변경하지 않습니다.
종료되면 지속되는 문제를 그때의 상태로 알립니다. 시작과 종료는 채널마다
게시됩니다.

  list            현재와 지난 7일의 알림 일시중지, 구성의 유지보수 기간(기본값).
                  아무것도 쓰지 않음
  add             지정한 조건을 모두 충족하는 대상을 일시중지. 조건이 하나 이상
                  필요. 해당하는 열린 인시던트를 출력
  end ID          하나를 종료하고 보류된 인시던트를 지금 점검
  --runbook R     이 런북만
  --project P     구성에 있는 프로젝트의 ID 또는 번호
  --folder ID     구성에서 이 폴더에 속한 프로젝트만
  --label 키=값   구성에서 이 라벨이 있는 프로젝트만
  --location L    이 위치만
  --cluster C     이 이름의 클러스터 또는 멤버십만
  --from 시간     시작 시간. 최대 30일 후. 기본값은 지금
  --for 시간      기간. 최대 30일. 30m, 2h, 1d
  --until 시간    또는 종료 시간. 예: 2026-12-05T05:00:00+09:00
  --reason 이유   사람들에게 표시되는 이유
  --preview       해당하는 인시던트만 출력하고 아무것도 쓰지 않음
  --all           모두 종료. 읽을 수 없는 목록은 비움
  --config 파일   구성. 기본값은 MESH_RESPONDER_CONFIG
  --json          하나마다 JSON 한 줄
  --by 이름       Google이 사용자를 알리지 않을 때의 이름. 기본값은 계정 이름

종료 코드: 0 완료, 1 실패 또는 해당 알림 일시중지 없음, 3 사용자를 알 수
없음(end), 2 사용법 또는 구성 오류.`,
  },
  options,
  verbs,
  run,
};

const longestReason = 200;

async function run(args: readonly string[], io: Io): Promise<Exit> {
  const given = readArgs('silence', args, options, {files: 2});
  const [verb = 'list', id] = given.rest;
  switch (verb) {
    case 'list':
    case 'add':
      if (id !== undefined) throw tooMany(verb, id);
      return verb === 'list' ? list(given, io) : add(given, io);
    case 'end':
      return end(given, io, id);
    default:
      throw usage('silence', oneOf(verbs, verb));
  }
}

function tooMany(verb: string, id: string): Error {
  return usage('silence', {
    en: `${verb} takes no "${id}"`,
    ko: `${verb}에는 "${id}" 인수를 사용할 수 없습니다`,
  });
}

async function add(given: Given, io: Io): Promise<Exit> {
  const reason = given.text('reason')?.trim().slice(0, longestReason) ?? '';
  if (reason === '')
    throw usage('silence', missing('--reason', {en: 'say why', ko: '이유를 적으세요'}));
  const [length, end] = [given.text('for'), given.text('until')];
  if (length !== undefined && end !== undefined) throw usage('silence', either('--for', '--until'));
  return withStore<Exit>('silence', given, io, async deps => {
    const scope = await scopeGiven(given, deps);
    const saidAt = deps.clock.now();
    const named = beginningOf(given, saidAt);
    const until = length === undefined ? endOf(end) : named + spanOf(length, deps);
    // What began before is silenced from now on: nothing that was told is taken back.
    const from = Math.max(named, saidAt);
    if (until <= from) throw usage('silence', from > saidAt ? beforeFrom : past);
    if (until - from > longestSilenceMs) throw usage('silence', tooLong);
    const by = await callerName(deps.settings, given, io);
    const id = `s-${shortHash(canonical([scope, reason, by, from, until, saidAt])).slice(0, 8)}`;
    const wanted: Silence = {id, ...scope, reason, by, from, until, saidAt};
    const covered = mutedBy(await deps.store.open(), wanted, {settings: deps.settings, now: from});
    if (!given.flag('preview')) {
      const done = await silenceIt(deps, wanted);
      if (done !== 'silenced') {
        io.err(refused[done][io.locale]);
        return 1;
      }
    }
    const what = given.flag('preview') ? 'Would silence' : `Silence ${id}:`;
    const begins = from > saidAt ? ` from ${timeText(from)}` : '';
    io.out(`${what} ${scopeText(wanted)}${begins} until ${timeText(until)}: ${reason}\n`);
    io.out(
      covered.length === 0
        ? 'It covers no open incident now.\n'
        : `Open incidents that it ${from > saidAt ? 'would cover if it held' : 'covers'} now: ${covered.length}\n`,
    );
    for (const incident of covered) io.out(lineOf(incident, deps.runbooks, false));
    return 0;
  });
}

/** What is to be silenced; a name that nothing has would silence nothing. @throws UsageError. */
async function scopeGiven(given: Given, {settings}: Pick<Deps, 'settings'>): Promise<SilenceScope> {
  const named = given.text('project');
  const project = named === undefined ? undefined : findProject(settings, named);
  if (named !== undefined && project === undefined) {
    throw usage('silence', noProject(named, settings));
  }
  const runbook = given.text('runbook');
  if (runbook !== undefined) {
    const ids = (await runbooksOf(settings)).map(one => one.manifest.id);
    if (!ids.includes(runbook)) throw usage('silence', oneOf(ids, runbook, '--runbook'));
  }
  const [folder, label] = [given.text('folder'), given.text('label')];
  const {projects} = settings;
  const folders = [...new Set(projects.flatMap(one => one.folders ?? []))];
  if (folder !== undefined && !folders.includes(folder)) {
    throw usage('silence', oneOfProjects('--folder', folder, folders));
  }
  const labels = [...new Set(projects.flatMap(labelsOf))];
  if (label !== undefined && !labels.includes(label)) {
    throw usage('silence', oneOfProjects('--label', label, labels));
  }
  const [location, cluster] = [given.text('location'), given.text('cluster')];
  const scope = scopeOf({runbook, project: project?.id, folder, label, location, cluster});
  if (Object.keys(scope).length === 0) throw usage('silence', nothing);
  if (!projects.some(one => isInScope(scope, one.id, one))) throw usage('silence', nowhere);
  return scope;
}

async function list(given: Given, io: Io): Promise<Exit> {
  return withStoreToRead<Exit>('silence', given, io, async ({store, guardStore, settings}) => {
    const clock = systemClock;
    const silences = await silencesNow({guardStore, settings, clock});
    if (silences === undefined) {
      io.err(refused.unreadable[io.locale]);
      return 1;
    }
    const now = clock.now();
    const open = await store.open();
    const windows = windowsNow({settings, clock}).map(one => one.id);
    const json = given.flag('json');
    for (const one of [...silences].sort((a, b) => a.from - b.from)) {
      const covered = isInForce(one, now)
        ? mutedBy(open, one, {settings, now}).map(({id}) => id)
        : [];
      io.out(
        json
          ? jsonOf(one, now, {
              covered,
              source: windows.includes(one.id) ? 'configuration' : 'person',
            })
          : textOf(one, now, covered.length),
      );
    }
    if (silences.length === 0 && !json) io.out('Nothing is silenced.\n');
    return 0;
  });
}

function jsonOf(
  silenced: Silence,
  now: number,
  {covered, source}: {readonly covered: readonly string[]; readonly source: string},
): string {
  const {id, reason, by, from, until, ended} = silenced;
  return `${JSON.stringify({
    ...{silence: id, ...scopeOf(silenced), reason, by},
    ...{from: timeText(from), until: timeText(until), state: stateOf(silenced, now), source},
    ...(ended === undefined ? {} : {ended: {by: ended.by, at: timeText(ended.at)}}),
    incidents: covered,
  })}\n`;
}

function textOf(silenced: Silence, now: number, covered: number): string {
  const {id, reason, by, from} = silenced;
  const when = `${timeText(from).slice(0, 16)}Z to ${timeText(endOfSilence(silenced)).slice(0, 16)}Z`;
  const count = stateOf(silenced, now) === 'holds' ? `, ${covered} open` : '';
  const what = sanitise(`${scopeText(silenced)} by ${by}: ${reason}`);
  return `${id}  ${when}  ${(stateOf(silenced, now) + count).padEnd(15)}  ${what}\n`;
}

function stateOf(silenced: Silence, now: number): 'holds' | 'to-come' | 'over' {
  if (endOfSilence(silenced) <= now) return 'over';
  return isInForce(silenced, now) ? 'holds' : 'to-come';
}

async function end(given: Given, io: Io, id: string | undefined): Promise<Exit> {
  const all = given.flag('all');
  if (id === undefined && !all) throw usage('silence', missing('ID'));
  if (id !== undefined && all) throw usage('silence', either('ID', '--all'));
  return withStore<Exit>('silence', given, io, async deps => {
    const speaker = await whoSays(deps.settings, given, io);
    if (speaker.kind === 'unknown') {
      io.err(notKnown('silence end', speaker.why)[io.locale]);
      return 3;
    }
    const ended = await endSilence(deps, id === undefined ? 'all' : {id}, speaker.by);
    if (ended === undefined) {
      io.err(refused.unreadable[io.locale]);
      return 1;
    }
    for (const one of ended) {
      const came = one.from > deps.clock.now() ? 'will not begin' : 'is over';
      io.out(`Silence ${one.id} by ${sanitise(one.by)} ${came}: ${sanitise(one.reason)}\n`);
    }
    if (ended.length > 0) return 0;
    if (id === undefined) {
      io.out('Nothing was silenced.\n');
      return 0;
    }
    const isWindow = windowsNow(deps).some(one => one.id === id);
    io.err((isWindow ? ofConfiguration(id) : noSilence(id))[io.locale]);
    return 1;
  });
}

function beginningOf(given: Given, now: number): number {
  const text = given.text('from');
  const from = text === undefined ? now : momentOf('--from', text);
  if (from - now > longestSilenceMs) throw usage('silence', farAhead);
  return from;
}

function endOf(text: string | undefined): number {
  if (text !== undefined) return momentOf('--until', text);
  throw usage('silence', missing('--for', {en: 'or --until', ko: '또는 --until'}));
}

function momentOf(flag: string, text: string): number {
  const moment = momentIn(text);
  if (moment !== undefined) return moment;
  throw usage('silence', {
    en: `${flag} "${text}" is no RFC 3339 time`,
    ko: `${flag} "${text}" 값은 RFC 3339 시간이 아닙니다`,
  });
}

function spanOf(text: string, {timing}: Pick<Deps, 'timing'>): number {
  const seconds = spanSeconds(text);
  if (seconds !== undefined && seconds > 0) return timing.seconds(seconds);
  throw usage('silence', {
    en: `--for "${text}" is not like 30m, 2h or 1d`,
    ko: `--for "${text}" 값은 30m, 2h, 1d 형식이 아닙니다`,
  });
}

function timeText(moment: number): string {
  return new Date(moment).toISOString();
}
