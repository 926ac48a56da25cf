/** What a person can do about an incident with a button, in the order in which buttons stand. */
export const verbs = [
  'approve',
  'decline',
  'acknowledge',
  'undo',
  'silence',
  'pause',
  'explain',
] as const;

/** One of `verbs`. */
export type Verb = (typeof verbs)[number];
