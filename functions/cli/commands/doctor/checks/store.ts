import {constants} from 'node:fs';
import {access, stat} from 'node:fs/promises';
import {dirname} from 'node:path';
import {
  databaseType,
  indexesOf,
  ttlState,
} from '../../../../adapters/google/deployment/firestore-database.ts';
import {firestoreClient, type FirestorePlace} from '../../../../adapters/store/firestore/client.ts';
import {snapshotStore} from '../../../../adapters/store/sqlite/snapshot.ts';
import {type Check, found, ok} from '../check.ts';
import {deployAgain} from '../deployment.ts';
import type {DoctorContext} from '../doctor-context.ts';
import expected from '../../../../adapters/store/firestore/firestore.json' with {type: 'json'};

/** Whether the store is there and can keep incidents. */
export function storeChecks(context: DoctorContext): readonly Check[] {
  const {firestore, sqlite} = context.settings.store;
  if (firestore !== undefined) return firestoreChecks(context, firestore);
  if (sqlite !== undefined) return [sqliteCheck(sqlite)];
  const next = `$EDITOR ${context.config}`;
  const run = () => Promise.resolve([found('warning', 'store-memory', {}, next)]);
  return [{check: 'store', subject: 'memory', run}];
}

type Databases = NonNullable<DoctorContext['settings']['store']['firestore']>;
/** What one of the databases has to have. */
type Expected = Pick<typeof expected, 'collections' | 'indexes' | 'ttl'>;

function firestoreChecks(
  context: DoctorContext,
  {project, database, guardDatabase}: Databases,
): readonly Check[] {
  return [
    ...databaseChecks(context, {project, database}, expected),
    ...databaseChecks(context, {project, database: guardDatabase}, expected.guard),
  ];
}

function databaseChecks(
  {env}: DoctorContext,
  place: FirestorePlace,
  {collections, indexes, ttl}: Expected,
): readonly Check[] {
  const {project, database} = place;
  const name = `projects/${project}/databases/${database}`;
  const rights = {project, role: 'roles/datastore.viewer'};
  const emulator = env.firestoreEmulator;
  const data: Check = {
    check: 'store',
    subject: `documents of ${database}`,
    access: rights,
    async run(deps) {
      const client = firestoreClient(
        {...deps, ...(emulator === undefined ? {} : {emulator})},
        place,
      );
      await client.get(client.nameOf('mesh-responder-marks', 'doctor'));
      return [ok('documents')];
    },
  };
  // An emulator has neither databases to describe nor indexes.
  if (emulator !== undefined) return [data];
  return [
    {
      check: 'store',
      subject: `database ${database}`,
      access: rights,
      async run(deps) {
        const type = await databaseType(deps, name);
        if (type === 'FIRESTORE_NATIVE') return [ok('database')];
        return [found('broken', 'database-mode', {type}, deployAgain)];
      },
    },
    data,
    ...collections
      .filter(one => indexes.some(index => index.collection === one))
      .map(collection => indexCheck(name, collection, rights)),
    ...ttl.map((field): Check => ({
      check: 'store',
      subject: `${field.collection}/${field.field}`,
      access: rights,
      async run(deps) {
        const state = await ttlState(deps, name, field);
        if (state === 'ACTIVE' || state === 'CREATING') return [ok('ttl')];
        const next = `gcloud firestore fields ttls update ${field.field} --collection-group=${field.collection} --enable-ttl --database="${database}" --project=${project}`;
        return [found('broken', 'no-ttl', {state: state ?? '-'}, next)];
      },
    })),
  ];
}

function indexCheck(name: string, collection: string, rights: Check['access']): Check {
  return {
    check: 'store',
    subject: `indexes of ${collection}`,
    ...(rights === undefined ? {} : {access: rights}),
    async run(deps) {
      const live = await indexesOf(deps, name, collection);
      const wanted = expected.indexes
        .filter(one => one.collection === collection)
        .map(one => one.fields.map(({field, order}) => `${field} ${order}`).join(', '));
      const states = wanted.map(fields => ({
        fields,
        state: live.find(one => one.fields.join(', ') === fields)?.state,
      }));
      const missing = states.filter(one => one.state === undefined);
      const building = states.filter(one => one.state !== undefined && one.state !== 'READY');
      const lines = [
        ...missing.map(({fields}) => found('broken', 'no-index', {fields}, deployAgain)),
        ...building.map(({fields, state = ''}) => found('warning', 'index-state', {fields, state})),
      ];
      return lines.length > 0 ? lines : [ok('indexes', {count: wanted.length})];
    },
  };
}

/** Reads the file; neither makes nor changes it. */
function sqliteCheck(path: string): Check {
  return {
    check: 'store',
    subject: path,
    async run() {
      const folder = dirname(path);
      const writable = (file: string) =>
        access(file, constants.R_OK | constants.W_OK).then(
          () => true,
          () => false,
        );
      const there = await stat(path).then(
        () => true,
        () => false,
      );
      if (!(await writable(folder))) {
        return [
          found('broken', 'folder-closed', {folder}, `mkdir -p ${folder} && chmod u+rwx ${folder}`),
        ];
      }
      if (!there) return [ok('file-new')];
      if (!(await writable(path))) {
        return [found('broken', 'file-closed', {}, `chmod u+rw ${path}`)];
      }
      const store = await snapshotStore(path);
      const open = (await store.open()).length;
      await store.close();
      return [ok('file', {open})];
    },
  };
}
