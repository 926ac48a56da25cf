import assert from 'node:assert/strict';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, it} from 'mocha';
import nock from 'nock';
import {googleCredentials} from '../../../../functions/adapters/google/client/credentials.ts';
import {googleReaders} from '../../../../functions/adapters/google/readers.ts';
import {googleWriters} from '../../../../functions/adapters/google/writers.ts';
import {googleDeps} from '../../../support/google.ts';
import {callError} from '../../../support/outside.ts';

const canary = '1//canary-refresh-token';
const user = {
  type: 'authorized_user',
  client_id: 'id.apps.googleusercontent.com',
  client_secret: 'canary-client-secret',
  refresh_token: canary,
};
const tokens = 'https://oauth2.googleapis.com';
const projects = 'https://cloudresourcemanager.googleapis.com';

describe('Application Default Credentials', () => {
  const saved = process.env['GOOGLE_APPLICATION_CREDENTIALS'];
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'credentials-'));
    const file = join(folder, 'user.json');
    writeFileSync(file, JSON.stringify(user));
    process.env['GOOGLE_APPLICATION_CREDENTIALS'] = file;
  });
  afterEach(() => {
    rmSync(folder, {recursive: true});
    if (saved === undefined) delete process.env['GOOGLE_APPLICATION_CREDENTIALS'];
    else process.env['GOOGLE_APPLICATION_CREDENTIALS'] = saved;
  });
  const project = () =>
    googleReaders(googleDeps({authorise: googleCredentials(), attempts: 1})).project('shop-prod');

  it('fetch a token once and send it with each request', async () => {
    nock(tokens).post('/token').reply(200, {access_token: 'fetched', expires_in: 3600});
    nock(projects, {reqheaders: {authorization: 'Bearer fetched'}})
      .get('/v3/projects/shop-prod')
      .times(2)
      .reply(200, {name: 'projects/1', projectId: 'shop-prod'});
    const readers = googleReaders(googleDeps({authorise: googleCredentials()}));
    await readers.project('shop-prod');
    assert.deepEqual(await readers.project('shop-prod'), {id: 'shop-prod', number: '1'});
  });

  it('that are refused are denied, with advice and without the secrets', async () => {
    nock(tokens).post('/token').reply(400, {error: 'invalid_grant', error_description: canary});
    const error = await callError(project());
    assert.equal(error.facts.failure, 'denied');
    assert.match(error.facts.said, /gcloud auth application-default login/);
    assert.doesNotMatch(JSON.stringify([error.facts, error.stack]), /canary-client-secret/);
  });

  it('are asked for again by the policy alone, also for a write', async () => {
    nock(tokens).post('/token').times(3).reply(503);
    const deps = googleDeps({authorise: googleCredentials(), attempts: 3});
    const {facts} = await callError(googleWriters(deps).enableService('shop-prod', 'a.test'));
    assert.deepEqual([facts.failure, facts.status, facts.attempts], ['unavailable', 503, 3]);
  });

  it('that are not there are denied, with advice', async () => {
    process.env['GOOGLE_APPLICATION_CREDENTIALS'] = join(folder, 'missing.json');
    const {facts} = await callError(project());
    assert.deepEqual([facts.failure, facts.status], ['denied', 0]);
    assert.match(facts.said, /application-default/);
  });
});
