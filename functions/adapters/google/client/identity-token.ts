import type {OAuth2Client} from 'google-auth-library';

let client: Promise<OAuth2Client> | undefined;

/**
 * Whether Google signed an identity token for an audience. Its keys are fetched and kept by the library,
 * which is loaded here, on first use: where Cloud Run stands in front, no token has a signature any more.
 */
export async function isSignedByGoogle(token: string, audience: string): Promise<boolean> {
  client ??= import('google-auth-library').then(library => new library.OAuth2Client());
  try {
    await (await client).verifyIdToken({idToken: token, audience});
    return true;
  } catch {
    // Whatever is wrong with it, or with asking: who cannot be recognised is not served.
    return false;
  }
}
