import assert from 'node:assert/strict';
import nock from 'nock';
import {googleGroupMembers} from '../../../../functions/adapters/google/people/group-members.ts';
import {googleDeps} from '../../../support/google.ts';

const identity = 'https://cloudidentity.googleapis.com';

/** Plays one group: what it is called there, and the pages of its members. */
function plays(email: string, name: string, ...pages: readonly (readonly object[])[]): void {
  nock(identity).get('/v1/groups:lookup').query({'groupKey.id': email}).reply(200, {name});
  for (const [index, memberships] of pages.entries()) {
    nock(identity)
      .get(`/v1/${name}/memberships`)
      .query({
        ...{view: 'FULL', pageSize: '500'},
        ...(index > 0 && {pageToken: `page-${index}`}),
      })
      .reply(200, {
        ...(memberships.length > 0 && {memberships}),
        ...(index + 1 < pages.length && {nextPageToken: `page-${index + 1}`}),
      });
  }
}

function member(id: string, type?: string): object {
  return {
    ...{name: 'groups/1/memberships/2', preferredMemberKey: {id}, roles: [{name: 'MEMBER'}]},
    ...(type !== undefined && {type}),
  };
}

describe('the people of a Google group', () => {
  it('are those of all pages, also through groups in it, each once, in small letters', async () => {
    plays(
      'oncall@shop.example',
      'groups/01',
      [member('Mina@shop.example', 'USER')],
      [member('Leads@shop.example', 'GROUP'), member('joon@shop.example', 'USER')],
    );
    plays('leads@shop.example', 'groups/02', [
      member('mina@shop.example', 'USER'),
      member('lee@shop.example', 'USER'),
      // They contain one another.
      member('oncall@shop.example', 'GROUP'),
    ]);
    assert.deepEqual(await googleGroupMembers(googleDeps(), 'Oncall@shop.example'), [
      ...['mina@shop.example', 'joon@shop.example', 'lee@shop.example'],
    ]);
  });

  it('are no programs, nobody of an unknown kind, and not everybody of an organisation', async () => {
    plays('oncall@shop.example', 'groups/01', [
      member('robot@p.iam.gserviceaccount.com', 'SERVICE_ACCOUNT'),
      member('C0everybody', 'OTHER'),
      member('who@shop.example'),
      member('soon@shop.example', 'CUSTOMER'),
    ]);
    assert.deepEqual(await googleGroupMembers(googleDeps(), 'oncall@shop.example'), []);
  });

  it('are nobody in an empty group', async () => {
    plays('oncall@shop.example', 'groups/01', []);
    assert.deepEqual(await googleGroupMembers(googleDeps(), 'oncall@shop.example'), []);
  });

  it('cannot be told where one of the groups may not be read', async () => {
    plays('oncall@shop.example', 'groups/01', [member('leads@shop.example', 'GROUP')]);
    const said = 'Error(2028): Permission denied for resource groups/02 (or it may not exist).';
    nock(identity)
      .get('/v1/groups:lookup')
      .query({'groupKey.id': 'leads@shop.example'})
      .reply(403, {error: {code: 403, message: said, status: 'PERMISSION_DENIED'}});
    await assert.rejects(googleGroupMembers(googleDeps(), 'oncall@shop.example'), error => {
      assert.match(String(error), /cloudidentity groups\.lookup.*Error\(2028\)/);
      return true;
    });
  });

  it('cannot be told of an answer that is none: a member without a name', async () => {
    const lookup = nock(identity).get('/v1/groups:lookup').query(true);
    lookup.reply(200, {name: 'groups/01'});
    nock(identity)
      .persist()
      .get('/v1/groups/01/memberships')
      .query(true)
      .reply(200, {memberships: [{type: 'USER'}]});
    await assert.rejects(
      googleGroupMembers(googleDeps(), 'oncall@shop.example'),
      /no preferredMemberKey\.id/,
    );
  });

  it('cannot be told of more than a list of approvers has', async () => {
    const many = Array.from({length: 2001}, (_, n) => member(`u${n}@shop.example`, 'USER'));
    plays('all@shop.example', 'groups/01', many);
    await assert.rejects(googleGroupMembers(googleDeps(), 'all@shop.example'), /2000 people/);
  });
});
