import {type PlainPosts, plainPosts} from '../../../adapters/chat/delivery/plain-posts.ts';
import {sendChat} from '../../../adapters/chat/delivery/send-json.ts';
import {speaker} from '../../../adapters/chat/text/translate.ts';
import {CallError, type Failure} from '../../../core/lib/error.ts';
import {googleDeps} from '../../../wiring/compose.ts';
import {loadConfig} from '../../../wiring/load-config.ts';
import {callerName} from '../../shared/who-says.ts';
import {configOf} from '../../shared/with-store.ts';
import {readArgs, usage} from '../../shell/args.ts';
import type {Command, Exit, Io} from '../../shell/command.ts';
import {phrase, texts} from './texts.ts';

/** `notify --test`: sends one test message to each channel. */
export const notify: Command = {
  name: 'notify',
  summary: 'send a test message to each channel, and say what each answered',
  help: `Usage: mesh-responder notify --test [--config FILE] [--by NAME]

Sends one message to each channel that the configuration names: the Slack bot's, the Slack webhook's,
the Google Chat webhook's. It says that it is a test, by whom and when, and that there is nothing to
do. Prints a line for each channel: where it was posted, or what was refused and what to do.

  --test          send it; there is nothing else to send
  --config FILE   the configuration with the chat's secrets; MESH_RESPONDER_CONFIG by default
  --by NAME       who sends it where Google does not say who you are; your account's name by default

Exit codes: 0 every channel took it, 1 one did not, 2 usage or configuration, or no channel.`,
  run,
};

async function run(args: readonly string[], io: Io): Promise<Exit> {
  const given = readArgs('notify', args, {
    config: {type: 'string', short: 'c'},
    test: {type: 'boolean'},
    by: {type: 'string'},
  });
  if (!given.flag('test')) throw usage('notify', 'say --test: there is nothing else to send');
  const {env} = io;
  const settings = await loadConfig(configOf('notify', given, io), env);
  const google = googleDeps({env});
  const channels = plainPosts(settings.chat, sendChat(google));
  if (channels.length === 0) {
    throw usage('notify', 'the configuration names no channel: set chat.slack or chat.googleChat');
  }
  const by = await callerName(settings, given, io);
  const speak = speaker(settings.locale, texts);
  const line = speak(phrase('notify.test', {by, at: google.clock.now()}));
  const said = await Promise.all(channels.map(channel => tried(channel, line)));
  for (const [at, channel] of channels.entries())
    io.out(`${channel.name}: ${said[at]?.text ?? ''}\n`);
  return said.every(one => one.taken) ? 0 : 1;
}

/** What became of a post, in words. */
interface Tried {
  readonly taken: boolean;
  readonly text: string;
}

async function tried(channel: PlainPosts, line: string): Promise<Tried> {
  try {
    return {taken: true, text: `ok, posted in ${await channel.post(line)}`};
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
