import {type PlainPosts, plainPosts} from '../../../adapters/chat/delivery/plain-posts.ts';
import {sendChat} from '../../../adapters/chat/delivery/send-json.ts';
import {speaker} from '../../../adapters/chat/text/translate.ts';
import {CallError, type Failure} from '../../../core/lib/error.ts';
import {googleDeps, sendAsChatApp} from '../../../wiring/compose.ts';
import {loadConfig} from '../../../wiring/load-config.ts';
import {callerName} from '../../shared/who-says.ts';
import {configOf} from '../../shared/with-store.ts';
import {configOption, readArgs} from '../../shell/args.ts';
import {usage} from '../../shell/usage-error.ts';
import type {Command, Exit, Io} from '../../shell/command.ts';
import {phrase, texts} from './texts.ts';

const options = {
  config: configOption,
  test: {type: 'boolean'},
  by: {type: 'string'},
} as const;

/** `notify --test`: sends one test message to each channel. */
export const notify: Command = {
  name: 'notify',
  summary: {
    en: 'send a test message to each channel, and say what each answered',
    ko: '채널마다 테스트 메시지를 보내고 응답 출력',
  },
  help: {
    en: `Usage: mesh-responder notify --test [--config FILE] [--by NAME]

Sends one message to each channel that the configuration names, also those of
routes and of the escalation: a Slack bot's, a Slack webhook's, a Google Chat
webhook's, a space that the Chat app is in. The app posts with your Google
credentials, which have to be a service account's of the app's project. A pager
gets an alert that is resolved at once, a webhook a signed event. The message
says that it is a test, by whom and when, and that there is nothing to do.
Prints a line for each channel: where it was posted, or what was refused and
what to do.

  --test          send it; there is nothing else to send
  --config FILE   the configuration with the chat's secrets;
                  MESH_RESPONDER_CONFIG by default
  --by NAME       who sends it where Google does not say who you are; your
                  account's name by default

Exit codes: 0 every channel took it, 1 one did not, 2 usage or configuration,
or no channel.`,
    ko: `사용법: mesh-responder notify --test [--config 파일] [--by 이름]

구성에 있는 채널(Slack 봇, Slack 웹훅, Google Chat 웹훅, Chat 앱의 스페이스)마다
메시지 하나를 보냅니다. routes와 escalation의 채널도 포함됩니다. Chat 앱은 현재
Google 사용자 인증 정보로 게시하므로 앱이 있는 프로젝트의 서비스 계정이어야
합니다. 호출기에는 바로 해결되는 알림을, 웹훅에는 서명된 이벤트를 보냅니다.
메시지에는 테스트라는 사실과 보낸 사람, 시간, 조치할 필요가 없다는 내용이
있습니다. 채널마다 게시된 위치를, 거부되면 이유와 할 일을 출력합니다.

  --test          전송. 보낼 수 있는 메시지는 이것뿐임
  --config 파일   채팅의 보안 비밀이 있는 구성. 기본값은 MESH_RESPONDER_CONFIG
  --by 이름       Google이 사용자를 알리지 않을 때 보낸 사람. 기본값은 계정 이름

종료 코드: 0 모든 채널이 받음, 1 받지 않은 채널 있음, 2 사용법 또는 구성 오류,
채널 없음.`,
  },
  options,
  run,
};

async function run(args: readonly string[], io: Io): Promise<Exit> {
  const given = readArgs('notify', args, options);
  if (!given.flag('test'))
    throw usage('notify', {
      en: 'say --test: there is nothing else to send',
      ko: '--test를 지정하세요. 보낼 수 있는 메시지는 테스트 메시지뿐입니다',
    });
  const {env} = io;
  const settings = await loadConfig(configOf('notify', given, io), env);
  const google = googleDeps({env});
  const channels = plainPosts(settings, {
    send: sendChat(google),
    sendAsChatApp: sendAsChatApp(google),
  });
  if (channels.length === 0) {
    throw usage('notify', {
      en: 'the configuration names no channel: set chat.slack or chat.googleChat, or routes, paging or webhooks',
      ko: '구성에 채널이 없습니다. chat.slack 또는 chat.googleChat, routes, paging, webhooks 중 하나를 설정하세요',
    });
  }
  const by = await callerName(settings, given, io);
  const speak = speaker(settings.locale, texts);
  const at = google.clock.now();
  const line = speak(phrase('notify.test', {by, at}));
  const said = await Promise.all(channels.map(channel => tried(channel, line, at)));
  for (const [index, channel] of channels.entries())
    io.out(`${channel.name}: ${said[index]?.text ?? ''}\n`);
  return said.every(one => one.taken) ? 0 : 1;
}

/** What became of a post, in words. */
interface Tried {
  readonly taken: boolean;
  readonly text: string;
}

async function tried(channel: PlainPosts, line: string, at: number): Promise<Tried> {
  try {
    return {taken: true, text: `ok, posted in ${await channel.post(line, at)}`};
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    const {message, facts} = error;
    return {taken: false, text: `failed: ${message}${next[facts.failure]}`};
  }
}

const later = '; try again in a minute';
const past = '; something in between answered: let this machine reach the service itself';

/** What to do, where what the channel said does not say it. */
const next: Readonly<Record<Failure, string>> = {
  unavailable: `; look whether this machine may reach the service, and try again`,
  'rate-limited': later,
  busy: later,
  conflict: later,
  malformed: past,
  'not-found': '',
  denied: '',
  'api-disabled': '',
  invalid: '',
};
