import assert from 'node:assert/strict';
import {at, listAt, textAt} from '../../../sandbox/json.ts';
import {start, type Trial, tried} from '../start.ts';
import {type AppAnswer, type PlayedApp, playedApp, type Received} from './played-app.ts';

const scenario = 'healthy';
const api = 'slack.com/api';
const channel = 'C0SANDBOX';
const seconds = start / 1000;
const plain = (text: string) => ({type: 'plain_text', text});
const button = (id: string, text: string, value: string) => ({
  type: 'button',
  action_id: id,
  text: plain(text),
  value,
});

const view = {
  type: 'modal',
  callback_id: 'plan',
  private_metadata: '1 approve token',
  title: plain('Approve this plan?'),
  submit: plain('Approve'),
  close: plain('Cancel'),
  blocks: [
    {type: 'section', text: {type: 'mrkdwn', text: 'It *turns on* an API &amp; waits.'}},
    {
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_preformatted',
          elements: [{type: 'text', text: 'gcloud services enable x'}],
        },
      ],
    },
    {
      type: 'input',
      block_id: 'scope',
      label: plain('What'),
      element: {
        type: 'static_select',
        action_id: 'choice',
        options: [
          {text: plain('This incident'), value: 'incident'},
          {text: plain('The project'), value: 'project'},
        ],
        initial_option: {text: plain('This incident'), value: 'incident'},
      },
    },
    {
      type: 'input',
      block_id: 'reason',
      label: plain('Why'),
      optional: true,
      element: {type: 'plain_text_input', action_id: 'text', max_length: 10},
    },
  ],
};
const notice = {type: 'modal', title: plain('Too late'), blocks: [view.blocks[0]]};

interface Stage extends Trial {
  readonly app: PlayedApp;
  readonly click: (more?: object) => Promise<unknown>;
}

/** A workspace with two messages that have buttons, and an app that opens a window for each press. */
function staged(
  test: (stage: Stage) => Promise<void>,
  submitted: (one: Received) => AppAnswer = () => '',
  pressed?: (one: Received, trial: Trial) => AppAnswer | Promise<AppAnswer>,
): Promise<void> {
  return tried({scenario}, async trial => {
    const {post} = trial;
    for (const incident of ['0a0a0a0a0a-1', '0b0b0b0b0b-2']) {
      await post(`${api}/chat.postMessage`, {
        channel,
        text: `Incident ${incident}`,
        blocks: [
          {
            type: 'actions',
            elements: [
              button('answer.approve', 'Approve…', `1 approve ${incident}`),
              button('answer.decline', '거절…', `1 decline ${incident}`),
            ],
          },
        ],
      });
    }
    const config = await trial.get('_sandbox/config?interact=1');
    const secret = textAt(config.json, 'interact', 'slack', 'signingSecret');
    const app = await playedApp(
      async one => {
        if (!one.genuine) return 401;
        if (textAt(one.payload, 'type') === 'view_submission') return submitted(one);
        if (pressed !== undefined) return pressed(one, trial);
        const trigger_id = textAt(one.payload, 'trigger_id') || one.form['trigger_id'];
        await post(`${api}/views.open`, {trigger_id, view});
        return '';
      },
      {secret, now: seconds},
    );
    const click = async (more: object = {}) =>
      (await post('_sandbox/click', {to: app.url, button: 'approve', ...more})).json;
    try {
      await test({...trial, app, click});
    } finally {
      await app.close();
    }
  });
}

