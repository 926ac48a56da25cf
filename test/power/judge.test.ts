import assert from 'node:assert/strict';
import {DatabaseSync} from 'node:sqlite';
import {scratch} from '../support/scratch.ts';
import {openFile} from './front-door.ts';
import {databaseName, type Harm, judge} from './judge.ts';
import {imageOf} from './traced.ts';
import {incidentOf, markOf, type Written} from './writes.ts';

/** What is wrong with what one writer has made in one step, after an edit by hand. */
async function harmed(edit: string, acknowledged: readonly Written[] = []): Promise<Harm> {
  const place = await scratch();
  try {
    const path = place.path(databaseName);
    const {store} = await openFile(path);
    await store.create(incidentOf('w0-1', 1));
    await store.create(incidentOf('w0', 1));
    await store.setMark(markOf('w0', 1));
    await store.quarantine({at: Date.now(), reason: 'power', body: 'w0-1'});
    await store.close();
    const database = new DatabaseSync(path);
    database.exec(edit);
    database.close();
    return await judge(await imageOf(place.path('.')), {acknowledged, damaged: []});
  } finally {
    await place.remove();
  }
}

describe('whoever looks at what was left', () => {
  it('finds nothing where all is there', async () => {
    const all: readonly Written[] = [
      {kind: 'incident', name: 'w0-1', version: 1},
      {kind: 'incident', name: 'w0', version: 1},
      {kind: 'mark', name: 'w0', version: 1},
      {kind: 'quarantined', name: 'w0-1', version: 1},
    ];
    assert.deepEqual(await harmed('', all), {lost: [], torn: []});
  });

  it('misses what was acknowledged', async () => {
    const {lost} = await harmed('', [
      {kind: 'incident', name: 'w0', version: 2},
      {kind: 'mark', name: 'w1', version: 1},
      {kind: 'quarantined', name: 'w0-2', version: 1},
    ]);
    assert.deepEqual(lost, ['incident w0: 1 of 2', 'mark w1: 0 of 1', 'quarantined w0-2: 0 of 1']);
  });

  it('finds no harm where the newest is gone', async () => {
    assert.deepEqual((await harmed('DELETE FROM quarantine')).torn, []);
  });

  const halves: readonly (readonly [what: string, edit: string, torn: RegExp])[] = [
    ['one that is gone from the midst', 'DELETE FROM marks', /w0 has made 1, 1, 0, 1 of 1/],
    [
      'a row without the one before it',
      "INSERT INTO quarantine VALUES (3, 9e15, '', '', NULL)",
      /2 rows, from 1 to 3/,
    ],
    [
      'an incident with something else in it',
      "UPDATE incidents SET doc = json_set(doc, '$.openedAt', 7)",
      /w0-1 is not as it was written/,
    ],
    [
      'a mark with something else in it',
      `UPDATE marks SET value = '{"at":7}'`,
      /mark w0 is not as it was written/,
    ],
    [
      'a database that is not whole',
      `CREATE TABLE other (a CHECK (a > 1));
       PRAGMA ignore_check_constraints = ON;
       INSERT INTO other VALUES (0)`,
      /CHECK constraint failed in other/,
    ],
  ];
  for (const [what, edit, expected] of halves)
    it(`sees ${what}`, async () => {
      assert.match((await harmed(edit)).torn.join('\n'), expected);
    });
});
