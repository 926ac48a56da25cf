import type {cloudidentity_v1} from 'googleapis/build/src/apis/cloudidentity/v1.js';
import {googleError, type Answer, type Shown} from '../http/answer.ts';
import type {Call, Route} from '../http/call.ts';
import type {Verb} from '../http/fault.ts';
import {page} from '../http/page.ts';
import type {People} from '../people.ts';

const memberships = /^\/v1\/(groups\/[a-z0-9]{1,60})\/memberships$/;

/** Cloud Identity v1, groups: https://docs.cloud.google.com/identity/docs/reference/rest/v1/groups */
export function routeCloudIdentity({
  method,
  path,
  query,
}: Call): Route<Verb<'cloudidentity'>> | undefined {
  if (method !== 'GET') return undefined;
  if (path === '/v1/groups:lookup') {
    const email = query.get('groupKey.id') ?? '';
    return {
      verb: 'lookup',
      mutating: false,
      run: ({people}) =>
        email in googleGroups(people)
          ? {status: 200, body: {name: nameOf(email)}}
          : hidden(nameOf(email)),
    };
  }
  const [, name = ''] = memberships.exec(path) ?? [];
  if (name === '') return undefined;
  return {verb: 'memberships', mutating: false, run: ({people}) => members(people, name, query)};
}

function members(people: People, name: string, query: URLSearchParams): Answer {
  const groups = googleGroups(people);
  const group = Object.keys(groups).find(email => nameOf(email) === name);
  if (group === undefined) return hidden(name);
  const full = query.get('view') === 'FULL';
  const asked = {size: Number(query.get('pageSize') ?? 0), token: query.get('pageToken') ?? ''};
  const limits = full ? {usual: 50, most: 500} : {usual: 200, most: 1000};
  return page(
    groups[group] ?? [],
    asked,
    limits,
    (some, next): Shown<cloudidentity_v1.Schema$ListMembershipsResponse> => ({
      ...(some.length === 0 ? {} : {memberships: some.map(one => view(name, one, groups, full))}),
      ...next,
    }),
  );
}

function view(
  group: string,
  email: string,
  groups: Groups,
  full: boolean,
): Shown<cloudidentity_v1.Schema$Membership> {
  const type = email in groups ? 'GROUP' : isProgram(email) ? 'SERVICE_ACCOUNT' : 'USER';
  return {
    name: `${group}/memberships/${idOf(email)}`,
    preferredMemberKey: {id: email},
    roles: [{name: 'MEMBER'}],
    ...(full ? {type, createTime: '2026-01-12T09:30:00Z', updateTime: '2026-01-12T09:30:00Z'} : {}),
  };
}

type Groups = People['groups'];

/** Those of Slack have no address. */
function googleGroups({groups}: People): Groups {
  return Object.fromEntries(Object.entries(groups).filter(([id]) => id.includes('@')));
}

function isProgram(email: string): boolean {
  return email.endsWith('.gserviceaccount.com');
}

function nameOf(email: string): string {
  return `groups/${idOf(email)}`;
}

function idOf(email: string): string {
  return `0${Buffer.from(email.toLowerCase()).toString('hex').slice(0, 40)}`;
}

/** The same where there is no such group and where the caller may not see it. */
function hidden(name: string): Answer {
  const description = `Error(2028): Permission denied for resource ${name} (or it may not exist).`;
  return googleError(403, description, {
    details: [
      {
        '@type': 'type.googleapis.com/google.rpc.ResourceInfo',
        resourceType: 'cloudidentity.googleapis.com/Group',
        owner: 'domain:cloudidentity.googleapis.com',
        resourceName: name,
        description,
      },
    ],
  });
}