describe('a click in Slack', () => {
  it('reaches the app as Slack sends it', () =>
    staged(async ({app, click, sandbox}) => {
      await click();
      const [one] = app.received;
      assert.ok(one);
      assert.deepEqual(
        [one.path, one.headers['content-type'], one.genuine],
        ['/slack/interactivity', 'application/x-www-form-urlencoded', true],
      );
      const {message, actions, ...payload} = one.payload as Record<string, unknown>;
      const ts = sandbox.chat().messages[1]?.id;
      assert.deepEqual(payload, {
        type: 'block_actions',
        user: {id: 'U0MINA', username: 'mina', name: 'mina', team_id: 'T0SANDBOX'},
        api_app_id: 'A0SANDBOX',
        token: 'sandbox-verification-token',
        container: {type: 'message', message_ts: ts, channel_id: channel, is_ephemeral: false},
        trigger_id: payload['trigger_id'],
        team: {id: 'T0SANDBOX', domain: 'shop'},
        enterprise: null,
        is_enterprise_install: false,
        channel: {id: channel, name: 'mesh'},
        state: {values: {}},
        response_url: payload['response_url'],
      });
      const [action] = actions as unknown[];
      assert.deepEqual(
        ['action_id', 'value', 'type', 'action_ts'].map(name => at(action, name)),
        ['answer.approve', '1 approve 0b0b0b0b0b-2', 'button', `${seconds}.000000`],
      );
      const [block] = listAt(message, 'blocks');
      assert.equal(textAt(action, 'block_id'), textAt(block, 'block_id'));
      assert.notEqual(textAt(block, 'block_id'), '');
      assert.equal(textAt(message, 'text'), 'Incident 0b0b0b0b0b-2');
    }));

  it('shows the window that the app opens, in words', () =>
    staged(async ({click}) => {
      const clicked = await click();
      assert.deepEqual(
        [at(clicked, 'status'), at(clicked, 'outcome')],
        [200, 'asked'],
        JSON.stringify(clicked),
      );
      const {id, ...dialog} = at(clicked, 'dialog') as Record<string, unknown>;
      assert.match(String(id), /^V/);
      assert.deepEqual(dialog, {
        service: 'slack',
        title: 'Approve this plan?',
        texts: ['It *turns on* an API & waits.'],
        commands: ['gcloud services enable x'],
        fields: [
          {
            name: 'scope/choice',
            label: 'What',
            kind: 'choice',
            optional: false,
            options: [
              {label: 'This incident', value: 'incident'},
              {label: 'The project', value: 'project'},
            ],
            value: 'incident',
          },
          {
            name: 'reason/text',
            label: 'Why',
            kind: 'text',
            optional: true,
            value: '',
            maxLength: 10,
          },
        ],
        buttons: ['Approve', 'Cancel'],
        asks: true,
      });
    }));

  it('finds a button by its id, its end, or what stands on it, in the message of an incident', () =>
    staged(async ({app, click}) => {
      for (const more of [
        {button: 'answer.decline'},
        {button: '거절'},
        {button: '거절…', incident: '0a0a0a0a0a-1'},
        {button: 'APPROVE', user: 'joon@shop.example'},
      ])
        await click(more);
      assert.deepEqual(
        app.received.map(one => textAt(listAt(one.payload, 'actions')[0], 'value')),
        [
          '1 decline 0b0b0b0b0b-2',
          '1 decline 0b0b0b0b0b-2',
          '1 decline 0a0a0a0a0a-1',
          '1 approve 0b0b0b0b0b-2',
        ],
      );
      assert.equal(textAt(app.received[3]?.payload, 'user', 'id'), 'U0JOON');
    }));

  it('comes from an attachment with its number', () =>
    staged(async ({app, click, post}) => {
      const blocks = [{type: 'actions', elements: [button('undo', 'Undo', 'v')]}];
      await post(`${api}/chat.postMessage`, {
        channel,
        text: 'x',
        attachments: [{color: '#ffffff', blocks}],
      });
      await click({button: 'undo'});
      const payload = app.received[0]?.payload;
      assert.equal(textAt(payload, 'container', 'type'), 'message_attachment');
      assert.equal(at(payload, 'container', 'attachment_id'), 1);
      assert.equal(at(listAt(payload, 'message', 'attachments')[0], 'id'), 1);
    }));

  it('of somebody of another workspace says so', () =>
    staged(async ({app, click}) => {
      await click({user: 'U0GUEST', fields: {}});
      const [press, submit] = app.received.map(one => one.payload);
      assert.equal(textAt(press, 'user', 'team_id'), 'T0OTHER');
      assert.equal(textAt(press, 'team', 'id'), 'T0SANDBOX');
      assert.equal(textAt(submit, 'team', 'id'), 'T0OTHER');
      assert.equal(textAt(submit, 'view', 'team_id'), 'T0OTHER');
      assert.equal(textAt(submit, 'view', 'app_installed_team_id'), 'T0SANDBOX');
    }));

  const troubles: readonly (readonly [string, AppAnswer, RegExp])[] = [
    ['a failure', 500, /the app answered 500/],
    ['a redirect', 302, /the app answered 302/],
  ];
  for (const [what, answer, says] of troubles) {
    it(`shows ${what} of the app`, () =>
      staged(
        async ({click}) => {
          const clicked = await click();
          assert.equal(textAt(clicked, 'outcome'), 'trouble');
          assert.match(textAt(clicked, 'trouble'), says);
        },
        undefined,
        () => answer,
      ));
  }

  it('waits for three seconds', () =>
    staged(
      async ({click}) => {
        const began = performance.now();
        const clicked = await click();
        assert.deepEqual(
          [at(clicked, 'status'), at(clicked, 'outcome'), at(clicked, 'trouble')],
          [0, 'trouble', 'no answer in 3 s'],
        );
        assert.ok(performance.now() - began >= 2900);
      },
      undefined,
      () => undefined,
    ));

  it('says what cannot be pressed, and by whom', () =>
    staged(async ({post, app}) => {
      const wrong: readonly (readonly [object, RegExp])[] = [
        [{button: 'undo'}, /no message has a button 'undo'; there are 'Approve…', '거절…'/],
        [
          {incident: 'none'},
          /no message of incident none has a button 'approve'; there are no buttons/,
        ],
        [{user: 'U0NOBODY'}, /nobody is called 'U0NOBODY'; there are U0MINA, U0JOON, U0GUEST/],
        [{service: 'google-chat'}, /no card has a button 'approve'/],
        [{service: 'teams'}, /service must be one of slack, google-chat/],
        [{to: 'http://example.com'}, /must be an address of this machine/],
        [{to: 'https://127.0.0.1'}, /must be an address of this machine/],
        [{to: 'http://127.0.0.1.example.com'}, /must be an address of this machine/],
        [{botton: 'x'}, /click has no field 'botton'/],
        [{tamper: {secert: 'x'}}, /tamper has no field 'secert'/],
        [{tamper: {seconds: 0.5}}, /tamper\.seconds must be a whole number/],
        [{button: 3}, /button must be a text/],
      ];
      for (const [more, says] of wrong) {
        const refused = await post('_sandbox/click', {to: app.url, button: 'approve', ...more});
        assert.equal(refused.status, 400);
        assert.match(textAt(refused.json, 'error'), says);
      }
      assert.equal(app.received.length, 0);
    }));

  it('tells that nothing listens there', () =>
    staged(async ({click}) => {
      const clicked = await click({to: 'http://127.0.0.1:1'});
      assert.equal(at(clicked, 'status'), 0);
      assert.match(textAt(clicked, 'trouble'), /^no answer: /);
    }));
});

