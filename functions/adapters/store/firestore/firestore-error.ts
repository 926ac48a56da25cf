import {CallError, type Failure, errorText, StoreError} from '../../../core/lib/error.ts';
import type {FirestorePlace} from './client.ts';

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
  const next = told instanceof CallError ? `; ${advice(place, told.facts.failure)}` : '';
  return new StoreError(`store ${placeName(place)}: ${verb} failed: ${errorText(cause)}${next}`, {
    cause,
  });
}

/** What an operator does about it. */
function advice({project, database}: FirestorePlace, failure: Failure): string {
  switch (failure) {
    case 'denied':
      return `give the identity that this runs as roles/datastore.user in the project ${project}`;
    case 'api-disabled':
      return `run: gcloud services enable firestore.googleapis.com --project=${project}`;
    case 'not-found':
      return `create the database (gcloud firestore databases create --project=${project} --database='${database}' --location=LOCATION), or name another in store.firestore`;
    case 'invalid':
      return 'the database must be in native mode and have the indexes of firestore.json; a new index takes some minutes';
    case 'rate-limited':
      return `look at the quotas of Firestore in the project ${project}; the sweep tries again`;
    case 'conflict':
    case 'unavailable':
    case 'malformed':
      return 'the next delivery or sweep tries again';
  }
}
