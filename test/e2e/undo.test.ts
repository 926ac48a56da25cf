import assert from 'node:assert/strict';
import type {Incident} from '../../functions/core/incident/incident.ts';
import {type Deployable, startResponder} from '../support/function.ts';
import {changesAsked, play, type Played} from '../support/world.ts';
import {until} from '../support/until.ts';

const mode = 'auto';

describe('a repair that a person wants taken back', function () {
  this.timeout(120_000);
  let played: Played;
  let running: readonly Deployable[] = [];
  afterEach(async () => {
    await Promise.all(running.map(one => one.stop()));
    await played.close();
  });

  for (const [scenario, made, back] of [
    ['connect-gateway-disabled', 'enable', 'disable'],
    ['service-agent-unbound', 'setIamPolicy', 'setIamPolicy'],
  ] as const) {
    it(`is taken back on a yes, and not made again without one: ${scenario}`, async () => {
      played = await play({scenario});
      const {sandbox, files} = played;
      const config = await files.write('undo.json', {
        ...sandbox.people.config(),
        mode,
        chat: {slack: {botToken: 'xoxb-sandbox', channel: 'C0SANDBOX'}},
        store: {sqlite: {path: played.store}},
        workTopic: 'projects/shop-ops/topics/work',
      });
      const {intake, respond, interact} = await startResponder({
        ...played.env,
        MESH_RESPONDER_CONFIG: config,
      });
      running = [intake, respond, interact];
      const one = async () => (await played.incidents())[0];
      const shown = () => JSON.stringify(sandbox.chat().messages[0]?.now.body ?? {});
      const swept = (awaited: string, isSo: (incident: Incident) => boolean) =>
        until(
          awaited,
          async () => {
            const incident = await one();
            if (incident !== undefined && isSo(incident)) return incident;
            await respond.push({sweep: true});
            return undefined;
          },
          async () => ({state: (await one())?.state, reason: (await one())?.reason}),
        );
      const verbs = () =>
        changesAsked(sandbox)
          .filter(({host}) => host !== 'pubsub.googleapis.com')
          .map(({verb}) => verb);
      const press = async (button: 'undo' | 'approve' | 'decline') => {
        const pressed = await sandbox.people.press({
          ...{to: interact.url, service: 'slack', button, fields: {}},
        });
        assert.equal(pressed.submitted?.outcome, 'told', JSON.stringify(pressed));
        return JSON.stringify(pressed.submitted.dialog);
      };

      for (const entry of sandbox.entries()) await intake.push(entry);
      await swept('it is repaired', ({reason}) => reason.kind === 'verified');
      assert.deepEqual(verbs(), [made]);
      await swept('its message has the button', () => shown().includes('Undo…'));

      assert.match(await press('undo'), /Asked by .*mina@shop\.example/);
      await swept('the undo waits', ({reason}) => reason.kind === 'undo-waits');
      assert.deepEqual(verbs(), [made], 'asking changes nothing');
      await swept('it is asked about', () => shown().includes('Approve…'));
      assert.match(shown(), /asked to take the repair back/);
      assert.match(shown(), /services disable|remove-iam-policy-binding/);
      assert.deepEqual(sandbox.pages().alerts, [], 'nobody is paged');

      await press('approve');
      const held = await swept('it was taken back', ({reason}) => reason.kind === 'undone-before');
      assert.deepEqual(verbs(), [made, back]);
      assert.equal(held.state, 'awaiting-approval');
      await swept('people read why', () => shown().includes('had this repair taken back'));

      // Log entries go on, and minutes pass: mode auto does not make it again.
      for (const entry of sandbox.entries()) await intake.push(entry);
      for (let minutes = 0; minutes < 5; minutes += 1) await respond.push({sweep: true});
      assert.deepEqual(verbs(), [made, back]);

      await press('approve');
      await swept('it is made again', ({reason}) => reason.kind === 'verified');
      assert.deepEqual(verbs(), [made, back, made]);
    });
  }
});
