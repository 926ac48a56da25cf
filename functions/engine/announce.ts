import {CallError, type Failure, passes, isAmbiguous} from '../core/error.ts';
import type {Incident, Told} from '../core/incident.ts';
import type {Channel, Earlier} from '../core/ports.ts';
import type {Message} from '../core/message.ts';
import {phrase} from '../core/phrase.ts';
import {tell, tellable} from '../core/tell.ts';
import {type Deps, pageOf} from './deps.ts';
import {turnOf} from './turn.ts';

const firstWaitSeconds = 15;
const longestWaitSeconds = 600;
/** With less than this left of its lease, nobody is told anything. */
const leaseMarginSeconds = 30;

/**
 * Brings every channel up to date with what is stored. A channel that fails is tried again later
 * and holds up nothing: neither the other channels nor the repair.
 * @returns the incident with what each channel now shows; unchanged when there was nothing to tell.
 */
export async function announce(deps: Deps, incident: Incident): Promise<Incident> {
  const now = deps.clock.now();
  const behind = behindOf(deps, incident);
  if (behind.length === 0) return withoutTellAfter(incident);
  if (incident.tellAfter !== undefined && now < incident.tellAfter) return incident;
  const turn = await turnOf(deps, incident);
  if (turn.kind === 'later') return {...incident, tellTurn: turn.minute, tellAfter: turn.at};
  // Storing that tells whether the lease is still ours; then it is told.
  if (isRunningOut(deps, incident)) return {...incident, tellAfter: deps.clock.now()};
  const answers = await Promise.all(
    behind.map(async channel => ({
      channel,
      ...(await deliver(deps, channel, incident, turn.waiting)),
    })),
  );
  const told = {...incident.told};
  for (const answer of answers) told[answer.channel.id] = answer.told;
  const failures = answers.flatMap(({failure}) => failure ?? []);
  const {tellTurn: _taken, ...rest} = incident;
  if (failures.length === 0) return {...withoutTellAfter(rest), told, silentTries: 0};
  // What a person has to mend first (a token, a channel) is not asked for again soon.
  const wait = failures.some(passes)
    ? Math.min(firstWaitSeconds * 2 ** incident.silentTries, longestWaitSeconds)
    : longestWaitSeconds;
  return {
    ...rest,
    told,
    silentTries: incident.silentTries + 1,
    tellAfter: now + deps.timing.seconds(wait),
  };
}

/**
 * Whether the lease is too short to tell people under it: a process that was frozen finds it over, and
 * somebody else at work.
 */
function isRunningOut({clock, timing}: Deps, {lease}: Incident): boolean {
  return lease !== undefined && lease.until - clock.now() < timing.seconds(leaseMarginSeconds);
}

/** The channels that do not show yet what there is to tell. */
export function behindOf({channels}: Pick<Deps, 'channels'>, incident: Incident): Deps['channels'] {
  if (!tellable(incident)) return [];
  return channels.filter(({id}) => (incident.told[id]?.revision ?? 0) < incident.revision);
}

/** When it is time to tell once more, every channel that edits is behind; else the incident as it is. */
export function dueAgain(incident: Incident, now: number): Incident {
  if (incident.tellAgain === undefined || now < incident.tellAgain) return incident;
  const {tellAgain: _done, ...rest} = incident;
  return {...rest, revision: incident.revision + 1};
}

async function deliver(
  deps: Deps,
  channel: Channel,
  incident: Incident,
  waiting: number,
): Promise<{readonly told: Told; readonly failure?: Failure}> {
  const {revision: shown, ...earlier} = incident.told[channel.id] ?? {revision: 0};
  try {
    const shows = tell(incident, pageOf(deps, incident));
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
      error: error instanceof CallError ? error.message : String(error),
    });
    const failure = error instanceof CallError ? error.facts.failure : 'unavailable';
    const doubt = isAmbiguous(failure) ? {doubts: doubtsAfter(earlier)} : {};
    return {told: {revision: shown, ...earlier, ...doubt}, failure};
  }
}

/** The first message of an incident also tells how many others of its project wait for theirs. */
function withWaiting(
  {clock}: Deps,
  {target: {project}}: Incident,
  message: Message,
  count: number,
): Message {
  if (count === 0) return message;
  const more = phrase('context.more-wait', {at: clock.now(), count, project});
  return {...message, context: [...message.context, more]};
}

/** Says how long after the first sign of an incident a channel shows it; metrics count on it. */
function reportFirst({log, clock, timing}: Deps, {id}: Channel, incident: Incident): void {
  log.info('announced', {
    incident: incident.id,
    runbook: incident.runbook,
    channel: id,
    seconds: timing.asLived(clock.now() - incident.entries.firstAt) / 1000,
  });
}

/** The count of doubts with one more. */
export function doubtsAfter({doubts = 0}: Earlier): number {
  return doubts + 1;
}

function withoutTellAfter(incident: Incident): Incident {
  if (incident.tellAfter === undefined) return incident;
  const {tellAfter: _done, ...rest} = incident;
  return rest;
}
