import {at, isObject, type JsonObject, listAt, textAt} from '../../../functions/core/lib/json.ts';
import type {JsonAnswer, SendJson} from '../../../functions/adapters/chat/delivery/send-json.ts';
import {callError} from '../../support/cloud/harbor.ts';
import type {Effects} from '../play/effects.ts';
import type {Process} from '../play/process.ts';

/** What a root showed for a while. */
export interface Shown {
  readonly revision: number;
  readonly by: Process;
  readonly sent: number;
  /** When people could see it. */
  readonly at: number;
  /** The line that a notification shows. */
  readonly text: string;
  /** How it stands: the first section below the header. */
  readonly status: string;
  /** The facts at its end, by their labels. */
  readonly facts: ReadonlyMap<string, string>;
  /** What its buttons carry, by what they are called. */
  readonly buttons: ReadonlyMap<string, string>;
  /** The plan that it asks about, as far as it is shown; empty where it asks about none. */
  readonly plan: string;
}

/** One message as Slack keeps it. */
export interface Posted {
  readonly ts: string;
  readonly thread: string | undefined;
  readonly incident: string;
  /** The revisions that were shown, oldest first, who showed each, and when it was sent. */
  readonly shown: Shown[];
  metadata: unknown;
}

/** A played Slack workspace with one channel. */
export class Slack {
  readonly messages: Posted[] = [];
  /** Until then every call fails, ms. */
  downUntil = -Infinity;
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Called with everything that is posted. */
  sent: (body: unknown) => void = () => undefined;
  /** Called after a root or an edit of one was shown. */
  showed: (message: Posted) => void = () => undefined;

  /** Messages that start something, oldest first. */
  roots(incident: string): readonly Posted[] {
    return this.messages.filter(one => one.thread === undefined && one.incident === incident);
  }

  post(body: unknown, by: Process, sent: number): JsonAnswer {
    const ts = `${1_763_000_000 + this.messages.length}.000100`;
    const metadata = at(body, 'metadata');
    const message: Posted = {
      ts,
      thread: textAt(body, 'thread_ts'),
      incident: textAt(metadata, 'event_payload', 'incident') ?? '',
      shown: [],
      metadata,
    };
    this.messages.push(message);
    this.sent(body);
    if (message.thread === undefined) this.#show(message, body, by, sent);
    return answer({ok: true, channel: 'C1', ts});
  }

  update(body: unknown, by: Process, sent: number): JsonAnswer {
    const found = this.messages.find(one => one.ts === textAt(body, 'ts'));
    if (found === undefined) return answer({ok: false, error: 'message_not_found'});
    found.metadata = at(body, 'metadata');
    this.sent(body);
    this.#show(found, body, by, sent);
    return answer({ok: true, channel: 'C1', ts: found.ts});
  }

  list(query: URLSearchParams): JsonAnswer {
    const thread = query.get('ts');
    const wanted = this.messages.filter(one =>
      thread === null ? one.thread === undefined : one.thread === thread,
    );
    const messages = wanted.map(({ts, metadata}) => ({ts, metadata}));
    return answer({ok: true, messages});
  }

  #show(message: Posted, body: unknown, by: Process, sent: number): void {
    const revision = Number(at(body, 'metadata', 'event_payload', 'revision'));
    const section = listAt(body, 'blocks').find(one => textAt(one, 'type') === 'section');
    message.shown.push({
      ...{revision, by, sent, at: this.#now()},
      text: textAt(body, 'text') ?? '',
      status: textAt(section, 'text', 'text') ?? '',
      facts: new Map(factsIn(body)),
      buttons: new Map(buttonsIn(body)),
      plan: /\bplan ([\da-f]{7})\b/.exec(JSON.stringify(body))?.[1] ?? '',
    });
    this.showed(message);
  }
}

function buttonsIn(body: unknown): readonly (readonly [string, string])[] {
  const row = listAt(body, 'blocks').find(one => textAt(one, 'type') === 'actions');
  return listAt(row, 'elements').map(one => [
    (textAt(one, 'action_id') ?? '').replace(/^.*\./, ''),
    textAt(one, 'value') ?? '',
  ]);
}

/** What stands in the fields of the attachment, each a label in bold over its value. */
function factsIn(body: unknown): readonly (readonly [string, string])[] {
  const [attachment] = listAt(body, 'attachments');
  const fields = listAt(attachment, 'blocks').flatMap(one => listAt(one, 'fields'));
  return fields.map(field => {
    const [label = '', ...value] = (textAt(field, 'text') ?? '').split('\n');
    return [label.replaceAll('*', ''), value.join('\n').replaceAll('`', '')];
  });
}

function answer(body: JsonObject): JsonAnswer {
  return {status: 200, headers: {}, body};
}

/** How a process sends to Slack. */
export function sendOf(
  slack: Slack,
  effects: Effects,
  process: Process,
  now: () => number,
): SendJson {
  return ({url, body}) => {
    // Where the answer is slow, a message is there later than it was sent.
    const sent = now();
    const [method = '', query] = url.slice(url.indexOf('/api/') + '/api/'.length).split('?');
    const make = (): JsonAnswer => {
      if (now() < slack.downUntil) throw callError('unavailable', method);
      switch (method) {
        case 'chat.postMessage':
          return slack.post(body, process, sent);
        case 'chat.update':
          return slack.update(body, process, sent);
        default:
          return slack.list(new URLSearchParams(query));
      }
    };
    return effects.have(process, {
      verb: `slack.${method}`,
      about: isObject(body) ? (textAt(body, 'metadata', 'event_payload', 'incident') ?? '') : '',
      make,
      nonsense: () => {
        make();
        return {
          status: 200,
          headers: {},
          body: '<html>a proxy was here: Authorization: Bearer xoxb-canary</html>',
        };
      },
    });
  };
}
