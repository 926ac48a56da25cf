import {forEachConcurrently} from '../../core/concurrency.ts';
import {Agent, request} from 'node:http';

const agent = new Agent({keepAlive: true, maxSockets: 8});

/**
 * Posts JSON to a function, as Pub/Sub push does.
 * @returns the HTTP status; 0 when there was no answer.
 */
export function post(url: string, body: unknown): Promise<number> {
  const text = JSON.stringify(body);
  return new Promise(resolve => {
    const headers = {'content-type': 'application/json', 'content-length': Buffer.byteLength(text)};
    const call = request(url, {method: 'POST', agent, headers}, answer => {
      answer.resume().on('end', () => {
        resolve(answer.statusCode ?? 0);
      });
    });
    call.on('error', () => {
      resolve(0);
    });
    call.end(text);
  });
}

/** A value in the envelope of a Pub/Sub push. */
export function envelope(value: unknown, messageId: string): unknown {
  return {
    message: {data: Buffer.from(JSON.stringify(value)).toString('base64'), messageId},
    subscription: 'projects/shop-ops/subscriptions/mesh-responder-intake',
  };
}

/** Runs `work` on every item, eight side by side. */
export function eachOf<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  return forEachConcurrently(items, 8, work);
}
