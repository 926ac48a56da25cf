import {Fault} from '../http/fault.ts';
import {redact} from '../http/redact.ts';
import type {Authorise} from '../http/send.ts';

const scopes = ['https://www.googleapis.com/auth/cloud-platform'];

const advice = 'run as a service account, or sign in with `gcloud auth application-default login`';

/**
 * Application Default Credentials, found and refreshed by google-auth-library; it is loaded, and
 * looks for them, with the first request.
 * @throws Fault (from the function it returns) `denied` when there are none or they are refused,
 * `unavailable` when the token service gave no answer.
 */
export function googleCredentials(): Authorise {
  let loading: Promise<Authorise> | undefined;
  return async url => {
    loading ??= load();
    try {
      return await (
        await loading
      )(url);
    } catch (error) {
      throw refused(error);
    }
  };
}

async function load(): Promise<Authorise> {
  const {GoogleAuth} = await import('google-auth-library');
  const auth = new GoogleAuth({scopes});
  return async url => Object.fromEntries(await auth.getRequestHeaders(url));
}

/** The token endpoint's own refusals are 4xx; without credentials the library has no status. */
function refused(error: unknown): Fault {
  const message = error instanceof Error ? error.message : String(error);
  const status =
    error instanceof Error && 'status' in error && typeof error.status === 'number'
      ? error.status
      : 0;
  const none = /could not load the default credentials/i.test(message);
  const denied = none || (status >= 400 && status < 500);
  const said = none
    ? `no credentials were found: ${advice}`
    : `no access token: ${redact(message, [], 160)}`;
  return denied
    ? new Fault({failure: 'denied', status, said: none ? said : `${said}: ${advice}`}, false)
    : new Fault({failure: 'unavailable', status, said}, false);
}
