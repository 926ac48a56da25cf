import type {Policy} from '../../../core/facts/cloud.ts';
import {parsePolicy} from '../project/policy.ts';
import {objectOf, textOf} from '../client/answers.ts';
import {readGoogle, type InspectDeps} from '../client/call.ts';
import {pubsub} from '../client/api-clients.ts';

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
