import {createHmac, createSign, generateKeyPairSync, type KeyObject} from 'node:crypto';
import {approvalMark} from '../../functions/core/guard/consent.ts';
import {isObject} from '../../functions/core/lib/json.ts';
import type {DoorRequest} from '../../functions/wiring/serving/door-request.ts';
import {interactDoor} from '../../functions/wiring/serving/interact-door.ts';
import {speakAll} from '../../functions/wiring/translations.ts';
import type {Settings} from '../../functions/core/config/settings.ts';
import {runUntilSettled} from '../../functions/engine/operate/sweep.ts';
import {opened} from '../support/drive.ts';
import {gatewayEntry} from '../support/entries.ts';
import {fleet, rig, type Rig, shop} from '../support/fakes.ts';
import {another, pick, seeded} from './random.ts';

/** What came of forgeries: how many were tried, and those that were let in, in words. */
export interface Forged {
  readonly tried: number;
  readonly accepted: readonly string[];
}

const secret = '5a0d8b0c2e7f46139bd1c4a7e6f03825';
const former = 'c4a7e6f038255a0d8b0c2e7f46139bd1';
const url = 'https://interact.shop.example';
const account = 'service-731920055417@gcp-sa-gsuiteaddons.iam.gserviceaccount.com';
const settings: Settings = {
  projects: [fleet, shop],
  mode: 'approve',
  locale: 'en',
  chat: {slack: {kind: 'bot', token: 'xoxb-1', channel: 'C0ALL'}},
  store: {},
  people: [{email: 'mina@shop.example', slack: 'U0MINA', googleChat: 'users/1001'}],
  approvers: [{people: ['mina@shop.example'], votes: 1}],
  interact: {
    url,
    clients: [],
    slack: {team: 'T0SHOP', signingSecrets: [secret, former]},
    googleChat: {account},
  },
};

/** Google's keys by their ids, one of which an attacker has made up. */
interface Keys {
  readonly own: KeyObject;
  readonly attackers: KeyObject;
  readonly published: Readonly<Record<string, string>>;
}

/** The door with an incident behind it that waits for a yes. */
export interface Stand {
  readonly rig: Rig;
  readonly door: ReturnType<typeof interactDoor>;
  readonly incident: string;
  readonly token: string;
  readonly plan: string;
  readonly keys: Keys;
}

/** Puts the door up. */
export async function stand(): Promise<Stand> {
  // The library that checks tokens goes by the clock of the machine.
  const here = await rig('approve', {settings});
  here.clock.advance(Date.now() - here.clock.now());
  here.world.disable(fleet.id);
  const {id} = await opened(here.deps, gatewayEntry({at: here.clock.now()}));
  await runUntilSettled(here.deps);
  const {buttons} = here.chat.messages.at(-1) ?? {};
  if (buttons === undefined) throw new Error('nothing waits');
  const plan = (await here.deps.store.read(id))?.work.plan?.hash ?? '';
  const [own, attackers] = [keyPair(), keyPair()];
  const published = {k1: own.publicKey.export({type: 'spki', format: 'pem'}).toString()};
  const door = interactDoor({
    ...here.deps,
    clock: {now: () => Date.now(), sleep: () => Promise.resolve()},
    send: asked =>
      Promise.resolve({
        status: 200,
        headers: {'cache-control': 'max-age=3600'},
        body: asked.url.endsWith('/certs') ? published : {ok: true},
      }),
    speak: speakAll('en'),
  });
  const keys = {own: own.privateKey, attackers: attackers.privateKey, published};
  return {rig: here, door, incident: id, token: buttons.question, plan, keys};
}

function keyPair() {
  return generateKeyPairSync('rsa', {modulusLength: 2048});
}

/** Whether anybody has answered the plan. */
export async function isAnswered({rig: {deps}, incident}: Stand): Promise<boolean> {
  return (await deps.guardStore.mark(approvalMark(incident))) !== undefined;
}

