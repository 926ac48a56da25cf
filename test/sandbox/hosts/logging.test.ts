import assert from 'node:assert/strict';
import {at, listAt, textAt} from '../../../sandbox/json.ts';
import {start, tried} from '../start.ts';

const path = 'logging.googleapis.com/v2/entries:list';
const scenario = 'webhook-call-failure';
const resourceNames = ['projects/shop-prod'];

describe('sandbox logging', () => {
  it('lists a project newest first, page by page, each entry once', () =>
    tried({scenario}, async ({post, sandbox}) => {
      const seen: unknown[] = [];
      let pageToken = '';
      do {
        const got = await post(path, {
          resourceNames,
          orderBy: 'timestamp desc',
          pageSize: 100,
          pageToken,
        });
        seen.push(...listAt(got.json, 'entries'));
        pageToken = textAt(got.json, 'nextPageToken');
      } while (pageToken !== '');

      const times = seen.map(entry => textAt(entry, 'timestamp'));
      assert.equal(seen.length, sandbox.entries().length);
      assert.equal(new Set(seen.map(entry => textAt(entry, 'insertId'))).size, seen.length);
      assert.deepEqual(times, times.toSorted().reverse());
    }));

  it('keeps to the bounds on time and to a phrase that the filter names', () =>
    tried({scenario}, async ({post}) => {
      const since = new Date(start - 70_000).toISOString();
      const until = new Date(start - 10_000).toISOString();
      const filter = `timestamp>="${since}" AND timestamp<"${until}"\njsonPayload.message=~"has not been used in project"`;
      const got = await post(path, {resourceNames, filter});

      const [entry, ...more] = listAt(got.json, 'entries');
      assert.equal(textAt(entry, 'resource', 'type'), 'istio_control_plane');
      assert.deepEqual(more, []);
    }));

  it('applies a bound together with a phrase', () =>
    tried({scenario}, async ({post}) => {
      const filter = `timestamp>"${new Date(start - 1400).toISOString()}" "failed calling webhook"`;
      const times = listAt((await post(path, {resourceNames, filter})).json, 'entries');

      assert.deepEqual(
        times.map(entry => Date.parse(textAt(entry, 'timestamp')) - start),
        [-700, 0],
      );
    }));

  it('answers oldest first and 50 at a time unless asked otherwise', () =>
    tried({scenario}, async ({post}) => {
      const entries = listAt((await post(path, {resourceNames})).json, 'entries');

      assert.equal(entries.length, 50);
      assert.ok(textAt(entries[0], 'timestamp') < textAt(entries[49], 'timestamp'));
    }));

  it('has nothing for other projects and refuses what the real service refuses', () =>
    tried({scenario}, async ({post}) => {
      assert.deepEqual(
        at((await post(path, {resourceNames: ['projects/shop-fleet']})).json, 'entries'),
        [],
      );
      const wrong = [
        {},
        {resourceNames, orderBy: 'severity'},
        {resourceNames, pageToken: '!'},
        {resourceNames, pageSize: -1},
      ];
      for (const body of wrong) assert.equal((await post(path, body)).status, 400);
    }));
});
