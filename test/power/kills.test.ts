import assert from 'node:assert/strict';
import {seeded} from '../deep/random.ts';
import {killWriters} from './kills.ts';

describe('SIGKILL between the writes of a group', () => {
  it('takes nothing that was acknowledged, and leaves nothing by halves', async () => {
    const {acknowledged, lost, torn} = await killWriters(4, seeded(1));
    assert.ok(acknowledged > 0);
    assert.deepEqual({lost, torn}, {lost: [], torn: []});
  });
});