/** A request that Slack would send, for a press that is confirmed. */
export function slackRequest(
  value: string,
  {at = Date.now(), by = secret}: {readonly at?: number; readonly by?: string} = {},
): {readonly body: string; readonly timestamp: string; readonly signature: string} {
  const payload = {
    type: 'view_submission',
    user: {id: 'U0MINA', team_id: 'T0SHOP'},
    team: {id: 'T0SHOP'},
    view: {callback_id: 'mesh-responder', private_metadata: value, state: {values: {}}},
  };
  const body = new URLSearchParams({payload: JSON.stringify(payload)}).toString();
  const timestamp = String(Math.floor(at / 1000));
  const hash = createHmac('sha256', by).update(`v0:${timestamp}:${body}`).digest('hex');
  return {body, timestamp, signature: `v0=${hash}`};
}

/** What `slackRequest` gives, as the door gets it. */
export function atDoor({
  body,
  timestamp,
  signature,
}: {
  readonly body: string;
  readonly timestamp: string | undefined;
  readonly signature: string | undefined;
}): DoorRequest {
  const headers: Readonly<Record<string, string | undefined>> = {
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': signature,
  };
  return {path: '/slack/interactivity', header: name => headers[name], body: Buffer.from(body)};
}

const hex = '0123456789abcdef';
const printable = `${hex}ghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_=+/.%& `;

/** Changes signatures, times and bodies of requests that Slack has signed; each in one place at least. */
export async function forgeSignatures(here: Stand, count: number, seed: number): Promise<Forged> {
  const random = seeded(seed);
  const value = `1 approve ${here.incident} 0 ${here.token}`;
  const accepted: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const right = slackRequest(value);
    const {body, timestamp, signature} = right;
    const kinds: Readonly<Record<string, () => Parameters<typeof atDoor>[0]>> = {
      'signature, one digit': () => ({
        ...right,
        signature: `v0=${another(signature.slice(3), random, hex)}`,
      }),
      'signature, any character': () => ({
        ...right,
        signature: another(signature, random, printable),
      }),
      'signature, cut': () => ({
        ...right,
        signature: signature.slice(0, Math.floor(random() * 67)),
      }),
      'signature, longer': () => ({
        ...right,
        signature: signature + pick(random, Array.from(printable)),
      }),
      'signature, capitals': () => ({
        ...right,
        signature: `v0=${signature.slice(3).toUpperCase()}A`,
      }),
      'signature, none': () => ({...right, signature: undefined}),
      'signature of another version': () => ({...right, signature: signature.replace('v0', 'v1')}),
      'time, one digit': () => ({...right, timestamp: another(timestamp, random, '0123456789')}),
      'time, another spelling': () => ({
        ...right,
        timestamp: pick(random, [
          ` ${timestamp}`,
          `0${timestamp}`,
          `${timestamp}.0`,
          `+${timestamp}`,
          `${timestamp}e0`,
          '',
        ]),
      }),
      'time, none': () => ({...right, timestamp: undefined}),
      'time, signed and too far off': () =>
        slackRequest(value, {at: Date.now() + pick(random, [-1, 1]) * (301_000 + random() * 1e8)}),
      'body, one character': () => ({...right, body: another(body, random, printable)}),
      'body, longer': () => ({
        ...right,
        body: body + pick(random, ['&', ' ', '&payload={}', '\n']),
      }),
      'body, cut': () => ({...right, body: body.slice(0, Math.floor(random() * body.length))}),
      'another secret': () => slackRequest(value, {by: another(secret, random, hex)}),
      'no secret': () => slackRequest(value, {by: ''}),
    };
    const kind = pick(random, Object.keys(kinds));
    const forged = kinds[kind]?.() ?? right;
    const {status} = await here.door(atDoor(forged));
    if (status === 200) accepted.push(`${kind}: ${JSON.stringify(forged)}`);
  }
  return {tried: count, accepted};
}

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** A token as Google signs one. */
export function tokenOf(
  {keys}: Pick<Stand, 'keys'>,
  claims: Readonly<Record<string, unknown>> = {},
  header: Readonly<Record<string, unknown>> = {},
  key: KeyObject = keys.own,
): string {
  const now = Math.floor(Date.now() / 1000);
  const all = {
    ...{iss: 'https://accounts.google.com', aud: url, azp: '1', sub: '1'},
    ...{email: 'mina@shop.example', email_verified: true, iat: now - 10, exp: now + 3590},
    ...claims,
  };
  const signed = `${encoded({alg: 'RS256', kid: 'k1', typ: 'JWT', ...header})}.${encoded(all)}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(key).toString('base64url')}`;
}

