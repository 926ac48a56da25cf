import {systemClock} from '../../../adapters/clock.ts';
import {readConfig} from '../../../adapters/config/read.ts';
import type {Runbook} from '../../../core/contract/runbook.ts';
import type {Incident} from '../../../core/incident/incident.ts';
import type {Store} from '../../../core/ports/ports.ts';
import {findProject, type Settings} from '../../../core/config/settings.ts';
import {googleDeps} from '../../../wiring/compose.ts';
import {openStoresToRead} from '../../../wiring/open-store.ts';
import {runbooksOf} from '../../../wiring/registry.ts';
import {speakAll} from '../../../wiring/translations.ts';
import {skipSentence} from '../../../core/announcement/sentences.ts';
import {skipsUpTo} from '../../../engine/lib/skips-of.ts';
import {hintProject, hintStoreFile, noIncident, noStore} from '../../shared/refusals.ts';
import {configOf} from '../../shared/with-store.ts';
import {configOption, type Given, readArgs} from '../../shell/args.ts';
import {missing, oneOf, usage} from '../../shell/usage-error.ts';
import type {Command, Exit, Io} from '../../shell/command.ts';
import {type Explained, explainedIncident, explainedLines, skipKind} from './explain.ts';
import {actions} from '../../../actions/index.ts';
import {renderTerminal} from '../../../adapters/chat/terminal/render.ts';
import {clock} from '../../../adapters/chat/text/time.ts';
import {sanitise} from '../../../adapters/chat/text/sanitise.ts';
import {status} from '../../../core/announcement/status.ts';
import {TimeScale} from '../../../core/lib/time-scale.ts';
import {targetText} from '../../../core/detection/target.ts';
import {messageOf} from '../../../engine/lib/message-of.ts';
import {incidentLine} from '../../shared/report.ts';

const verbs = ['list', 'show', 'explain'] as const;
const options = {
  config: configOption,
  project: {type: 'string'},
  open: {type: 'boolean'},
  json: {type: 'boolean'},
} as const;

/** `incidents`: lists and shows the incidents in the store, and explains them. */
export const incidents: Command = {
  name: 'incidents',
  summary: {
    en: 'list incidents, show one, and explain what was decided',
    ko: '인시던트 목록, 상세 내용, 결정의 이유 출력',
  },
  help: {
    en: `Usage: mesh-responder incidents [list] [--open] [--project P] [--config FILE]
                                [--json]
       mesh-responder incidents show ID [--config FILE] [--json]
       mesh-responder incidents explain [ID] [--project P] [--config FILE]
                                [--json]

Reads the store that the configuration names, and writes nothing.

  list           one line for each incident, the oldest first (the default)
  show ID        the message as chat shows it, with the whole history
  explain ID     every decision on it, and what became of its log entries:
                 joined, suppressed, limited
  explain        the entries that were skipped in the last 30 days, and why,
                 and the incidents of the same project in short
  --open         only incidents that are not over
  --project P    only this project: its id, or the number that the
                 configuration has for it
  --config FILE  the configuration; MESH_RESPONDER_CONFIG by default
  --json         one JSON line for each

Counts are at least so many: an instance writes what it counted once a minute.

Exit codes: 0 done, 1 there is no such incident, 2 usage or configuration.`,
    ko: `사용법: mesh-responder incidents [list] [--open] [--project P] [--config 파일]
                                 [--json]
        mesh-responder incidents show ID [--config 파일] [--json]
        mesh-responder incidents explain [ID] [--project P] [--config 파일]
                                 [--json]

구성에 있는 저장소를 읽으며 아무것도 쓰지 않습니다.

  list           인시던트마다 한 줄, 오래된 순서(기본값)
  show ID        채팅에 표시되는 메시지와 전체 기록
  explain ID     인시던트에 대한 모든 결정과 로그 항목의 처리 결과(합쳐짐,
                 제외됨, 제한됨)
  explain        지난 30일 동안 건너뛴 항목과 그 이유, 같은 프로젝트의
                 인시던트 요약
  --open         끝나지 않은 인시던트만
  --project P    이 프로젝트만. ID 또는 구성에 있는 번호
  --config 파일  구성. 기본값은 MESH_RESPONDER_CONFIG
  --json         하나마다 JSON 한 줄

개수는 최솟값입니다. 인스턴스는 센 값을 1분에 한 번 씁니다.

종료 코드: 0 완료, 1 해당 인시던트 없음, 2 사용법 또는 구성 오류.`,
  },
  options,
  verbs,
  run,
};

interface Asked {
  readonly settings: Settings;
  readonly runbooks: readonly Runbook[];
  readonly store: Store;
  readonly given: Given;
  readonly io: Io;
  /** The id of the project, even if its number was given. */
  readonly project: string | undefined;
}

