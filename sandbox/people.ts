import type {JsonObject} from '../functions/core/lib/json.ts';
import {changes, fieldsOf, optional, type Read, text, textList} from './patch/read.ts';

/** Somebody who presses buttons, by the ids that the services know them by. */
export interface Human {
  /** `U…`. */
  readonly slack: string;
  /** The workspace that they are of, `T…`: another one than the app's for who comes through Slack Connect. */
  readonly team: string;
  readonly name: string;
  readonly email: string;
  /** `users/NUMBER`; absent: not in Google Chat. */
  readonly googleChat?: string;
}

/** The people of a sandbox, and how the app is known to their services. */
export interface People {
  readonly humans: readonly Human[];
  /**
   * User groups of Slack: the ids of their members by the group's own, `S…`. Google groups: e-mails of people, programs and
   * other groups by the group's own.
   */
  readonly groups: Readonly<Record<string, readonly string[]>>;
}

/** The workspace that the app is installed in. */
export const workspace = {id: 'T0SANDBOX', domain: 'shop'} as const;

/** The app in it. The secret signs what Slack sends; it opens nothing but a sandbox. */
export const slackApp = {
  id: 'A0SANDBOX',
  bot: 'B0SANDBOX',
  user: 'U0SANDBOX',
  signingSecret: '5a0d8b0c2e7f46139bd1c4a7e6f03825',
} as const;

/** What requests of a Google Chat app are made for, and who makes them. */
export const googleApp = {
  audience: 'https://interact.shop.example',
  endpoint: 'https://interact.shop.example/google-chat',
  account: 'service-731920055417@gcp-sa-gsuiteaddons.iam.gserviceaccount.com',
} as const;

/** Who is there where nobody says otherwise. */
export const usualPeople: People = {
  humans: [
    {
      slack: 'U0MINA',
      team: workspace.id,
      name: 'mina',
      email: 'mina@shop.example',
      googleChat: 'users/1001',
    },
    {
      slack: 'U0JOON',
      team: workspace.id,
      name: 'joon',
      email: 'joon@shop.example',
      googleChat: 'users/1002',
    },
    {slack: 'U0GUEST', team: 'T0OTHER', name: 'guest', email: 'guest@other.example'},
  ],
  groups: {
    S0ONCALL: ['U0MINA', 'U0JOON'],
    'mesh-oncall@shop.example': ['mina@shop.example', 'mesh-leads@shop.example'],
    'mesh-leads@shop.example': ['joon@shop.example'],
  },
};

/**
 * The person behind a Slack id, a Google Chat id or an e-mail address.
 * @throws Error that names who is there.
 */
export function findHuman({humans}: People, id: string): Human {
  const found = humans.find(one => [one.slack, one.googleChat, one.email].includes(id));
  if (found !== undefined) return found;
  const known = humans.map(one => one.slack).join(', ');
  throw new Error(`nobody is called '${id}'; there are ${known}`);
}

/** The domain of a workspace, as its address has it. */
export function domainOf(team: string): string {
  return team === workspace.id ? workspace.domain : team.slice(2).toLowerCase();
}

/**
 * People after a change: `{users: {ID: {name, email, team?, googleChat?} | null}, groups: {ID: [IDS] | null}}`.
 * @throws Error naming the field that is wrong and what it should be.
 */
export function changedPeople(people: People, change: unknown): People {
  const found = fieldsOf(change, 'people', ['users', 'groups']);
  const {users = {}} = optional(found, 'users', changes(readHuman));
  const {groups = {}} = optional(found, 'groups', changes(textList));
  const kept = people.humans.filter(one => !Object.hasOwn(users, one.slack));
  const put = Object.entries(users).flatMap(([slack, one]) =>
    one === null ? [] : [{...one, slack}],
  );
  const all = Object.entries({...people.groups, ...groups});
  return {
    humans: [...kept, ...put],
    groups: Object.fromEntries(
      all.filter((one): one is [string, readonly string[]] => one[1] !== null),
    ),
  };
}

const readHuman: Read<Omit<Human, 'slack'>> = (value, path) => {
  const found: JsonObject = fieldsOf(value, path, ['team', 'name', 'email', 'googleChat']);
  return {
    team: workspace.id,
    ...optional(found, 'team', text, path),
    ...optional(found, 'googleChat', text, path),
    name: text(found['name'], `${path}.name`),
    email: text(found['email'], `${path}.email`),
  };
};
