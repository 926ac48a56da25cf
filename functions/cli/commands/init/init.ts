import {writeFile} from 'node:fs/promises';
import {validate} from '../../../adapters/config/validate.ts';
import {googleReaders} from '../../../adapters/google/readers.ts';
import {CallError} from '../../../core/lib/error.ts';
import {googleDeps} from '../../../wiring/compose.ts';
import {known} from '../../../wiring/load-config.ts';
import {counted} from '../../shared/wording.ts';
import {type Given, readArgs} from '../../shell/args.ts';
import type {Command, Exit, Io} from '../../shell/command.ts';
import {missing, usage, UsageError} from '../../shell/usage-error.ts';
import {ask, type Asking, asking} from './ask.ts';
import {type Answers, configText, type NamedProject} from './config-text.ts';

const modes = ['observe', 'approve', 'auto'] as const;
const options = {
  project: {type: 'string', multiple: true},
  fleet: {type: 'string'},
  mode: {type: 'string', of: modes},
  'slack-channel': {type: 'string'},
  'google-chat': {type: 'boolean'},
  'time-zone': {type: 'string'},
  out: {type: 'string', short: 'o', of: 'file'},
  force: {type: 'boolean'},
} as const;

/** `init`: writes a first configuration. */
export const init: Command = {
  name: 'init',
  summary: {
    en: 'ask a few questions and write a configuration that passes',
    ko: '몇 가지 질문에 답하여 점검을 통과하는 구성 작성',
  },
  help: {
    en: `Usage: mesh-responder init [--project ID[=NUMBER]]… [--fleet ID]
                           [--mode observe|approve|auto] [--slack-channel ID]
                           [--google-chat] [--time-zone ZONE] [--out FILE]
                           [--force]

Writes a configuration and says what to do next. At a terminal it asks for what
no option gives; else --project is needed. A project's number is looked up with
your sign-in (gcloud auth application-default login) where you do not give it.
Nothing else is read, and nothing is changed but the file.

  --project ID        a project to watch, with its number behind "=", where
                      known; may be given more than once
  --fleet ID          the fleet host project; the first project by default
  --mode MODE         observe: only tell (the default), approve: ask first,
                      auto: repair
  --slack-channel ID  the id of a channel, for a bot whose token stands in
                      SLACK_TOKEN
  --google-chat       a webhook of Google Chat, in the file chat-webhook.txt
  --time-zone ZONE    of times in Google Chat, e.g. Asia/Seoul
  --out FILE          responder.yaml by default; a file that is there is kept
  --force             writes over the file

Exit codes: 0 written, 2 usage, or the file is there already.`,
    ko: `사용법: mesh-responder init [--project ID[=번호]]… [--fleet ID]
                            [--mode observe|approve|auto] [--slack-channel ID]
                            [--google-chat] [--time-zone 시간대] [--out 파일]
                            [--force]

구성을 작성하고 다음에 할 일을 알립니다. 터미널에서는 옵션으로 지정하지 않은
값을 묻고, 터미널이 아니면 --project가 필요합니다. 프로젝트 번호를 지정하지
않으면 로그인 정보(gcloud auth application-default login)로 조회합니다. 그
밖에는 아무것도 읽지 않으며 이 파일 외에는 아무것도 변경하지 않습니다.

  --project ID        관찰할 프로젝트. 번호를 알면 "=" 뒤에 지정. 여러 번
                      지정 가능
  --fleet ID          Fleet 호스트 프로젝트. 기본값은 첫 번째 프로젝트
  --mode 모드         observe: 알림만(기본값), approve: 승인 후 복구,
                      auto: 자동 복구
  --slack-channel ID  채널 ID. 봇 토큰은 SLACK_TOKEN에서 읽음
  --google-chat       chat-webhook.txt 파일에 있는 Google Chat 웹훅
  --time-zone 시간대  Google Chat에 표시되는 시간의 시간대. 예: Asia/Seoul
  --out 파일          기본값은 responder.yaml. 이미 있는 파일은 그대로 둠
  --force             파일을 덮어씀

종료 코드: 0 작성됨, 2 사용법 오류 또는 이미 있는 파일.`,
  },
  options,
  run,
};

async function run(args: readonly string[], io: Io): Promise<Exit> {
  const given = readArgs('init', args, options);
  const file = given.text('out') ?? 'responder.yaml';
  const text = configText(await answersOf(given, io));
  const {projects, mode} = await validate(text, file, known);
  await write(file, text, given.flag('force'));
  io.out(`Wrote ${file}: ${counted(projects.length, 'project')}, mode ${mode}.\n\nNext:\n`);
  const steps = [
    ...(text.includes('SLACK_TOKEN') ? ['export SLACK_TOKEN=xoxb-…  # the token of the bot'] : []),
    ...(text.includes('chat-webhook.txt')
      ? ['install -m 600 /dev/stdin chat-webhook.txt  # paste the URL, then Ctrl-D']
      : []),
    `mesh-responder config check --config ${file}`,
    `mesh-responder doctor --config ${file}`,
    `mesh-responder respond --config ${file} --since 1h`,
  ];
  for (const step of steps) io.out(`  ${step}\n`);
  return 0;
}

