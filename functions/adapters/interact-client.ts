import type {CommandAnswer, CommandAnswered} from '../core/interaction/command-answer.ts';
import {isObject} from '../core/lib/json.ts';
import {handedOnHeader} from './google/client/iap-identity.ts';
import {ownIdToken} from './google/client/own-id-token.ts';
import {malformed} from './http/failed-attempt.ts';
import {jsonOf} from './http/map-error.ts';
import {request} from './http/request.ts';
import type {Outside} from './http/retry.ts';

const kinds: readonly CommandAnswered['kind'][] = [
  'taken',
  'unknown',
  'taken-over',
  'counted',
  'answered',
  'refused',
  'not-allowed',
  'told',
];

/**
 * Hands an answer to the function `interact` at this address, as whoever the credentials speak for. The same answer
 * twice is one, so that a lost one is given again.
 * @throws CallError.
 */
export function sendAnswer(
  outside: Outside,
  url: string,
  answer: CommandAnswer,
): Promise<CommandAnswered> {
  return handedIn(outside, {url, path: '/answers', answer});
}

/**
 * The same for the console, as whoever IAP's assertion speaks for; the credentials only open the way to `interact`.
 * @param assertion as it came; interact verifies it for itself.
 * @throws CallError.
 */
export function handOnAnswer(
  outside: Outside,
  url: string,
  {answer, assertion}: {readonly answer: CommandAnswer; readonly assertion: string},
): Promise<CommandAnswered> {
  const headers = {[handedOnHeader]: assertion};
  return handedIn(outside, {url, path: '/console/answers', answer, headers, secrets: [assertion]});
}

interface HandedIn {
  readonly url: string;
  readonly path: string;
  readonly answer: CommandAnswer;
  readonly headers?: Readonly<Record<string, string>>;
  readonly secrets?: readonly string[];
}

function handedIn(
  outside: Outside,
  {url, path, answer, ...more}: HandedIn,
): Promise<CommandAnswered> {
  const spec = {
    call: 'interact answers',
    method: 'POST',
    url: `${url}${path}`,
    body: answer,
    write: false,
    authorise: ownIdToken(url),
    ...more,
  };
  return request(outside, spec, answered => answeredIn(jsonOf(answered)));
}

/** It is our own function, of this version or another: its kind is checked, and the rest is only shown. */
function answeredIn(value: unknown): CommandAnswered {
  if (isAnswered(value)) return value;
  throw malformed('the answer is not of the documented shape');
}

function isAnswered(value: unknown): value is CommandAnswered {
  return (
    isObject(value) &&
    typeof value['by'] === 'string' &&
    kinds.some(one => one === value['kind']) &&
    (value['kind'] !== 'refused' || isObject(value['reason'])) &&
    (value['kind'] !== 'not-allowed' || isObject(value['reason'])) &&
    (value['kind'] !== 'answered' || isObject(value['before'])) &&
    (value['kind'] !== 'told' || isObject(value['text']))
  );
}
