import type {Message} from '../../core/message.ts';
import type {MessageRef} from '../../core/ports.ts';

/** How far people have been told of an incident. */
export interface Progress {
  /** The newest revision that they see; 0 for none. */
  readonly revision: number;
  /** How many notes they have been told. */
  readonly notes: number;
}

/** Reads a channel's own ref; what is missing or odd counts as not told yet. */
export function progressOf(ref: MessageRef | undefined): Progress {
  return {revision: count(ref?.['revision']), notes: count(ref?.['notes'])};
}

/** The progress once `message` has been told. */
export function afterTelling(message: Message, before: Progress): Progress {
  return {
    revision: Math.max(message.revision, before.revision),
    notes: Math.max(message.notes.length, before.notes),
  };
}

/** True when `message` tells something new; an older revision never does. */
export function isNews(message: Message, before: Progress): boolean {
  if (message.revision !== before.revision) return message.revision > before.revision;
  return message.notes.length > before.notes;
}

function count(value: string | number | undefined): number {
  return typeof value === 'number' && value > 0 ? Math.floor(value) : 0;
}
