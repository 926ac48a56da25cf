import type {Message} from '../../../core/ports/message.ts';
import type {MessageRef} from '../../../core/incident/deliveries.ts';
import {shortHash} from '../../../core/incident/plan.ts';

/** How far people have been told of an incident by a channel that posts and never edits. */
export interface DeliveryState {
  /** The newest revision that they see; 0 for none. */
  readonly revision: number;
  /** The newest change of state that they see. */
  readonly milestone: number;
  /** How many notes they have been told. */
  readonly notes: number;
}

/** Reads a channel's own ref; what is missing or odd counts as not told yet. */
export function deliveryStateOf(ref: MessageRef | undefined): DeliveryState {
  return {
    revision: count(ref?.['revision']),
    milestone: count(ref?.['milestone']),
    notes: count(ref?.['notes']),
  };
}

/** What a channel remembers once `message` has been told. */
export function afterDelivery(message: Message, before: DeliveryState): MessageRef {
  return {
    revision: message.revision,
    milestone: message.milestone,
    notes: Math.max(message.notes.length, before.notes),
  };
}

/** Whom a channel has called since an incident asks for a person; '' for nobody. */
export function calledIn(ref: MessageRef | undefined): string {
  const called = ref?.['called'];
  return typeof called === 'string' ? called : '';
}

/** Whether these people were called already: nobody is called twice for one thing. */
export function isCalled(ref: MessageRef | undefined, called: string): boolean {
  return called === calledIn(ref);
}

/** The same for the store; nobody is called any more where a message asks for nobody. */
export function calling(called: string): MessageRef {
  return called === '' ? {} : {called};
}

/** A whole number out of a ref; 0 for anything else. */
export function count(value: string | number | undefined): number {
  return typeof value === 'number' && value > 0 ? Math.floor(value) : 0;
}

/**
 * An incident's id as services get it in keys and metadata: as it is when it is plain, else its hash,
 * so that nothing in a key is ever parsed or too long.
 */
export function wireId(incident: string): string {
  return /^[\w.:|/-]{1,200}$/.test(incident) ? incident : shortHash(incident);
}
