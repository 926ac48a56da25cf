import assert from 'node:assert/strict';
import {describe, it} from 'mocha';
import {at, textAt} from '../../../../functions/core/lib/json.ts';
import {command, type Ran} from '../../../support/command.ts';
import {
  type AppAnswer,
  type PlayedApp,
  playedApp,
  type Received,
} from '../../../sandbox/clicks/played-app.ts';
import {type Trial, tried} from '../../../sandbox/start.ts';

const plain = (text: string) => ({type: 'plain_text', text});
const view = {
  type: 'modal',
  title: plain('Approve this plan?'),
  submit: plain('Approve'),
  close: plain('Cancel'),
  blocks: [
    {type: 'section', text: plain('It turns an API on.')},
    {
      type: 'rich_text',
      elements: [{type: 'rich_text_preformatted', elements: [{type: 'text', text: 'gcloud x'}]}],
    },
    {
      type: 'input',
      block_id: 'minutes',
      label: plain('How long'),
      element: {
        type: 'static_select',
        action_id: 'choice',
        options: ['30', '60'].map(value => ({text: plain(`${value} min`), value})),
        initial_option: {text: plain('30 min'), value: '30'},
      },
    },
    {
      type: 'input',
      block_id: 'reason',
      label: plain('Why'),
      element: {type: 'plain_text_input', action_id: 'text', max_length: 20},
    },
  ],
};
const told = {...view, title: plain('Explanation'), submit: undefined, blocks: [view.blocks[0]]};
const notice = {
  ...view,
  title: plain('Nothing was changed'),
  submit: undefined,
  blocks: [view.blocks[0]],
};

interface Stage extends Trial {
  readonly app: PlayedApp;
  readonly run: (...args: readonly string[]) => Promise<Ran>;
}

function staged(
  test: (stage: Stage) => Promise<void>,
  answer: AppAnswer = '',
  shows: object | 'nothing' = view,
): Promise<void> {
  return tried({scenario: 'healthy'}, async trial => {
    const buttons = ['approve', 'explain'].map(id => ({
      type: 'button',
      action_id: id,
      text: plain(`${id}…`),
      value: id,
    }));
    await trial.post('slack.com/api/chat.postMessage', {
      channel: 'C0SANDBOX',
      text: 'incident 0a0a0a0a0a-1',
      blocks: [{type: 'actions', elements: buttons}],
    });
    const app = await playedApp(async ({payload}: Received) => {
      if (textAt(payload, 'type') === 'view_submission') return answer;
      const trigger_id = textAt(payload, 'trigger_id');
      if (shows !== 'nothing')
        await trial.post('slack.com/api/views.open', {trigger_id, view: shows});
      return '';
    });
    const run = (...args: readonly string[]) =>
      command(['sandbox', 'click', ...args, '--to', app.url], {
        env: {MESH_RESPONDER_API_PROXY: trial.sandbox.url},
      });
    try {
      await test({...trial, app, run});
    } finally {
      await app.close();
    }
  });
}

