import assert from 'node:assert/strict';
import {at, listAt, textAt} from '../../../../sandbox/json.ts';
import {type Trial, tried} from '../../start.ts';
import {playedApp} from '../../clicks/played-app.ts';

const api = 'slack.com/api';
const scenario = 'healthy';
const plain = (length: number) => ({type: 'plain_text', text: 'x'.repeat(length)});
const input = (element: object, more: object = {}) => ({
  type: 'input',
  block_id: 'reason',
  label: plain(5),
  element,
  ...more,
});
const text = {type: 'plain_text_input', action_id: 'text'};
const modal = {type: 'modal', title: plain(5), blocks: [{type: 'divider'}]};
const option = (text: number, value: number) => ({text: plain(text), value: 'v'.repeat(value)});
const select = (options: readonly object[]) => ({
  type: 'static_select',
  action_id: 'choice',
  options,
});
const asking = (element: object, more: object = {}) => ({
  ...modal,
  submit: plain(2),
  blocks: [input(element, more)],
});
const times = (count: number, one: unknown) => Array.from({length: count}, () => one);

/** A trigger as a person's click hands it out. */
async function triggered({post}: Trial): Promise<string> {
  const button = {type: 'button', action_id: 'approve', text: plain(7), value: 'v'};
  await post(`${api}/chat.postMessage`, {
    channel: 'C0SANDBOX',
    text: 'x',
    blocks: [{type: 'actions', elements: [button]}],
  });
  const app = await playedApp(() => ({}));
  try {
    const clicked = await post('_sandbox/click', {to: app.url, button: 'approve'});
    assert.equal(textAt(clicked.json, 'outcome'), 'done', clicked.text);
    return textAt(app.received.at(-1)?.payload, 'trigger_id');
  } finally {
    await app.close();
  }
}

async function open(trial: Trial, view: unknown, trigger_id?: string): Promise<unknown> {
  const id = trigger_id ?? (await triggered(trial));
  return (await trial.post(`${api}/views.open`, {trigger_id: id, view})).json;
}

function errorOf(answer: unknown): string {
  return at(answer, 'ok') === true ? '' : textAt(answer, 'error');
}

