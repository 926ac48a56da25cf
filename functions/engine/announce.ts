import {CallError, type Failure, passes} from '../core/error.ts';
import type {Incident, Told} from '../core/incident.ts';
import type {Channel} from '../core/ports.ts';
import {tell, tellable} from '../core/tell.ts';
import {type Deps, runbookById} from './deps.ts';

const firstWaitSeconds = 15;
const longestWaitSeconds = 600;

/**
 * Brings every channel up to date with what is stored. A channel that fails is tried again later
 * and holds up nothing: neither the other channels nor the repair.
 * @returns the incident with what each channel now shows; unchanged when there was nothing to tell.
 */
export async function announce(deps: Deps, incident: Incident): Promise<Incident> {
  const now = deps.clock.now();
  const behind = deps.channels.filter(one => isBehind(incident, one));
  if (behind.length === 0 || !tellable(incident)) return withoutTellAfter(incident);
  if (incident.tellAfter !== undefined && now < incident.tellAfter) return incident;
  const answers = await Promise.all(
    behind.map(async channel => ({
      channel,
      answer: await deliver(deps, channel, incident),
    })),
  );
  const told = {...incident.told};
  for (const {channel, answer} of answers) {
    if (answer.told !== undefined) told[channel.id] = answer.told;
  }
  const failures = answers.flatMap(({answer}) => answer.failure ?? []);
  if (failures.length === 0) return {...withoutTellAfter(incident), told, silentTries: 0};
  // What a person has to mend first (a token, a channel) is not asked for again soon.
  const wait = failures.some(passes)
    ? Math.min(firstWaitSeconds * 2 ** incident.silentTries, longestWaitSeconds)
    : longestWaitSeconds;
  return {
    ...incident,
    told,
    silentTries: incident.silentTries + 1,
    tellAfter: now + deps.timing.seconds(wait),
  };
}

function isBehind(incident: Incident, channel: Channel): boolean {
  return (incident.told[channel.id]?.revision ?? 0) < incident.revision;
}

async function deliver(
  deps: Deps,
  channel: Channel,
  incident: Incident,
): Promise<{readonly told?: Told; readonly failure?: Failure}> {
  try {
    const message = tell(incident, runbookById(deps, incident.runbook).manifest.page);
    const done = await channel.deliver(message, incident.told[channel.id]?.ref);
    if (done.kind === 'done') {
      return {told: {revision: message.revision, ref: done.ref}};
    }
    deps.log.warn('announced without its details', {
      incident: incident.id,
      channel: channel.id,
      error: done.error,
    });
    return {told: {revision: message.revision - 1, ref: done.ref}, failure: 'unavailable'};
  } catch (error) {
    deps.log.error('announcement failed', {
      incident: incident.id,
      channel: channel.id,
      error: error instanceof CallError ? error.message : String(error),
    });
    return {failure: error instanceof CallError ? error.facts.failure : 'unavailable'};
  }
}

function withoutTellAfter(incident: Incident): Incident {
  if (incident.tellAfter === undefined) return incident;
  const {tellAfter: _done, ...rest} = incident;
  return rest;
}
