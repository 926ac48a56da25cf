import assert from 'node:assert/strict';
import {afterEach, beforeEach, describe, it} from 'mocha';
import nock from 'nock';
import {handOnAnswer, sendAnswer} from '../../functions/adapters/interact-client.ts';
import type {CommandAnswer} from '../../functions/core/interaction/command-answer.ts';
import {callError, outside} from '../support/outside.ts';
import {scratch, type Scratch} from '../support/scratch.ts';

const url = 'https://interact.shop.example';
const answer: CommandAnswer = {verb: 'acknowledge', incident: '0123456789-1'};
const assertion = 'eyJhbGciOiJFUzI1NiJ9.eyJlbWFpbCI6Im1pbmEifQ.c2lnbmF0dXJl';
const claims = Buffer.from(JSON.stringify({exp: 4_102_444_800})).toString('base64url');
const own = `e30.${claims}.c2ln`;

describe('answers on the way to interact', () => {
  // The library asks the metadata server for a project that nobody names.
  const names = ['GOOGLE_APPLICATION_CREDENTIALS', 'GOOGLE_CLOUD_PROJECT'];
  const before = names.map(name => [name, process.env[name]] as const);
  let files: Scratch;
  beforeEach(async () => {
    files = await scratch();
    process.env['GOOGLE_CLOUD_PROJECT'] = 'shop-ops';
    process.env['GOOGLE_APPLICATION_CREDENTIALS'] = await files.write('user.json', {
      ...{type: 'authorized_user', client_id: 'c', client_secret: 's', refresh_token: 'r'},
    });
    nock('https://oauth2.googleapis.com')
      .post('/token')
      .reply(200, {access_token: 'a', id_token: own, expires_in: 3600});
  });
  afterEach(async () => {
    for (const [name, value] of before) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
    await files.remove();
  });

  it('of the command are sent as whoever it is', async () => {
    nock(url, {badheaders: ['x-mesh-responder-iap-assertion']})
      .post('/answers', {...answer})
      .matchHeader('authorization', `Bearer ${own}`)
      .reply(200, {kind: 'taken', by: 'mina@shop.example'});
    assert.deepEqual(await sendAnswer(outside(), url, answer), {
      kind: 'taken',
      by: 'mina@shop.example',
    });
  });

  it('of the console are handed on with the assertion, by an account that only opens the way', async () => {
    nock(url)
      .post('/console/answers', {...answer})
      .matchHeader('authorization', `Bearer ${own}`)
      .matchHeader('x-mesh-responder-iap-assertion', assertion)
      .reply(200, {kind: 'taken', by: 'mina@shop.example'});
    assert.deepEqual(await handOnAnswer(outside(), url, {answer, assertion}), {
      kind: 'taken',
      by: 'mina@shop.example',
    });
  });

  it('that are refused tell nothing of the assertion, though it comes back', async () => {
    nock(url).post('/console/answers').reply(401, `no: ${assertion}`);
    const error = await callError(handOnAnswer(outside(), url, {answer, assertion}));
    assert.equal(error.facts.failure, 'denied');
    assert.doesNotMatch(JSON.stringify([error.message, error.facts]), /eyJ/);
  });
});
