import {plain} from '../http/answer.ts';
import type {Call, Route} from '../http/call.ts';
import type {Verb} from '../http/fault.ts';
import {stamp} from '../json.ts';

/** The host of a program that takes every event, of a name that nobody can own (RFC 2606). */
export const receiverHost = 'receiver.example.com';

/** Takes any event, and keeps what it was signed with for whoever checks it. */
export function routeReceiver(call: Call): Route<Verb<'receiver'>> | undefined {
  if (call.method !== 'POST') return undefined;
  const {contentType, signature, body: event} = call;
  return {
    verb: 'event',
    mutating: true,
    run({pages}, now) {
      pages.events.push({at: stamp(now), contentType, signature, event});
      return plain(202, 'taken');
    },
  };
}
