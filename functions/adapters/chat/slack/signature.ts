import {createHmac, timingSafeEqual} from 'node:crypto';

/** A request as Slack signs it. */
export interface SignedRequest {
  /** The bytes of the body as they came. */
  readonly body: Buffer;
  /** Header `X-Slack-Request-Timestamp`: seconds since 1970. */
  readonly timestamp: string | undefined;
  /** Header `X-Slack-Signature`. */
  readonly signature: string | undefined;
}

/** Why a request is not Slack's; undefined: it is. */
export type SignatureFault = 'no-signature' | 'too-old' | 'wrong-signature';

/** Slack's own advice: older requests may be replays. */
const windowSeconds = 5 * 60;

/**
 * Whether Slack has signed a request with one of these secrets, within five minutes of `now` (epoch ms), whichever way
 * clocks differ. https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
export function signatureFault(
  {body, timestamp = '', signature = ''}: SignedRequest,
  secrets: readonly string[],
  now: number,
): SignatureFault | undefined {
  if (!/^\d{1,12}$/.test(timestamp) || !/^v0=[\da-f]{64}$/.test(signature)) return 'no-signature';
  if (Math.abs(now / 1000 - Number(timestamp)) > windowSeconds) return 'too-old';
  const given = Buffer.from(signature);
  // All are compared, so that the time tells nothing of which one is in use.
  const matches = secrets.map(secret => {
    const hash = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body);
    return timingSafeEqual(given, Buffer.from(`v0=${hash.digest('hex')}`));
  });
  return matches.includes(true) ? undefined : 'wrong-signature';
}
