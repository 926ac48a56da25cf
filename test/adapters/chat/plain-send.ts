import {CallError, type Failure} from '../../../functions/core/lib/error.ts';
import type {SendJson} from '../../../functions/adapters/chat/delivery/send-json.ts';

/** One request with fetch and no policy: what the chat adapters are handed, at its smallest. */
export const plainSend: SendJson = async ({call, method, url, headers, body}) => {
  const answer = await fetch(url, {
    method,
    headers: {'content-type': 'application/json', ...headers},
    ...(body === undefined ? {} : {body: JSON.stringify(body)}),
  });
  const text = await answer.text();
  if (!answer.ok) {
    const facts = {call, failure: failureOf(answer.status), status: answer.status};
    throw new CallError({...facts, said: text.slice(0, 50), attempts: 1});
  }
  return {status: answer.status, headers: Object.fromEntries(answer.headers), body: parsed(text)};
};

function failureOf(status: number): Failure {
  if (status === 403) return 'denied';
  if (status === 404) return 'not-found';
  if (status === 409) return 'conflict';
  if (status === 429) return 'rate-limited';
  return status >= 500 ? 'unavailable' : 'invalid';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
