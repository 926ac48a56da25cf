import assert from 'node:assert/strict';
import type {JsonObject} from '../../../functions/core/lib/json.ts';
import type {History} from '../../../functions/core/ports/ports.ts';
import {actorOf, toolOf} from '../../../functions/core/detection/actor.ts';
import {viewEntry} from '../../../functions/core/detection/entry.ts';
import type {Incident} from '../../../functions/core/incident/incident.ts';
import type {Reverted} from '../../../functions/core/incident/reason.ts';
import {runUntilSettled, sweep} from '../../../functions/engine/operate/sweep.ts';
import {incidentsOf, receive} from '../../support/drive.ts';
import {gatewayEntry, unboundEntry} from '../../support/entries.ts';
import {
  assertSpoken,
  callError,
  fakeHistory,
  fleet,
  type Rig,
  rig,
  shop,
} from '../../support/fakes.ts';
import {minute} from '../../support/incident.ts';

afterEach(assertSpoken);

const hour = 60 * minute;
const evil = `<!channel> *bold* ${'x'.repeat(500)}`;

/** A history whose audit log holds these entries, newest first. */
function auditLog(...entries: readonly JsonObject[]): History {
  return {...fakeHistory(), newest: () => Promise.resolve(entries)};
}

function removal(agent: string, principal = 'terraform@harbor-ci.iam.gserviceaccount.com') {
  const entry = unboundEntry();
  return {
    ...entry,
    protoPayload: {
      ...(entry['protoPayload'] as JsonObject),
      authenticationInfo: {principalEmail: principal},
      requestMetadata: {callerSuppliedUserAgent: agent},
    },
  };
}

async function undone({deps, world, clock}: Rig): Promise<void> {
  world.unbind(shop.id);
  await receive(deps, unboundEntry({at: clock.now()}));
  await runUntilSettled(deps);
}

/** Repaired once, undone ten minutes later. */
async function fight(history: History): Promise<Rig> {
  const here = await rig('auto', {history});
  await undone(here);
  here.clock.advance(10 * minute);
  await undone(here);
  return here;
}

async function newest({deps}: Rig) {
  const found = (await incidentsOf(deps, 'service-agent-unbound')).at(-1);
  assert.ok(found);
  return found;
}

function fightIn({reason}: Incident): readonly Reverted[] {
  return reason.kind === 'flapping' ? (reason.fight ?? []) : [];
}

