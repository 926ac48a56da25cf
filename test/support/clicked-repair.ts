import assert from 'node:assert/strict';
import type {Incident} from '../../functions/core/incident/incident.ts';
import type {Service} from '../../sandbox/clicks/send.ts';
import type {Sandbox} from '../../sandbox/sandbox.ts';
import {until} from './until.ts';
import {changesAsked} from './world.ts';

/** What a repair by clicks is played with. */
export interface ClickedRepair {
  readonly sandbox: Sandbox;
  readonly service: Service;
  /** Google's other kind of Chat app. */
  readonly form?: 'addon' | 'interaction';
  /** Where interact listens. */
  readonly to: string;
  /** Plays the minute's sweep. */
  readonly sweep: () => Promise<unknown>;
  readonly incidents: () => Promise<readonly Incident[]>;
}

/**
 * Plays a person who acknowledges, says yes in a dialog, and whose click comes again: PagerDuty is triggered,
 * acknowledged and resolved, what is asked for is done once, and the message turns green.
 */
export async function repairByClicks(played: ClickedRepair): Promise<void> {
  const {sandbox, service, to, form, sweep, incidents} = played;
  const order = {to, service, ...(form && {form})};
  const state = async () => (await incidents())[0]?.state;
  const shown = () => sandbox.chat().messages.filter(one => one.service === service);
  const alert = () => sandbox.pages().alerts[0]?.status;
  const swept = (awaited: string, isSo: () => boolean | Promise<boolean>) =>
    until(
      awaited,
      async () => {
        if (await isSo()) return true;
        await sweep();
        return undefined;
      },
      async () => ({state: await state(), alert: alert(), clicks: sandbox.people.clicks().at(-1)}),
    );

  // An incident that is handed over changes nothing.
  const changes = () => changesAsked(sandbox).filter(one => one.host !== 'pubsub.googleapis.com');

  await swept('it waits for a person', async () => (await state()) === 'awaiting-approval');
  await swept('its message has buttons', () => JSON.stringify(shown()).includes('Approve…'));
  assert.deepEqual(changes(), []);
  await swept('somebody is paged', () => alert() === 'triggered');

  // Who reads that something went wrong, because a process was slow to answer, presses again.
  const press = async (button: string) => {
    let last = await sandbox.people.press({...order, button});
    for (let again = 0; last.outcome === 'trouble' && again < 5; again += 1) {
      last = await sandbox.people.press({...order, button});
    }
    return last;
  };

  const taken = await press('acknowledge');
  assert.equal(taken.outcome, 'told', JSON.stringify(taken));
  assert.match(JSON.stringify(taken.dialog?.texts), /yours, `?mina@shop\.example/);
  await swept('the page is acknowledged', () => alert() === 'acknowledged');

  const asked = await press('approve');
  assert.equal(asked.outcome, 'asked', JSON.stringify(asked));
  assert.match(JSON.stringify(asked.dialog), /kubectl rollout restart/);
  assert.deepEqual(changes(), [], 'a dialog changes nothing');
  const dialog = asked.dialog?.id ?? '';
  const yes = await sandbox.people.submit({to, dialog});
  assert.match(JSON.stringify(yes.dialog?.texts), /Approved by `?mina@shop\.example/);
  const again = sandbox.people.clicks().at(-1);
  await swept('it is fixed', async () => (await state()) === 'resolved');
  await swept('the page is resolved', () => alert() === 'resolved');
  await swept('the message is green', () => shown()[0]?.now.text.startsWith('🟢 Fixed') === true);
  assert.match(JSON.stringify(shown()), /mina@shop\.example/, 'the history says who');
  assert.doesNotMatch(JSON.stringify(shown()[0]?.now), /Approve…/, 'decided buttons are gone');

  assert.ok(again !== undefined);
  const {headers, body} = again;
  const replay = await fetch(again.url, {method: 'POST', headers, body});
  // Slack's signature counts once; Google's token says who asks, and the button is of no question any more.
  assert.equal(replay.status, service === 'slack' ? 401 : 200);
  if (service === 'google-chat') assert.match(await replay.text(), /not asked about any more/);
  await sweep();
  const restarts = changes().map(one => one.path);
  assert.ok(restarts.length > 0);
  assert.equal(new Set(restarts).size, restarts.length, 'each workload is restarted once');
}
