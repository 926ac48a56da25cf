import type {HttpFunction} from '@google-cloud/functions-framework';
import {decodePush} from './adapters/pubsub-push.ts';
import {workOf} from './core/config/work-message.ts';
import {fenced} from './wiring/serving/request-fence.ts';
import {started} from './wiring/serving/service-instance.ts';

/**
 * Works on incidents: `{"incident": ID}` advances one, `{"sweep": true}` all that are due, each
 * bare or in a Pub/Sub push envelope. What it cannot finish is stored with its next look, so a
 * message is acknowledged once the store has answered.
 */
export const respond: HttpFunction = fenced(async (request, response) => {
  const service = await started();
  const pushed = decodePush(request.body);
  const work = pushed.kind === 'value' ? workOf(pushed.value) : pushed;
  switch (work.kind) {
    case 'incident':
      await service.advance(work.incident);
      break;
    case 'sweep':
      await service.sweep();
      break;
    case 'junk':
      await service.quarantine(work.reason, request.rawBody);
      break;
  }
  response.status(204).end();
});
