import assert from 'node:assert/strict';
import {googleChatApp} from '../../functions/adapters/chat/google-chat/app.ts';
import {chatAnswer, renderChatDialog} from '../../functions/adapters/chat/google-chat/dialog.ts';
import {readChatEvent} from '../../functions/adapters/chat/google-chat/event.ts';
import {sendAuthorised} from '../../functions/adapters/chat/delivery/send-json.ts';
import {systemClock} from '../../functions/adapters/clock.ts';
import {parseProxy} from '../../functions/adapters/http/proxy.ts';
import {TimeScale} from '../../functions/core/lib/time-scale.ts';
import type {Earlier} from '../../functions/core/incident/deliveries.ts';
import type {Message} from '../../functions/core/ports/message.ts';
import {
  answeredMessage,
  chatDialog,
  clickChatButton,
  submitChatDialog,
} from '../../sandbox/clicks/google-chat.ts';
import type {Sandbox} from '../../sandbox/sandbox.ts';
import {startSandbox} from '../../sandbox/start.ts';
import {broken, samples, speakers} from '../adapters/chat/samples.ts';

const interactUrl = 'https://interact.shop.example/google-chat';
const user = 'users/123';

describe('the Chat app, in the sandbox', () => {
  let sandbox: Sandbox;
  beforeEach(async () => {
    sandbox = await startSandbox({scenario: 'healthy', now: () => Date.parse('2026-11-22T06:12Z')});
  });
  afterEach(() => sandbox.close());

  function channel() {
    const proxy = parseProxy(sandbox.url);
    const timing = new TimeScale(1000);
    const outside = {clock: systemClock, timing, random: () => 0, proxy};
    // A proxy stands in for Google: no credentials are asked for.
    const send = sendAuthorised(outside, () => Promise.reject(new Error('no credentials here')));
    return googleChatApp({
      send,
      space: 'spaces/AAAA',
      speak: speakers.en,
      interactUrl,
      calls: () => [{kind: 'google-chat-user', id: '77'}],
    });
  }

  /** Delivers until it is done, as the outbox does: with what is known of the tries before. */
  async function deliver(message: Message, earlier: Earlier = {}): Promise<Earlier> {
    let known = earlier;
    for (let tries = 0; tries < 9; tries += 1) {
      const doubts = (known.doubts ?? 0) + 1;
      try {
        const {kind, ref} = await channel().deliver(message, known);
        if (kind === 'done') return {ref};
        known = {ref, doubts};
      } catch {
        known = {...known, doubts};
      }
    }
    throw new Error('it is never done');
  }

  const shown = () =>
    sandbox.chat().messages.map(({thread, now}) => [thread === undefined, now.text.slice(0, 10)]);

  for (const fault of ['lost', 'malformed', 'drop', '429', '503', 'html', 'reshaped']) {
    for (const times of [1, 2, 3]) {
      it(`shows one root and one reply after ${fault}, ${times} times`, async () => {
        sandbox.addFault(`chat:*=${fault}x${times}`);
        const first = await deliver(broken);
        assert.deepEqual(shown().slice(0, 1), [[true, '<users/77>']]);
        const notes = sandbox.chat().messages.filter(({now}) => now.text === '');
        assert.equal(notes.length, 1);
        sandbox.addFault(`chat:*=${fault}x${times}`);
        await deliver(samples.verifying, first);
        assert.equal(sandbox.chat().messages.filter(one => one.thread === undefined).length, 1);
        const history = JSON.stringify(sandbox.chat().messages.slice(1));
        assert.equal(history.split('First log entry').length, 2);
        assert.equal(history.split('Turned on').length, 2);
        // A look for a message that is not there is no fault.
        const refused = sandbox.chat().refused.filter(one => one.error !== '404');
        assert.deepEqual(refused, []);
      });
    }
  }

  for (const form of ['addon', 'interaction'] as const) {
    it(`is clicked on, asks back and is answered: ${form}`, async () => {
      const incident = '0123456789-1';
      const buttons = {incident, run: 0, verbs: ['silence'] as const, question: ''};
      await deliver({...samples.approval, buttons});
      const [root] = sandbox.chat().messages;
      assert.ok(root !== undefined);
      const actor = {form, user, at: 0};
      const asked = clickChatButton(root, 'Silence…', actor);
      const event = readChatEvent(asked.body);
      assert.ok(event.kind === 'interaction' && event.interaction.kind === 'pressed');
      const {press} = event.interaction;
      const said = {code: 'risk', params: {}};
      const answer = renderChatDialog(
        {
          title: said,
          sentences: [said],
          steps: [],
          more: 0,
          risks: [],
          facts: [],
          notes: [],
          fields: [{kind: 'text', name: 'reason', label: said, maxLength: 20}],
          submit: {label: said, press, style: 'primary'},
        },
        speakers.en,
        {form, interactUrl},
      );
      assert.equal(chatDialog(answer, form).fields.length, 1);
      const sent = submitChatDialog(answer, {reason: 'a drill'}, {...actor, message: root});
      const back = readChatEvent(sent.body);
      assert.ok(back.kind === 'interaction' && back.interaction.kind === 'submitted');
      assert.deepEqual(back.interaction.press, press);
      assert.deepEqual(back.interaction.fields, {reason: 'a drill'});
      assert.equal(answeredMessage(chatAnswer(['done'], {form, user}), form).text, 'done');
    });
  }
});
