import {CallError, errorText, type Failure, passes, isAmbiguous} from '../../core/lib/error.ts';
import type {Incident, Outbox, Told} from '../../core/incident/incident.ts';
import type {Earlier} from '../../core/incident/deliveries.ts';
import type {Channel} from '../../core/ports/ports.ts';
import type {Message} from '../../core/ports/message.ts';
import {phrase} from '../../core/texts/texts.ts';
import {routeFacts} from '../../core/announcement/routes.ts';
import {isTellable} from '../../core/announcement/tellable.ts';
import type {Deps} from '../lib/context.ts';
import {messageOf} from '../lib/message-of.ts';
import {goesFirst} from '../../core/guard/message-rate-limit.ts';
import {askQuestion} from './ask-question.ts';
import {messageTurn} from './message-turn.ts';

const firstWaitSeconds = 15;
const longestWaitSeconds = 600;
/** What could not be asked with buttons is told once more then. */
const askAgainSeconds = 60;
/** With less than this left of its lease, nobody is told anything. */
const leaseMarginSeconds = 30;

/**
 * Brings every channel up to date with what is stored. A channel that fails is tried again later
 * and holds up nothing: neither the other channels nor the repair.
 * @returns the incident with what each channel now shows; unchanged when there was nothing to tell.
 */
export async function announce(
  deps: Pick<
    Deps,
    | 'settings'
    | 'runbooks'
    | 'actions'
    | 'store'
    | 'guardStore'
    | 'token'
    | 'channels'
    | 'formerChannel'
    | 'clock'
    | 'timing'
    | 'log'
  >,
  incident: Incident,
): Promise<Incident> {
  const now = deps.clock.now();
  const {outbox} = incident;
  const behind = behindOf(deps, incident);
  if (behind.length === 0) return withOutbox(incident, withoutDue(outbox));
  // What waits for its turn only, and asks for a person by now, may have a sooner one.
  const mayJump = outbox.turn !== undefined && goesFirst(incident.state);
  if (outbox.dueAt !== undefined && now < outbox.dueAt && !mayJump) return incident;
  const turn = await messageTurn(deps, incident);
  if (turn.kind === 'later') {
    if (outbox.turn === turn.minute && outbox.dueAt === turn.at) return incident;
    return withOutbox(incident, {...outbox, turn: turn.minute, dueAt: turn.at});
  }
  const question = await askQuestion(deps, incident);
  // Storing that tells whether the lease is still ours; then it is told.
  if (isRunningOut(deps, incident)) {
    return withOutbox(incident, {...outbox, dueAt: deps.clock.now()});
  }
  const answers = await Promise.all(
    behind.map(async channel => ({
      channel,
      ...(await deliver(deps, channel, incident, {
        waiting: turn.waiting,
        question: question ?? '',
      })),
    })),
  );
  const told = Object.fromEntries(answers.map(one => [one.channel.id, one.told]));
  const channels = {...outbox.channels, ...told};
  const failed = answers.flatMap(({failure}) => failure ?? []);
  const {turn: _taken, ...taken} = outbox;
  // People were told, and their buttons follow.
  const again = now + deps.timing.seconds(askAgainSeconds);
  const rest = question === undefined ? {...taken, againAt: again} : taken;
  if (failed.length === 0)
    return withOutbox(incident, {...withoutDue(rest), channels, failures: 0});
  // What a person has to mend first (a token, a channel) is not asked for again soon.
  const wait = failed.some(passes)
    ? Math.min(firstWaitSeconds * 2 ** outbox.failures, longestWaitSeconds)
    : longestWaitSeconds;
  const dueAt = now + deps.timing.seconds(wait);
  return withOutbox(incident, {...rest, channels, failures: outbox.failures + 1, dueAt});
}

/**
 * Whether the lease is too short to tell people under it: a process that was frozen finds it over, and
 * somebody else at work.
 */
function isRunningOut({clock, timing}: Pick<Deps, 'clock' | 'timing'>, {lease}: Incident): boolean {
  return lease !== undefined && lease.until - clock.now() < timing.seconds(leaseMarginSeconds);
}

/** The channels that there are, and those that incidents of before were told in. */
type ChannelContext = Pick<Deps, 'channels' | 'formerChannel'>;

