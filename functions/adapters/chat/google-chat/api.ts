import {CallError, type CallFacts} from '../../../core/lib/error.ts';
import {type JsonObject, textAt} from '../../../core/lib/json.ts';
import type {SendJson} from '../delivery/send-json.ts';

/**
 * What the Chat app's own calls need: messages of its own, and the spaces that it is a member of.
 * https://developers.google.com/workspace/chat/authenticate-authorize-chat-app
 */
export const chatScope = 'https://www.googleapis.com/auth/chat.bot';

/** One call of Google Chat's API, as the app. */
export interface ChatCall {
  readonly name: 'spaces.get' | 'messages.create' | 'messages.patch';
  /** A resource name, as the path has it. */
  readonly resource: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: JsonObject;
}

/** A message as it is in a space. */
export interface PostedMessage {
  /** `spaces/S/messages/M`. */
  readonly name: string;
  /** `spaces/S/threads/T`. */
  readonly thread: string;
}

const methods = {
  'spaces.get': 'GET',
  'messages.create': 'POST',
  'messages.patch': 'PATCH',
} as const;

/** Calls the API. @throws CallError, which says what to do where a person can do something. */
export async function askChat(
  send: SendJson,
  {name, resource, query, body}: ChatCall,
): Promise<{readonly status: number; readonly body: unknown}> {
  const search = query === undefined ? '' : `?${new URLSearchParams(query).toString()}`;
  try {
    return await send({
      call: `google-chat ${name}`,
      method: methods[name],
      url: `https://chat.googleapis.com/v1/${resource}${search}`,
      ...(body === undefined ? {} : {body}),
    });
  } catch (error) {
    throw error instanceof CallError ? advised(error) : error;
  }
}

/** `askChat` for a call that answers with a message. @throws CallError. */
export async function askForMessage(send: SendJson, call: ChatCall): Promise<PostedMessage> {
  const {status, body} = await askChat(send, call);
  const name = textAt(body, 'name');
  const thread = textAt(body, 'thread', 'name');
  if (name === undefined || !isIn(name, 'messages') || !isIn(thread ?? '', 'threads')) {
    const said = 'the answer is not the one of a message that was posted';
    const facts = {failure: 'malformed' as const, status, said, attempts: 1};
    throw new CallError({call: `google-chat ${call.name}`, ...facts});
  }
  return {name, thread: thread ?? ''};
}

function isIn(name: string, collection: 'messages' | 'threads'): boolean {
  return new RegExp(`^spaces/[\\w-]{1,100}/${collection}/[\\w.-]{1,200}$`).test(name);
}

/** What to do about the failures that stay: https://developers.google.com/workspace/chat/troubleshoot-authentication */
const advice: Partial<Record<CallFacts['failure'], string>> = {
  denied:
    'add the Chat app to the space, and run as a service account of the project that configures the app; your own sign-in is none',
  'not-found':
    'no space of this name has the Chat app: add the app to it, and configure spaces/ and the last part of its address',
  'api-disabled': 'turn on chat.googleapis.com in the project that configures the Chat app',
  'rate-limited': 'too many messages for the space; it is sent again later',
  invalid: 'report it: the message was put together wrongly',
};

function advised(error: CallError): CallError {
  const {failure, said} = error.facts;
  const next = advice[failure];
  if (next === undefined) return error;
  return new CallError({...error.facts, said: `${said} (${next})`}, {cause: error});
}
