import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  chatAnswer,
  closedChatDialog,
  renderChatDialog,
} from '../../../../functions/adapters/chat/google-chat/dialog.ts';
import {readChatEvent} from '../../../../functions/adapters/chat/google-chat/event.ts';
import {utf8Bytes} from '../../../../functions/adapters/chat/text/fit.ts';
import {speaker} from '../../../../functions/adapters/chat/text/translate.ts';
import {texts} from '../../../../functions/adapters/chat/texts.ts';
import type {Dialog, Field} from '../../../../functions/core/interaction/dialog.ts';
import type {Press} from '../../../../functions/core/interaction/press.ts';
import {verbs} from '../../../../functions/core/incident/verb.ts';
import {at, isObject, listAt} from '../../../../functions/core/lib/json.ts';
import {phraseByCode as phrase} from '../../../../functions/core/texts/phrase.ts';
import type {ChatMessage} from '../../../../sandbox/chat.ts';
import {
  answeredMessage,
  cancelChatDialog,
  chatDialog,
  clickChatButton,
  closesChatDialog,
  mentionChatApp,
  slashChatCommand,
  submitChatDialog,
} from '../../../../sandbox/clicks/google-chat.ts';
import {hostile} from '../hostile.ts';

const echo = speaker('en', texts, {echo: {en: '{a}', ko: '{a}'}});
const interactUrl = 'https://interact.shop.example/google-chat';
const forms = ['addon', 'interaction'] as const;
const user = 'users/123456789';
const space = 'spaces/AAAA';
const now = Date.parse('2026-11-22T06:12:00Z');

const press: Press = {
  verb: 'silence',
  incident: '0123456789-1',
  run: 0,
  token: 'b'.repeat(32),
};
const choice: Field = {
  kind: 'choice',
  name: 'minutes',
  label: phrase('echo', {a: 'How long'}),
  options: [
    {label: phrase('echo', {a: '30 min'}), value: '30'},
    {label: phrase('echo', {a: '2 h'}), value: '120'},
  ],
};
const reason: Field = {
  kind: 'text',
  name: 'reason',
  label: phrase('echo', {a: 'Why'}),
  maxLength: 200,
};
const silence: Dialog = {
  incident: '0123456789-1',
  title: phrase('echo', {a: 'Silence'}),
  sentences: [phrase('echo', {a: 'Nothing of it is told'})],
  steps: [{command: 'mesh-responder silence'}],
  more: 2,
  risks: [phrase('echo', {a: 'You hear of it late.'})],
  fields: [choice, reason],
  facts: [{label: phrase('echo', {a: 'Cluster'}), value: phrase('echo', {a: 'quay-1'})}],
  notes: [{at: 0, text: phrase('echo', {a: 'Seen'})}],
  submit: {label: phrase('echo', {a: 'Silence'}), press, style: 'danger'},
};

/** A message with one button, as the space shows it. */
const message: ChatMessage = {
  service: 'google-chat',
  place: space,
  id: `${space}/messages/client-a`,
  first: '2026-11-22T06:12:00Z',
  now: {
    at: '2026-11-22T06:12:00Z',
    text: 'x',
    body: {
      thread: `${space}/threads/T`,
      cardsV2: [
        {
          card: {
            sections: [
              {
                widgets: [
                  {
                    buttonList: {
                      buttons: [
                        {
                          text: 'Silence…',
                          onClick: {
                            action: {
                              function: interactUrl,
                              parameters: [{key: 'press', value: '1 silence 0123456789-1 0 -'}],
                              interaction: 'OPEN_DIALOG',
                            },
                          },
                        },
                      ],
                    },
                  },
                ],
              },
            ],
          },
        },
      ],
    },
  },
  edits: [],
};