/** An answer of the command, or an event of the Chat app, with this token. */
export function withToken(
  {incident, plan, token: question}: Stand,
  token: string | undefined,
  path: '/answers' | '/google-chat' = '/answers',
): DoorRequest {
  const press = `1 approve ${incident} 0 ${question}`;
  const event = {
    type: 'CARD_CLICKED',
    user: {name: 'users/1001', type: 'HUMAN'},
    space: {name: 'spaces/AAAA'},
    isDialogEvent: true,
    dialogEventType: 'SUBMIT_DIALOG',
    action: {parameters: [{key: 'press', value: press}]},
    common: {parameters: {press}},
  };
  const body = path === '/answers' ? {verb: 'approve', incident, plan} : event;
  const authorization = token === undefined ? undefined : `Bearer ${token}`;
  return {
    path,
    header: name => (name === 'authorization' ? authorization : undefined),
    body: Buffer.from(JSON.stringify(body)),
  };
}

const base64url = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Changes tokens in what they say, in who has signed them, and in how they are written. */
export async function forgeTokens(here: Stand, count: number, seed: number): Promise<Forged> {
  const random = seeded(seed);
  const now = Math.floor(Date.now() / 1000);
  const accepted: string[] = [];
  const {own, attackers, published} = here.keys;
  for (let n = 0; n < count; n += 1) {
    const path = pick(random, ['/answers', '/google-chat'] as const);
    const whole = path === '/answers' ? {} : {aud: `${url}/google-chat`, email: account};
    const made = (claims: object = {}, header: object = {}, key: KeyObject = own) =>
      tokenOf(here, {...whole, ...claims}, {...header}, key);
    const right = made();
    const [head = '', claims = '', signature = ''] = right.split('.');
    const kinds: Readonly<Record<string, () => string | undefined>> = {
      'one character': () => another(right, random, `${base64url}.`),
      'a character more': () => right + pick(random, Array.from(`${base64url}.= `)),
      cut: () => right.slice(0, Math.floor(random() * right.length)),
      'other claims, this signature': () =>
        `${head}.${encoded({...parse(claims), email: 'x@shop.example', n})}.${signature}`,
      'another header, this signature': () =>
        `${encoded({alg: 'RS256', kid: 'k1', n})}.${claims}.${signature}`,
      'no algorithm': () =>
        `${encoded({alg: pick(random, ['none', 'None', '']), kid: 'k1'})}.${claims}.`,
      'no algorithm, this signature': () =>
        `${encoded({alg: 'none', kid: 'k1'})}.${claims}.${signature}`,
      'the public key as a secret': () => {
        const signed = `${encoded({alg: 'HS256', kid: 'k1'})}.${claims}`;
        const hash = createHmac('sha256', published['k1'] ?? '').update(signed);
        return `${signed}.${hash.digest('base64url')}`;
      },
      'an attacker’s key': () => made({}, {}, attackers),
      'a key that nobody has published': () =>
        made({}, {kid: pick(random, ['k2', '', '__proto__', 'toString'])}, attackers),
      'a key in the header': () =>
        made({}, {jwk: {kty: 'RSA'}, jku: 'https://x.example'}, attackers),
      'for another audience': () => made({aud: pick(random, audiences(path))}),
      'of another issuer': () =>
        made({iss: pick(random, ['https://accounts.google.com.x.example', 'google', '', null])}),
      'too old': () => made({iat: now - 7200, exp: now - 61 - Math.floor(random() * 1e6)}),
      'from later': () => made({iat: now + 120 + Math.floor(random() * 1e6), exp: now + 3600}),
      'for too long': () => made({exp: now + 2 * 86_400 + Math.floor(random() * 1e9)}),
      'without times': () =>
        made(pick(random, [{iat: undefined}, {exp: undefined}, {exp: 'soon'}])),
      'of an address that nobody has verified': () =>
        made({email_verified: pick(random, [false, 'true', null, 1])}),
      'of nobody': () => made({email: pick(random, ['', null, 7])}),
      'in other spelling': () =>
        pick(random, [
          `${right}=`,
          right.replace('.', '..'),
          `${right}.${signature}`,
          right.replaceAll('-', '+') + '=',
        ]),
      'a signature’s last bits': () => sameBytes(right),
      none: () => undefined,
      ...(path === '/google-chat' && {
        'of another account': () =>
          made({email: pick(random, ['mina@shop.example', account.toUpperCase(), `x${account}`])}),
      }),
    };
    const kind = pick(random, Object.keys(kinds));
    const forged = kinds[kind]?.();
    if (forged === right) continue;
    const {status} = await here.door(withToken(here, forged, path));
    if (status === 200) accepted.push(`${path} ${kind}: ${forged ?? ''}`);
  }
  return {tried: count, accepted};
}

