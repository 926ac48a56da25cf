import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Sandbox} from '../../../../sandbox/sandbox.ts';
import {systemClock} from '../../../adapters/clock.ts';
import {plainLog} from '../../../adapters/log.ts';
import {sqliteStore} from '../../../adapters/store/sqlite/sqlite-store.ts';
import type {Incident} from '../../../core/incident/incident.ts';
import {TimeScale} from '../../../core/lib/time-scale.ts';
import {runbooks} from '../../../runbooks/index.ts';
import {speakAll} from '../../../wiring/translations.ts';
import {cutLine} from '../../../adapters/chat/terminal/wrap.ts';
import {LiveSteps, type Telling} from '../../shared/live-steps.ts';
import {exitOf, incidentLine} from '../../shared/report.ts';
import {counted} from '../../shared/wording.ts';
import {readArgs} from '../../shell/args.ts';
import type {Command, Exit, Io} from '../../shell/command.ts';
import {type Delivered, driveScenario, type Stage} from './drive-scenario.ts';
import {readPlayed, serve} from './serve.ts';
import {incidentHead, showChat} from './show.ts';

const options = {
  scenario: {type: 'string', short: 's', of: 'scenario'},
  fault: {type: 'string', multiple: true},
  approve: {type: 'boolean'},
  json: {type: 'boolean'},
} as const;

/** `play`: plays the main job on this machine; `npm start` runs it. */
export const play: Command = {
  name: 'play',
  summary: {
    en: 'play the main job on this machine: broken mesh, repair, chat',
    ko: '이 머신에서 주요 작업 재현: 고장 난 메시, 복구, 채팅',
  },
  help: {
    en: `Usage: mesh-responder play [--scenario NAME] [--fault SPEC] [--approve]
                           [--locale en|ko] [--json]

Starts the sandbox and the real functions under functions-framework, publishes
the scenario's log entries to them in Pub/Sub envelopes (a storm and look-alikes
included, some twice), lets time run faster, tells each step as it happens, and
prints the chat messages as people see them.

  --scenario NAME  what is broken; "main" by default
                   ("mesh-responder sandbox --list" lists them)
  --fault SPEC     a fault on a call, e.g. serviceusage:enable=403; may be given
                   more than once
  --approve        plays a person as well, who says yes to each plan that waits
                   for one
  --locale LANG    language of the messages, as of help and errors
  --json           one JSON line for each incident

Exit codes: 0 all repairs verified, 3 a person is needed, 1 failure, 2 usage.`,
    ko: `사용법: mesh-responder play [--scenario 이름] [--fault 명세] [--approve]
                            [--locale en|ko] [--json]

샌드박스와 실제 함수를 functions-framework에서 시작하고, 시나리오의 로그 항목을
Pub/Sub 형식으로 게시합니다(몰려오는 항목과 비슷한 항목 포함, 일부는 두 번).
시간을 빠르게 진행하며 단계마다 알리고, 채팅 메시지를 사용자에게 보이는 대로
출력합니다.

  --scenario 이름  무엇이 고장 났는지. 기본값은 "main"
                   (목록: "mesh-responder sandbox --list")
  --fault 명세     호출의 오류. 예: serviceusage:enable=403. 여러 번 지정 가능
  --approve        기다리는 계획을 모두 승인하는 사람도 재현
  --locale 언어    메시지와 도움말, 오류의 언어
  --json           인시던트마다 JSON 한 줄

종료 코드: 0 모든 복구 확인됨, 3 사람의 조치 필요, 1 실패, 2 사용법 오류.`,
  },
  options,
  run,
};

/** A minute of operation in three seconds. */
const timeScale = 20;
const pace = `Time runs ${timeScale} times faster; nothing leaves this machine.`;

