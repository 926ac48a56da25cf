import {at, listAt, textAt} from '../../functions/core/lib/json.ts';
import {type Counted, nothing, plus, transferred} from './bill.ts';
import type {Passed} from './counting-proxy.ts';

/** Adds up what passed. */
export class Tally {
  #counted = nothing;
  readonly #asked = new Map<string, number>();

  get counted(): Counted {
    return this.#counted;
  }

  /** How often each host was asked. */
  get asked(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#asked].sort(([a], [b]) => a.localeCompare(b)));
  }

  add(parts: Partial<Counted>): void {
    this.#counted = plus(this.#counted, {...nothing, ...parts});
  }

  /** A request to `/HOST/PATH` of the sandbox. */
  api({path, body}: Passed): void {
    const [, host = '', rest = ''] = /^\/([^/?]*)([^?]*)/.exec(path) ?? [];
    this.#ask(host);
    this.add({apiRequests: 1});
    if (host === 'logging.googleapis.com' && rest.endsWith('entries:write')) {
      this.add({logBytes: Buffer.byteLength(body)});
    }
    if (host === 'pubsub.googleapis.com' && rest.endsWith(':publish')) {
      for (const message of listAt(JSON.parse(body), 'messages'))
        this.add({pubsubBytes: transferred(JSON.stringify(message).length)});
    }
  }

  /** A request to Firestore: `batchGet`, `commit` or `runQuery`. */
  firestore(passed: Passed): void {
    this.#ask('firestore.googleapis.com');
    this.add(firestoreOf(passed));
  }

  #ask(host: string): void {
    this.#asked.set(host, (this.#asked.get(host) ?? 0) + 1);
  }
}

/**
 * What Firestore bills for a request: a document that is missing is read as well, and a query reads one at least.
 * https://firebase.google.com/docs/firestore/pricing
 */
export function firestoreOf({path, body, answer}: Passed): Partial<Counted> {
  const asked: unknown = JSON.parse(body);
  if (path.includes(':batchGet')) return {firestoreReads: listAt(asked, 'documents').length};
  if (path.includes(':commit')) {
    const writes = listAt(asked, 'writes');
    const deletes = writes.filter(one => textAt(one, 'delete') !== undefined).length;
    return {firestoreWrites: writes.length - deletes, firestoreDeletes: deletes};
  }
  if (path.includes(':runQuery')) {
    const answers: unknown = JSON.parse(answer);
    const all: readonly unknown[] = Array.isArray(answers) ? answers : [];
    return {firestoreReads: Math.max(1, all.filter(one => at(one, 'document')).length)};
  }
  throw new Error(`nobody knows what Firestore bills for ${path}`);
}
