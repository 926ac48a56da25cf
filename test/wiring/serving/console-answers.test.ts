import assert from 'node:assert/strict';
import {generateKeyPairSync, sign} from 'node:crypto';
import {beforeEach, describe, it} from 'mocha';
import {handedOnHeader, iapHeader} from '../../../functions/adapters/google/client/iap-identity.ts';
import type {ConsoleSettings, Settings} from '../../../functions/core/config/settings.ts';
import {approvalMark} from '../../../functions/core/guard/consent.ts';
import {at} from '../../../functions/core/lib/json.ts';
import {runUntilSettled} from '../../../functions/engine/operate/sweep.ts';
import {interactDoor} from '../../../functions/wiring/serving/interact-door.ts';
import {speakAll} from '../../../functions/wiring/translations.ts';
import {opened} from '../../support/drive.ts';
import {gatewayEntry} from '../../support/entries.ts';
import {fleet, rig, type Rig, shop} from '../../support/fakes.ts';

const iapAudience = '/projects/731920055417/global/backendServices/5678901234567890123';
const iap = generateKeyPairSync('ec', {namedCurve: 'P-256'});
const pem = iap.publicKey.export({type: 'spki', format: 'pem'}).toString();

const settings: Settings = {
  projects: [fleet, shop],
  mode: 'approve',
  locale: 'en',
  chat: {},
  store: {},
  approvers: [{people: ['mina@shop.example'], votes: 1}],
  interact: {url: 'https://interact.shop.example', clients: []},
};

function assertion(claims: object = {}): string {
  const now = Math.floor(Date.now() / 1000);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const said = {
    ...{iss: 'https://cloud.google.com/iap', aud: iapAudience, iat: now, exp: now + 600},
    ...{email: 'mina@shop.example', sub: 'accounts.google.com:1042'},
    ...claims,
  };
  const text = `${part({alg: 'ES256', kid: 'k1'})}.${part(said)}`;
  const key = {key: iap.privateKey, dsaEncoding: 'ieee-p1363'} as const;
  return `${text}.${sign('sha256', Buffer.from(text), key).toString('base64url')}`;
}

describe('answers that the console hands on', () => {
  let here: Rig;
  let answer: object;
  let incident: string;
  let isAway: boolean;
  beforeEach(async () => {
    isAway = false;
    // The library that checks assertions goes by the clock of the machine.
    here = await rig('approve', {settings});
    here.clock.advance(Date.now() - here.clock.now());
    here.world.disable(fleet.id);
    ({id: incident} = await opened(here.deps, gatewayEntry({at: here.clock.now()})));
    await runUntilSettled(here.deps);
    const plan = (await here.deps.store.read(incident))?.work.plan?.hash;
    answer = {verb: 'approve', incident, plan};
  });

  async function ask(
    headers: Readonly<Record<string, string>>,
    console: ConsoleSettings = {iapAudience},
  ) {
    const door = interactDoor({
      ...here.deps,
      settings: {...settings, console},
      clock: {now: () => Date.now(), sleep: () => Promise.resolve()},
      send: () =>
        Promise.resolve({status: 200, headers: {}, body: isAway ? 'sign in first' : {k1: pem}}),
      speak: speakAll('en'),
    });
    const body = Buffer.from(JSON.stringify(answer));
    return door({path: '/console/answers', header: name => headers[name], body});
  }
  const isApproved = async () =>
    (await here.deps.guardStore.mark(approvalMark(incident))) !== undefined;

  it('are those of whom IAP has let in', async () => {
    const {status, body} = await ask({[handedOnHeader]: assertion()});
    assert.deepEqual(
      [status, at(body, 'by'), at(body, 'kind')],
      [200, 'mina@shop.example', 'taken'],
    );
    assert.equal(await isApproved(), true);
  });

  it('count for nobody who may not answer, though IAP lets them look', async () => {
    const {body} = await ask({[handedOnHeader]: assertion({email: 'joon@shop.example'})});
    assert.deepEqual([at(body, 'by'), at(body, 'kind')], ['joon@shop.example', 'not-allowed']);
    assert.equal(await isApproved(), false);
  });

  for (const [what, headers] of [
    ['without an assertion', {}],
    [
      'of a name that the console only says',
      {'x-goog-authenticated-user-email': 'mina@shop.example'},
    ],
    ['in the header that anybody can send', {[iapHeader]: assertion()}],
    ['with the console’s own token', {authorization: `Bearer ${assertion()}`}],
    ['of another backend behind IAP', {[handedOnHeader]: assertion({aud: `${iapAudience}4`})}],
    ['of yesterday', {[handedOnHeader]: assertion({iat: 1, exp: 601})}],
    ['of two', {[handedOnHeader]: `${assertion()}, ${assertion()}`}],
    [
      'with a signature of nobody',
      {[handedOnHeader]: assertion().replace(/.{20}$/, 'A'.repeat(20))},
    ],
  ] as const) {
    it(`are refused ${what}`, async () => {
      assert.deepEqual(await ask(headers), {status: 401});
      assert.equal(await isApproved(), false);
    });
  }

  it('are refused where no console is set up, or one that knows nobody', async () => {
    const headers = {[handedOnHeader]: assertion()};
    for (const console of [{}, {url: 'https://mesh.shop.example'}]) {
      assert.deepEqual(await ask(headers, console), {status: 401});
    }
    assert.equal(await isApproved(), false);
  });

  it('have to come again while Google’s keys cannot be read', async () => {
    isAway = true;
    assert.deepEqual(await ask({[handedOnHeader]: assertion()}), {status: 503});
    assert.equal(await isApproved(), false);
  });
});
