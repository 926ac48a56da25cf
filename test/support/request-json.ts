import {jsonOf} from '../../functions/adapters/http/map-error.ts';
import type {Outside} from '../../functions/adapters/http/retry.ts';
import {request, type Request} from '../../functions/adapters/http/request.ts';

/** A call under the HTTP policy whose answer has to be JSON, as Google's are. */
export function requestJson<T>(
  outside: Outside,
  spec: Request,
  read: (body: unknown) => T,
): Promise<T> {
  return request(outside, spec, answer => read(jsonOf(answer)));
}
