import type {Topic} from '@google-cloud/pubsub';
import type {WorkQueue} from '../../core/ports.ts';
import {isHostPort} from '../http/host-port.ts';
import {jsonOf} from '../http/judge.ts';
import {persist} from '../http/persist.ts';
import {send} from '../http/send.ts';
import {carrierOf, type GoogleDeps} from './call.ts';
import type {Carrier} from './library.ts';
import {transport, type Transport} from './transport.ts';

/** What the queue is made with. */
export interface PubsubDeps extends GoogleDeps {
  /** `HOST:PORT` of a Pub/Sub emulator; it gets the messages in the place of Google or the proxy. */
  readonly emulator?: string;
}

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
  const {emulator} = deps;
  if (emulator !== undefined && !isHostPort(emulator)) {
    throw new Error(
      `The Pub/Sub emulator ${JSON.stringify(emulator)} is not of the form HOST:PORT.`,
    );
  }
  let library: Promise<Library> | undefined;
  return {
    async handOver(incident) {
      library ??= load(projectId, topic);
      const {client, sending} = await library;
      await persist({call: 'pubsub topics.publish', write: false}, deps, signal =>
        sending.run(carrier(deps, signal), () => client.publishMessage({json: {incident}})),
      );
    },
  };
}

/** The emulator speaks plain HTTP and knows no credentials. */
function carrier(deps: PubsubDeps, signal: AbortSignal): Carrier {
  const {emulator, clock} = deps;
  if (emulator === undefined) return carrierOf(deps, signal);
  return async request => {
    const url = new URL(`http://${emulator}${request.url.pathname}`);
    const answer = await send({clock}, {...request, url}, signal);
    jsonOf(answer);
    return answer.text;
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