describe('an answer to a window of Slack', () => {
  const dialogOf = (clicked: unknown) => textAt(clicked, 'dialog', 'id');

  it('carries what stands in its fields', () =>
    staged(async ({app, click, post}) => {
      const dialog = dialogOf(await click());
      const done = await post('_sandbox/submit', {
        to: app.url,
        dialog,
        fields: {What: 'The project', text: 'why not'},
      });
      assert.equal(textAt(done.json, 'outcome'), 'done', done.text);
      const payload = app.received[1]?.payload;
      assert.equal(textAt(payload, 'type'), 'view_submission');
      assert.equal(textAt(payload, 'view', 'id'), dialog);
      assert.equal(textAt(payload, 'view', 'private_metadata'), '1 approve token');
      assert.equal(textAt(payload, 'view', 'callback_id'), 'plan');
      assert.deepEqual(at(payload, 'view', 'state', 'values'), {
        scope: {
          choice: {
            type: 'static_select',
            selected_option: {text: plain('The project'), value: 'project'},
          },
        },
        reason: {text: {type: 'plain_text_input', value: 'why not'}},
      });
    }));

  it('carries what stood there from the start, and null for what is empty', () =>
    staged(async ({app, click}) => {
      const clicked = await click({fields: {}});
      assert.equal(textAt(clicked, 'submitted', 'outcome'), 'done');
      const values = at(app.received[1]?.payload, 'view', 'state', 'values');
      assert.equal(textAt(values, 'scope', 'choice', 'selected_option', 'value'), 'incident');
      assert.equal(at(values, 'reason', 'text', 'value'), null);
    }));

  it('closes the window, once', () =>
    staged(async ({app, click, post}) => {
      const dialog = dialogOf(await click());
      await post('_sandbox/submit', {to: app.url, dialog});
      const again = await post('_sandbox/submit', {to: app.url, dialog});
      assert.deepEqual([again.status, app.received.length], [400, 2]);
      assert.match(textAt(again.json, 'error'), /is submitted/);
    }));

  it('belongs to the person who opened it', () =>
    staged(async ({app, click, post}) => {
      const dialog = dialogOf(await click());
      const other = await post('_sandbox/submit', {to: app.url, dialog, user: 'U0JOON'});
      assert.match(textAt(other.json, 'error'), /is open for U0MINA, who alone can answer it/);
      await post('_sandbox/dismiss', {dialog});
      const gone = await post('_sandbox/submit', {to: app.url, dialog});
      assert.match(textAt(gone.json, 'error'), /is dismissed/);
      assert.equal(app.received.length, 1);
    }));

  it('is not sent by Slack while a field is wrong', () =>
    staged(async ({app, click, post}) => {
      const dialog = dialogOf(await click());
      const long = await post('_sandbox/submit', {
        to: app.url,
        dialog,
        fields: {Why: 'x'.repeat(11)},
      });
      assert.deepEqual(at(long.json, 'errors'), {'reason/text': 'At most 10 characters.'});
      const odd = await post('_sandbox/submit', {to: app.url, dialog, fields: {scope: 'all'}});
      assert.match(
        textAt(odd.json, 'error'),
        /'all' cannot be chosen for 'What'; there are incident/,
      );
      const none = await post('_sandbox/submit', {to: app.url, dialog, fields: {who: 'x'}});
      assert.match(
        textAt(none.json, 'error'),
        /no field 'who'; it has scope\/choice \(What\), reason/,
      );
      assert.equal(app.received.length, 1);
    }));

  const answers: readonly (readonly [string, AppAnswer, string, RegExp])[] = [
    ['clears', {response_action: 'clear'}, 'done', /"status":200/],
    ['is shown anew', {response_action: 'update', view: notice}, 'told', /"title":"Too late"/],
    ['asks again', {response_action: 'update', view}, 'asked', /Approve this plan/],
    [
      'finds a field wrong',
      {response_action: 'errors', errors: {reason: 'Say why.'}},
      'wrong',
      /Say why/,
    ],
    [
      'finds what is no field wrong',
      {response_action: 'errors', errors: {other: 'x'}},
      'trouble',
      /asks for nothing/,
    ],
    [
      'shows what Slack does not take',
      {response_action: 'update', view: {...view, title: plain('x'.repeat(25))}},
      'trouble',
      /less than 25/,
    ],
    [
      'does something unknown',
      {response_action: 'close'},
      'trouble',
      /no response_action is called 'close'/,
    ],
    ['is no JSON', 'ok', 'trouble', /no JSON/],
    ['fails', 500, 'trouble', /answered 500/],
  ];
  for (const [what, answer, outcome, says] of answers) {
    it(`leads to ${outcome} where the app's answer ${what}`, () =>
      staged(
        async ({click}) => {
          const submitted = at(await click({fields: {}}), 'submitted');
          assert.equal(textAt(submitted, 'outcome'), outcome);
          assert.match(JSON.stringify(submitted), says);
        },
        () => answer,
      ));
  }
});

