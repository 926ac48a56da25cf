import {errorText} from '../../../core/lib/error.ts';
import {FailedAttempt} from '../../http/failed-attempt.ts';
import {redact} from '../../http/redact.ts';
import type {Authorise} from '../../http/request.ts';

const login = 'run as a service account, or sign in with `gcloud auth application-default login`';

/**
 * Says who we are by an ID token of Google: one for `audience` where the credentials are a service account's, and of a
 * person the one of the client that they signed in with.
 * https://docs.cloud.google.com/docs/authentication/get-id-token
 * @throws FailedAttempt (from the function it returns) `denied` where there are no credentials, or none that give one.
 */
export function ownIdToken(audience: string): Authorise {
  return async () => {
    try {
      const {GoogleAuth} = await import('google-auth-library');
      const client = await new GoogleAuth().getIdTokenClient(audience);
      return Object.fromEntries(await client.getRequestHeaders(audience));
    } catch (error) {
      const said = `no identity token: ${redact(errorText(error), [], 150)}: ${login}`;
      throw new FailedAttempt({failure: 'denied', status: 0, said}, false);
    }
  };
}
