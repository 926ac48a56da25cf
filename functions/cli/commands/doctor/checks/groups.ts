import {slackGroupMembers} from '../../../../adapters/chat/slack/user-group.ts';
import type {InspectDeps} from '../../../../adapters/google/client/call.ts';
import {googleGroupMembers, groupsScope} from '../../../../adapters/google/people/group-members.ts';
import {groupKind} from '../../../../core/config/people.ts';
import {CallError} from '../../../../core/lib/error.ts';
import {groupsNamed} from '../../../../engine/lib/known-people.ts';
import {type Check, type Found, found, isTokenless, ok} from '../check.ts';
import type {DoctorContext} from '../doctor-context.ts';
import {sending} from './chat.ts';

/** Where an administrator of Google Workspace gives the role Groups Reader to a service account. */
const adminRoles = 'open https://admin.google.com/ac/roles';
const slackApps = 'open https://api.slack.com/apps';

/** Whether respond can read who is in the groups that may answer: nobody of another one is let in. */
export function groupChecks(context: DoctorContext): readonly Check[] {
  return groupsNamed(context.settings).map(group => ({
    check: 'people',
    subject: group,
    run: deps =>
      groupKind(group) === 'google'
        ? ofGoogle(group, context, deps)
        : ofSlack(group, context, deps),
  }));
}

async function ofGoogle(
  group: string,
  context: DoctorContext,
  {signal}: InspectDeps,
): Promise<readonly Found[]> {
  let respond: InspectDeps;
  try {
    respond = await context.asRespond(groupsScope);
  } catch (error) {
    if (!(error instanceof CallError) || isTokenless(error)) throw error;
    return [found('unknown', 'group-not-seen', {group, said: error.facts.said})];
  }
  return judged(group, adminRoles, () =>
    googleGroupMembers({...respond, ...(signal === undefined ? {} : {signal})}, group),
  );
}

async function ofSlack(
  group: string,
  {settings: {chat}}: DoctorContext,
  deps: InspectDeps,
): Promise<readonly Found[]> {
  const {slack} = chat;
  // Whoever has no bot hands answers on, and asks nobody.
  if (slack?.kind !== 'bot') return [];
  const access = {send: sending(deps), token: slack.token};
  return judged(group, slackApps, () => slackGroupMembers(access, group));
}

async function judged(
  group: string,
  next: string,
  read: () => Promise<readonly string[]>,
): Promise<readonly Found[]> {
  try {
    const {length: count} = await read();
    return [count === 0 ? found('warning', 'group-empty', {group}) : ok('group', {group, count})];
  } catch (error) {
    if (!(error instanceof CallError) || isTokenless(error)) throw error;
    const {failure, said} = error.facts;
    if (failure !== 'denied' && failure !== 'not-found') throw error;
    return [found('broken', 'group-closed', {group, said}, next)];
  }
}
