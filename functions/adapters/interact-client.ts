import type {CommandAnswer, CommandAnswered} from '../core/interaction/command-answer.ts';
import {isObject} from '../core/lib/json.ts';
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
  const spec = {
    call: 'interact answers',
    method: 'POST',
    url: `${url}/answers`,
    body: answer,
    write: false,
    authorise: ownIdToken(url),
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
    (value['kind'] !== 'answered' || isObject(value['before']))
  );
}
