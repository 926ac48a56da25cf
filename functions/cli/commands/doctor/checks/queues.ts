import {
  type Subscription,
  subscriptionOf,
  topicOf,
} from '../../../../adapters/google/pubsub/topics.ts';
import {CallError} from '../../../../core/lib/error.ts';
import {type Check, type Found, found, ok} from '../check.ts';
import {accountOf, deployAgain, type Deployment, fed, type Fed, topicName} from '../deployment.ts';
import type {DoctorContext} from '../doctor-context.ts';
import {findFunction} from './functions.ts';

/** Longer than the function's own timeout, so that nothing is delivered again while it is worked on. */
const spareSeconds = 30;

/** Whether the topics are there, and their subscriptions deliver as infra/modules/queue says. */
export function queueChecks(context: DoctorContext): readonly Check[] {
  const {deployment} = context;
  if (deployment === undefined) return [];
  const {project, name} = deployment;
  const access = {project, role: 'roles/pubsub.viewer'};
  const topics = fed.flatMap(({topic}) => [topic, `${topic}-dead`]);
  return [
    ...topics.map((topic): Check => ({
      check: 'topics',
      subject: `${name}-${topic}`,
      access,
      run: deps =>
        orMissing('no-topic', async () => {
          await topicOf(deps, topicName(deployment, topic));
          return [ok('topic')];
        }),
    })),
    ...fed.map((one): Check => ({
      check: 'subscriptions',
      subject: `${name}-${one.topic}`,
      access,
      run: deps =>
        orMissing('no-subscription', async () => {
          const path = `projects/${project}/subscriptions/${name}-${one.topic}`;
          const live = await subscriptionOf(deps, path);
          const functions = await context.functions().catch(() => []);
          const {uri} = findFunction(functions, deployment, one.id) ?? {};
          return judgedPush(live, {deployment, one, uri});
        }),
    })),
    ...fed.map(({topic}): Check => ({
      check: 'subscriptions',
      subject: `${name}-${topic}-dead`,
      access,
      run: deps =>
        orMissing('no-subscription', async () => {
          const subscription = `${name}-${topic}-dead`;
          const live = await subscriptionOf(
            deps,
            `projects/${project}/subscriptions/${subscription}`,
          );
          const wrong = [
            ...expiring(live, updating(project, subscription)),
            ...misplaced(live, topicName(deployment, `${topic}-dead`)),
          ];
          return wrong.length > 0 ? wrong : [ok('dead-letters')];
        }),
    })),
  ];
}

async function orMissing(
  code: 'no-topic' | 'no-subscription',
  look: () => Promise<readonly Found[]>,
): Promise<readonly Found[]> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof CallError) || error.facts.failure !== 'not-found') throw error;
    return [found('broken', code, {}, deployAgain)];
  }
}

interface Expected {
  readonly deployment: Deployment;
  readonly one: Fed;
  /** The function's address; undefined when the functions could not be read. */
  readonly uri: string | undefined;
}

function judgedPush(live: Subscription, {deployment, one, uri}: Expected): readonly Found[] {
  const update = updating(deployment.project, `${deployment.name}-${one.topic}`);
  const account = accountOf(deployment, `push-${one.id}`);
  const wrong: Found[] = [...misplaced(live, topicName(deployment, one.topic))];
  if (live.state !== 'ACTIVE') {
    wrong.push(found('broken', 'subscription-state', {state: live.state}, deployAgain));
  }
  const push = `${update} --push-endpoint=${uri ?? live.endpoint} --push-auth-service-account=${account} --push-auth-token-audience=${uri ?? live.endpoint}`;
  if (live.endpoint === '' || (uri !== undefined && live.endpoint !== uri)) {
    const next = uri === undefined ? deployAgain : push;
    wrong.push(found('broken', 'push-elsewhere', {endpoint: live.endpoint || '-'}, next));
  } else if (live.account !== account || live.audience !== live.endpoint) {
    wrong.push(found('broken', 'push-token', {account}, push));
  }
  wrong.push(...expiring(live, update));
  const seconds = one.timeoutSeconds + spareSeconds;
  if (live.ackSeconds < one.timeoutSeconds) {
    const params = {seconds: live.ackSeconds, needs: seconds};
    wrong.push(found('broken', 'ack-short', params, `${update} --ack-deadline=${seconds}`));
  }
  const dead = topicName(deployment, `${one.topic}-dead`);
  if (live.deadLetterTopic !== dead) {
    const next = `${update} --dead-letter-topic=${dead} --max-delivery-attempts=20`;
    wrong.push(found('broken', 'no-dead-letters', {topic: live.deadLetterTopic || '-'}, next));
  }
  if (wrong.length > 0) return wrong;
  if (uri === undefined) return [found('unknown', 'push-unread', {endpoint: live.endpoint})];
  return [ok('push', {seconds: live.ackSeconds})];
}

function misplaced(live: Subscription, topic: string): readonly Found[] {
  if (live.topic === topic) return [];
  return [found('broken', 'other-topic', {topic: live.topic}, deployAgain)];
}

function expiring(live: Subscription, update: string): readonly Found[] {
  if (live.expires === 'never') return [];
  return [found('broken', 'expires', {}, `${update} --expiration-period=never`)];
}

function updating(project: string, subscription: string): string {
  return `gcloud pubsub subscriptions update ${subscription} --project=${project}`;
}
