import assert from 'node:assert/strict';
import {isObject, listAt, textAt} from '../../sandbox/json.ts';
import {staged, witnessed} from './stage.ts';

witnessed('who is in a Google group, as gcloud reads it', [
  {
    name: 'its members, and of which kind they are',
    work: () =>
      staged('healthy', async ({succeeds}) => {
        const group = 'mesh-oncall@shop.example';
        const listed = await succeeds(
          `gcloud identity groups memberships list --group-email=${group} --view=full --format=json`,
        );
        const members: unknown = JSON.parse(listed);
        assert.deepEqual(
          listAt({members}, 'members')
            .filter(isObject)
            .map(one => [textAt(one, 'preferredMemberKey', 'id'), textAt(one, 'type')]),
          [
            ['mina@shop.example', 'USER'],
            ['mesh-leads@shop.example', 'GROUP'],
          ],
        );
      }),
  },
  {
    name: 'one that is not there is refused as one that may not be seen',
    work: () =>
      staged('healthy', async ({run}) => {
        const asked =
          'gcloud identity groups memberships list --group-email=nobody@shop.example --format=json';
        const {exit, stderr} = await run(asked);
        assert.equal(exit, 1);
        assert.match(stderr, /There is no such a group|Permission denied for resource|2028/);
      }),
  },
]);
