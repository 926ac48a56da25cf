import type {Policy} from '../../../core/facts/cloud.ts';
import {parsePolicy} from '../project/policy.ts';
import {objectOf, textOf} from '../client/answers.ts';
import {readGoogle, type InspectDeps} from '../client/call.ts';
import {pubsub} from '../client/api-clients.ts';
import {at, isObject, textAt} from '../../../core/lib/json.ts';

/**
 * Whether a topic, `projects/P/topics/T`, is there: its name as Pub/Sub has it.
 * https://docs.cloud.google.com/pubsub/docs/reference/rest/v1/projects.topics
 * @throws CallError `not-found` when it is not.
 */
export function topicOf(deps: InspectDeps, topic: string): Promise<string> {
  return readGoogle(
    deps,
    'pubsub topics.get',
    async options => (await pubsub()).projects.topics.get({topic}, options),
    data => textOf(objectOf(data), 'name'),
  );
}

/** The allow policy of a topic at version 3. @throws CallError. */
export function topicPolicy(deps: InspectDeps, resource: string): Promise<Policy> {
  return readGoogle(
    deps,
    'pubsub topics.getIamPolicy',
    async options => {
      const asked = {resource, 'options.requestedPolicyVersion': 3};
      return (await pubsub()).projects.topics.getIamPolicy(asked, options);
    },
    parsePolicy,
  );
}

/** What decides whether a subscription delivers. */
export interface Subscription {
  /** `_deleted-topic_` when the topic is gone. */
  readonly topic: string;
  /** Empty: nothing is pushed. */
  readonly endpoint: string;
  /** Whose token a push carries; empty: none. */
  readonly account: string;
  readonly audience: string;
  readonly ackSeconds: number;
  /** Empty: no dead letters. */
  readonly deadLetterTopic: string;
  readonly expires: 'never' | 'after-inactivity';
  /** The API's word, e.g. `ACTIVE` or `RESOURCE_ERROR`. */
  readonly state: string;
}

/**
 * A subscription, `projects/P/subscriptions/S`. One without an expiration policy goes after 31 days
 * without a client; one whose policy has no `ttl` never does.
 * https://docs.cloud.google.com/pubsub/docs/reference/rest/v1/projects.subscriptions
 * @throws CallError.
 */
export function subscriptionOf(deps: InspectDeps, subscription: string): Promise<Subscription> {
  return readGoogle(
    deps,
    'pubsub subscriptions.get',
    async options => (await pubsub()).projects.subscriptions.get({subscription}, options),
    parseSubscription,
  );
}

function parseSubscription(data: unknown): Subscription {
  const found = objectOf(data);
  const ack = at(found, 'ackDeadlineSeconds');
  const expiration = at(found, 'expirationPolicy');
  const forever = isObject(expiration) && (textAt(expiration, 'ttl') ?? '') === '';
  return {
    topic: textOf(found, 'topic'),
    endpoint: textAt(found, 'pushConfig', 'pushEndpoint') ?? '',
    account: textAt(found, 'pushConfig', 'oidcToken', 'serviceAccountEmail') ?? '',
    audience: textAt(found, 'pushConfig', 'oidcToken', 'audience') ?? '',
    ackSeconds: typeof ack === 'number' ? ack : 10,
    deadLetterTopic: textAt(found, 'deadLetterPolicy', 'deadLetterTopic') ?? '',
    expires: forever ? 'never' : 'after-inactivity',
    state: textAt(found, 'state') ?? 'STATE_UNSPECIFIED',
  };
}