describe('a fight over a repair', () => {
  it('is held, names the last who undid it, and shows the change that ends it', async () => {
    const here = await fight(
      auditLog(gatewayEntry(), removal('Terraform/1.5.7'), removal('older')),
    );
    const held = await newest(here);
    assert.equal(held.state, 'flapping');
    assert.equal(here.world.writes.length, 1);
    assert.deepEqual(held.timeline.at(-1)?.reason, held.reason);
    const [last] = fightIn(held);
    assert.ok(last?.by.kind === 'actor');
    assert.deepEqual([last.by.tool, last.remedy.code], ['terraform', 'remedy.bind-service-agent']);
    assert.equal(last.by.principal, 'terraform@harbor-ci.iam.gserviceaccount.com');
    const told = here.chat.messages
      .at(-1)
      ?.notes.slice(-2)
      .map(one => one.text.code);
    assert.deepEqual(told, ['undone.terraform', 'remedy.bind-service-agent']);
    const code = held.timeline.at(-1)?.code ?? '';
    assert.match(code, /resource "google_project_iam_member"/);
    assert.ok(code.includes(`project = "${shop.id}"`) && code.includes(fleet.number));
    assert.equal(here.chat.messages.at(-1)?.ask?.text.code, 'remedy.bind-service-agent');
    assert.ok(here.chat.messages.at(-1)?.sentences.some(one => one.code === 'undone.terraform'));
  });

  it('over an API shows disable_on_destroy', async () => {
    const here = await rig('auto', {history: auditLog()});
    for (let n = 0; n < 2; n += 1) {
      here.world.disable(fleet.id);
      await receive(here.deps, gatewayEntry({at: here.clock.now()}));
      await runUntilSettled(here.deps);
      here.clock.advance(minute);
    }
    const [held] = await incidentsOf(here.deps, 'connect-gateway-disabled');
    assert.equal(held?.state, 'flapping');
    assert.match(held.timeline.at(-1)?.code ?? '', /disable_on_destroy = false/);
  });

  it('is held all the same when the audit log cannot be read', async () => {
    const silent: History = {...fakeHistory(), newest: () => Promise.reject(callError('denied'))};
    const here = await fight(silent);
    const held = await newest(here);
    assert.equal(held.state, 'flapping');
    assert.equal(here.world.writes.length, 1);
    assert.deepEqual(held.timeline.at(-1)?.reason, held.reason);
    assert.deepEqual(
      fightIn(held).map(one => [one.by.kind, one.remedy.code]),
      [['untold', 'remedy.bind-service-agent']],
    );
    const told = here.chat.messages
      .at(-1)
      ?.notes.slice(-2)
      .map(one => one.text.code);
    assert.deepEqual(told, ['undone.untold', 'remedy.bind-service-agent']);
  });

  it('takes no text of the audit log into the code, and clamps what it names', async () => {
    const held = await newest(await fight(auditLog(removal(evil, evil))));
    const last = held.timeline.at(-1);
    assert.ok(!(last?.code ?? '').includes('channel'));
    assert.ok(String(last?.proof?.[0]?.params['principal']).length <= 120);
    assert.ok(String(last?.proof?.[0]?.params['agent']).length <= 80);
  });

  it('ends after 6 quiet hours, and not before', async () => {
    const here = await fight(auditLog());
    const held = await newest(here);
    const end = here.clock.now() + 6 * hour;
    while (here.clock.now() < end - 20 * minute) {
      here.clock.advance(10 * minute);
      await sweep(here.deps);
    }
    assert.equal((await newest(here)).state, 'flapping');
    assert.equal(here.world.writes.length, 1);
    here.clock.advance(40 * minute);
    await runUntilSettled(here.deps);
    const after = await newest(here);
    assert.deepEqual([after.id, after.state], [held.id, 'resolved']);
    assert.equal(here.world.writes.length, 2);
  });

  it('goes on when a person ended it and it is undone again within 6 hours', async () => {
    const here = await fight(auditLog());
    const bindings = [
      {
        role: 'roles/anthosservicemesh.serviceAgent',
        members: [
          `serviceAccount:service-${fleet.number}@gcp-sa-servicemesh.iam.gserviceaccount.com`,
        ],
      },
    ];
    here.world.edit(shop.id, policy => ({...policy, bindings}));
    here.clock.advance(20 * minute);
    await sweep(here.deps);
    assert.equal((await newest(here)).state, 'resolved');
    here.clock.advance(2 * hour);
    await undone(here);
    assert.equal((await newest(here)).state, 'flapping');
    assert.equal(here.world.writes.length, 1);
  });
});

describe('who did something', () => {
  it('is guessed by the user agent', () => {
    const agents = {
      'Terraform/1.5.7 (+https://www.terraform.io) terraform-provider-google/5.1.0': 'terraform',
      'Terraform/0 terraform-provider-google/kcc/1.115.0 kcc/controller-manager':
        'config-connector',
      'google-cloud-sdk gcloud/470.0.0 command/gcloud.projects.set-iam-policy': 'gcloud',
      'Mozilla/5.0 (X11; Linux x86_64),gzip(gfe)': 'console',
      '': 'unknown',
    };
    for (const [agent, tool] of Object.entries(agents)) assert.equal(toolOf(agent), tool, agent);
  });

  it('is nobody for a change that failed', () => {
    const entry = removal('Terraform/1');
    const failed = {...entry, severity: 'ERROR'};
    const read = (value: unknown) => {
      const viewed = viewEntry(value);
      return viewed === undefined ? undefined : actorOf(viewed);
    };
    assert.equal(read(failed), undefined);
    assert.equal(read(entry)?.tool, 'terraform');
  });
});
