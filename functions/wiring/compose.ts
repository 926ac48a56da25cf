import {actions} from '../actions/index.ts';
import type {SlackAccess} from '../adapters/chat/slack/api.ts';
import {slackGroupMembers} from '../adapters/chat/slack/user-group.ts';
import {channels, formerChannel} from '../adapters/chat/delivery/channels.ts';
import {systemClock, systemRandom, systemToken} from '../adapters/clock.ts';
import {type Env, engineTimeScale} from '../adapters/env.ts';
import type {GoogleDeps} from '../adapters/google/client/call.ts';
import {googleCredentials} from '../adapters/google/client/credentials.ts';
import {loggingHistory} from '../adapters/google/logging/history.ts';
import {heartbeatWriter} from '../adapters/google/logging/heartbeat-writer.ts';
import {pubsubDeadLetters} from '../adapters/google/pubsub/dead-letters.ts';
import {pubsubQueue} from '../adapters/google/pubsub/work-queue.ts';
import {googleGroupMembers, groupsScope} from '../adapters/google/people/group-members.ts';
import {googleReaders} from '../adapters/google/readers.ts';
import {googleWriters} from '../adapters/google/writers.ts';
import {holderName, isGone} from '../adapters/lease-owner.ts';
import type {DeadLetters, History, Log, WorkQueue} from '../core/ports/ports.ts';
import {groupKind} from '../core/config/people.ts';
import type {Settings} from '../core/config/settings.ts';
import {TimeScale} from '../core/lib/time-scale.ts';
import type {Deps} from '../engine/lib/context.ts';
import {joinedReads} from '../engine/lib/joined-reads.ts';
import {openStores, type Stores} from './open-store.ts';
import {
  sendAuthorised,
  sendChat,
  type SendJson,
  sendRepeatable,
} from '../adapters/chat/delivery/send-json.ts';
import {chatScope} from '../adapters/chat/google-chat/api.ts';
import {runbooksOf} from './registry.ts';
import {withRememberedList} from '../engine/lib/remembered-list.ts';
import {safeFirst, safelyTold} from './safe-first.ts';
import {speakAll} from './translations.ts';

/** What a process is started with. */
export interface Start {
  readonly settings: Settings;
  readonly env: Env;
  readonly log: Log;
}

/** A queue for where nobody hands over: the sweep finds what is due. */
export const noQueue: WorkQueue = {handOver: () => Promise.resolve()};

/** What Google's APIs are called with. */
export function googleDeps({env}: Pick<Start, 'env'>): GoogleDeps {
  return {
    clock: systemClock,
    timing: new TimeScale(engineTimeScale(env)),
    random: systemRandom,
    authorise: googleCredentials(),
    ...(env.proxy === undefined ? {} : {proxy: env.proxy}),
  };
}

/** Sends as the Chat app: what this process runs as, with tokens for Google Chat only. */
export function sendAsChatApp(google: GoogleDeps): SendJson {
  return sendAuthorised(google, googleCredentials(chatScope));
}

/**
 * The engine's dependencies for a run that may change things.
 * @throws ConfigError, StoreError or EnvError.
 */
export async function compose(start: Start, opened?: Stores): Promise<Deps> {
  const google = googleDeps(start);
  const {settings, env, log} = start;
  const runbooks = await runbooksOf(settings);
  const stores = opened ?? (await openStores({settings, env, google, log}));
  // The guard's is the same, or has no write to wait for.
  const synced = () => stores.store.synced();
  const holder = holderName(google.random);
  const telling = {
    send: sendChat(google),
    sendRepeatable: sendRepeatable(google),
    sendAsChatApp: sendAsChatApp(google),
    speak: speakAll(settings.locale, runbooks),
    timeZone: settings.messages?.timeZone,
  };
  const former = formerChannel(settings, telling);
  return {
    settings,
    runbooks,
    actions,
    ...stores,
    readers: withRememberedList(joinedReads(googleReaders(google), google.clock)),
    writers: safeFirst(synced, googleWriters(google)),
    pulse: safeFirst(synced, heartbeatWriter(google)),
    history: historyOf(google),
    channels: channels(settings, telling).map(one => safelyTold(synced, one)),
    formerChannel: id => {
      const channel = former(id);
      return channel && safelyTold(synced, channel);
    },
    groupMembers: groupsOf(google, settings, telling.sendRepeatable),
    queue: queueOf(google, settings.workTopic, env.pubsubEmulator),
    clock: google.clock,
    timing: google.timing,
    log,
    holder,
    isGone: one => isGone(one, holder),
    random: google.random,
    token: systemToken,
  };
}

/** Who is in a group, as its own service says. */
function groupsOf(
  google: GoogleDeps,
  {chat: {slack}}: Pick<Settings, 'chat'>,
  send: SlackAccess['send'],
): NonNullable<Deps['groupMembers']> {
  const groupsDeps = {...google, authorise: googleCredentials(groupsScope)};
  return async group => {
    if (groupKind(group) === 'google') return googleGroupMembers(groupsDeps, group);
    if (slack?.kind !== 'bot') return undefined;
    return slackGroupMembers({send, token: slack.token}, group);
  };
}

/**
 * A count is context for a message: it gets one short try. Who undid a repair is worth two, under a
 * lease. Reading history gets the whole policy.
 */
export function historyOf(google: GoogleDeps): History {
  const quick = loggingHistory({...google, attempts: 1, attemptMs: 3_000, totalMs: 3_000});
  const patient = loggingHistory({...google, attempts: 2, attemptMs: 5_000, totalMs: 12_000});
  const whole = loggingHistory(google);
  return {
    count: (...asked) => quick.count(...asked),
    since: (...asked) => whole.since(...asked),
    newest: (...asked) => patient.newest(...asked),
  };
}

/** The subscription that the configuration names. @throws Error when it names none. */
export function deadLettersOf(
  google: GoogleDeps,
  {settings, env}: Pick<Start, 'settings' | 'env'>,
): DeadLetters {
  const {deadLetters} = settings;
  if (deadLetters === undefined) throw new Error('the configuration names no deadLetters');
  const {pubsubEmulator: emulator} = env;
  return pubsubDeadLetters({...google, ...(emulator === undefined ? {} : {emulator})}, deadLetters);
}

function queueOf(
  google: GoogleDeps,
  workTopic: string | undefined,
  emulator: string | undefined,
): WorkQueue {
  if (workTopic === undefined) return noQueue;
  return pubsubQueue({...google, ...(emulator === undefined ? {} : {emulator})}, workTopic);
}
