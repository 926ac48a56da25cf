import assert from 'node:assert/strict';
import {namespaceOf} from '../../../../../functions/adapters/google/cluster/kube-facts.ts';
import {parsePolicy} from '../../../../../functions/adapters/google/project/policy.ts';
import {FailedAttempt} from '../../../../../functions/adapters/http/failed-attempt.ts';
import {withoutQuotes} from '../../../../../functions/cli/commands/doctor/deep/redact-names.ts';

describe('the report of doctor --deep', () => {
  const secret = 'payments-ledger';
  const role = `projects/p/roles/${secret}`;
  for (const [what, read] of Object.entries({
    'a namespace without its version': () => namespaceOf({metadata: {name: secret}}),
    'a name that Kubernetes does not allow': () => namespaceOf({metadata: {name: `${secret} "x"`}}),
    'members that are no list': () =>
      parsePolicy({etag: 'BwY=', bindings: [{role, members: secret}]}),
    'a condition that is no object': () =>
      parsePolicy({etag: 'BwY=', bindings: [{role, condition: secret}]}),
    'a member that is no text': () => parsePolicy({etag: 'BwY=', bindings: [{role, members: [1]}]}),
  })) {
    it(`tells no name of an answer that nobody understood: ${what}`, () => {
      assert.throws(read, error => {
        assert.ok(error instanceof FailedAttempt);
        const said = withoutQuotes(error.facts.said);
        assert.ok(!said.includes(secret), said);
        return true;
      });
    });
  }

  it('leaves out a quote that was cut off', () => {
    assert.equal(
      withoutQuotes('no object can be called "payments-led'),
      'no object can be called "…"',
    );
  });
});
