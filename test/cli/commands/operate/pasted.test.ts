import assert from 'node:assert/strict';
import {chmod, mkdir, readFile, writeFile} from 'node:fs/promises';
import {delimiter} from 'node:path';
import {isObject} from '../../../../functions/core/lib/json.ts';
import {root, start} from '../../../support/child.ts';
import {command, type Ran} from '../../../support/command.ts';
import {shownCommands} from '../../../support/shown-commands.ts';
import {changesAsked, effects, play, type Played} from '../../../support/world.ts';

const service = 'connectgateway.googleapis.com';

describe('the answers that a message shows, pasted into a shell', function () {
  let played: Played;
  let config: string;

  beforeEach(async () => {
    const scenario = 'connect-gateway-disabled';
    played = await play({scenario, timeScale: 200}, {mode: 'approve'});
    await mkdir(played.files.path('bin'));
    const launcher = await played.files.write(
      'bin/mesh-responder',
      `#!/bin/sh\nexec '${process.execPath}' '${root}bin/mesh-responder.js' "$@"\n`,
    );
    await chmod(launcher, 0o755);
    // A path that a shell would take apart.
    config = played.files.path("kim's mesh & fleet.json");
    const settings: unknown = JSON.parse(await readFile(played.config, 'utf8'));
    assert.ok(isObject(settings));
    await writeFile(config, JSON.stringify({...settings, messages: {config}}));
    const lines = played.sandbox.entries().map(entry => `${JSON.stringify(entry)}\n`);
    const entries = await played.files.write('entries.ndjson', lines.join(''));
    const {exit, stderr} = await apply('--entries', entries);
    assert.equal(exit, 3, stderr);
  });

  afterEach(() => played.close());

  function apply(...args: readonly string[]): Promise<Ran> {
    return command(
      ['respond', '--apply', '--time-scale', '200', '--json', '--config', config, ...args],
      {env: {MESH_RESPONDER_API_PROXY: played.sandbox.url}},
    );
  }

  /** The commands of mesh-responder that a chat was sent, each once. */
  function shownIn(host: string, verb: string): string {
    const sent = played.sandbox.requests().filter(one => one.host === host);
    const all = new Set(sent.flatMap(one => shownCommands(one.body)));
    const [only, ...others] = [...all].filter(one => one.startsWith(`mesh-responder ${verb} `));
    assert.deepEqual(others, []);
    assert.ok(only !== undefined, `no ${verb} in ${host}`);
    return only;
  }

  /** Runs exactly these bytes. */
  async function paste(shown: string): Promise<string> {
    const path = [played.files.path('bin'), process.env['PATH'] ?? ''].join(delimiter);
    const env = {PATH: path, MESH_RESPONDER_API_PROXY: played.sandbox.url};
    const shell = start('bash', ['-c', shown], {env});
    assert.equal(await shell.ended, 0, `${shown}\n${shell.stderr()}`);
    return shell.stdout();
  }

  it('approve: the plan is carried out', async () => {
    const shown = shownIn('slack.com', 'approve');
    assert.match(shown, / \\\n {2}--plan [\da-f]{16} \\\n/, shown);
    assert.match(await paste(shown), /approved by /);
    assert.deepEqual(changesAsked(played.sandbox), [], 'the command itself changes nothing');
    const done = await apply();
    assert.equal(done.exit, 0, done.stderr);
    assert.equal(effects(played.sandbox, 'EnableService', service), 1);
  });

  it('decline: the plan is never carried out', async () => {
    assert.match(await paste(shownIn('slack.com', 'decline')), /declined by /);
    assert.equal((await apply()).exit, 3);
    assert.deepEqual(changesAsked(played.sandbox), []);
  });

  it('are the same in Google Chat', () => {
    for (const verb of ['approve', 'decline'])
      assert.equal(shownIn('chat.googleapis.com', verb), shownIn('slack.com', verb));
  });
});
