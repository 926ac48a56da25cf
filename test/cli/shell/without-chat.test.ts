import assert from 'node:assert/strict';
import {command, type Ran} from '../../support/command.ts';
import {play, type Played} from '../../support/world.ts';

/*
 * Whoever operates the responder from a laptop has the configuration that the functions have, and not the
 * secrets that are mounted into them.
 */
describe('on a machine without the chat’s secrets', () => {
  let played: Played;
  let entries: string;

  beforeEach(async () => {
    const chat = {
      slack: {
        botToken: {file: '/etc/mesh-responder/slack-bot-token/value'},
        channel: 'C0123456789',
      },
      googleChat: {webhook: {env: 'NO_SUCH_WEBHOOK'}},
    };
    const store = {sqlite: {path: 'incidents.sqlite'}};
    played = await play({scenario: 'connect-gateway-disabled', timeScale: 200}, {chat, store});
    const lines = played.sandbox.entries().map(entry => `${JSON.stringify(entry)}\n`);
    entries = await played.files.write('entries.ndjson', lines.join(''));
  });

  afterEach(() => played.close());

  function run(...args: readonly string[]): Promise<Ran> {
    return command([...args, '--config', played.config], {
      env: {MESH_RESPONDER_API_PROXY: played.sandbox.url},
    });
  }

  const quietly: readonly (readonly string[])[] = [
    ['pause', '--reason', 'migration'],
    ['unpause'],
    ['breaker'],
    ['incidents', 'list'],
    ['incidents', 'explain'],
    ['filters'],
    ['config', 'explain', '--project', 'shop-prod', '--runbook', 'connect-gateway-disabled'],
    ['replay', '--from', 'quarantine', '--since', '1h', '--dry-run'],
    ['replay', '--from', 'quarantine', '--since', '1h'],
    ['diagnose', '--project', 'shop-prod'],
  ];
  for (const args of quietly) {
    it(`works: ${args.join(' ')}`, async () => {
      const {exit, stderr} = await run(...args);
      assert.ok(exit === 0 || (args[0] === 'diagnose' && exit === 3), stderr);
      assert.doesNotMatch(stderr, /chat\./);
    });
  }

  it('works: a dry run, which shows what would be told', async () => {
    const {exit, stdout, stderr} = await run('respond', '--entries', entries);
    assert.equal(exit, 0, stderr);
    assert.match(stdout, /Dry run: nothing was changed/);
  });

  it('works: acknowledge, which finds no such incident here', async () => {
    const {exit, stderr} = await run('acknowledge', 'none-1');
    assert.equal(exit, 1, stderr);
  });

  it('works: approve and decline, which find no such incident here', async () => {
    for (const verb of ['approve', 'decline']) {
      const {exit, stderr} = await run(verb, 'none-1', '--plan', '0123456789abcdef');
      assert.equal(exit, 1, stderr);
      assert.match(stderr, /none-1/);
    }
  });

  it('does not start what tells people, and says which secret it wants', async () => {
    const {exit, stderr} = await run('respond', '--apply', '--entries', entries);
    assert.equal(exit, 2);
    assert.match(stderr, /chat\.slack\.botToken: the file .* cannot be read \(ENOENT\)/);
    assert.match(stderr, /chat\.googleChat\.webhook: the environment variable NO_SUCH_WEBHOOK/);
  });
});