describe('mesh-responder sandbox click', () => {
  it('shows the dialog as people see it', () =>
    staged(async ({run}) => {
      const {exit, stdout, stderr} = await run('approve');
      assert.deepEqual([exit, stderr], [0, '']);
      assert.equal(
        stdout,
        [
          '┌ Approve this plan?',
          '│',
          '│ It turns an API on.',
          '│',
          '│   gcloud x',
          '│',
          '│ How long: 30 min (minutes/choice: 30, 60)',
          '│ Why:  (reason/text: at most 20 characters)',
          '│',
          '│ [Approve] [Cancel]',
          '└',
          'The dialog is open (0 ms)',
          '',
        ].join('\n'),
      );
    }));

  it('confirms it with what stands in its fields, as somebody', () =>
    staged(async ({run, app}) => {
      const {exit, lines} = await run(
        ...['approve', '--incident', '0a0a0a0a0a-1', '--as', 'joon@shop.example', '--json'],
        ...['--confirm', '--field', 'minutes=60', '--field', 'Why=a=b'],
      );
      assert.equal(exit, 0);
      assert.deepEqual(
        lines().map(one => at(one, 'outcome')),
        ['asked', 'done'],
      );
      const payload = app.received[1]?.payload;
      assert.equal(textAt(payload, 'user', 'id'), 'U0JOON');
      const values = at(payload, 'view', 'state', 'values');
      assert.equal(textAt(values, 'minutes', 'choice', 'selected_option', 'value'), '60');
      assert.equal(textAt(values, 'reason', 'text', 'value'), 'a=b');
    }));

  const ends: readonly (readonly [
    string,
    number,
    AppAnswer,
    object | 'nothing',
    string[],
    RegExp,
  ])[] = [
    ['a plan that is gone', 3, '', notice, ['approve'], /┌ Nothing was changed/],
    ['an explanation', 0, '', told, ['explain'], /┌ Explanation/],
    ['a press that needs no dialog', 0, '', 'nothing', ['approve'], /^Taken; no dialog is open/],
    [
      'a yes that came too late',
      3,
      {response_action: 'update', view: notice},
      view,
      ['approve', '--confirm', '--field', 'Why=x'],
      /┌ Nothing was changed/,
    ],
    [
      'a field that is wrong',
      3,
      {response_action: 'errors', errors: {reason: 'Say more.'}},
      view,
      ['approve', '--confirm', '--field', 'Why=x'],
      /! reason: Say more\./,
    ],
    [
      'a field that is empty',
      3,
      '',
      view,
      ['approve', '--confirm'],
      /! reason\/text: Please complete/,
    ],
    [
      'an app that fails',
      1,
      500,
      view,
      ['approve', '--confirm', '--field', 'Why=x'],
      /The chat shows a failure: the app answered 500/,
    ],
  ];
  for (const [what, exit, answer, shows, args, says] of ends) {
    it(`ends with ${exit} for ${what}`, () =>
      staged(
        async ({run}) => {
          const ran = await run(...args);
          assert.equal(ran.exit, exit, ran.stdout + ran.stderr);
          assert.match(ran.stdout, says);
        },
        answer,
        shows,
      ));
  }

  it('ends with 1 where there is no such button, field or sandbox', () =>
    staged(async ({run, app}) => {
      const none = await run('undo');
      assert.deepEqual([none.exit, none.stdout], [1, '']);
      assert.match(
        none.stderr,
        /sandbox click: no message has a button 'undo'; there are 'approve…'/,
      );
      const field = await run('approve', '--confirm', '--field', 'who=x');
      assert.match(field.stderr, /the dialog has no field 'who'/);
      const nobody = await run('approve', '--sandbox', 'http://127.0.0.1:1');
      assert.equal(nobody.exit, 1);
      assert.match(
        nobody.stderr,
        /no sandbox answers at http:\/\/127\.0\.0\.1:1\/_sandbox\/click: /,
      );
      const other = await run('approve', '--sandbox', app.url);
      assert.match(other.stderr, /is no sandbox: it answered 200/);
    }));

  const wrong: readonly (readonly [string[], RegExp])[] = [
    [[], /BUTTON is missing: e\.g\. approve\. See: mesh-responder sandbox click --help/],
    [['approve'], /--sandbox is missing/],
    [['approve', '--sandbox', 'http://127.0.0.1:1'], /--to is missing/],
    [['approve', '--sandbox', 'ftp://x', '--to', 'x'], /--sandbox "ftp:\/\/x" is no address/],
    [['approve', '--service', 'teams'], /--service "teams" is none of slack, google-chat/],
    [['approve', '--field', 'a=b'], /--field goes with --confirm/],
    [['approve', '--field', 'a', '--confirm'], /--field "a" is not of the form NAME=VALUE/],
    [['approve', '--port', '1'], /there is no option --port/],
    [['approve', 'decline'], /"decline" is one argument too many/],
  ];
  for (const [args, says] of wrong) {
    it(`refuses ${args.join(' ')}`, async () => {
      const {exit, stdout, stderr} = await command(['sandbox', 'click', ...args]);
      assert.deepEqual([exit, stdout], [2, '']);
      assert.match(stderr, says);
    });
  }

  it('speaks Korean', () =>
    staged(async ({run}) => {
      const {stdout} = await run('approve', '--locale', 'ko');
      assert.match(stdout, /대화상자가 열려 있음/);
      assert.match(stdout, /최대 20자/);
    }));
});
