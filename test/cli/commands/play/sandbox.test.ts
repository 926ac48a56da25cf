import assert from 'node:assert/strict';
import {describe, it} from 'mocha';
import {at, textAt} from '../../../../functions/core/lib/json.ts';
import {processCommand, keysOf, startCommand} from '../../../support/command.ts';
import {until} from '../../../support/until.ts';

describe('mesh-responder sandbox', () => {
  it('lists its scenarios', async () => {
    const [text, json] = await Promise.all([
      processCommand(['sandbox', '--list']),
      processCommand(['sandbox', '--list', '--json']),
    ]);
    assert.deepEqual([text.exit, json.exit], [0, 0]);
    const names = json.lines().map(one => textAt(one, 'name') ?? '');
    assert.ok(names.includes('main') && names.includes('stalled/workload-identity'), names.join());
    const wide = Math.max(...names.map(one => one.length)) + 2;
    const lines = text.stdout.trimEnd().split('\n');
    assert.equal(lines.length, names.length);
    for (const [index, one] of json.lines().entries()) {
      const line = lines[index] ?? '';
      assert.ok(line.length <= 80, line);
      assert.equal(line.slice(0, wide).trimEnd(), textAt(one, 'name'));
      const said = line.slice(wide).replace(/…$/, '');
      assert.ok(said !== '' && textAt(one, 'description')?.startsWith(said) === true, line);
    }
  });

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    it(`says in JSON when it is ready, plays, and ends with 0 on ${signal}`, async () => {
      const args = ['sandbox', '--json', '--scenario', 'healthy', '--fault', 'gkehub:*=503x2'];
      const child = startCommand(args, {env: {MESH_RESPONDER_TIME_SCALE: '7'}});
      try {
        const ready: unknown = await until(
          'the ready line',
          (): unknown => (child.stdout().includes('\n') ? JSON.parse(child.stdout()) : undefined),
          child.stderr,
        );
        assert.deepEqual(keysOf(ready), ['url', 'scenario']);
        assert.equal(at(ready, 'scenario'), 'healthy');
        const url = textAt(ready, 'url') ?? '';
        assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/);
        const state: unknown = await (await fetch(`${url}/_sandbox/state`)).json();
        assert.equal(at(state, 'timeScale'), 7);
        assert.deepEqual(at(state, 'faults'), ['gkehub:*=503x2']);
      } finally {
        assert.equal(await child.stop(signal), 0);
      }
      assert.equal(child.stderr(), '');
    });
  }

  const wrong = [
    {
      args: ['--scenario', 'none'],
      says: /no scenario is called "none"\. All of them: mesh-responder sandbox --list/,
    },
    {args: ['--port', '70000'], says: /--port "70000" is no port/},
    {args: ['--port', 'x'], says: /--port "x" is no port/},
    {args: ['--fault', 'gkehub:fly=503'], says: /gkehub has no verb 'fly'/},
    {args: ['extra'], says: /"extra" is one argument too many/},
  ];
  for (const {args, says} of wrong) {
    it(`refuses ${args.join(' ')}`, async () => {
      const {exit, stdout, stderr} = await processCommand(['sandbox', ...args]);
      assert.deepEqual([exit, stdout], [2, '']);
      assert.match(stderr, says);
      assert.doesNotMatch(stderr, /\n {4}at /);
    });
  }
});