/** The channels that do not show yet what there is to tell. */
export function behindOf(deps: ChannelContext, incident: Incident): Deps['channels'] {
  return isTellable(incident) ? unawareOf(deps, incident) : [];
}

/** The same, whether or not it is to be told now. */
export function unawareOf(
  {channels, formerChannel}: ChannelContext,
  incident: Incident,
): Deps['channels'] {
  const {revision, channels: told} = incident.outbox;
  const facts = routeFacts(incident);
  // Who was told of it once hears how it goes on, wherever new ones go by now.
  const mine = channels.filter(
    ({id, takes}) => told[id] !== undefined || takes === undefined || takes(facts),
  );
  const former = Object.keys(told)
    .filter(id => channels.every(one => one.id !== id))
    .flatMap(id => formerChannel?.(id) ?? []);
  return [...mine, ...former].filter(({id}) => (told[id]?.revision ?? 0) < revision);
}

/** When it is time to tell once more, every channel that edits is behind; else the incident as it is. */
export function dueAgain(incident: Incident, now: number): Incident {
  const {againAt, ...rest} = incident.outbox;
  if (againAt === undefined || now < againAt) return incident;
  return withOutbox(incident, {...rest, revision: rest.revision + 1});
}

async function deliver(
  deps: Pick<Deps, 'settings' | 'runbooks' | 'actions' | 'clock' | 'timing' | 'log'>,
  channel: Channel,
  incident: Incident,
  {waiting, question}: {readonly waiting: number; readonly question: string},
): Promise<{readonly told: Told; readonly failure?: Failure}> {
  const {revision: shown, ...earlier} = incident.outbox.channels[channel.id] ?? {revision: 0};
  try {
    const shows = messageOf(deps, incident, question);
    const message = earlier.ref === undefined ? withWaiting(deps, incident, shows, waiting) : shows;
    const {revision} = message;
    const done = await channel.deliver(message, earlier);
    const {ref} = done;
    if (earlier.ref === undefined) reportFirst(deps, channel, incident);
    if (done.kind === 'done') return {told: {revision, ref}};
    deps.log.warn('announced without its details', {
      incident: incident.id,
      channel: channel.id,
      error: done.error,
    });
    const doubts = doubtsAfter(earlier);
    return {told: {revision: revision - 1, ref, doubts}, failure: 'unavailable'};
  } catch (error) {
    deps.log.error('announcement failed', {
      incident: incident.id,
      channel: channel.id,
      error: errorText(error),
    });
    const failure = error instanceof CallError ? error.facts.failure : 'unavailable';
    const doubt = isAmbiguous(failure) ? {doubts: doubtsAfter(earlier)} : {};
    return {told: {revision: shown, ...earlier, ...doubt}, failure};
  }
}

/** The first message of an incident also tells how many others of its project wait for theirs. */
function withWaiting(
  {clock}: Pick<Deps, 'clock'>,
  {target: {project}}: Incident,
  message: Message,
  count: number,
): Message {
  if (count === 0) return message;
  const more = phrase('footer.more-wait', {at: clock.now(), count, project});
  return {...message, footer: [...message.footer, more]};
}

/**
 * Says how long after the first sign of an incident, or after the silence that kept it, a channel shows it;
 * metrics count on it.
 */
function reportFirst(
  {log, clock, timing}: Pick<Deps, 'clock' | 'timing' | 'log'>,
  {id}: Channel,
  incident: Incident,
): void {
  const since = Math.max(
    incident.intake.entries.firstAt,
    incident.outbox.silence?.endedAt ?? -Infinity,
  );
  log.info('announced', {
    incident: incident.id,
    runbook: incident.runbook,
    channel: id,
    seconds: timing.asLived(clock.now() - since) / 1000,
  });
}

/** The count of doubts with one more. */
export function doubtsAfter({doubts = 0}: Earlier): number {
  return doubts + 1;
}

function withOutbox(incident: Incident, outbox: Outbox): Incident {
  return outbox === incident.outbox ? incident : {...incident, outbox};
}

function withoutDue(outbox: Outbox): Outbox {
  if (outbox.dueAt === undefined) return outbox;
  const {dueAt: _done, ...rest} = outbox;
  return rest;
}
