import assert from 'node:assert/strict';
import fc from 'fast-check';
import {readSlackRequest} from '../../../../functions/adapters/chat/slack/interactivity.ts';
import {renderModal} from '../../../../functions/adapters/chat/slack/modal.ts';
import {renderSlack} from '../../../../functions/adapters/chat/slack/render.ts';
import {pressText, type Press} from '../../../../functions/core/interaction/press.ts';
import type {Dialog, Field} from '../../../../functions/core/interaction/dialog.ts';
import {verbs} from '../../../../functions/core/incident/verb.ts';
import {phraseByCode} from '../../../../functions/core/texts/phrase.ts';
import {speaker} from '../../../../functions/adapters/chat/text/translate.ts';
import {texts as chatTexts} from '../../../../functions/adapters/chat/texts.ts';
import {at, listAt, textAt} from '../../../../functions/core/lib/json.ts';
import {checkBlocks} from '../../../../sandbox/hosts/slack/blocks.ts';
import {checkView} from '../../../../sandbox/hosts/slack/check-view.ts';
import {hostile} from '../hostile.ts';
import {samples, speakers} from '../samples.ts';

const echo = speaker('en', chatTexts, {echo: {en: '{a}', ko: '{a}'}});
const said = hostile.map(a => phraseByCode('echo', {a}));
const presses: fc.Arbitrary<Press> = fc.record(
  {
    verb: fc.constantFrom(...verbs),
    incident: fc.stringMatching(/^[\da-f]{10}-\d{1,9}$/),
    run: fc.nat(999_999),
    token: fc.oneof(fc.constant(''), fc.stringMatching(/^[\da-f]{32}$/)),
  },
  {noNullPrototype: true},
);
const fields: fc.Arbitrary<readonly Field[]> = fc
  .tuple(said, said, said)
  .map(([label, option, why]) => [
    {kind: 'choice', name: 'minutes', label, options: [{label: option, value: '30'}]},
    {kind: 'text', name: 'reason', label: why, maxLength: 200},
  ]);
const dialogs: fc.Arbitrary<Dialog> = fc.record(
  {
    title: said,
    sentences: fc.array(said, {minLength: 1, maxLength: 8}),
    steps: fc.array(fc.record({title: said, command: hostile}), {maxLength: 6}),
    more: fc.nat(9),
    risks: fc.array(said, {maxLength: 5}),
    fields,
    facts: fc.array(fc.record({label: said, value: said}), {maxLength: 40}),
    notes: fc.array(fc.record({at: fc.nat(), text: said}), {maxLength: 80}),
    submit: fc.record({label: said, press: presses, style: fc.constant('primary' as const)}),
  },
  {noNullPrototype: true},
);

/** Slack refuses empty words of its own parts; ours are never empty. */
function withWords(dialog: Dialog): Dialog {
  const word = (one: Dialog['title']) => phraseByCode('echo', {a: `x${String(one.params['a'])}`});
  return {
    ...dialog,
    title: word(dialog.title),
    fields: dialog.fields.map(one =>
      one.kind === 'text'
        ? {...one, label: word(one.label)}
        : {
            ...one,
            label: word(one.label),
            options: [{...one.options[0], label: word(one.options[0].label)}] as const,
          },
    ),
    ...(dialog.submit && {submit: {...dialog.submit, label: word(dialog.submit.label)}}),
  };
}

function submission(view: unknown, values: unknown): Buffer {
  const payload = {
    type: 'view_submission',
    user: {id: 'U0MINA', team_id: 'T0SHOP'},
    team: {id: 'T0SHOP'},
    view: {
      callback_id: at(view, 'callback_id'),
      private_metadata: at(view, 'private_metadata'),
      state: {values},
    },
  };
  return Buffer.from(new URLSearchParams({payload: JSON.stringify(payload)}).toString());
}

