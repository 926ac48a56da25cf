import {CallError} from '../../../core/lib/error.ts';
import {textAt, type JsonObject} from '../../../core/lib/json.ts';
import {everyPage, listed, textOf} from '../client/answers.ts';
import {cloudIdentity} from '../client/api-clients.ts';
import {readGoogle, type GoogleDeps} from '../client/call.ts';

/**
 * What tokens for it are for. Those for all of Google Cloud are refused with the words for a group that is not there
 * (https://github.com/google/clusterfuzz/pull/5195).
 */
export const groupsScope = 'https://www.googleapis.com/auth/cloud-identity.groups.readonly';

/** More groups inside one another than these are no list of approvers. */
const mostGroups = 50;
/** More people than these neither. */
const mostPeople = 2000;
/** The most that a page with types has. */
const pageSize = 500;

/** One member of a group. */
interface Member {
  readonly kind: 'person' | 'group' | 'other';
  readonly email: string;
}

/**
 * The e-mails of the people of a Google group, also through the groups in it. Programs are no people. Whoever reads has to be
 * allowed to see members: in Google Workspace an administrator gives the service account the role Groups Reader.
 * https://docs.cloud.google.com/identity/docs/reference/rest/v1/groups.memberships/list
 * @param group its e-mail address.
 * @throws CallError when one of the groups cannot be read, or there are too many.
 */
export async function googleGroupMembers(
  deps: GoogleDeps,
  group: string,
): Promise<readonly string[]> {
  const people = new Set<string>();
  const groups = new Set([group.toLowerCase()]);
  // A set hands out what is added to it meanwhile, and each once: groups may contain one another.
  for (const email of groups) {
    for (const {kind, email: member} of await membersOf(deps, await nameOf(deps, email))) {
      if (kind === 'person') people.add(member.toLowerCase());
      if (kind === 'group') groups.add(member.toLowerCase());
    }
    if (groups.size > mostGroups || people.size > mostPeople) throw tooMany(group);
  }
  return [...people];
}

/** `groups/ID`. https://docs.cloud.google.com/identity/docs/reference/rest/v1/groups/lookup */
function nameOf(deps: GoogleDeps, email: string): Promise<string> {
  return readGoogle(
    deps,
    'cloudidentity groups.lookup',
    async options => (await cloudIdentity()).groups.lookup({'groupKey.id': email}, options),
    data => textOf(data, 'name'),
  );
}

/** Only the full view says of which kind a member is. */
function membersOf(deps: GoogleDeps, parent: string): Promise<readonly Member[]> {
  return everyPage(token =>
    readGoogle(
      deps,
      'cloudidentity groups.memberships.list',
      async options =>
        (await cloudIdentity()).groups.memberships.list(
          {parent, view: 'FULL', pageSize, ...token},
          options,
        ),
      data => listed(data, 'memberships', memberIn),
    ),
  );
}

function memberIn(membership: JsonObject): Member {
  const email = textOf(membership, 'preferredMemberKey', 'id');
  switch (textAt(membership, 'type')) {
    case 'USER':
      return {kind: 'person', email};
    case 'GROUP':
      return {kind: 'group', email};
    // A service account, or everybody of an organisation.
    case undefined:
    default:
      return {kind: 'other', email};
  }
}

function tooMany(group: string): CallError {
  return new CallError({
    call: 'cloudidentity groups.memberships.list',
    failure: 'malformed',
    status: 200,
    said: `${group} has more than ${mostGroups} groups or ${mostPeople} people`,
    attempts: 1,
  });
}
