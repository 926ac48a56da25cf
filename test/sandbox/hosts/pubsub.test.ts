import assert from 'node:assert/strict';
import {listAt} from '../../../sandbox/json.ts';
import {tried} from '../start.ts';

const path = 'pubsub.googleapis.com/v1/projects/shop-fleet/topics/work:publish';

describe('sandbox pubsub', () => {
  it('records what is published, under ids of its own', () =>
    tried({scenario: 'healthy'}, async ({post, get, sandbox}) => {
      const messages = [{data: 'aGVsbG8=', attributes: {incident: 'a'}}, {data: ''}];
      const ids = listAt((await post(path, {messages})).json, 'messageIds');

      assert.equal(new Set(ids).size, 2);
      assert.deepEqual(
        sandbox.published().map(one => one.message),
        messages,
      );
      assert.deepEqual((await get('_sandbox/published')).json, sandbox.published());
    }));

  it('refuses nothing, too much, and what is not base64', () =>
    tried({scenario: 'healthy'}, async ({post, sandbox}) => {
      const many = Array.from({length: 1001}, () => ({data: ''}));
      for (const messages of [[], many, [{data: '%%'}], ['text']]) {
        assert.equal((await post(path, {messages})).status, 400);
      }
      assert.deepEqual(sandbox.published(), []);
    }));
});
