import {exchange} from '../../http/http-client.ts';
import {malformed} from '../../http/failed-attempt.ts';
import {retry} from '../../http/retry.ts';
import {proxied} from '../../http/proxy.ts';
import type {InspectDeps} from '../client/call.ts';

/**
 * How far our clock is before Google's, milliseconds (negative: behind), by the `Date` header of an
 * answer, which counts whole seconds. Needs no credentials: a clock that is far off makes those fail.
 * @throws CallError.
 */
export function clockOffset(deps: InspectDeps): Promise<number> {
  const {clock, proxy} = deps;
  const spec = {call: 'oauth2 date', write: false};
  return retry(spec, deps, async attempt => {
    const url = proxied(new URL('https://oauth2.googleapis.com/tokeninfo'), proxy);
    const before = clock.now();
    // Without a token it is refused; the header is there all the same.
    const {headers} = await exchange({method: 'GET', url, headers: {}}, attempt);
    const middle = (before + clock.now()) / 2;
    const date = Date.parse(headers.date ?? '');
    if (Number.isNaN(date)) throw malformed('the answer has no Date header');
    return middle - (date + 500);
  });
}
