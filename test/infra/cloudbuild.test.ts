import assert from 'node:assert/strict';
import {describe, it} from 'mocha';
import {parse} from 'yaml';
import {at, isObject, listAt, textAt} from '../../functions/core/lib/json.ts';
import {textOf} from './files.ts';
import {faultsOf} from './type-check.ts';

const module = 'googleapis/build/src/apis/cloudbuild/v1.js';
const type = 'api.cloudbuild_v1.Schema$Build';
const build: unknown = parse(textOf('cloudbuild.yaml'));
const steps = listAt(build, 'steps').map(step => ({
  id: textAt(step, 'id') ?? '',
  image: textAt(step, 'name') ?? '',
  script: textAt(step, 'script') ?? '',
}));

/** The place of a step; fails when there is none. */
function place(id: string): number {
  const index = steps.findIndex(one => one.id === id);
  assert.ok(index >= 0, `no step is called ${id}`);
  return index;
}

describe('cloudbuild.yaml', () => {
  it('is a build that Cloud Build takes', () => {
    assert.deepEqual(faultsOf(build, module, type), []);
    assert.ok(isObject(build));
    assert.equal(faultsOf({...build, step: []}, module, type).length, 1);
    assert.equal(faultsOf({...build, options: {loging: 'NONE'}}, module, type).length, 1);
  });

  it('names each image once, by tag, and no digest that nobody resolved', () => {
    const images = new Set(steps.map(one => one.image));
    assert.deepEqual([...images].sort(), ['${_NODE_IMAGE}', '${_TERRAFORM_IMAGE}']);
    assert.match(textAt(build, 'substitutions', '_NODE_IMAGE') ?? '', /^node:\d+$/);
    assert.match(textAt(build, 'substitutions', '_TERRAFORM_IMAGE') ?? '', /^[\w/]+:\d+\.\d+$/);
    assert.doesNotMatch(textOf('cloudbuild.yaml'), /@?sha256:[0-9a-f]/);
  });

  it('runs under an account of its own and logs where that may', () => {
    assert.match(
      textAt(build, 'serviceAccount') ?? '',
      /^projects\/\$PROJECT_ID\/serviceAccounts\//,
    );
    assert.equal(textAt(build, 'options', 'logging'), 'CLOUD_LOGGING_ONLY');
  });

  it('checks, bundles and tries before it plans, and plans before it applies', () => {
    const order = ['install', 'check', 'bundle', 'smoke', 'infrastructure', 'plan', 'apply'];
    assert.deepEqual(
      order.map(place),
      order.map((_, index) => index),
    );
    assert.match(steps[place('check')]?.script ?? '', /npm run check/);
    assert.match(steps[place('infrastructure')]?.script ?? '', /infra\/check\.sh/);
  });

  it('applies the plan that was made, by the release trigger only', () => {
    const applying = steps.filter(one => /terraform\b.*\bapply/.test(one.script));
    assert.deepEqual(
      applying.map(one => one.id),
      ['apply'],
    );
    const script = applying[0]?.script ?? '';
    assert.match(script, /"\$TRIGGER_NAME" != "\$_RELEASE_TRIGGER" \]; then\n.*\n\s*exit 0/);
    assert.match(script, /apply -input=false responder\.tfplan$/m);
    assert.match(steps[place('plan')]?.script ?? '', /-out=responder\.tfplan/);
    assert.equal(steps.filter(one => one.script.includes('npm run bundle')).length, 1);
  });

  it('declares every substitution that its scripts use', () => {
    const declared = at(build, 'substitutions');
    assert.ok(isObject(declared));
    for (const [, name = ''] of JSON.stringify(build).matchAll(/\$\{?(_[A-Z_]+)/g)) {
      assert.ok(name in declared, name);
    }
  });
});
