import {textAt} from '../../../core/json.ts';
import {malformed} from '../../http/failed-attempt.ts';
import {jsonOf} from '../../http/map-error.ts';
import {persist} from '../../http/retry.ts';
import {request} from '../../http/request.ts';
import {send} from '../../http/single-attempt.ts';
import type {InspectDeps} from '../client/answers.ts';

/** Whom our credentials speak for. */
export type Identity =
  | {readonly kind: 'named'; readonly email: string}
  /** A token without the scope that shows the email: a service account's key, mostly. */
  | {readonly kind: 'numbered'; readonly id: string};

const place = 'https://oauth2.googleapis.com/tokeninfo';

/**
 * Who we are: what Google says of our access token, and where that has no email, the metadata server.
 * https://docs.cloud.google.com/docs/authentication/token-types#access-contents
 * @throws CallError.
 */
export async function identity(deps: InspectDeps): Promise<Identity> {
  const spec = {call: 'oauth2 tokeninfo', write: false, ...signalOf(deps)};
  const found = await persist(spec, deps, async signal => {
    const url = new URL(place);
    // To a stand-in nothing secret goes.
    const credentials = deps.proxy === undefined ? await deps.authorise(url) : {};
    const token = (credentials['authorization'] ?? '').replace(/^Bearer /i, '');
    if (token !== '') url.searchParams.set('access_token', token);
    const headers = {accept: 'application/json'};
    return parseIdentity(jsonOf(await send(deps, {method: 'GET', url, headers}, signal)));
  });
  if (found.kind === 'named' || deps.proxy !== undefined) return found;
  const email = await metadataEmail(deps).catch(() => undefined);
  return email === undefined ? found : {kind: 'named', email};
}

function parseIdentity(data: unknown): Identity {
  const email = textAt(data, 'email') ?? '';
  if (email !== '') return {kind: 'named', email};
  const id = textAt(data, 'sub') ?? textAt(data, 'azp') ?? '';
  if (id === '') throw malformed('the token has neither an email nor a subject');
  return {kind: 'numbered', id};
}

/** https://docs.cloud.google.com/compute/docs/metadata/predefined-metadata-keys */
function metadataEmail(deps: InspectDeps): Promise<string> {
  const url =
    'http://metadata.google.internal/computeMetadata/v1/instance/service-accounts/default/email';
  return request(
    {...deps, attempts: 1, attemptMs: 1_000},
    {
      call: 'metadata email',
      method: 'GET',
      url,
      headers: {'metadata-flavor': 'Google'},
      write: false,
      ...signalOf(deps),
    },
    ({text}) => {
      if (/^[\w.+-]+@[\w.-]+$/.test(text.trim())) return text.trim();
      throw malformed('the metadata server gave no email');
    },
  );
}

function signalOf({signal}: InspectDeps): {readonly signal?: AbortSignal} {
  return signal === undefined ? {} : {signal};
}