async function run(args: readonly string[], io: Io): Promise<Exit> {
  const given = readArgs('play', args, options);
  const {locale} = io;
  const {scenario, faults} = await readPlayed('play', given);
  const {startSandbox} = await import('../../../../sandbox/start.ts');
  const folder = await mkdtemp(join(tmpdir(), 'mesh-responder-play-'));
  const began = systemClock.now();
  const sandbox = await startSandbox({
    scenario,
    now: () => systemClock.now(),
    timeScale,
    faults,
  });
  const json = given.flag('json');
  const person = given.flag('approve') ? 'approving' : 'absent';
  if (!json) io.out(`${scenario.description}\n${pace}\n\n`);
  try {
    const telling: Telling = {
      speak: speakAll(locale),
      width: io.width,
      colour: io.colour,
      timing: new TimeScale(timeScale),
      began: systemClock.now(),
    };
    const say = (line: string): void => {
      if (!json) io.out(`${line}\n`);
    };
    let steps: LiveSteps | undefined;
    const seen = (incident: Incident, first: number): void => {
      steps ??= new LiveSteps(say, {...telling, began: first});
      steps.see(incident);
    };
    const {incidents, delivered} = await inFolder(sandbox, folder, io, {locale, person, seen});
    if (json) for (const one of incidents) io.out(incidentLine(one, {runbooks}));
    else io.out(report(incidents, delivered, sandbox, telling, systemClock.now() - began));
    return delivered.settled ? exitOf(incidents) : 1;
  } finally {
    await sandbox.close();
    await rm(folder, {recursive: true, force: true});
  }
}

/** Runs the two functions on a store and a configuration in a folder of their own. */
async function inFolder(
  sandbox: Sandbox,
  folder: string,
  io: Io,
  {locale, person, seen}: {readonly locale: string} & Pick<Stage, 'person' | 'seen'>,
): Promise<{readonly incidents: readonly Incident[]; readonly delivered: Delivered}> {
  const config = join(folder, 'config.json');
  const path = join(folder, 'incidents.sqlite');
  const workTopic = 'projects/shop-ops/topics/mesh-responder-work';
  const settings = {...sandbox.config, locale, store: {sqlite: {path}}, workTopic};
  await writeFile(config, JSON.stringify(settings));
  const env = {
    ...io.env.all,
    MESH_RESPONDER_CONFIG: config,
    MESH_RESPONDER_API_PROXY: sandbox.url,
    MESH_RESPONDER_TIME_SCALE: String(timeScale),
    NODE_ENV: 'production',
  };
  const sleep = (milliseconds: number) => systemClock.sleep(milliseconds);
  const [intake, respond] = await Promise.all([
    serve('intake', env, sleep),
    serve('respond', env, sleep),
  ]);
  const store = await sqliteStore({path});
  try {
    const timing = new TimeScale(timeScale);
    const log = plainLog(text => {
      io.err(text);
    }, false);
    const stage = {sandbox, store, timing, clock: systemClock, log, person, seen};
    const delivered = await driveScenario({...stage, intake: intake.url, respond: respond.url});
    if (!delivered.settled) io.err(`not settled in time:\n${respond.said()}\n`);
    return {incidents: await store.all(), delivered};
  } finally {
    await Promise.all([intake.close(), respond.close()]);
    await store.close();
  }
}

function report(
  incidents: readonly Incident[],
  delivered: Delivered,
  sandbox: Sandbox,
  telling: Telling,
  tookMs: number,
): string {
  const told = incidents.filter(one => one.state !== 'suppressed');
  const {messages} = sandbox.chat();
  const roots = messages.filter(one => one.service === 'slack' && one.thread === undefined).length;
  const changes = told
    .flatMap(one => one.work.actions)
    .filter(one => one.result === 'changed').length;
  const resolved = told.filter(one => one.state === 'resolved').length;
  return [
    '',
    ...told.map(one => cutLine(`${one.state.padEnd(10)}  ${incidentHead(one)}`, telling.width)),
    '',
    'What people see',
    ...showChat(sandbox, telling),
    '',
    `${counted(delivered.entries, 'log entry', 'log entries')} in ` +
      `${counted(delivered.deliveries, 'delivery', 'deliveries')} → ` +
      `${counted(told.length, 'incident', 'incidents')}, ${counted(changes, 'change', 'changes')}, ` +
      `${counted(roots, 'Slack message', 'Slack messages')}; ${resolved} of ${told.length} repaired and verified ` +
      `(${(tookMs / 1000).toFixed(1)} s).`,
    '',
  ].join('\n');
}