describe('what an attacker sends', () => {
  const forged: readonly (readonly [string, object])[] = [
    ['another secret', {secret: 'f'.repeat(32)}],
    ['an old signature', {seconds: -301}],
    ['one of the future', {seconds: 301}],
    ['another body under it', {body: 'payload=%7B%7D'}],
    ['no signature', {headers: {'x-slack-signature': null}}],
    ['another time under it', {headers: {'x-slack-request-timestamp': String(seconds + 1)}}],
  ];
  for (const [what, tamper] of forged) {
    it(`can be ${what}`, () =>
      staged(async ({app, click}) => {
        const clicked = await click({tamper});
        assert.deepEqual([at(clicked, 'status'), app.received[0]?.genuine], [401, false]);
      }));
  }

  it('can be signed as it should be, with another payload', () =>
    staged(async ({app, click}) => {
      await click({tamper: {payload: {team: {id: 'T0EVIL'}}}});
      const [one] = app.received;
      assert.deepEqual([one?.genuine, textAt(one?.payload, 'team', 'id')], [true, 'T0EVIL']);
    }));

  for (const duplicate of ['together', 'after']) {
    it(`can come twice, ${duplicate}, the same to the byte`, () =>
      staged(async ({app, click, get}) => {
        const clicked = await click({tamper: {duplicate}});
        assert.equal(at(clicked, 'again', 'status'), 200);
        const [one, other] = app.received;
        assert.deepEqual(
          [other?.body, other?.headers['x-slack-signature']],
          [one?.body, one?.headers['x-slack-signature']],
        );
        const sent = (await get('_sandbox/clicks')).json;
        assert.ok(Array.isArray(sent));
        assert.deepEqual(
          sent.map(click => [textAt(click, 'url'), at(click, 'status')]),
          [
            [`${app.url}/slack/interactivity`, 200],
            [`${app.url}/slack/interactivity`, 200],
          ],
        );
      }));
  }
});

