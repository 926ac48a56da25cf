import type {JsonObject} from '../../functions/core/lib/json.ts';
import {stamp} from '../json.ts';
import {googleApp, slackApp} from '../people.ts';
import {type GoogleIdentity, idClaims} from './google-id-token.ts';
import {signSlack} from './sign-slack.ts';
import type {Tamper} from './tamper.ts';

/** The services whose people click. */
export type Service = 'slack' | 'google-chat';

/** One request as it goes out. */
export interface Outgoing {
  readonly service: Service;
  /** Whole address. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What came back: `status` 0, and why, where nothing did in time. */
export interface Reply {
  readonly status: number;
  readonly ms: number;
  readonly text: string;
  readonly trouble?: string;
}

/** A request that was sent, with what came back. */
export interface SentClick extends Outgoing, Reply {
  readonly at: string;
}

/** How long Slack waits: https://docs.slack.dev/interactivity/handling-user-interaction#acknowledgment_response */
export const answerMs = 3000;

/** A form as Slack sends it: signed, unless somebody tampers with it. */
export function slackRequest(
  url: string,
  form: Readonly<Record<string, string>>,
  tamper: Tamper,
  now: number,
): Outgoing {
  const body = new URLSearchParams(form).toString();
  const seconds = Math.floor(now / 1000) + (tamper.seconds ?? 0);
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    ...signSlack(body, tamper.secret ?? slackApp.signingSecret, seconds),
  };
  return tampered({service: 'slack', url, headers, body}, tamper);
}

/**
 * An event as Google Chat sends it, with an ID token in its header:
 * https://developers.google.com/workspace/chat/verify-requests-from-chat
 */
export function googleRequest(
  url: string,
  event: JsonObject,
  tamper: Tamper,
  {identity, now}: {readonly identity: GoogleIdentity; readonly now: number},
): Outgoing {
  const token = idToken(googleApp.account, googleApp.endpoint, tamper, {identity, now});
  const headers = {
    'content-type': 'application/json; charset=UTF-8',
    'user-agent': 'Google-Dynamite',
    authorization: `Bearer ${token}`,
  };
  const body = JSON.stringify({...event, ...tamper.payload});
  return tampered({service: 'google-chat', url, headers, body}, tamper);
}

/** An ID token of an account, unless somebody tampers with it. */
export function idToken(
  email: string,
  audience: string,
  tamper: Tamper,
  {identity, now}: {readonly identity: GoogleIdentity; readonly now: number},
): string {
  const claims = idClaims({email, audience, now: now + (tamper.seconds ?? 0) * 1000});
  return identity.sign({...claims, ...tamper.claims}, tamper);
}

function tampered(outgoing: Outgoing, {body, headers = {}}: Tamper): Outgoing {
  const all = Object.entries({...outgoing.headers, ...headers});
  return {
    ...outgoing,
    headers: Object.fromEntries(all.filter((one): one is [string, string] => one[1] !== null)),
    body: body ?? outgoing.body,
  };
}

/** Where requests go. */
export interface Line {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Ends waiting when the sandbox closes. */
  readonly closing: AbortSignal;
  /** Hears of each request, once it is over. */
  readonly sent: (click: SentClick) => void;
}

/** Sends one request and waits for its answer as long as the service would. */
export async function send(outgoing: Outgoing, {now, closing, sent}: Line): Promise<Reply> {
  const {url, headers, body} = outgoing;
  const began = now();
  const limit = AbortSignal.timeout(answerMs);
  const signal = AbortSignal.any([limit, closing]);
  const reply = await fetch(url, {method: 'POST', headers, body, signal, redirect: 'manual'})
    .then(async answer => ({
      status: answer.status,
      text: await answer.text(),
      ms: now() - began,
    }))
    .catch((error: unknown) => ({
      status: 0,
      text: '',
      ms: now() - began,
      trouble: limit.aborted
        ? `no answer in ${answerMs / 1000} s`
        : `no answer: ${reasonOf(error)}`,
    }));
  sent({...outgoing, ...reply, at: stamp(began)});
  return reply;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
