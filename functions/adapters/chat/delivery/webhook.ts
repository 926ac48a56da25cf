import {CallError} from '../../../core/error.ts';
import type {JsonRequest, SendJson} from './send-json.ts';

const advice =
  'the webhook was removed, or its channel is closed to it: create a new webhook and store its URL';

/** Posts to an incoming webhook. Throws `CallError`, with what to do when the webhook is gone. */
export async function postWebhook(
  send: SendJson,
  request: Pick<JsonRequest, 'call' | 'url' | 'body'>,
): Promise<void> {
  try {
    await send({...request, method: 'POST'});
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    const {failure, said} = error.facts;
    if (failure !== 'not-found' && failure !== 'denied') throw error;
    throw new CallError({...error.facts, said: `${said} (${advice})`}, {cause: error});
  }
}
