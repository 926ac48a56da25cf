import {readConfig} from '../../../adapters/config/read.ts';
import {plainLog} from '../../../adapters/log.ts';
import type {Deps} from '../../../engine/lib/context.ts';
import {intake, type Received} from '../../../engine/intake/intake.ts';
import {DedupCache} from '../../../engine/intake/dedup-cache.ts';
import {composeDry} from '../../../wiring/compose-dry.ts';
import {compose, deadLettersOf, googleDeps, type Start} from '../../../wiring/compose.ts';
import {decodePush, type Pushed} from '../../../adapters/pubsub-push.ts';
import {errorText} from '../../../core/lib/error.ts';
import {configOf} from '../../shared/with-store.ts';
import {configOption, type Given, readArgs, sinceTime} from '../../shell/args.ts';
import {missing, oneOf, usage} from '../../shell/usage-error.ts';
import type {Command, Exit, Io} from '../../shell/command.ts';
import {historyEntries} from '../../shared/read-entries.ts';
import {intakeLines} from '../../shared/intake-summary.ts';
import {replayDeadLetters, type Replay, Replayed} from './dead-letter.ts';

const sources = ['dead-letter', 'quarantine', 'log'] as const;
type Source = (typeof sources)[number];
const options = {
  config: configOption,
  from: {type: 'string', of: sources},
  since: {type: 'string'},
  'dry-run': {type: 'boolean'},
  verbose: {type: 'boolean'},
} as const;

/** `replay`: takes in again what was left behind. */
export const replay: Command = {
  name: 'replay',
  summary: {
    en: 'take in again what is in quarantine, a dead letter or the log',
    ko: '격리, 데드 레터 또는 로그에만 있는 항목을 다시 수신',
  },
  help: {
    en: `Usage: mesh-responder replay --from dead-letter|quarantine|log --since TIME
                             [--config FILE] [--dry-run] [--verbose]

Takes deliveries in again, through the same door as when they came first: an
entry that was counted before changes nothing, and one that was received more
than an hour ago is checked live and summed up, never acted on by itself. The
running responder works on what is opened.

  --from dead-letter  messages of the subscription that the configuration names
                      as deadLetters; each is acknowledged once it was taken
  --from quarantine   deliveries that could not be read when they came; each is
                      marked as replayed
  --from log          Cloud Logging, with the filters of the runbooks
  --since TIME        30m, 6h, 2d, or an RFC 3339 time
  --config FILE       the configuration; MESH_RESPONDER_CONFIG by default
  --dry-run           say what would become of them; nothing is written,
                      acknowledged or marked
  --verbose           tell every step on standard error

Exit codes: 0 done or nothing to do, 1 failure or something could not be
replayed, 2 usage or configuration.`,
    ko: `사용법: mesh-responder replay --from dead-letter|quarantine|log --since 시간
                              [--config 파일] [--dry-run] [--verbose]

전달된 항목을 처음과 같은 경로로 다시 받습니다. 이미 센 항목은 아무것도 바꾸지
않으며, 받은 지 1시간이 지난 항목은 실시간 상태와 비교하여 요약만 하고 그
항목만으로 조치하지 않습니다. 새로 열린 인시던트는 실행 중인 mesh-responder가
처리합니다.

  --from dead-letter  구성의 deadLetters 구독에 있는 메시지. 받은 뒤 확인 처리
  --from quarantine   도착했을 때 읽을 수 없었던 항목. 재생됨으로 표시
  --from log          런북의 필터로 읽은 Cloud Logging
  --since 시간        30m, 6h, 2d 또는 RFC 3339 시간
  --config 파일       구성. 기본값은 MESH_RESPONDER_CONFIG
  --dry-run           결과만 출력. 쓰기, 확인 처리, 표시를 하지 않음
  --verbose           모든 단계를 표준 오류에 알림

종료 코드: 0 완료 또는 할 일 없음, 1 실패 또는 재생할 수 없는 항목 있음, 2
사용법 또는 구성 오류.`,
  },
  options,
  run,
};

