import {listAt, textAt} from '../../../core/lib/json.ts';
import {firestore} from '../client/api-clients.ts';
import {everyPage, listed, objectOf, textOf} from '../client/answers.ts';
import {readGoogle, type InspectDeps} from '../client/call.ts';

/** A database's kind in the API's word, e.g. `FIRESTORE_NATIVE`. */
export function databaseType(deps: InspectDeps, name: string): Promise<string> {
  return readGoogle(
    deps,
    'firestore databases.get',
    async options => (await firestore()).projects.databases.get({name}, options),
    data => textOf(objectOf(data), 'type'),
  );
}

/** One composite index of a collection. */
export interface Index {
  /** `field ORDER`, in their order, without the name that Firestore itself appends. */
  readonly fields: readonly string[];
  /** E.g. `READY` or `CREATING`. */
  readonly state: string;
}

/**
 * The composite indexes of a collection.
 * https://docs.cloud.google.com/firestore/docs/reference/rest/v1/projects.databases.collectionGroups.indexes
 * @throws CallError.
 */
export function indexesOf(
  deps: InspectDeps,
  database: string,
  collection: string,
): Promise<readonly Index[]> {
  const parent = `${database}/collectionGroups/${collection}`;
  return everyPage(token =>
    readGoogle(
      deps,
      'firestore indexes.list',
      async options => {
        const {indexes} = (await firestore()).projects.databases.collectionGroups;
        return indexes.list({parent, ...token}, options);
      },
      data =>
        listed(data, 'indexes', one => ({
          fields: listAt(one, 'fields').flatMap(field => {
            const path = textAt(field, 'fieldPath') ?? '';
            return path === '__name__' ? [] : [`${path} ${textAt(field, 'order') ?? ''}`];
          }),
          state: textAt(one, 'state') ?? 'STATE_UNSPECIFIED',
        })),
    ),
  );
}

/** State of a field's TTL policy, e.g. `ACTIVE`; undefined: it has none. @throws CallError. */
export function ttlState(
  deps: InspectDeps,
  database: string,
  {collection, field}: {readonly collection: string; readonly field: string},
): Promise<string | undefined> {
  const name = `${database}/collectionGroups/${collection}/fields/${field}`;
  return readGoogle(
    deps,
    'firestore fields.get',
    async options => {
      const {fields} = (await firestore()).projects.databases.collectionGroups;
      return fields.get({name}, options);
    },
    data => textAt(objectOf(data), 'ttlConfig', 'state'),
  );
}
