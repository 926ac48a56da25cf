import type {HttpFunction} from '@google-cloud/functions-framework';
import {decodePush} from './adapters/pubsub-push.ts';
import {follow} from './core/lib/promises.ts';
import {fenced} from './wiring/serving/request-fence.ts';
import {started} from './wiring/serving/service-instance.ts';
import type {Service} from './wiring/service.ts';

/**
 * Takes in log entries that a sink publishes: one Pub/Sub push envelope a request, or a bare entry.
 * Every body that can never be used is kept in quarantine and acknowledged, so that it is not
 * delivered again; only a store that does not answer asks for another delivery.
 */
export const intake: HttpFunction = fenced((request, response) =>
  follow(started(), service => deliver(service, request, response)),
);

function deliver(service: Service, ...[request, response]: Parameters<HttpFunction>): unknown {
  const pushed = decodePush(request.body);
  const received = pushed.kind === 'junk' ? pushed : service.receive(pushed.value);
  return follow(received, taken => {
    if (taken.kind !== 'junk') {
      response.status(204).end();
      return undefined;
    }
    return service.quarantine(taken.reason, request.rawBody).then(() => {
      response.status(204).end();
    });
  });
}