/** What the options say, and a person at the terminal of what they do not. */
async function answersOf(given: Given, io: Io): Promise<Answers> {
  const named = given.list('project');
  if (named.length > 0) return answersOfOptions(given, await numbered(named.map(split), io), io);
  if (io.interactive !== true) {
    throw usage(
      'init',
      missing('--project', {en: 'nobody can be asked', ko: '물어볼 수 없습니다'}),
    );
  }
  const terminal = asking(io);
  try {
    return await answersOfPerson(given, terminal, io);
  } finally {
    terminal.close();
  }
}

function answersOfOptions(given: Given, projects: readonly NamedProject[], io: Io): Answers {
  const channel = given.text('slack-channel');
  const timeZone = given.text('time-zone');
  return {
    projects,
    fleet: given.text('fleet') ?? projects[0]?.id ?? '',
    mode: given.text('mode') ?? 'observe',
    locale: io.locale,
    ...(channel !== undefined && {slackChannel: channel}),
    googleChat: given.flag('google-chat'),
    ...(timeZone !== undefined && {timeZone}),
  };
}

async function answersOfPerson(given: Given, terminal: Asking, io: Io): Promise<Answers> {
  const ids = (await ask(terminal, 'projects', io.locale))
    .split(/[\s,]+/)
    .filter(one => one !== '');
  if (ids.length === 0) throw usage('init', missing('--project'));
  const projects = await numbered(ids.map(split), io, terminal);
  const answers = answersOfOptions(given, projects, io);
  const fleet = given.text('fleet') ?? (await ask(terminal, 'fleet', io.locale, answers.fleet));
  const mode = given.text('mode') ?? (await ask(terminal, 'mode', io.locale, 'observe'));
  const slackChannel = answers.slackChannel ?? (await ask(terminal, 'slackChannel', io.locale));
  const googleChat =
    answers.googleChat || /^[yY예]/.test(await ask(terminal, 'googleChat', io.locale, 'n'));
  const {slackChannel: _none, ...rest} = answers;
  return {...rest, fleet, mode, googleChat, ...(slackChannel !== '' && {slackChannel})};
}

interface Split {
  readonly id: string;
  readonly number: string | undefined;
}

function split(text: string): Split {
  const [id = '', number] = text.split('=');
  return {id, number};
}

/** The projects with their numbers: given, looked up, or asked for. */
async function numbered(
  projects: readonly Split[],
  io: Io,
  terminal?: Asking,
): Promise<readonly NamedProject[]> {
  const readers = googleReaders(googleDeps({env: io.env}));
  const all: NamedProject[] = [];
  for (const {id, number} of projects) {
    const found = number ?? (await lookedUp(id, id => readers.project(id)));
    if (typeof found === 'string') all.push({id, number: found});
    else if (terminal !== undefined)
      all.push({id, number: await ask(terminal, 'number', io.locale, undefined, id)});
    else
      throw usage('init', {
        en: `the number of ${id} could not be looked up (${found.why}). Give it: --project ${id}=NUMBER`,
        ko: `${id} 프로젝트의 번호를 조회할 수 없습니다(${found.why}). 직접 지정하세요: --project ${id}=번호`,
      });
  }
  return all;
}

async function lookedUp(
  id: string,
  read: (id: string) => Promise<{readonly number: string}>,
): Promise<string | {readonly why: string}> {
  try {
    return (await read(id)).number;
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    const {token, said} = error.facts;
    return {why: token === undefined ? said : 'gcloud auth application-default login'};
  }
}

async function write(file: string, text: string, force: boolean): Promise<void> {
  try {
    await writeFile(file, text, {flag: force ? 'w' : 'wx'});
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    const isThere = code === 'EEXIST';
    throw new UsageError(
      isThere
        ? {
            en: `mesh-responder init: ${file} is there already, and was left as it is. Give --out another name, or --force.`,
            ko: `mesh-responder init: ${file} 파일이 이미 있어 그대로 두었습니다. --out으로 다른 이름을 지정하거나 --force를 사용하세요.`,
          }
        : {
            en: `mesh-responder init: ${file} cannot be written (${String(code)}). Give --out a path that this account may write.`,
            ko: `mesh-responder init: ${file} 파일을 쓸 수 없습니다(${String(code)}). --out으로 쓸 수 있는 경로를 지정하세요.`,
          },
      {cause},
    );
  }
}
