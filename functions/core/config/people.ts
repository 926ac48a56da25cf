/** Who a service says somebody is, by what it gives to nobody else; never by a name that people choose. */
export type PersonIdentity =
  | {readonly kind: 'google'; readonly email: string}
  /** A member of a workspace: `team` is `T…`, `user` is `U…` or `W…`. */
  | {readonly kind: 'slack'; readonly team: string; readonly user: string}
  /** `user` is `users/NUMBER`. */
  | {readonly kind: 'google-chat'; readonly user: string}
  /** Who runs the command beside an embedded store: one's own word, and nobody else's. */
  | {readonly kind: 'unverified'; readonly name: string};

/** A person whom several services know, each by an id of its own. */
export interface Person {
  readonly email: string;
  /** `U…` or `W…`. */
  readonly slack?: string;
  /** `users/NUMBER`. */
  readonly googleChat?: string;
}

/** The person behind an identity; undefined: the configuration names none. */
export function personOf(
  identity: PersonIdentity,
  people: readonly Person[] = [],
): Person | undefined {
  switch (identity.kind) {
    case 'google':
      return people.find(one => sameEmail(one.email, identity.email));
    case 'slack':
      return people.find(one => one.slack === identity.user);
    case 'google-chat':
      return people.find(one => one.googleChat === identity.user);
    case 'unverified':
      return undefined;
  }
}

/**
 * What the history calls somebody: one person has one name, whichever service they come by, so that nobody is
 * counted twice.
 */
export function nameOf(identity: PersonIdentity, people: readonly Person[] = []): string {
  const person = personOf(identity, people);
  if (person !== undefined) return person.email;
  switch (identity.kind) {
    case 'google':
      return identity.email;
    case 'slack':
      return `Slack ${identity.user}`;
    case 'google-chat':
      return `Google Chat ${identity.user}`;
    case 'unverified':
      return `unverified: ${identity.name}`;
  }
}

/** Who keeps a group: one of Google is named by an e-mail, one of Slack by an id. */
export function groupKind(group: string): 'google' | 'slack' {
  return group.includes('@') ? 'google' : 'slack';
}

/** Google's accounts do not tell capitals apart. */
export function sameEmail(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