describe('a slash command', () => {
  it('reaches the app as a form, and shows its answer', () =>
    staged(
      async ({app, post, sandbox}) => {
        const said = await post('_sandbox/command', {
          to: app.url,
          command: '/mesh',
          text: 'open',
          user: 'U0JOON',
        });
        assert.deepEqual(at(said.json, 'answer'), {text: 'Nothing is open.'});
        const [one] = app.received;
        assert.ok(one?.genuine);
        assert.equal(one.path, '/slack/command');
        const {trigger_id: trigger, response_url: _url, ...form} = one.form;
        assert.equal(sandbox.people.clicks().length, 1);
        assert.match(trigger ?? '', /^\d+\.\d+\.[\da-f]+$/);
        assert.deepEqual(form, {
          token: 'sandbox-verification-token',
          team_id: 'T0SANDBOX',
          team_domain: 'shop',
          channel_id: channel,
          channel_name: 'mesh',
          user_id: 'U0JOON',
          user_name: 'joon',
          command: '/mesh',
          text: 'open',
          api_app_id: 'A0SANDBOX',
          is_enterprise_install: 'false',
        });
      },
      undefined,
      () => ({text: 'Nothing is open.'}),
    ));
});

describe('the people of a sandbox', () => {
  it('stand in the configuration where it is asked for, and nowhere else', () =>
    tried({scenario}, async ({get, sandbox}) => {
      const plainConfig = await get('_sandbox/config');
      assert.equal(plainConfig.text, `${JSON.stringify(sandbox.config, undefined, 2)}\n`);
      assert.doesNotMatch(plainConfig.text, /interact|people/);
      const {interact, people, approvers, undo, ...rest} = (await get('_sandbox/config?interact=1'))
        .json as Record<string, unknown>;
      assert.equal(undo, true);
      assert.deepEqual(rest, plainConfig.json);
      assert.match(textAt(interact, 'slack', 'signingSecret'), /^[\da-f]{32}$/);
      assert.deepEqual(
        [at(interact, 'url'), textAt(interact, 'slack', 'team'), at(interact, 'googleChat')],
        [
          'https://interact.shop.example',
          'T0SANDBOX',
          {account: 'service-731920055417@gcp-sa-gsuiteaddons.iam.gserviceaccount.com'},
        ],
      );
      assert.deepEqual(people, [
        {email: 'mina@shop.example', slack: 'U0MINA', googleChat: 'users/1001'},
        {email: 'joon@shop.example', slack: 'U0JOON', googleChat: 'users/1002'},
      ]);
      assert.deepEqual(approvers, [{people: ['mina@shop.example', 'joon@shop.example']}]);
    }));

  it('come and go', () =>
    staged(async ({app, click, post, get}) => {
      const users = {U0ARI: {name: 'ari', email: 'ari@shop.example'}, U0JOON: null};
      await post('_sandbox/people', {users});
      await click({user: 'U0ARI'});
      assert.equal(textAt(app.received[0]?.payload, 'user', 'team_id'), 'T0SANDBOX');
      const config = (await get('_sandbox/config?interact=1')).json;
      assert.deepEqual(
        listAt(config, 'people').map(one => textAt(one, 'slack')),
        ['U0MINA', 'U0ARI'],
      );
      const wrong = await post('_sandbox/people', {users: {U0X: {name: 'x'}}});
      assert.match(textAt(wrong.json, 'error'), /users\.U0X\.email must be a text/);
    }));
});
