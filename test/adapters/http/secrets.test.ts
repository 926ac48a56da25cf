import assert from 'node:assert/strict';
import {inspect} from 'node:util';
import fc from 'fast-check';
import {describe, it} from 'mocha';
import nock from 'nock';
import type {Request} from '../../../functions/adapters/http/request.ts';
import {requestJson} from '../../support/request-json.ts';
import {callError, outside} from '../../support/outside.ts';
import {systemError} from '../../support/wire.ts';

const secret = fc.stringMatching(/^[A-Za-z0-9]{12,40}$/);

/** Calls that carry a secret, each in its own place. */
const calls: Record<string, (secret: string) => Request> = {
  'a bearer token': text => ({
    call: 'google get',
    write: false,
    method: 'GET',
    url: 'https://gkehub.googleapis.com/v1/x',
    headers: {authorization: `Bearer ${text}`},
  }),
  'a Slack webhook': text => ({
    call: 'slack post',
    write: true,
    method: 'POST',
    url: `https://hooks.slack.com/services/T00000000/B00000000/${text}`,
    body: {text: 'hi'},
  }),
  'a Google Chat webhook': text => ({
    call: 'chat post',
    write: true,
    method: 'POST',
    url: `https://chat.googleapis.com/v1/spaces/S/messages?key=AIza${text}&token=${text}`,
    body: {text: 'hi'},
  }),
};

type Failing = (secret: string, url: string) => Error | {status: number; body: string};

/** Faults that give the secret back as unkindly as they can. */
const faults: Record<string, Failing> = {
  'an error body': text => ({
    status: 403,
    body: JSON.stringify({error: {code: 403, message: `no: ${text}`, status: text}}),
  }),
  'a text body with the URL': (text, url) => ({status: 404, body: `no_service ${url} ${text}`}),
  'a page': (text, url) => ({status: 500, body: `<html>${url} ${text}</html>`}),
  'half a JSON': text => ({status: 200, body: `{"a":"${text}`}),
  'a system error': (text, url) => Object.assign(systemError('ECONNRESET'), {message: url + text}),
};

describe('no secret leaves in an error', () => {
  for (const [place, callOf] of Object.entries(calls)) {
    for (const [name, faultOf] of Object.entries(faults)) {
      it(`${place}, ${name}`, async () => {
        await fc.assert(
          fc.asyncProperty(secret, async text => {
            const spec = callOf(text);
            const url = new URL(spec.url);
            const fault = faultOf(text, spec.url);
            const mock = nock(url.origin).intercept(url.pathname + url.search, spec.method);
            if (fault instanceof Error) mock.replyWithError(fault);
            else mock.reply(fault.status, fault.body);
            const error = await callError(
              requestJson(outside({attempts: 1}), spec, body => {
                throw new Error(`unread: ${String(body)}`);
              }),
            );
            const shown = [
              error.message,
              error.stack,
              String(error),
              JSON.stringify(error),
              JSON.stringify(error.facts),
              inspect(error, {depth: 20, showHidden: true, getters: true}),
            ].join('\n');
            assert.ok(!shown.includes(text), shown);
          }),
          {numRuns: 15},
        );
      });
    }
  }
});
