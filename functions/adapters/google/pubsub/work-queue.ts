import type {Topic} from '@google-cloud/pubsub';
import type {WorkQueue} from '../../../core/ports/ports.ts';
import {retry} from '../../http/retry.ts';
import {assertEmulator, pubsubCarrier, type PubsubDeps} from './carrier.ts';
import {transport, type Transport} from '../client/fetch-bridge.ts';

/**
 * Hands incidents over through a topic, `projects/P/topics/T`, as `{"incident": ID}`: one awaited
 * message each, with @google-cloud/pubsub in REST mode, loaded with the first one. An attempt whose
 * answer was lost is made again, although that can publish twice: advancing an incident twice is
 * harmless.
 * @throws Error when topic or emulator are not of that form.
 */
export function pubsubQueue(deps: PubsubDeps, topic: string): WorkQueue {
  const [, projectId] = /^projects\/([^/\s]+)\/topics\/[A-Za-z][\w.~+%-]{2,254}$/.exec(topic) ?? [];
  if (projectId === undefined) {
    throw new Error(`The topic ${JSON.stringify(topic)} is not of the form projects/P/topics/T.`);
  }
  assertEmulator(deps);
  let library: Promise<Library> | undefined;
  return {
    async handOver(incident) {
      library ??= load(projectId, topic);
      const {client, sending} = await library;
      await retry({call: 'pubsub topics.publish', write: false}, deps, signal =>
        sending.run(pubsubCarrier(deps, signal), () => client.publishMessage({json: {incident}})),
      );
    },
  };
}

interface Library {
  readonly client: Topic;
  readonly sending: Transport;
}

async function load(projectId: string, topic: string): Promise<Library> {
  const {PubSub} = await import('@google-cloud/pubsub');
  const sending = await transport();
  // REST; the constructor's type does not know the option. With an endpoint given the library reads
  // neither PUBSUB_EMULATOR_HOST nor CLOUDSDK_API_ENDPOINT_OVERRIDES_PUBSUB.
  const rest = {fallback: true} as const;
  const apiEndpoint = 'pubsub.googleapis.com';
  const pubsub = new PubSub({projectId, authClient: sending.authClient, apiEndpoint, ...rest});
  const client = pubsub.topic(topic, {batching: {maxMessages: 1}, gaxOpts: {retry: null}});
  return {client, sending};
}
