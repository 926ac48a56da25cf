import assert from 'node:assert/strict';
import {readFileSync, statSync, writeFileSync} from 'node:fs';
import {describe, it} from 'mocha';
import {Readable} from 'node:stream';
import {main} from '../../../../functions/cli/shell/main.ts';
import {command} from '../../../support/command.ts';
import {childEnv} from '../../../support/child.ts';
import {type Scratch, scratch} from '../../../support/scratch.ts';

describe('mesh-responder init', () => {
  let folder: Scratch;
  beforeEach(async () => {
    folder = await scratch();
  });
  afterEach(() => folder.remove());

  const flags = ['--project', 'shop-prod=415104041262', '--project', 'shop-fleet=731920055417'];

  it('writes a configuration that passes its own check', async () => {
    const file = folder.path('responder.yaml');
    const chat = ['--slack-channel', 'C0123456789', '--google-chat', '--time-zone', 'Asia/Seoul'];
    const done = await command(['init', ...flags, '--fleet', 'shop-fleet', ...chat, '--out', file]);
    assert.deepEqual([done.exit, done.stderr], [0, '']);
    assert.match(done.stdout, /^Wrote .*responder\.yaml: 2 projects, mode observe\./);
    assert.match(done.stdout, /export SLACK_TOKEN=/);
    writeFileSync(
      folder.path('chat-webhook.txt'),
      'https://chat.googleapis.com/v1/spaces/AAAA/messages?key=k&token=t',
    );
    const checked = await command(['config', 'check', '--config', file], {
      env: {SLACK_TOKEN: 'xoxb-1-2-abc'},
    });
    assert.deepEqual([checked.exit, checked.stderr], [0, '']);
    assert.match(checked.stdout, /no fault; 2 projects, mode observe/);
    const text = readFileSync(file, 'utf8');
    assert.match(text, /\{id: "shop-prod", number: "415104041262", fleet: "shop-fleet"\}/);
  });

  it('keeps a file that is there, unless it is told to write over it', async () => {
    const file = folder.path('responder.yaml');
    writeFileSync(file, 'mine');
    const kept = await command(['init', ...flags, '--out', file]);
    assert.deepEqual([kept.exit, kept.stdout], [2, '']);
    assert.match(kept.stderr, /is there already, and was left as it is/);
    assert.equal(readFileSync(file, 'utf8'), 'mine');
    const forced = await command(['init', ...flags, '--out', file, '--force', '--locale', 'ko']);
    assert.equal(forced.exit, 0);
    assert.match(readFileSync(file, 'utf8'), /^locale: ko /m);
  });

  it('writes nothing that would not pass', async () => {
    const file = folder.path('responder.yaml');
    const bad = await command(['init', '--project', 'Shop"=1', '--mode', 'atuo', '--out', file]);
    assert.equal(bad.exit, 2);
    assert.match(bad.stderr, /projects\[0\]\.id/);
    assert.match(bad.stderr, /did you mean auto\?/);
    assert.equal(statSync(file, {throwIfNoEntry: false}), undefined);
  });

  it('needs a project where nobody can be asked', async () => {
    const {exit, stderr} = await command(['init']);
    assert.equal(exit, 2);
    assert.match(stderr, /--project is missing: nobody can be asked/);
  });

  it('asks a person for what no option gives', async () => {
    const file = folder.path('responder.yaml');
    let out = '';
    const io = {
      stdin: Readable.from(['shop-prod=415104041262\n', '\n', 'approve\n', 'C0123456789\n', 'n\n']),
      out: (text: string) => (out += text),
      err: (text: string) => (out += text),
      width: 80,
      colour: false,
      interactive: true,
      stopped: () => new Promise<void>(() => undefined),
    };
    const exit = await main(['init', '--out', file], io, childEnv());
    assert.equal(exit, 0, out);
    assert.match(out, /Fleet host project \[shop-prod\]: /);
    assert.match(readFileSync(file, 'utf8'), /^mode: "approve"/m);
    assert.match(readFileSync(file, 'utf8'), /channel: "C0123456789"/);
  });
});