async function run(args: readonly string[], io: Io): Promise<Exit> {
  const given = readArgs('replay', args, options);
  const {config, from, since} = asked(given, io);
  const settings = await readConfig(config, io.env.all, {withoutChat: true});
  if (from === 'dead-letter' && settings.deadLetters === undefined) {
    throw usage('replay', {
      en: 'the configuration names no subscription as deadLetters',
      ko: '구성에 deadLetters 구독이 없습니다',
    });
  }
  const log = plainLog(text => {
    io.err(text);
  }, given.flag('verbose'));
  const start: Start = {settings, env: io.env, log};
  const dryRun = given.flag('dry-run');
  const deps = dryRun ? await composeDry(start, () => undefined) : await compose(start);
  try {
    const replayed = await replayFrom(from, {deps, start, since, dryRun, io});
    report(replayed, deps, dryRun, io);
    return replayed.left.length > 0 ? 1 : 0;
  } finally {
    await Promise.all([deps.store.close(), deps.guardStore.close()]);
  }
}

function asked(
  given: Given,
  io: Io,
): {
  readonly config: string;
  readonly from: Source;
  readonly since: string;
} {
  const config = configOf('replay', given, io);
  const since = given.text('since');
  const from = sources.find(one => one === given.text('from'));
  if (from === undefined) throw usage('replay', oneOf(sources, given.text('from'), '--from'));
  if (since === undefined) throw usage('replay', missing('--since'));
  return {config, from, since};
}

interface Setting {
  readonly deps: Deps;
  readonly start: Start;
  readonly since: string;
  readonly dryRun: boolean;
  readonly io: Io;
}

async function replayFrom(from: Source, setting: Setting): Promise<Replayed> {
  const {deps, start, dryRun} = setting;
  const since = sinceTime(setting.since, deps.clock.now(), 'replay');
  const door = intake(deps, new DedupCache());
  const replayed = new Replayed();
  const job: Replay = {deps, door, since: Date.parse(since), dryRun, replayed};
  switch (from) {
    case 'quarantine':
      await replayQuarantine(job);
      break;
    case 'log':
      await replayLog(job, setting.io);
      break;
    case 'dead-letter':
      await replayDeadLetters(job, deadLettersOf(googleDeps(start), start));
      break;
  }
  await door.flush();
  return replayed;
}

/** Takes in what Cloud Logging has, with the filters of the runbooks. @throws CallError, StoreError. */
async function replayLog({deps, door, since, replayed}: Replay, io: Io): Promise<void> {
  for await (const item of historyEntries(deps, new Date(since).toISOString(), io)) {
    if (item.kind === 'fault') continue;
    replayed.count += 1;
    replayed.summary.count(await door.receive(item.value));
  }
}

function report({summary, count, left}: Replayed, deps: Deps, dryRun: boolean, io: Io): void {
  io.out(`${dryRun ? 'Would replay' : 'Replayed'} ${count}.\n`);
  for (const line of intakeLines(summary, deps)) io.out(`${line}\n`);
  for (const {id, why} of left) io.out(`  left ${id}: ${why}\n`);
}

/**
 * Replays the deliveries in quarantine that can be read by now. Each is marked after it was taken: if the
 * run ends in between, the next run takes the entry again, which changes nothing.
 * @throws StoreError.
 */
async function replayQuarantine({deps, door, since, replayed}: Replay): Promise<void> {
  for (const {id, at, body, replayedAt} of await deps.store.quarantined()) {
    if (at < since || replayedAt !== undefined) continue;
    const pushed = readBody(body);
    const received = pushed.kind === 'junk' ? pushed : await taken(door, id, pushed.value);
    if (received.kind === 'junk') {
      replayed.leave(id, `still not to be used (junk.${received.reason})`);
      continue;
    }
    replayed.count += 1;
    replayed.summary.count(received);
    await deps.store.replayed(id, deps.clock.now());
  }
}

async function taken(door: Replay['door'], id: string, value: unknown): Promise<Received> {
  try {
    return await door.receive(value);
  } catch (error) {
    throw new Error(`quarantined delivery ${id}: ${errorText(error)}`, {cause: error});
  }
}

/** A body that was cut when it was stored is not JSON any more. */
function readBody(body: string): Pushed {
  try {
    return decodePush(JSON.parse(body));
  } catch {
    return {kind: 'junk', reason: 'not-json'};
  }
}
