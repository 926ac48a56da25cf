import type {firestore_v1} from 'googleapis/build/src/apis/firestore/v1.js';
import {at, isObject, type JsonObject, listAt, textAt} from '../../../core/lib/json.ts';
import {callGoogle, type ClientOptions, type GoogleDeps} from '../../google/client/call.ts';
import {firestore} from '../../google/client/api-clients.ts';
import {malformed} from '../../http/failed-attempt.ts';
import {CallError, type CallFacts, errorText, StoreError} from '../../../core/lib/error.ts';

/** What Firestore is called with. `random` must differ between processes: it marks their writes. */
export interface FirestoreDeps extends GoogleDeps {
  /** `HOST:PORT` of a Firestore emulator; it is asked in the place of Google or the proxy. */
  readonly emulator?: string;
}

/** A database of a project; the default one is called `(default)`. */
export interface FirestorePlace {
  readonly project: string;
  readonly database: string;
}

/** A document as it came; its fields still have to be looked at. */
export interface Found {
  /** The whole name, `projects/P/databases/D/documents/COLLECTION/ID`. */
  readonly name: string;
  readonly fields: JsonObject;
  readonly updateTime: string;
}

/** The four requests that the store is made of. Every one rejects with `CallError`. */
export interface FirestoreClient {
  /** The name of a document. */
  nameOf(collection: string, id: string): string;
  get(name: string): Promise<Found | undefined>;
  /** Makes one write, once: it is never repeated when it may have been made. Returns its time. */
  commit(write: firestore_v1.Schema$Write): Promise<string>;
  run(query: firestore_v1.Schema$StructuredQuery): Promise<readonly Found[]>;
  /** How many documents a query finds. */
  count(query: firestore_v1.Schema$StructuredQuery): Promise<number>;
}

/** A store's call is short, and whoever waits for it holds a lease; milliseconds. */
const attemptMs = 5_000;
const totalMs = 15_000;

/**
 * Firestore through its REST API, which costs no gRPC at the start. Single documents are read with
 * `batchGet`, because its answer tells a missing document from a missing database.
 * https://docs.cloud.google.com/firestore/docs/reference/rest/v1/projects.databases.documents
 */
export function firestoreClient(deps: FirestoreDeps, place: FirestorePlace): FirestoreClient {
  const {google, rootUrl} = reached({attemptMs, totalMs, ...deps});
  const database = `projects/${place.project}/databases/${place.database}`;
  const parent = `${database}/documents`;
  const documents = async () => (await firestore()).projects.databases.documents;
  const call = <T>(
    verb: string,
    invoke: (options: ClientOptions) => Promise<{readonly data: unknown}>,
    read: (data: unknown) => T,
  ) => {
    const spec = {call: `firestore documents.${verb}`, write: verb === 'commit'};
    return callGoogle(google, spec, options => invoke({...options, ...rootUrl}), read);
  };
  return {
    nameOf: (collection, id) => `${parent}/${collection}/${id}`,
    get: name =>
      call(
        'batchGet',
        async options =>
          (await documents()).batchGet({database, requestBody: {documents: [name]}}, options),
        data => gotten(name, data),
      ),
    commit: write =>
      call(
        'commit',
        async options =>
          (await documents()).commit({database, requestBody: {writes: [write]}}, options),
        committed,
      ),
    run: structuredQuery =>
      call(
        'runQuery',
        async options =>
          (await documents()).runQuery({parent, requestBody: {structuredQuery}}, options),
        queried,
      ),
    count: structuredQuery =>
      call(
        'runAggregationQuery',
        async options => {
          const counting = {structuredQuery, aggregations: [{alias: 'n', count: {}}]};
          const requestBody = {structuredAggregationQuery: counting};
          return (await documents()).runAggregationQuery({parent, requestBody}, options);
        },
        counted,
      ),
  };
}

/** The emulator speaks plain HTTP and lets everybody in who calls himself the owner. */
function reached({emulator, ...deps}: FirestoreDeps): {
  readonly google: GoogleDeps;
  readonly rootUrl: {readonly rootUrl?: string};
} {
  if (emulator === undefined) return {google: deps, rootUrl: {}};
  const {proxy: _past, ...direct} = deps;
  const authorise = () => Promise.resolve({authorization: 'Bearer owner'});
  return {google: {...direct, authorise}, rootUrl: {rootUrl: `http://${emulator}/`}};
}

