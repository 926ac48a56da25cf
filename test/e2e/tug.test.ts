import assert from 'node:assert/strict';
import {describe, it} from 'mocha';
import {serviceAgent, serviceAgentRole} from '../../functions/mesh/service-agent.ts';
import {fleet, prod} from '../../sandbox/shop.ts';
import {type Deployable, startFunction} from '../support/function.ts';
import {
  effects,
  incidentThat,
  play,
  type Played,
  requestsOf,
  roots,
  threadOf,
} from '../support/world.ts';
import {until} from '../support/until.ts';

const member = serviceAgent(fleet.number);
/** The times at which the binding is repaired, in minutes: the third is one too many within 6 h. */
const hoursApart = {timeScale: 1_200};

describe('somebody who takes the binding away after each repair, on one SQLite file', () => {
  let played: Played;
  let intake: Deployable;

  afterEach(async () => {
    await intake.stop();
    await played.close();
  });

  async function begin(timeScale: number): Promise<void> {
    played = await play({scenario: 'service-agent-unbound', timeScale});
    intake = await startFunction('intake', {...played.env, MESH_RESPONDER_LOCAL: '1'});
    for (const entry of played.sandbox.entries()) assert.equal(await intake.push(entry), 204);
  }

  const repairs = (): number =>
    requestsOf(played.sandbox, 'setIamPolicy').filter(one => one.status === 200).length;

  async function resolved(times: number): Promise<void> {
    await until(`${times} verified repairs`, async () => {
      const all = await played.incidents();
      return all.find(one => one.state === 'resolved' && one.work.repairs.length === times);
    });
  }

  /** The pipeline takes the binding away, and its audit entry comes. */
  async function undo(): Promise<void> {
    const before = played.sandbox.entries().length;
    played.sandbox.patch({project: prod.id, unbind: [{role: serviceAgentRole, member}]});
    for (const entry of played.sandbox.entries().slice(before)) await intake.push(entry);
  }

  it('is not repaired a second time within 30 minutes; the message says who and what to change', async () => {
    await begin(200);
    await resolved(1);
    await undo();
    const held = await incidentThat(played, 'held', one => one.state === 'flapping');
    assert.equal(repairs(), 1);
    assert.equal(held.reason.kind, 'flapping');
    const root = await until('told', () => {
      const [one] = roots(played.sandbox, 'slack', prod.id);
      return one?.now.text.startsWith('🟠') === true ? one : undefined;
    });
    const shown = JSON.stringify(root.now.body);
    assert.match(shown, /terraform@shop-ci\.iam\.gserviceaccount\.com/);
    assert.match(shown, /likely with Terraform \(Terraform\/1\.11\.4\)/);
    assert.match(shown, /google_project_iam_binding or google_project_iam_policy/);
    const thread = await until('the code', () => {
      const text = JSON.stringify(threadOf(played.sandbox, root).map(one => one.now));
      return text.includes('google_project_iam_member') && text.includes('mesh_service_agent')
        ? text
        : undefined;
    });
    assert.ok(thread.includes(member) && thread.includes(prod.id), 'with member and project');
    assert.equal(effects(played.sandbox, 'SetIamPolicy', prod.id) >= 2, true);
  });

  it('is not repaired a third time within 6 hours', async () => {
    await begin(hoursApart.timeScale);
    await resolved(1);
    await apart();
    await undo();
    await resolved(2);
    await apart();
    await undo();
    await incidentThat(played, 'held', one => one.state === 'flapping');
    assert.equal(repairs(), 2);
  });

  /** Forty minutes in the time of the stage. */
  function apart(): Promise<void> {
    return new Promise(done => {
      setTimeout(done, (40 * 60_000) / hoursApart.timeScale);
    });
  }
});
