import type {Message} from '../../../core/ports/message.ts';
import type {Channel} from '../../../core/ports/ports.ts';
import {afterDelivery, deliveryStateOf} from './delivery-state.ts';

/**
 * A channel's twin for dry runs and terminals: it hands over each message that would have been
 * sent, each revision once, and sends nothing.
 */
export function recordingChannel(id: string, record: (message: Message) => void): Channel {
  return {
    id,
    deliver(message, {ref}) {
      const before = deliveryStateOf(ref);
      if (message.revision <= before.revision) {
        return Promise.resolve({kind: 'done', ref: {...before}});
      }
      record(message);
      return Promise.resolve({kind: 'done', ref: afterDelivery(message, before)});
    },
  };
}