function gotten(name: string, data: unknown): Found | undefined {
  for (const one of messages(data)) {
    const found = at(one, 'found');
    if (found !== undefined) return documentOf(found, name);
    if (textAt(one, 'missing') === name) return undefined;
  }
  throw malformed('the answer says neither found nor missing');
}

function committed(data: unknown): string {
  const time = textAt(listAt(data, 'writeResults')[0], 'updateTime');
  if (time === undefined) throw malformed('the answer does not say when it was written');
  return time;
}

function queried(data: unknown): readonly Found[] {
  return messages(data).flatMap(one => {
    const found = at(one, 'document');
    return found === undefined ? [] : [documentOf(found)];
  });
}

/** https://docs.cloud.google.com/firestore/docs/reference/rest/v1/projects.databases.documents/runAggregationQuery */
function counted(data: unknown): number {
  for (const one of messages(data)) {
    const n = textAt(one, 'result', 'aggregateFields', 'n', 'integerValue');
    if (n !== undefined && /^\d+$/.test(n)) return Number(n);
  }
  throw malformed('the answer has no count');
}

/** A stream's messages come as a list; one that broke off ends with an error in it. */
function messages(data: unknown): readonly unknown[] {
  if (!Array.isArray(data)) throw malformed('the answer is no list');
  const error = data.map(one => at(one, 'error')).find(one => one !== undefined);
  if (error === undefined) return data;
  throw malformed(`the answer broke off: ${textAt(error, 'message') ?? 'no reason given'}`);
}

function documentOf(value: unknown, wanted?: string): Found {
  const name = textAt(value, 'name');
  const updateTime = textAt(value, 'updateTime');
  const fields = at(value, 'fields') ?? {};
  if (name === undefined || updateTime === undefined || !isObject(fields)) {
    throw malformed('a document in the answer has no name, time or fields');
  }
  if (wanted !== undefined && name !== wanted) throw malformed('the answer is another document');
  return {name, fields, updateTime};
}

/** A write of which nobody knows whether it was made; `cause` is why the write gave no answer. */
export class FirestoreError extends Error {
  override readonly name = 'FirestoreError';
  /** Why it could not be looked up. */
  readonly unread: unknown;

  constructor(cause: CallError, unread: unknown) {
    super(
      `${cause.message}; and whether it was written could not be looked up: ${errorText(unread)}`,
      {cause},
    );
    this.unread = unread;
  }
}

/** How errors call a database. */
export function placeName({project, database}: FirestorePlace): string {
  return `Firestore ${project}/${database}`;
}

/** Wraps whatever a verb of the store threw; a `StoreError` passes through. */
export function firestoreFailure(place: FirestorePlace, verb: string, cause: unknown): StoreError {
  if (cause instanceof StoreError) return cause;
  const told = cause instanceof FirestoreError ? cause.unread : cause;
  const next = told instanceof CallError ? `; ${advice(place, told.facts)}` : '';
  return new StoreError(`store ${placeName(place)}: ${verb} failed: ${errorText(cause)}${next}`, {
    cause,
  });
}

/** What an operator does about it. */
function advice({project, database}: FirestorePlace, {failure, consumer}: CallFacts): string {
  switch (failure) {
    case 'denied':
      return `give the identity that this runs as roles/datastore.user in the database ${database} of the project ${project}, or list who answers plans in the Terraform variable approvers`;
    case 'api-disabled':
      return `run: gcloud services enable firestore.googleapis.com --project=${consumer ?? project}`;
    case 'not-found':
      return `create the database (gcloud firestore databases create --project=${project} --database='${database}' --location=LOCATION), or name another in store.firestore`;
    case 'invalid':
      return 'the database must be in native mode and have the indexes of firestore.json; a new index takes some minutes';
    case 'rate-limited':
      return `look at the quotas of Firestore in the project ${project}; the sweep tries again`;
    case 'busy':
    case 'conflict':
    case 'unavailable':
    case 'malformed':
      return 'the next delivery or sweep tries again';
  }
}
