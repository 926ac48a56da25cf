import type {SendJson} from '../adapters/chat/delivery/send-json.ts';
import {type Outside} from '../adapters/http/retry.ts';
import {request} from '../adapters/http/request.ts';

/** Chat gets less time than the APIs: it is told again, a repair is not kept waiting. */
const attemptMs = 5_000;
const totalMs = 10_000;

/**
 * Sends to chat under the HTTP policy. A post whose answer was lost is not repeated here: whether
 * it is there is for the channel to find out.
 */
export function sendChat(outside: Outside): SendJson {
  return ({method, ...spec}) =>
    request(
      {...outside, attemptMs, totalMs, attempts: 2},
      {...spec, method, write: method === 'POST'},
      ({status, headers, text}) => ({status, headers: flat(headers), body: bodyOf(text)}),
    );
}

/** Slack's webhooks answer in plain text, everything else in JSON. */
function bodyOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function flat(headers: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value] as const] : [],
    ),
  );
}
