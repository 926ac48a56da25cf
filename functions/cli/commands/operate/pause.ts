import {pauseInForce} from '../../../engine/lib/pause-in-force.ts';
import {pauseAll, unpauseAll} from '../../../engine/stops/pause.ts';
import {spanSeconds} from '../../../core/lib/span.ts';
import {configOption, readArgs} from '../../shell/args.ts';
import {missing, usage} from '../../shell/usage-error.ts';
import type {Pause} from '../../../core/guard/pause.ts';
import type {Words} from '../../../core/texts/words.ts';
import type {Command, Exit, Io} from '../../shell/command.ts';
import {withStore} from '../../shared/with-store.ts';
import {notKnown, whoSays, callerName} from '../../shared/who-says.ts';

const unpauseOptions = {config: configOption, by: {type: 'string'}} as const;
const pauseOptions = {
  ...unpauseOptions,
  reason: {type: 'string'},
  for: {type: 'string'},
} as const;

/** `pause`: stops every change of every instance. */
export const pause: Command = {
  name: 'pause',
  summary: {
    en: 'stop every change, everywhere, at once',
    ko: '모든 변경을 모든 곳에서 즉시 중지',
  },
  help: {
    en: `Usage: mesh-responder pause --reason TEXT [--for 2h] [--config FILE]
                            [--by NAME]

Stops every change of every instance that shares the store: each one looks
before each change. What is under way is finished. Incidents are opened, looked
at and told as ever, with the reason. A pause that is already there is replaced,
and shown.

  --reason TEXT   why; people read it in every message that it holds
  --for TIME      when it ends by itself: 30m, 2h, 1d; without it, when somebody
                  says "unpause"
  --config FILE   the configuration; MESH_RESPONDER_CONFIG by default
  --by NAME       who says so where Google does not say who you are; your
                  account's name by default

Exit codes: 0 done, 1 failure, 2 usage or configuration.`,
    ko: `사용법: mesh-responder pause --reason 이유 [--for 2h] [--config 파일]
                             [--by 이름]

저장소를 공유하는 모든 인스턴스의 모든 변경을 중지합니다. 인스턴스는 변경할
때마다 먼저 확인합니다. 진행 중인 변경은 마칩니다. 인시던트는 평소처럼 열리고
점검되며 이유와 함께 알림이 게시됩니다. 이미 있는 일시중지는 바뀌고 출력됩니다.

  --reason 이유   보류되는 모든 메시지에 표시되는 이유
  --for 시간      저절로 끝나는 시간. 30m, 2h, 1d. 없으면 "unpause"까지
  --config 파일   구성. 기본값은 MESH_RESPONDER_CONFIG
  --by 이름       Google이 사용자를 알리지 않을 때의 이름. 기본값은 계정 이름

종료 코드: 0 완료, 1 실패, 2 사용법 또는 구성 오류.`,
  },
  options: pauseOptions,
  run: halt,
};

/** `unpause`: ends the pause. */
export const unpause: Command = {
  name: 'unpause',
  summary: {
    en: 'end the pause',
    ko: '일시중지 종료',
  },
  help: {
    en: `Usage: mesh-responder unpause [--config FILE] [--by NAME]

Ends the pause; what it held is looked at again at once.

  --config FILE   the configuration; MESH_RESPONDER_CONFIG by default
  --by NAME       with a store in SQLite, who says so; your account's name by
                  default. With Firestore it is whom Google says your
                  credentials speak for.

Exit codes: 0 done, or there was no pause, 3 nobody knows who you are, 1
failure, 2 usage or configuration.`,
    ko: `사용법: mesh-responder unpause [--config 파일] [--by 이름]

일시중지를 끝냅니다. 보류된 인시던트는 즉시 다시 점검됩니다.

  --config 파일   구성. 기본값은 MESH_RESPONDER_CONFIG
  --by 이름       SQLite 저장소에서 기록에 남는 이름. 기본값은 계정 이름.
                  Firestore에서는 사용자 인증 정보의 Google 계정

종료 코드: 0 완료 또는 일시중지 없음, 3 사용자를 알 수 없음, 1 실패, 2 사용법
또는 구성 오류.`,
  },
  options: unpauseOptions,
  run: goOn,
};

const longestReason = 200;

async function halt(args: readonly string[], io: Io): Promise<Exit> {
  const given = readArgs('pause', args, pauseOptions);
  const reason = given.text('reason')?.trim().slice(0, longestReason) ?? '';
  if (reason === '')
    throw usage('pause', missing('--reason', {en: 'say why', ko: '이유를 적으세요'}));
  const length = given.text('for');
  const seconds = length === undefined ? undefined : secondsOf(length);
  return withStore<Exit>('pause', given, io, async deps => {
    const at = deps.clock.now();
    const until = seconds === undefined ? {} : {until: at + deps.timing.seconds(seconds)};
    const before = await pauseInForce(deps);
    await pauseAll(deps, {reason, by: await callerName(deps.settings, given, io), at, ...until});
    io.out(`Paused until ${endText(until.until)}: ${reason}\n`);
    if (before !== undefined) io.err(replacedText(before)[io.locale]);
    return 0;
  });
}

async function goOn(args: readonly string[], io: Io): Promise<Exit> {
  const given = readArgs('unpause', args, unpauseOptions);
  return withStore<Exit>('unpause', given, io, async deps => {
    const speaker = await whoSays(deps.settings, given, io);
    if (speaker.kind === 'unknown') {
      io.err(notKnown('unpause', speaker.why)[io.locale]);
      return 3;
    }
    const ended = await unpauseAll(deps, speaker.by);
    io.out(
      ended === undefined
        ? 'There was no pause.\n'
        : `The pause by ${ended.by} is over: ${ended.reason}\n`,
    );
    return 0;
  });
}

function replacedText({by, until, reason}: Pause): Words {
  return {
    en: `This replaces the pause by ${by} until ${endText(until)}: ${reason}\n`,
    ko: `${by} 계정의 일시중지(종료: ${until === undefined ? '"unpause"' : endText(until)})를 대체합니다. 이유: ${reason}\n`,
  };
}

function endText(until: number | undefined): string {
  return until === undefined ? 'somebody says "unpause"' : new Date(until).toISOString();
}

function secondsOf(text: string): number {
  const seconds = spanSeconds(text);
  if (seconds !== undefined && seconds > 0) return seconds;
  throw usage('pause', {
    en: `--for "${text}" is not like 30m, 2h or 1d`,
    ko: `--for "${text}" 값은 30m, 2h, 1d 형식이 아닙니다`,
  });
}
