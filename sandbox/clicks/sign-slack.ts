import {createHmac} from 'node:crypto';

/** The headers that prove a request to be Slack's. */
export interface SlackSignature {
  readonly 'x-slack-request-timestamp': string;
  readonly 'x-slack-signature': string;
}

/**
 * Signs the bytes of a body: https://docs.slack.dev/authentication/verifying-requests-from-slack
 * @param seconds Since the epoch, when it is sent.
 */
export function signSlack(body: string, secret: string, seconds: number): SlackSignature {
  const digest = createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex');
  return {'x-slack-request-timestamp': String(seconds), 'x-slack-signature': `v0=${digest}`};
}
