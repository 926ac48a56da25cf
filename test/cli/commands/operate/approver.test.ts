import assert from 'node:assert/strict';
import nock from 'nock';
import {incidentFields} from '../../../../functions/adapters/store/firestore/documents.ts';
import {inboxMark} from '../../../../functions/core/inbox/answer-inbox.ts';
import {approvalMark} from '../../../../functions/core/guard/consent.ts';
import {at, isObject, listAt, textAt} from '../../../../functions/core/lib/json.ts';
import {command, type Ran} from '../../../support/command.ts';
import {incident, plan} from '../../../support/incident.ts';
import {type Scratch, scratch} from '../../../support/scratch.ts';

const firestore = {project: 'shop-ops', database: 'mesh', guardDatabase: 'mesh-guard'};
const user = {
  type: 'authorized_user',
  client_id: 'id.apps.googleusercontent.com',
  client_secret: 'secret',
  refresh_token: 'refresh',
};
const {hash} = plan();
const waiting = incident({
  state: 'awaiting-approval',
  reason: {kind: 'mode-approve', plan: hash},
  work: {plan: plan()},
});

/**
 * Firestore as IAM shows it to an approver: the incidents' database can be read, the guard's written, and on the
 * work topic nothing can be published.
 */
function asApprover(): Map<string, unknown> {
  const documents = 'projects/shop-ops/databases/mesh/documents/mesh-responder-incidents';
  const kept = new Map<string, unknown>([
    [`${documents}/${waiting.id}`, incidentFields('test', waiting)],
  ]);
  const updateTime = '2026-11-28T00:00:00.000001Z';
  const denied = {error: {code: 403, status: 'PERMISSION_DENIED', message: 'Missing permission.'}};
  const google = nock('https://firestore.googleapis.com').persist();
  google
    .post(/\/databases\/(mesh|mesh-guard)\/documents:batchGet$/)
    .reply(200, async (request: Request) => {
      const name = String(listAt(await request.json(), 'documents')[0]);
      const fields = kept.get(name);
      return [fields === undefined ? {missing: name} : {found: {name, fields, updateTime}}];
    });
  google
    .post(/\/databases\/mesh\/documents:commit$/)
    .optionally()
    .reply(403, denied);
  google.post(/\/databases\/mesh-guard\/documents:commit$/).reply(200, async (request: Request) => {
    const update = at(listAt(await request.json(), 'writes')[0], 'update');
    kept.set(textAt(update, 'name') ?? '', at(update, 'fields'));
    return {writeResults: [{updateTime}], commitTime: updateTime};
  });
  nock('https://pubsub.googleapis.com')
    .persist()
    .post(/:publish/)
    .reply(403, denied);
  return kept;
}

function signedIn(email: string): void {
  const accounts = nock('https://oauth2.googleapis.com').persist();
  accounts.post('/token').reply(200, {access_token: 'token', expires_in: 3600});
  accounts.get('/tokeninfo?access_token=token').reply(200, {email, email_verified: 'true'});
}

describe('an approver, who may read incidents and write answers', () => {
  const before = process.env['GOOGLE_APPLICATION_CREDENTIALS'];
  let files: Scratch;
  let config: string;
  beforeEach(async () => {
    files = await scratch();
    process.env['GOOGLE_APPLICATION_CREDENTIALS'] = await files.write('user.json', user);
    config = await files.write('responder.json', {
      projects: [{id: 'shop-prod', number: '415104041262'}],
      store: {firestore},
      workTopic: 'projects/shop-ops/topics/mesh-responder-work',
    });
  });
  afterEach(async () => {
    if (before === undefined) delete process.env['GOOGLE_APPLICATION_CREDENTIALS'];
    else process.env['GOOGLE_APPLICATION_CREDENTIALS'] = before;
    await files.remove();
  });

  const say = (verb: string, id = waiting.id): Promise<Ran> =>
    command([verb, id, '--plan', hash, '--config', config, '--by', 'somebody else']);

  for (const verb of ['approve', 'decline']) {
    it(`can ${verb} a plan, in the name that Google gives`, async () => {
      signedIn('kim@shop.example');
      const kept = asApprover();
      const {exit, stdout, stderr} = await say(verb);
      assert.deepEqual([exit, stderr], [0, '']);
      assert.match(stdout, new RegExp(`plan ${hash} ${verb}d by kim@shop\\.example`));
      const written = [...kept].filter(([name]) => name.includes('/databases/mesh-guard/'));
      const values = written.map(([, fields]): unknown =>
        JSON.parse(textAt(fields, 'doc', 'stringValue') ?? ''),
      );
      assert.deepEqual(
        written.map(([name]) =>
          decodeURIComponent(name.slice(name.lastIndexOf('/') + 1).replaceAll('=', '%')),
        ),
        [approvalMark(waiting.id), inboxMark],
      );
      const [answer, inbox] = values;
      assert.ok(isObject(answer) && isObject(inbox));
      assert.equal(answer['by'], 'kim@shop.example');
      assert.deepEqual(inbox, {[waiting.id]: answer['at']});
    });
  }

  it('hears of an incident that is not there', async () => {
    signedIn('kim@shop.example');
    asApprover();
    const {exit, stderr} = await say('approve', 'i-none');
    assert.equal(exit, 1);
    assert.match(stderr, /no incident "i-none"/);
    nock.cleanAll();
  });

  it('whose token shows no address is refused with the command to sign in, and nothing is asked', async () => {
    const accounts = nock('https://oauth2.googleapis.com');
    accounts.post('/token').reply(200, {access_token: 'token', expires_in: 3600});
    accounts.get('/tokeninfo?access_token=token').reply(200, {sub: '118200'});
    nock('http://metadata.google.internal')
      .get(/email$/)
      .reply(404);
    const {exit, stderr} = await say('approve');
    assert.equal(exit, 3);
    assert.match(stderr, /nobody knows who you are .*gcloud auth application-default login/);
  });
});
