import assert from 'node:assert/strict';
import {at, listAt, textAt} from '../../../../sandbox/json.ts';
import {type Trial, tried} from '../../start.ts';

const api = 'slack.com/api';
const channel = 'C0SANDBOX';
const scenario = 'healthy';
const section = (length: number) => ({
  type: 'section',
  text: {type: 'mrkdwn', text: 'x'.repeat(length)},
});

async function say(post: Trial['post'], fields: object) {
  const got = await post(`${api}/chat.postMessage`, {channel, ...fields});
  assert.equal(got.status, 200);
  return got.json;
}

describe('sandbox slack', () => {
  it('keeps a message true by editing it, and remembers what it said before', () =>
    tried({scenario}, async ({post, sandbox, pass}) => {
      const first = await say(post, {text: 'open', blocks: [section(10)]});
      const ts = textAt(first, 'ts');
      assert.match(ts, /^\d{10}\.\d{6}$/);
      const reply = await say(post, {text: 'detail', thread_ts: ts});
      pass(5);
      const edited = await post(`${api}/chat.update`, {channel, ts, text: 'fixed'});
      assert.equal(at(edited.json, 'ok'), true);

      const [root, detail] = sandbox.chat().messages;
      assert.deepEqual([root?.now.text, root?.edits.map(one => one.text)], ['fixed', ['open']]);
      assert.deepEqual([detail?.id, detail?.thread], [textAt(reply, 'ts'), ts]);
    }));

  it('shows the newest roots of a channel, with metadata when asked', () =>
    tried({scenario}, async ({post, get, pass}) => {
      const metadata = {event_type: 'incident', event_payload: {id: 'i-1'}};
      const first = textAt(await say(post, {text: 'one', metadata}), 'ts');
      await say(post, {text: 'reply', thread_ts: first});
      pass(1);
      const second = textAt(await say(post, {text: 'two'}), 'ts');

      const all = await get(
        `${api}/conversations.history?channel=${channel}&include_all_metadata=true`,
      );
      assert.deepEqual(
        listAt(all.json, 'messages').map(one => textAt(one, 'ts')),
        [second, first],
      );
      assert.deepEqual(at(listAt(all.json, 'messages')[1], 'metadata'), metadata);
      const plain = await post(`${api}/conversations.history`, {
        channel,
        oldest: first,
        latest: second,
      });
      assert.deepEqual(listAt(plain.json, 'messages'), []);
      const both = await post(`${api}/conversations.history`, {
        channel,
        oldest: first,
        latest: second,
        inclusive: true,
        limit: 1,
      });
      assert.equal(at(both.json, 'has_more'), true);
      assert.equal(at(listAt(both.json, 'messages')[0], 'metadata'), undefined);
    }));

  it('shows a thread, its root first, with metadata when asked', () =>
    tried({scenario}, async ({post, get}) => {
      const metadata = {event_type: 'notes', event_payload: {notes: 2}};
      const ts = textAt(await say(post, {text: 'one'}), 'ts');
      await say(post, {text: 'another'});
      const reply = textAt(await say(post, {text: 'a', thread_ts: ts, metadata}), 'ts');
      const last = textAt(await say(post, {text: 'b', thread_ts: ts}), 'ts');
      const read = (query: string) =>
        get(`${api}/conversations.replies?channel=${channel}&ts=${query}`);
      const tsOf = (answer: {readonly json: unknown}) =>
        listAt(answer.json, 'messages').map(one => textAt(one, 'ts'));

      const all = await read(`${ts}&include_all_metadata=true`);
      assert.deepEqual(tsOf(all), [ts, reply, last]);
      assert.deepEqual(at(listAt(all.json, 'messages')[1], 'metadata'), metadata);
      const late = await read(`${ts}&oldest=${reply}&limit=1`);
      assert.deepEqual(tsOf(late), [ts], 'the root counts, and always comes');
      assert.equal(at(late.json, 'has_more'), true);
      assert.equal(at(listAt((await read(ts)).json, 'messages')[1], 'metadata'), undefined);
      assert.equal(textAt((await read('1.2')).json, 'error'), 'thread_not_found');
    }));

  it('finds a channel by name and answers with its id, which alone can be updated', () =>
    tried({scenario}, async ({post}) => {
      const said = await say(post, {channel: '#mesh', text: 'hello'});
      const place = textAt(said, 'channel');
      assert.match(place, /^C[0-9A-F]{9}$/);

      const byName = await post(`${api}/chat.update`, {
        channel: '#mesh',
        ts: textAt(said, 'ts'),
        text: 'x',
      });
      const byId = await post(`${api}/chat.update`, {
        channel: place,
        ts: textAt(said, 'ts'),
        text: 'x',
      });
      const wrongTs = await post(`${api}/chat.update`, {channel: place, ts: '1.2', text: 'x'});
      assert.equal(textAt(byName.json, 'error'), 'channel_not_found');
      assert.equal(at(byId.json, 'ok'), true);
      assert.equal(textAt(wrongTs.json, 'error'), 'message_not_found');
    }));

  const button = (text: number, value: number) => ({
    type: 'actions',
    elements: [
      {
        type: 'button',
        action_id: 'go',
        text: {type: 'plain_text', text: 'x'.repeat(text)},
        value: 'v'.repeat(value),
      },
    ],
  });
  const header = (length: number) => ({
    type: 'header',
    text: {type: 'plain_text', text: 'x'.repeat(length)},
  });
  const times = (count: number, one: unknown) => Array.from({length: count}, () => one);
  const element = {type: 'plain_text', text: 'x'};
  const limits: readonly (readonly [string, unknown, unknown])[] = [
    ['50 blocks', times(50, {type: 'divider'}), times(51, {type: 'divider'})],
    ['3000 characters of a section', [section(3000)], [section(3001)]],
    ['150 characters of a header', [header(150)], [header(151)]],
    ['a text that is not empty', [section(1)], [section(0)]],
    ['75 characters of a button', [button(75, 1)], [button(76, 1)]],
    ['2000 characters of a value', [button(5, 2000)], [button(5, 2001)]],
    [
      '10 elements of a context',
      [{type: 'context', elements: times(10, element)}],
      [{type: 'context', elements: times(11, element)}],
    ],
    [
      '10 fields',
      [{type: 'section', fields: times(10, element)}],
      [{type: 'section', fields: times(11, element)}],
    ],
    ['known types', [{type: 'divider'}], [{type: 'carousel'}]],
    ['a section with content', [section(1)], [{type: 'section'}]],
    [
      '255 characters of a block_id',
      [{...section(1), block_id: 'b'.repeat(255)}],
      [{...section(1), block_id: 'b'.repeat(256)}],
    ],
  ];
  for (const [what, within, beyond] of limits) {
    it(`takes up to ${what}, and shows a violation`, () =>
      tried({scenario}, async ({post, sandbox}) => {
        assert.equal(at(await say(post, {text: 'x', blocks: within}), 'ok'), true);
        const refused = await say(post, {text: 'x', blocks: beyond});

        assert.deepEqual([at(refused, 'ok'), at(refused, 'error')], [false, 'invalid_blocks']);
        assert.equal(sandbox.chat().messages.length, 1);
        assert.equal(sandbox.chat().refused[0]?.error, 'invalid_blocks');
      }));
  }

  it('counts all texts of a message together', () =>
    tried({scenario}, async ({post}) => {
      const four = times(4, section(3000));
      assert.equal(at(await say(post, {blocks: [...four, section(1200)]}), 'ok'), true);
      assert.equal(
        at(await say(post, {blocks: [...four, section(1201)]}), 'error'),
        'msg_blocks_too_long',
      );
    }));

  it('cuts long texts with a warning, and wants something to say, somewhere', () =>
    tried({scenario}, async ({post, sandbox}) => {
      assert.equal(at(await say(post, {text: 'x'.repeat(40_001)}), 'warning'), 'message_truncated');
      assert.equal(sandbox.chat().messages[0]?.now.text.length, 40_000);
      assert.equal(at(await say(post, {}), 'error'), 'no_text');
      assert.equal(at(await say(post, {blocks: 'x'}), 'error'), 'invalid_blocks_format');
      assert.equal(at(await say(post, {channel: '', text: 'x'}), 'error'), 'channel_not_found');
      assert.equal(at(await say(post, {text: 'x', thread_ts: '1.2'}), 'error'), 'thread_not_found');
    }));

  it('reads forms as the real service does', () =>
    tried({scenario}, async ({sandbox}) => {
      const body = new URLSearchParams({
        channel,
        text: 'x',
        blocks: JSON.stringify([section(3001)]),
      });
      const response = await fetch(`${sandbox.url}/${api}/chat.postMessage`, {
        method: 'POST',
        body,
      });

      assert.match(await response.text(), /"error":"invalid_blocks"/);
    }));

  it('takes webhooks in plain words', () =>
    tried({scenario}, async ({post, sandbox}) => {
      const path = 'hooks.slack.com/services/T0/B0/secret';
      const said = await post(path, {text: 'hello'});
      const empty = await post(path, {});
      const long = await post(path, {blocks: [section(3001)]});
      const bare = await post(path);

      assert.deepEqual([said.status, said.text], [200, 'ok']);
      assert.deepEqual(
        [empty, long, bare].map(one => `${one.status} ${one.text}`),
        ['400 no_text', '400 invalid_blocks', '400 invalid_payload'],
      );
      assert.deepEqual(
        sandbox.chat().messages.map(one => one.service),
        ['slack-webhook'],
      );
    }));
});
