import {textAt} from '../../../core/lib/json.ts';
import {malformed} from '../../http/failed-attempt.ts';
import {jsonOf} from '../../http/map-error.ts';
import {retry} from '../../http/retry.ts';
import {request, singleAttempt} from '../../http/request.ts';
import {textOf} from '../client/answers.ts';
import {inspecting, readGoogle, type InspectDeps} from '../client/call.ts';
import {iamCredentials} from '../client/api-clients.ts';

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
  const spec = {call: 'oauth2 tokeninfo', write: false};
  const found = await retry(spec, deps, async signal => {
    const url = new URL(place);
    // To a stand-in nothing secret goes.
    const credentials = deps.proxy === undefined ? await deps.authorise(url) : {};
    const token = (credentials['authorization'] ?? '').replace(/^Bearer /i, '');
    if (token !== '') url.searchParams.set('access_token', token);
    const headers = {accept: 'application/json'};
    return parseIdentity(jsonOf(await singleAttempt(deps, {method: 'GET', url, headers}, signal)));
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
    },
    ({text}) => {
      if (/^[\w.+-]+@[\w.-]+$/.test(text.trim())) return text.trim();
      throw malformed('the metadata server gave no email');
    },
  );
}

const cloudPlatform = 'https://www.googleapis.com/auth/cloud-platform';

/**
 * The same calls as a service account: with a token of five minutes, which whoever runs this may make
 * with `roles/iam.serviceAccountTokenCreator` on it. The token is kept here alone.
 * https://docs.cloud.google.com/iam/docs/reference/credentials/rest/v1/projects.serviceAccounts/generateAccessToken
 * @throws CallError.
 */
export async function impersonated(
  deps: InspectDeps,
  account: string,
  scope = cloudPlatform,
): Promise<InspectDeps> {
  const name = `projects/-/serviceAccounts/${account}`;
  const token = await readGoogle(
    deps,
    'iamcredentials serviceAccounts.generateAccessToken',
    async options => {
      const requestBody = {scope: [scope], lifetime: '300s'};
      const {serviceAccounts} = (await iamCredentials()).projects;
      return serviceAccounts.generateAccessToken({name, requestBody}, options);
    },
    data => textOf(data, 'accessToken'),
  );
  const authorise = () => Promise.resolve({authorization: `Bearer ${token}`});
  return inspecting({...deps, authorise}, account);
}