async function run(args: readonly string[], io: Io): Promise<Exit> {
  const given = readArgs('incidents', args, options, {files: 2});
  const [verb = 'list', id] = given.rest;
  const config = configOf('incidents', given, io);
  if (!isVerb(verb)) throw usage('incidents', oneOf(verbs, verb));
  if (verb === 'show' && id === undefined) throw usage('incidents', missing('ID'));
  if (verb === 'list' && id !== undefined)
    throw usage('incidents', {
      en: `list takes no "${id}"`,
      ko: `list에는 "${id}" 인수를 사용할 수 없습니다`,
    });
  const settings = await readConfig(config, io.env.all, {withoutChat: true});
  if (settings.store.sqlite === undefined && settings.store.firestore === undefined) {
    throw usage('incidents', noStore);
  }
  hintStoreFile('incidents', settings, io);
  const named = given.text('project');
  const known = named === undefined ? undefined : findProject(settings, named);
  if (named !== undefined && known === undefined) hintProject(named, settings, io);
  const project = known?.id ?? named;
  const runbooks = await runbooksOf(settings);
  const {env} = io;
  const {store} = await openStoresToRead({settings, env, google: googleDeps({env})});
  try {
    const asked: Asked = {settings, runbooks, store, given, io, project};
    if (id === undefined) return verb === 'list' ? await list(asked) : await explainAll(asked);
    return await one(asked, verb, id);
  } finally {
    await store.close();
  }
}

function isVerb(text: string): text is (typeof verbs)[number] {
  return verbs.some(one => one === text);
}

async function list(asked: Asked): Promise<Exit> {
  const {runbooks, given, io} = asked;
  const found = await wanted(asked);
  for (const incident of found) io.out(lineOf(incident, runbooks, given.flag('json')));
  if (found.length === 0 && !given.flag('json')) io.out('No incident.\n');
  return 0;
}

async function wanted({store, given, project}: Asked): Promise<readonly Incident[]> {
  const all = await (given.flag('open') ? store.open() : store.all());
  return all.filter(({target}) => project === undefined || target.project === project);
}

async function one(
  {settings, runbooks, store, given, io}: Asked,
  verb: (typeof verbs)[number],
  id: string,
): Promise<Exit> {
  const incident = await store.read(id);
  if (incident === undefined) {
    io.err(noIncident('incidents', id)[io.locale]);
    return 1;
  }
  const json = given.flag('json');
  if (verb === 'show') io.out(show(incident, {json, io, settings, runbooks}));
  else tell(explainedIncident(incident), {json, io, runbooks});
  return 0;
}

/** Without an incident: the skipped entries, then each incident in short. */
async function explainAll(asked: Asked): Promise<Exit> {
  const {runbooks, store, given, io, project} = asked;
  const json = given.flag('json');
  const skips = await skipsIn(store, systemClock.now());
  const mine = skips.filter(one => project === undefined || one.project === project);
  tell(mine, {json, io, runbooks});
  for (const incident of await wanted(asked)) {
    if (!json) io.out(lineOf(incident, runbooks, false));
    tell(explainedIncident(incident), {json, io, runbooks});
  }
  return 0;
}

function tell(
  explained: readonly Explained[],
  {
    json,
    io,
    runbooks,
  }: {readonly json: boolean; readonly io: Io; readonly runbooks: readonly Runbook[]},
): void {
  const speak = speakAll('en', runbooks);
  for (const line of explainedLines(explained, speak, json)) io.out(`${line}\n`);
}

/** The entries that were skipped on the days that the store remembers, the oldest day first. */
async function skipsIn(store: Pick<Store, 'mark'>, now: number): Promise<readonly Explained[]> {
  const skips = await skipsUpTo(store, now);
  return skips.map(({reason, project, count, lastAt}) => ({
    kind: skipKind(reason),
    reason: skipSentence(reason),
    project,
    count,
    at: lastAt,
  }));
}

/** One incident as a line. */
export function lineOf(incident: Incident, runbooks: readonly Runbook[], json: boolean): string {
  if (json) return incidentLine(incident, {runbooks});
  const {id, runbook, target, state, openedAt} = incident;
  const since = new Date(openedAt).toISOString().slice(0, 19);
  const why = sanitise(
    speakAll('en', runbooks)(status(incident), {time: clock('UTC', openedAt)}),
  ).trim();
  const where = sanitise(targetText(target));
  return `${id}  ${since}Z  ${state.padEnd(17)}  ${runbook} · ${where}: ${why}\n`;
}

/** One incident with its whole history, as chat shows it, or as it is stored. */
export function show(
  incident: Incident,
  {
    json,
    io,
    settings,
    runbooks,
  }: {
    readonly json: boolean;
    readonly io: Io;
    readonly settings: Pick<Settings, 'locale' | 'messages'>;
    readonly runbooks: readonly Runbook[];
  },
): string {
  if (json) return `${JSON.stringify(incident)}\n`;
  const message = messageOf({settings, runbooks, actions, timing: new TimeScale()}, incident);
  const {width, colour} = io;
  const {timeZone} = settings.messages ?? {};
  const options = {width, colour, timeZone, commands: 'whole'} as const;
  return `${renderTerminal(message, speakAll(settings.locale, runbooks), options)}\n`;
}