for (const form of forms) {
  const actor = {form, user, at: now};
  const who = {user, space, form};

  describe(`a dialog of Google Chat, ${form}`, () => {
    it('is asked for by a button, and shown with everything that it has', () => {
      const {url, body} = clickChatButton(message, 'silence', actor);
      assert.equal(url, interactUrl);
      const asked = {...press, token: ''};
      assert.deepEqual(readChatEvent(body), {
        kind: 'interaction',
        ...who,
        interaction: {kind: 'pressed', press: asked},
      });
      const shown = chatDialog(renderChatDialog(silence, echo, {form, interactUrl}), form);
      assert.equal(shown.title, 'Silence');
      assert.deepEqual(shown.texts, [
        'Nothing of it is told.',
        'mesh-responder silence',
        '… and 2 more steps. The whole plan: mesh-responder incidents show 0123456789-1',
        'Risk',
        'You hear of it late.',
        '<b>Cluster</b> quay-1',
        '1970-01-01 00:00 UTC',
        'Seen',
      ]);
      assert.deepEqual(shown.fields, [
        {kind: 'choice', name: 'minutes', label: 'How long', value: '30', values: ['30', '120']},
        {kind: 'text', name: 'reason', label: 'Why', value: '', maxLength: 200},
      ]);
      assert.deepEqual(shown.buttons, ['Silence']);
    });

    it('takes the place of the one that is open', () => {
      const replaced = renderChatDialog(silence, echo, {form, interactUrl, replaces: true});
      assert.equal(chatDialog(replaced, form).title, 'Silence');
      if (form === 'addon') {
        const [navigation] = listAt(replaced, 'action', 'navigations');
        assert.ok(isObject(at(navigation, 'updateCard')));
      }
    });

    it('gives back the press and the fields, whatever stands in them', () => {
      const presses: fc.Arbitrary<Press> = fc.record({
        verb: fc.constantFrom(...verbs),
        incident: fc.stringMatching(/^[\da-f]{10}-\d{1,9}$/),
        run: fc.nat(999_999),
        token: fc.oneof(fc.constant(''), fc.stringMatching(/^[\da-f]{32}$/)),
      });
      const values = fc.string({maxLength: 200, unit: 'binary'});
      fc.assert(
        fc.property(presses, values, fc.constantFrom('30', '120'), (given, why, minutes) => {
          const dialog: Dialog = {
            ...silence,
            submit: {label: phrase('echo', {a: 'Do it'}), press: given, style: 'primary'},
          };
          const answer = renderChatDialog(dialog, echo, {form, interactUrl});
          const filled = {reason: why.slice(0, 200), minutes};
          const {url, body} = submitChatDialog(answer, filled, {...actor, message});
          assert.equal(url, interactUrl);
          assert.deepEqual(readChatEvent(JSON.parse(JSON.stringify(body))), {
            kind: 'interaction',
            ...who,
            interaction: {
              kind: 'submitted',
              press: {...given},
              fields: JSON.parse(JSON.stringify(filled)) as object,
            },
          });
        }),
      );
    });

    it('lets nothing from any field be parsed, within the limits', () => {
      const said = hostile.map(a => phrase('echo', {a}));
      const dialogs = fc.record({
        title: said,
        sentences: fc.array(said, {minLength: 1, maxLength: 8}),
        steps: fc.array(fc.record({title: said, command: hostile}), {maxLength: 6}),
        more: fc.nat(9),
        risks: fc.array(said, {maxLength: 5}),
        fields: fc.array(
          fc.oneof(
            said.map((label): Field => ({...reason, label})),
            fc.tuple(said, said).map(([label, option]): Field => ({
              ...choice,
              label,
              options: [{label: option, value: '1'}],
            })),
          ),
          {maxLength: 3},
        ),
        facts: fc.array(fc.record({label: said, value: said}, {noNullPrototype: true}), {
          maxLength: 30,
        }),
        notes: fc.array(fc.record({at: fc.nat(), text: said}, {noNullPrototype: true}), {
          maxLength: 60,
        }),
        submit: said.map(label => ({label, press, style: 'primary' as const})),
      });
      fc.assert(
        fc.property(dialogs, dialog => {
          const answer = renderChatDialog(dialog, echo, {form, interactUrl});
          assert.ok(utf8Bytes(JSON.stringify(answer)) <= 32_000);
          for (const one of strings(answer)) {
            assert.doesNotMatch(one.replaceAll(/<\/?b>|<br>/g, ''), /[<>]/);
            assert.doesNotMatch(one, /[\u200b-\u200f\u2060\ufeff\u202a-\u202e]/);
            assert.ok(one.isWellFormed());
          }
        }),
        {numRuns: 100},
      );
    });

    it('is closed, with a word or without', () => {
      assert.equal(closesChatDialog(closedChatDialog(form, 'Silenced <b>'), form), 'Silenced ‹b›');
      assert.equal(closesChatDialog(closedChatDialog(form), form), '');
      assert.deepEqual(readChatEvent(cancelChatDialog(message, actor).body), {kind: 'other'});
    });
  });

  describe(`a command in Google Chat, ${form}`, () => {
    it('is what stands behind the mention or the command', () => {
      const wanted = {kind: 'command', ...who, text: 'status shop-prod'};
      const mentioned = mentionChatApp('status shop-prod', space, actor).body;
      const slash = {id: 1, name: 'mesh', text: 'status shop-prod'};
      assert.deepEqual(readChatEvent(mentioned), wanted);
      assert.deepEqual(readChatEvent(slashChatCommand(slash, space, actor).body), wanted);
    });

    it('is answered to whoever gave it alone, and mentions nobody', () => {
      const answer = chatAnswer(['one', '<users/all> two\nlines'], {form, user});
      assert.deepEqual(answeredMessage(answer, form), {
        text: 'one\n‹users/all› two lines',
        viewer: user,
      });
      const long = answeredMessage(chatAnswer(['"'.repeat(40_000)], {form, user}), form);
      assert.ok(utf8Bytes(JSON.stringify(long)) < 32_000);
    });
  });

  describe(`an event of Google Chat, ${form}`, () => {
    const clicked = (more: object) => clickChatButton(message, 'silence', {...actor, ...more}).body;

    it('of an app, or of somebody without a number, is junk', () => {
      for (const more of [{type: 'BOT'}, {user: 'users/app'}, {user: ''}, {user: 'users/1/x'}]) {
        assert.deepEqual(readChatEvent(clicked(more)), {kind: 'junk'}, JSON.stringify(more));
      }
      const bot = mentionChatApp('status', space, {...actor, type: 'BOT'}).body;
      assert.deepEqual(readChatEvent(bot), {kind: 'junk'});
    });

    it('of another space’s form is junk', () => {
      const elsewhere = {...message, place: 'rooms/A/../B'};
      const {body} = clickChatButton(elsewhere, 'silence', actor);
      assert.deepEqual(readChatEvent(body), {kind: 'junk'});
    });

    it('of a button of another version is unreadable, and no click', () => {
      const text = JSON.stringify(clicked({})).replaceAll('1 silence', '2 silence');
      const event = readChatEvent(JSON.parse(text));
      assert.ok(event.kind === 'interaction');
      assert.deepEqual(event.interaction, {kind: 'unreadable'});
    });
  });
}

