import {messageTextOf} from '../../adapters/chat/text/message-text.ts';
import type {Incident} from '../../core/incident/incident.ts';
import type {Message} from '../../core/ports/message.ts';
import {isBacklog} from '../../core/intake/backlog.ts';
import {messageOf} from '../../engine/lib/message-of.ts';
import type {ReadDeps} from '../deps.ts';
import type {Speaking} from './speaking.ts';

type Words = Pick<ReadDeps, 'runbooks' | 'actions' | 'timing' | 'settings'>;

/**
 * The message of an incident as chat has it; undefined where its runbook is registered no more: a private one that was
 * taken away.
 */
export function knownMessage(
  deps: Words,
  speaking: Speaking,
  incident: Incident,
): Message | undefined {
  const isKnown = deps.runbooks.some(one => one.manifest.id === incident.runbook);
  // Whoever reads it here has opened it already.
  const {console: _here, ...others} = deps.settings;
  const settings = {...others, locale: speaking.locale};
  // A digest is of several runbooks.
  if (!isKnown && !isBacklog(incident)) return undefined;
  return messageOf({...deps, settings}, incident);
}

/** What is affected and why, in a line. */
export function titleOf(deps: Words, speaking: Speaking, incident: Incident): string {
  const message = knownMessage(deps, speaking, incident);
  if (message === undefined) return incident.runbook;
  return messageTextOf(message, speaking.speak, {time: speaking.clock}).headline;
}
