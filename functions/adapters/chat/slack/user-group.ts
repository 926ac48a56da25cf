import {listAt} from '../../../core/lib/json.ts';
import {accepted, askSlack, type SlackAccess} from './api.ts';

/**
 * The ids of the members of a user group; the bot needs the scope `usergroups:read`.
 * https://docs.slack.dev/reference/methods/usergroups.users.list
 * @throws CallError.
 */
export async function slackGroupMembers(
  access: SlackAccess,
  group: string,
): Promise<readonly string[]> {
  const query = {usergroup: group};
  const body = accepted(await askSlack(access, {name: 'usergroups.users.list', query}));
  return listAt(body, 'users').flatMap(one => (typeof one === 'string' ? one : []));
}
