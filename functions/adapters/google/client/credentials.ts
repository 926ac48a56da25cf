import {errorText} from '../../../core/lib/error.ts';
import {FailedAttempt} from '../../http/failed-attempt.ts';
import {redact} from '../../http/redact.ts';
import type {Authorise} from '../../http/request.ts';

const cloudPlatform = 'https://www.googleapis.com/auth/cloud-platform';

const advice = 'run as a service account, or sign in with `gcloud auth application-default login`';
/** What the library says where it finds no credentials at all. */
const none = 'Could not load the default credentials';

/**
 * Application Default Credentials, found and refreshed by google-auth-library; it is loaded, and
 * looks for them, with the first request.
 * @param scope what the tokens are for. A service account gets any, also from the metadata server; those of a
 * person hold what they signed in for.
 * @throws FailedAttempt (from the function it returns) `denied` when there are none or they are refused,
 * `unavailable` when the token service gave no answer.
 */
export function googleCredentials(scope = cloudPlatform): Authorise {
  let loading: Promise<Authorise> | undefined;
  return async url => {
    loading ??= load(scope);
    try {
      return await (
        await loading
      )(url);
    } catch (error) {
      throw refused(error);
    }
  };
}

async function load(scope: string): Promise<Authorise> {
  const {GoogleAuth} = await import('google-auth-library');
  // A token does not depend on it, and without it the library asks gcloud and the metadata server.
  const projectId = 'not-looked-up';
  // Our policy repeats, also what needs a token.
  const clientOptions = {transporterOptions: {retryConfig: {retry: 0, noResponseRetries: 0}}};
  const auth = new GoogleAuth({scopes: [scope], projectId, clientOptions});
  return async url => Object.fromEntries(await auth.getRequestHeaders(url));
}

/**
 * A failed request of the library carries its `config`, and its status when there was an answer: 5xx
 * and none may pass. Everything else (no credentials, an unreadable file, a refusal) stays.
 */
function refused(error: unknown): FailedAttempt {
  const status =
    error instanceof Error && 'status' in error && typeof error.status === 'number'
      ? error.status
      : 0;
  const requested = error instanceof Error && 'config' in error;
  const isMissing = errorText(error).startsWith(none);
  const why = isMissing ? 'not signed in to Google Cloud' : redact(errorText(error), [], 150);
  const said = `no access token: ${why}`;
  if (requested && (status === 0 || status === 429 || status >= 500))
    return new FailedAttempt({failure: 'unavailable', status, said}, false);
  const token = isMissing ? 'missing' : 'refused';
  return new FailedAttempt({failure: 'denied', status, said: `${said}: ${advice}`, token}, false);
}
