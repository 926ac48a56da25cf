import {isObject, type JsonObject} from '../lib/json.ts';

/** Where it stands which incidents were acknowledged and have not been told yet. */
export const ownershipMark = 'acknowledgements';

/** Where it stands of which incidents people want the repair taken back, and respond has not taken it up. */
export const undoMark = 'undo-requests';

/** What a person has said about an incident, beside answers to plans; it permits nothing. */
export interface Word {
  /** Who, as `nameOf` of `core/config/people.ts` writes it. */
  readonly by: string;
  /** When it was said, epoch ms. */
  readonly at: number;
  /** The run of the incident that it is about. */
  readonly run: number;
}

/** Words of one kind that nobody has taken up, by the id of the incident. */
export type WordInbox = ReadonlyMap<string, Word>;

/** Reads the inbox of a mark; what is none is left out: it permits nothing, and can be said again. */
export function wordsIn(value: JsonObject | undefined): WordInbox {
  return new Map(
    Object.entries(value ?? {}).flatMap(([incident, one]) => {
      const said = wordOf(one);
      return said === undefined ? [] : [[incident, said] as const];
    }),
  );
}

function wordOf(value: unknown): Word | undefined {
  if (!isObject(value)) return undefined;
  const {by, at, run} = value;
  const isRead = typeof by === 'string' && typeof at === 'number' && typeof run === 'number';
  return isRead ? {by, at, run} : undefined;
}

/** The mark's value of an inbox. */
export function wordsValue(inbox: WordInbox): JsonObject {
  return Object.fromEntries(
    [...inbox].map(([incident, {by, at, run}]) => [incident, {by, at, run}]),
  );
}

/** The inbox without what was taken up; a later word about the same incident stays. */
export function withoutWords(inbox: WordInbox, done: WordInbox): WordInbox {
  const left = [...inbox].filter(([incident, {at}]) => done.get(incident)?.at !== at);
  return left.length === inbox.size ? inbox : new Map(left);
}
