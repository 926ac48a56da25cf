import assert from 'node:assert/strict';
import {processCommand} from '../../support/command.ts';
import {gatewayEntry, stalledEntry} from '../../support/entries.ts';
import {scratch} from '../../support/scratch.ts';

const hostile = '\u001b]52;c;cm0gLXJm\u0007\u009b2J\u202eexe.gnp\u2028ERROR: all is well';

const raw = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e]/;

describe('law 10: nothing raw reaches a terminal', () => {
  it('from an entry that is classified', async () => {
    const own = await scratch();
    const entries = [
      {...gatewayEntry(), insertId: hostile},
      stalledEntry({message: hostile}),
      {...stalledEntry(), resource: {type: 'k8s_cluster', labels: {project_id: hostile}}},
      {...gatewayEntry(), logName: `projects/${hostile}/logs/x`},
    ];
    const lines = entries.map(one => JSON.stringify(one)).join('\n');
    const file = await own.write('entries.ndjson', lines);
    const {stdout, stderr} = await processCommand(['classify', file]);
    assert.equal(stdout.trim().split('\n').length, entries.length);
    assert.doesNotMatch(stdout + stderr, raw);
    await own.remove();
  });

  it('from what somebody typed', async () => {
    for (const args of [[hostile], ['classify', hostile], ['match', '--filter', hostile]]) {
      const {stdout, stderr} = await processCommand(args);
      assert.ok(stderr.length > 0);
      assert.doesNotMatch(stdout + stderr, raw);
    }
  });
});
