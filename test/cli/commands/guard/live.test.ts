import assert from 'node:assert/strict';
import {textAt} from '../../../../functions/core/lib/json.ts';
import {meshAgent, meshRole} from '../../../../sandbox/world/policy.ts';
import type {Sandbox} from '../../../../sandbox/sandbox.ts';
import {startSandbox} from '../../../../sandbox/start.ts';
import {command} from '../../../support/command.ts';
import {planOf, type PlannedResource} from '../../../support/plan.ts';
import {scratch, type Scratch} from '../../../support/scratch.ts';

const member = meshAgent('731920055417');
const grant = {project: 'shop-prod', role: meshRole, member};
const destroyed: PlannedResource = {type: 'google_project_iam_member', before: grant};
const made: PlannedResource = {type: 'google_project_iam_member', after: grant};

describe('guard --live', () => {
  let files: Scratch;
  let config: string;
  let sandbox: Sandbox;

  beforeEach(async () => {
    files = await scratch();
    sandbox = await startSandbox({scenario: 'healthy', now: () => Date.now()});
    const projects = [
      {id: 'shop-prod', number: '415104041262', fleet: 'shop-fleet'},
      {id: 'shop-fleet', number: '731920055417'},
    ];
    config = await files.write('responder.json', {projects});
  });
  afterEach(async () => {
    await sandbox.close();
    await files.remove();
  });

  const judged = async (...changes: readonly PlannedResource[]) => {
    const args = ['guard', '--live', '--config', config, '--format', 'json', '-'];
    const env = {MESH_RESPONDER_API_PROXY: sandbox.url};
    const {exit, lines, stderr} = await command(args, {env, input: planOf(...changes)});
    const said = lines().map(one =>
      ['kind', 'runbook', 'now'].map(name => textAt(one, name) ?? '').join(' '),
    );
    return {exit, stderr, said: said.slice(0, -1)};
  };
  const unbind = () => {
    sandbox.patch({project: 'shop-prod', unbind: [{role: meshRole, member}]});
  };

  it('says that what would break works now', async () => {
    const {exit, said} = await judged(destroyed);
    assert.deepEqual(said, ['danger service-agent-unbound works']);
    assert.equal(exit, 3);
  });

  it('says that it is broken already, and stays so', async () => {
    unbind();
    const {exit, said} = await judged(destroyed);
    assert.equal(said[0], 'danger service-agent-unbound broken');
    assert.ok(said.includes('left service-agent-unbound '));
    assert.equal(exit, 3);
  });

  it('says what the plan mends', async () => {
    unbind();
    const {exit, said} = await judged(made);
    assert.ok(said.includes('mends service-agent-unbound '));
    assert.ok(!said.includes('left service-agent-unbound '));
    assert.equal(exit, 0);
  });

  it('has nothing to mend where all is well, and changes nothing', async () => {
    const {exit, said} = await judged(made);
    assert.deepEqual(said, []);
    assert.equal(exit, 0);
    assert.deepEqual(
      sandbox.requests().filter(one => one.mutating),
      [],
    );
  });

  it('says that it could not look', async () => {
    await sandbox.close();
    sandbox = await startSandbox({
      scenario: 'healthy',
      faults: ['cloudresourcemanager:getIamPolicy=403'],
      now: () => Date.now(),
    });
    const {exit, said} = await judged(destroyed);
    assert.deepEqual(said, ['danger service-agent-unbound unseen']);
    assert.equal(exit, 3);
  });
});
