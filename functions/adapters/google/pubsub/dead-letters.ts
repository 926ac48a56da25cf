import {at, isObject, listAt, textAt} from '../../../core/lib/json.ts';
import type {DeadLetter, DeadLetters} from '../../../core/ports/ports.ts';
import {malformed} from '../../http/failed-attempt.ts';
import {retry} from '../../http/retry.ts';
import {assertEmulator, pubsubCarrier, type PubsubDeps} from './carrier.ts';

/** Messages of one pull. */
const batch = 100;

/**
 * Pulls from a dead-letter subscription, `projects/P/subscriptions/S`, with plain REST calls: a pull is
 * rare, and the library would open a stream for it. What was pulled and neither acknowledged nor given
 * back comes again after the subscription's deadline.
 * https://docs.cloud.google.com/pubsub/docs/reference/rest/v1/projects.subscriptions
 */
export function pubsubDeadLetters(deps: PubsubDeps, subscription: string): DeadLetters {
  assertEmulator(deps);
  const post = <T>(verb: string, body: unknown, read: (answer: unknown) => T): Promise<T> =>
    // A repeat does no harm: a pull lends messages, the others say the same again.
    retry({call: `pubsub subscriptions.${verb}`, write: false}, deps, async signal => {
      const {json} = await pubsubCarrier(
        deps,
        signal,
      )({
        method: 'POST',
        url: new URL(`https://pubsub.googleapis.com/v1/${subscription}:${verb}`),
        headers: {'content-type': 'application/json'},
        body: JSON.stringify(body),
      });
      return read(json);
    });
  const tell = async (verb: string, ackIds: readonly string[], more = {}): Promise<void> => {
    if (ackIds.length > 0) await post(verb, {ackIds, ...more}, () => undefined);
  };
  return {
    // Without `returnImmediately` an empty subscription is waited on for longer than a call may take.
    pull: () => post('pull', {maxMessages: batch, returnImmediately: true}, lettersIn),
    acknowledge: ackIds => tell('acknowledge', ackIds),
    giveBack: ackIds => tell('modifyAckDeadline', ackIds, {ackDeadlineSeconds: 0}),
  };
}

function lettersIn(answer: unknown): readonly DeadLetter[] {
  if (!isObject(answer)) throw malformed('the answer is no object');
  return listAt(answer, 'receivedMessages').map(one => {
    const ackId = textAt(one, 'ackId');
    const message = at(one, 'message');
    if (ackId === undefined || !isObject(message)) {
      throw malformed('a message in the answer has no ackId or is none');
    }
    const published = Date.parse(textAt(message, 'publishTime') ?? '');
    return {ackId, at: Number.isNaN(published) ? 0 : published, envelope: {message}};
  });
}