describe('sandbox views of Slack', () => {
  it('opens one window for a click, and shows it in the chat', () =>
    tried({scenario}, async trial => {
      const trigger = await triggered(trial);
      const view = {...asking(text), callback_id: 'c', private_metadata: 'p'};
      const opened = await open(trial, JSON.stringify(view), trigger);

      assert.equal(errorOf(opened), '', JSON.stringify(opened));
      assert.match(textAt(opened, 'view', 'id'), /^V[0-9A-F]{10}$/);
      assert.equal(textAt(opened, 'view', 'private_metadata'), 'p');
      const [kept] = listAt((await trial.get('_sandbox/chat')).json, 'views');
      assert.deepEqual(
        [textAt(kept, 'user'), textAt(kept, 'status'), textAt(kept, 'now', 'body', 'callback_id')],
        ['U0MINA', 'open', 'c'],
      );
      assert.equal(errorOf(await open(trial, view, trigger)), 'exchanged_trigger_id');
    }));

  it('opens none for a click that nobody made, or that is older than three seconds', () =>
    tried({scenario}, async trial => {
      const trigger = await triggered(trial);
      assert.equal(errorOf(await open(trial, modal, '1.2.abc')), 'invalid_trigger_id');
      trial.pass(3);
      assert.equal(errorOf(await open(trial, {}, trigger)), 'invalid_arguments', 'not used by it');
      trial.pass(0.001);
      assert.equal(errorOf(await open(trial, modal, trigger)), 'expired_trigger_id');
      assert.equal(trial.sandbox.chat().views.length, 0);
      assert.deepEqual(
        trial.sandbox.chat().refused.map(one => one.error),
        ['invalid_trigger_id', 'invalid_arguments', 'expired_trigger_id'],
      );
    }));

  it('opens one still in the last moment', () =>
    tried({scenario}, async trial => {
      const trigger = await triggered(trial);
      trial.pass(3);
      assert.equal(errorOf(await open(trial, modal, trigger)), '');
    }));

  it('shows a window anew, once for each hash, as long as it is open', () =>
    tried({scenario}, async trial => {
      const {post} = trial;
      const own = {...modal, external_id: 'mine'};
      const first = at(await open(trial, own), 'view');
      const ids = {view_id: textAt(first, 'id'), hash: textAt(first, 'hash')};
      const update = async (fields: object) => (await post(`${api}/views.update`, fields)).json;

      const second = await update({...ids, view: {...own, title: plain(24)}});
      assert.equal(textAt(second, 'view', 'title', 'text').length, 24);
      assert.notEqual(textAt(second, 'view', 'hash'), ids.hash);
      assert.equal(errorOf(await update({...ids, view: own})), 'hash_conflict');
      assert.equal(errorOf(await update({view_id: ids.view_id, view: own})), '');
      assert.equal(errorOf(await update({external_id: 'mine', view: own})), '');
      assert.equal(errorOf(await update({view_id: 'V0', view: own})), 'not_found');
      assert.equal(errorOf(await update({view: own})), 'invalid_arguments');
      assert.equal(
        errorOf(await update({view_id: ids.view_id, external_id: 'mine', view: own})),
        'invalid_arguments',
      );
      assert.equal(
        errorOf(await update({...ids, view: {...modal, title: plain(25)}})),
        'invalid_arguments',
      );
      assert.equal(errorOf(await open(trial, own)), 'duplicate_external_id');
      await post('_sandbox/dismiss', {dialog: ids.view_id});
      assert.equal(errorOf(await update({view_id: ids.view_id, view: own})), 'not_found');
    }));

  const limits: readonly (readonly [string, unknown, unknown, RegExp])[] = [
    ['modals', modal, {...modal, type: 'home'}, /unsupported type: home .*\/view\/type/],
    ['a type', modal, {...modal, type: undefined}, /missing required field: type/],
    ['a title', modal, {...modal, title: undefined}, /missing required field: title/],
    [
      '24 characters of a title',
      {...modal, title: plain(24)},
      {...modal, title: plain(25)},
      /\/view\/title\/text/,
    ],
    [
      'plain titles',
      modal,
      {...modal, title: {type: 'mrkdwn', text: 'x'}},
      /unsupported type: mrkdwn/,
    ],
    [
      '24 characters on the button that closes',
      {...modal, close: plain(24)},
      {...modal, close: plain(25)},
      /\/view\/close/,
    ],
    [
      '24 characters on the button that confirms',
      {...modal, submit: plain(24)},
      {...modal, submit: plain(25)},
      /\/view\/submit/,
    ],
    [
      '255 characters of a callback_id',
      {...modal, callback_id: 'c'.repeat(255)},
      {...modal, callback_id: 'c'.repeat(256)},
      /callback_id/,
    ],
    [
      '3000 characters of private_metadata',
      {...modal, private_metadata: 'p'.repeat(3000)},
      {...modal, private_metadata: 'p'.repeat(3001)},
      /private_metadata/,
    ],
    [
      '100 blocks',
      {...modal, blocks: times(100, {type: 'divider'})},
      {...modal, blocks: times(101, {type: 'divider'})},
      /no more than 100/,
    ],
    ['blocks', modal, {...modal, blocks: undefined}, /missing required field: blocks/],
    [
      'ids of blocks that differ',
      {...modal, blocks: ['a', 'b'].map(block_id => ({type: 'divider', block_id}))},
      {...modal, blocks: times(2, {type: 'divider', block_id: 'a'})},
      /`block_id` "a" already exists/,
    ],
    [
      'no blocks of messages',
      modal,
      {...modal, blocks: [{type: 'markdown', text: 'x'}]},
      /unsupported type: markdown/,
    ],
    [
      'fields that it knows',
      modal,
      {...modal, colour: 'red'},
      /invalid additional property: colour/,
    ],
    [
      'a form with a button',
      asking(text),
      {...asking(text), submit: undefined},
      /must define `submit`/,
    ],
    [
      'inputs with a label',
      asking(text),
      asking(text, {label: undefined}),
      /missing required field: label/,
    ],
    [
      'inputs that ask',
      asking(text),
      asking(text, {element: undefined}),
      /missing required field: element/,
    ],
    [
      'no buttons as inputs',
      asking(text),
      asking({type: 'button', action_id: 'a', text: plain(1)}),
      /unsupported type: button/,
    ],
    [
      'inputs with an action_id',
      asking(text),
      asking({type: 'plain_text_input'}),
      /missing required field: action_id/,
    ],
    [
      '100 options',
      asking(select(times(100, option(1, 1)) as object[])),
      asking(select(times(101, option(1, 1)) as object[])),
      /no more than 100/,
    ],
    [
      'options',
      asking(select([option(1, 1)])),
      asking(select([])),
      /missing required field: options/,
    ],
    [
      '75 characters of an option',
      asking(select([option(75, 1)])),
      asking(select([option(76, 1)])),
      /options\/0\/text/,
    ],
    [
      '150 characters of its value',
      asking(select([option(1, 150)])),
      asking(select([option(1, 151)])),
      /options\/0\/value/,
    ],
    [
      'a first choice that is offered',
      asking({...select([option(1, 1)]), initial_option: option(1, 1)}),
      asking({...select([option(1, 1)]), initial_option: option(2, 2)}),
      /none of the options/,
    ],
    [
      '3000 characters of input',
      asking({...text, max_length: 3000}),
      asking({...text, max_length: 3001}),
      /max_length/,
    ],
    [
      'a least length within the most',
      asking({...text, min_length: 2, max_length: 2}),
      asking({...text, min_length: 3, max_length: 2}),
      /min_length is more/,
    ],
    [
      '150 characters of a placeholder',
      asking({...text, placeholder: plain(150)}),
      asking({...text, placeholder: plain(151)}),
      /placeholder/,
    ],
  ];
  for (const [what, within, beyond, says] of limits) {
    it(`takes ${what}, and says what is beyond`, () =>
      tried({scenario}, async trial => {
        assert.equal(errorOf(await open(trial, within)), '');
        const refused = await open(trial, beyond);

        assert.equal(errorOf(refused), 'invalid_arguments');
        assert.match(listAt(refused, 'response_metadata', 'messages').join('\n'), says);
      }));
  }

  it('takes no view of more than 250 kB', () =>
    tried({scenario}, async trial => {
      const blocks = times(90, {
        type: 'section',
        text: {type: 'plain_text', text: '가'.repeat(2000)},
      });
      assert.equal(errorOf(await open(trial, {...modal, blocks})), 'view_too_large');
    }));

  it('names the members of a user group', () =>
    tried({scenario}, async ({get, post}) => {
      const list = async (group: string) =>
        (await get(`${api}/usergroups.users.list?usergroup=${group}`)).json;
      assert.deepEqual(await list('S0ONCALL'), {ok: true, users: ['U0MINA', 'U0JOON']});
      assert.equal(errorOf(await list('S0NONE')), 'no_such_subteam');
      assert.equal(errorOf(await list('')), 'invalid_arguments');
      await post('_sandbox/people', {groups: {S0ONCALL: ['U0JOON'], S0NEW: []}});
      assert.deepEqual(await list('S0ONCALL'), {ok: true, users: ['U0JOON']});
      assert.deepEqual(await list('S0NEW'), {ok: true, users: []});
    }));

  const button = {type: 'button', action_id: 'a', text: plain(5)};
  const confirm = {title: plain(100), text: plain(300), confirm: plain(30), deny: plain(30)};
  const buttons: readonly (readonly [string, readonly object[], readonly object[]])[] = [
    [
      'interactive elements',
      [button],
      [{type: 'image', image_url: 'https://x.example', alt_text: 'x'}],
    ],
    ['an action_id', [button], [{...button, action_id: undefined}]],
    ['a text', [button], [{...button, text: undefined}]],
    ['a plain text', [button], [{...button, text: {type: 'mrkdwn', text: 'x'}}]],
    ['ids that differ', [button, {...button, action_id: 'b'}], [button, button]],
    ['primary', [{...button, style: 'primary'}], [{...button, style: 'default'}]],
    ['danger', [{...button, style: 'danger'}], [{...button, style: 'warning'}]],
    [
      'a question before it',
      [{...button, confirm}],
      [{...button, confirm: {...confirm, title: plain(101)}}],
    ],
    [
      '300 characters of a question',
      [{...button, confirm}],
      [{...button, confirm: {...confirm, text: plain(301)}}],
    ],
    [
      '30 characters of a yes',
      [{...button, confirm}],
      [{...button, confirm: {...confirm, confirm: plain(31)}}],
    ],
    [
      '30 characters of a no',
      [{...button, confirm}],
      [{...button, confirm: {...confirm, deny: plain(31)}}],
    ],
  ];
  for (const [what, within, beyond] of buttons) {
    it(`takes buttons with ${what}, and no others`, () =>
      tried({scenario}, async ({post}) => {
        const say = async (elements: readonly object[]) =>
          (
            await post(`${api}/chat.postMessage`, {
              channel: 'C0SANDBOX',
              text: 'x',
              blocks: [{type: 'actions', elements}],
            })
          ).json;
        assert.equal(errorOf(await say(within)), '');
        assert.equal(errorOf(await say(beyond)), 'invalid_blocks');
      }));
  }
});
