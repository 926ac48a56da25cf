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

/**
 * Whether somebody is surely another person than whoever has another name: both are named by one service, or the table says
 * what the other's service calls one of them.
 */
export function isSurelyOther(
  who: PersonIdentity,
  other: string,
  people: readonly Person[] = [],
): boolean {
  const [mine, theirs] = [serviceOf(nameOf(who, people)), serviceOf(other)];
  if (mine === theirs) return true;
  const me = personOf(who, people);
  if (me !== undefined && theirs !== 'google') return idOf(me, theirs) !== undefined;
  const them = people.find(one => sameEmail(one.email, other));
  return them !== undefined && idOf(them, mine) !== undefined;
}

/** What names that `nameOf` gives are of. */
function serviceOf(name: string): PersonIdentity['kind'] {
  if (name.startsWith('Slack ')) return 'slack';
  if (name.startsWith('Google Chat ')) return 'google-chat';
  return name.startsWith('unverified: ') ? 'unverified' : 'google';
}

function idOf(person: Person, service: PersonIdentity['kind']): string | undefined {
  switch (service) {
    case 'google':
      return person.email;
    case 'slack':
      return person.slack;
    case 'google-chat':
      return person.googleChat;
    case 'unverified':
      return undefined;
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
