import type {Incident} from '../../../core/incident/incident.ts';
import type {About} from '../../../core/ports/message.ts';
import {clock} from './time.ts';
import type {Speak} from './translate.ts';

/** An incident as one line of `respond --json` has it; what reads it relies on the names and their order. */
export interface IncidentJson {
  readonly incident: string;
  readonly runbook: string;
  readonly target: Incident['target'];
  readonly state: Incident['state'];
  /** The name of the reason, without a language. */
  readonly reason: string;
  readonly detail: string;
  readonly actions: About['actions'];
  /** RFC 3339; null: nobody looks again by itself. */
  readonly next: string | null;
}

/** The facts of an incident for programs. */
export function incidentJson(incident: string, about: About, speak: Speak): IncidentJson {
  const {runbook, target, state, reason, detail, actions, nextLook, openedAt} = about;
  return {
    incident,
    runbook,
    target,
    state,
    reason: reason.code.replace(/^reason\./, ''),
    detail: speak(detail, {time: clock('UTC', openedAt)}),
    actions,
    next: nextLook === undefined ? null : new Date(nextLook).toISOString(),
  };
}
