import type {JsonObject} from '../lib/json.ts';

/** Where it stands which incidents have an answer that nobody has taken up. */
export const inboxMark = 'answers';

/** When the answers were given that nobody has taken up, epoch ms, by the id of the incident. */
export type Inbox = ReadonlyMap<string, number>;

/** Reads the inbox of a mark; what is no time is left out: a look at the incident finds no answer then. */
export function inboxIn(value: JsonObject | undefined): Inbox {
  return new Map(
    Object.entries(value ?? {}).filter(
      (entry): entry is [string, number] => typeof entry[1] === 'number',
    ),
  );
}

/** The mark's value of an inbox. */
export function inboxValue(inbox: Inbox): JsonObject {
  return Object.fromEntries(inbox);
}

/** The inbox with one more answer; the same inbox where it has that one. */
export function withAnswer(inbox: Inbox, incident: string, at: number): Inbox {
  return inbox.get(incident) === at ? inbox : new Map(inbox).set(incident, at);
}

/** The inbox without some answers; a later one to the same incident stays. */
export function without(inbox: Inbox, done: Inbox): Inbox {
  const left = [...inbox].filter(([incident, at]) => done.get(incident) !== at);
  return left.length === inbox.size ? inbox : new Map(left);
}