describe('a dialog of Slack', () => {
  it('is taken by Slack, whatever stands in it, and nothing of it is parsed', () => {
    fc.assert(
      fc.property(dialogs, dialog => {
        const view = renderModal(withWords(dialog), echo, 0);
        assert.deepEqual(checkView(view), []);
        // Nothing of rich text is parsed; dates are ours.
        const parsed = listAt(view, 'blocks').filter(one => textAt(one, 'type') !== 'rich_text');
        const shown = JSON.stringify({...view, blocks: parsed});
        assert.doesNotMatch(shown, /<(?!!date\^)[!@#]|<https?:/);
        assert.ok(shown.isWellFormed());
      }),
      {numRuns: 150},
    );
  });

  it('gives back its press and what stands in its fields', () => {
    fc.assert(
      fc.property(dialogs, fc.string({unit: 'binary', maxLength: 200}), (dialog, reason) => {
        const view = renderModal(withWords(dialog), echo, 0);
        const values = {
          minutes: {minutes: {type: 'static_select', selected_option: {value: '30'}}},
          reason: {reason: {type: 'plain_text_input', value: reason}},
        };
        const event = readSlackRequest(submission(view, values));
        assert.ok(event.kind === 'interaction' && event.interaction.kind === 'submitted');
        assert.deepEqual(event.interaction.press, dialog.submit?.press);
        assert.equal(event.interaction.fields.minutes, '30');
        assert.equal(event.interaction.fields.reason, JSON.parse(JSON.stringify(reason)));
        assert.deepEqual(event.who, {kind: 'slack', team: 'T0SHOP', user: 'U0MINA'});
      }),
    );
  });
});

describe('the buttons of a message', () => {
  const buttons = {incident: '0123456789-1', run: 0, verbs, question: 'a'.repeat(32)};
  const message = {...samples.approval, buttons};

  for (const locale of ['en', 'ko'] as const) {
    it(`stand where clicks come back, in the place of the commands that answer: ${locale}`, () => {
      const {blocks} = renderSlack(message, speakers[locale], {clickable: true});
      assert.deepEqual(checkBlocks(blocks), []);
      const row = blocks.find(one => one.type === 'actions');
      const values = listAt(row, 'elements').map(one => textAt(one, 'value'));
      const press = (verb: (typeof verbs)[number]): string =>
        pressText({
          verb,
          incident: buttons.incident,
          run: 0,
          token: verb === 'approve' || verb === 'decline' ? buttons.question : '',
        });
      assert.deepEqual(values, verbs.map(press));
      assert.doesNotMatch(JSON.stringify(blocks), /mesh-responder approve/);
    });
  }

  it('are none where nobody takes clicks, and the commands answer', () => {
    const {blocks} = renderSlack(message, speakers.en);
    assert.ok(blocks.every(one => one.type !== 'actions'));
    assert.match(JSON.stringify(blocks), /mesh-responder/);
  });
});

describe('a request of Slack', () => {
  const read = (payload: unknown) =>
    readSlackRequest(
      Buffer.from(new URLSearchParams({payload: JSON.stringify(payload)}).toString()),
    ).kind;
  const user = {id: 'U0MINA', team_id: 'T0SHOP'};

  it('that asks for nothing of ours asks for nothing', () => {
    const action = {action_id: 'other.app', value: '1 approve 0123456789-1 0 -'};
    const trigger = {trigger_id: '1.2.3', user};
    assert.equal(read({type: 'block_actions', ...trigger, actions: [action]}), 'other');
    assert.equal(read({type: 'block_actions', ...trigger, actions: []}), 'other');
    assert.equal(read({type: 'view_closed', user}), 'other');
    assert.equal(read({type: 'view_submission', user, view: {callback_id: 'x'}}), 'other');
  });

  it('whose button says one thing and stands for another is of another version', () => {
    const action = {action_id: 'mesh-responder.explain', value: '1 approve 0123456789-1 0 -'};
    const event = readSlackRequest(
      Buffer.from(
        new URLSearchParams({
          payload: JSON.stringify({
            type: 'block_actions',
            trigger_id: '1.2.3',
            user,
            actions: [action],
          }),
        }).toString(),
      ),
    );
    assert.ok(event.kind === 'interaction' && event.interaction.kind === 'unreadable');
  });

  it('of nobody, or of no form, is junk', () => {
    assert.equal(read({type: 'block_actions', user: {id: 'mina'}, actions: []}), 'junk');
    assert.equal(read({type: 'shortcut', user}), 'junk');
    assert.equal(read(7), 'junk');
    fc.assert(
      fc.property(fc.uint8Array({maxLength: 300}), bytes => {
        assert.ok(readSlackRequest(Buffer.from(bytes)).kind !== 'interaction');
      }),
    );
  });
});
