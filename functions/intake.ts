import type {HttpFunction} from '@google-cloud/functions-framework';
import {decodePush} from './adapters/push.ts';
import {onlyPost} from './wiring/only-post.ts';
import {started} from './wiring/started.ts';

/**
 * Takes in log entries that a sink publishes: one Pub/Sub push envelope a request, or a bare entry.
 * Every body that can never be used is kept in quarantine and acknowledged, so that it is not
 * delivered again; only a store that does not answer asks for another delivery.
 */
export const intake: HttpFunction = onlyPost(async (request, response) => {
  const service = await started();
  const pushed = decodePush(request.body);
  if (pushed.kind === 'junk') {
    await service.quarantine(pushed.reason, request.rawBody);
    response.status(204).end();
    return;
  }
  const received = await service.receive(pushed.value);
  if (received.kind === 'junk') await service.quarantine(received.reason, request.rawBody);
  response.status(204).end();
});