function audiences(path: string): readonly unknown[] {
  const other = path === '/answers' ? `${url}/google-chat` : url;
  return [
    other,
    `${url}/`,
    `${url}.x.example`,
    '',
    null,
    [url, `${url}/google-chat`],
    'https://x.example',
  ];
}

/** Of a signature's last character two or four bits belong to nothing: another spelling of the same bytes. */
function sameBytes(token: string): string {
  const last = base64url.indexOf(token.at(-1) ?? '');
  return token.slice(0, -1) + (base64url[last ^ 1] ?? '');
}

function parse(part: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  return isObject(value) ? value : {};
}

/** Sends what Slack has signed, with a button's value that nobody gave out. @throws Error once a plan is answered. */
export async function forgePresses(here: Stand, count: number, seed: number): Promise<Forged> {
  const random = seeded(seed);
  const right = `1 approve ${here.incident} 0 ${here.token}`;
  const accepted: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const fresh = Array.from({length: 32}, () => pick(random, Array.from(hex))).join('');
    const kinds: Readonly<Record<string, () => string>> = {
      'one character': () => another(right, random, printable),
      'a token made up': () =>
        `1 ${pick(random, ['approve', 'decline'])} ${here.incident} 0 ${fresh}`,
      'a token with one digit more': () => right + pick(random, Array.from(hex)),
      'no token': () => `1 approve ${here.incident} 0 -`,
      'another run': () => right.replace(' 0 ', ` ${1 + Math.floor(random() * 999)} `),
      'another incident': () => right.replace(here.incident, another(here.incident, random, hex)),
      'another version': () => right.replace('1', pick(random, ['0', '2', '01'])),
      cut: () => right.slice(0, Math.floor(random() * right.length)),
      spaces: () => right.replace(' ', '  '),
    };
    const kind = pick(random, Object.keys(kinds));
    const forged = kinds[kind]?.() ?? '';
    // The body differs each time, so that none is refused as a repeat; acknowledging and explaining ask for no token.
    if (/^1 (?:acknowledge|explain) /.test(forged)) continue;
    const sent = slackRequest(forged, {
      at: Date.now() - (n % 240) * 1000,
      by: pick(random, [secret, former]),
    });
    await here.door(atDoor(sent));
    if (await isAnswered(here)) accepted.push(`${kind}: ${forged}`);
    if (accepted.length > 0) break;
  }
  return {tried: count, accepted};
}