describe('readChatEvent', () => {
  it('knows what needs no answer', () => {
    const others = [
      {type: 'ADDED_TO_SPACE', user: {name: user}, space: {name: space}},
      {type: 'REMOVED_FROM_SPACE'},
      {type: 'WIDGET_UPDATED'},
      {chat: {addedToSpacePayload: {space: {name: space}}}},
      {chat: {removedFromSpacePayload: {}}},
      {chat: {widgetUpdatedPayload: {}}},
    ];
    for (const one of others) assert.deepEqual(readChatEvent(one), {kind: 'other'});
  });

  it('takes anything else for junk, and never throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), body => {
        assert.deepEqual(readChatEvent(body), {kind: 'junk'});
      }),
    );
    const chat = fc.record(
      {
        user: fc.anything(),
        buttonClickedPayload: fc.anything(),
        messagePayload: fc.anything(),
        type: fc.constant('CARD_CLICKED'),
      },
      {requiredKeys: []},
    );
    fc.assert(
      fc.property(chat, fc.anything(), (given, common) => {
        readChatEvent({chat: given, commonEventObject: common});
        readChatEvent({...given, common, action: common});
      }),
    );
  });

  it('does not take a press out of what a person typed', () => {
    const body = submitChatDialog(
      renderChatDialog(silence, echo, {form: 'addon', interactUrl}),
      {reason: '1 approve 0123456789-1 0 -'},
      {form: 'addon', user, at: now, message},
    ).body;
    const event = readChatEvent(body);
    assert.ok(event.kind === 'interaction' && event.interaction.kind === 'submitted');
    assert.deepEqual(event.interaction.press, press);
    assert.deepEqual(Object.keys(event.interaction.fields).sort(), ['minutes', 'reason']);
  });
});

/** Every text in a value. */
function strings(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(strings);
  return isObject(value) ? Object.values(value).flatMap(strings) : [];
}
