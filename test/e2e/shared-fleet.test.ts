import assert from 'node:assert/strict';
import {describe, it} from 'mocha';
import {at, listAt, textAt} from '../../functions/core/lib/json.ts';
import {type Deployable, startFunction} from '../support/function.ts';
import {changesAsked, play, type Played, reaches, requestsOf} from '../support/world.ts';

const role = 'roles/anthosservicemesh.serviceAgent';
const agent = 'serviceAccount:service-731920055417@gcp-sa-servicemesh.iam.gserviceaccount.com';

/** Every grant as one text: role, condition, member. */
function grants(bindings: readonly unknown[]): ReadonlySet<string> {
  return new Set(
    bindings.flatMap(one =>
      listAt(one, 'members').map(member =>
        [textAt(one, 'role'), textAt(one, 'condition', 'expression') ?? '', member].join(' '),
      ),
    ),
  );
}

function minus(a: ReadonlySet<string>, b: ReadonlySet<string>): readonly string[] {
  return [...a].filter(one => !b.has(one));
}

describe('a cluster project whose fleet is another project', () => {
  let played: Played;
  let intake: Deployable;

  before(async () => {
    played = await play({scenario: 'service-agent-unbound', timeScale: 200});
    intake = await startFunction('intake', {...played.env, MESH_RESPONDER_LOCAL: '1'});
  });

  after(async () => {
    await intake.stop();
    await played.close();
  });

  it("gets the fleet's agent bound, whoever else edits the policy meanwhile", async () => {
    const {sandbox} = played;
    const entries = sandbox.entries();
    const project = sandbox.world.projects.find(one => one.id === 'shop-prod');
    assert.ok(project);
    const before = {grants: grants(project.bindings), etag: project.etag};
    const audit = JSON.stringify(project.auditConfigs);
    sandbox.patch({foreignEdits: 1});
    for (const entry of entries) assert.equal(await intake.push(entry), 204);
    const incident = await reaches(played, 'shop-prod', 'resolved');
    assert.equal(incident.runbook, 'service-agent-unbound');

    const writes = requestsOf(sandbox, 'setIamPolicy');
    assert.deepEqual(
      writes.map(one => [one.path, one.status]),
      [
        ['/v3/projects/shop-prod:setIamPolicy', 409],
        ['/v3/projects/shop-prod:setIamPolicy', 200],
      ],
    );
    assert.deepEqual(changesAsked(sandbox), writes, 'nothing else was written anywhere');
    const colleague = /^roles\/viewer {2}user:colleague-\d+@shop\.example$/;
    const added = `${role}  ${agent}`;
    const etags = writes.map(({body}) => {
      assert.equal(at(body, 'policy', 'version'), 3);
      assert.equal(at(body, 'updateMask'), 'bindings,etag');
      return textAt(body, 'policy', 'etag');
    });
    assert.equal(etags[0], before.etag);
    assert.notEqual(etags[1], before.etag, 'read again after the conflict');

    const [first, second] = writes.map(({body}) => grants(listAt(body, 'policy', 'bindings')));
    assert.ok(first && second);
    assert.deepEqual(minus(first, before.grants), [added], 'exactly one member more');
    assert.deepEqual(minus(before.grants, first), [], 'every binding kept, conditions too');
    assert.deepEqual(minus(before.grants, second), []);
    const more = minus(second, before.grants).filter(one => !colleague.test(one));
    assert.deepEqual(more, [added]);
    assert.equal(second.size, before.grants.size + 2, "the colleague's grant is kept");
    assert.deepEqual(
      [
        ...grants(sandbox.world.projects.find(one => one.id === 'shop-prod')?.bindings ?? []),
      ].sort(),
      [...second].sort(),
    );
    assert.equal(JSON.stringify(project.auditConfigs), audit);
  });

  it('reads policies at version 3 only', () => {
    const reads = requestsOf(played.sandbox, 'getIamPolicy');
    assert.ok(reads.length > 0);
    for (const {body} of reads) assert.equal(at(body, 'options', 'requestedPolicyVersion'), 3);
  });
});
