import assert from 'node:assert/strict';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {describe, it} from 'mocha';
import {actions} from '../../functions/actions/index.ts';
import {validate} from '../../functions/adapters/config/validate.ts';
import {at, isObject, listAt, textAt} from '../../functions/core/lib/json.ts';
import {serviceAgentRole} from '../../functions/mesh/service-agent.ts';
import {assertAsRecorded} from '../e2e/requests/as-recorded.ts';
import {root} from '../support/child.ts';
import {command} from '../support/command.ts';
import {filesOf, objectOf, textOf, withoutComments} from './files.ts';

const functions = objectOf('infra/functions.json');
const expected = 'infra/tests/expected';

describe('the infrastructure and the code', () => {
  it('deploy what functions/index.ts registers', () => {
    const registered = [...textOf('functions/index.ts').matchAll(/^http\('([^']+)',/gm)];
    assert.deepEqual(Object.keys(functions).sort(), registered.map(([, name = '']) => name).sort());
  });

  it('leave a lease longer than the function that holds it', () => {
    const [, lease = ''] =
      /^const leaseSeconds = (\d+);$/m.exec(textOf('functions/engine/remediate/advance.ts')) ?? [];
    const timeout = at(functions, 'respond', 'timeout_seconds');
    assert.ok(typeof timeout === 'number' && timeout < Number(lease), `lease ${lease} s`);
  });

  it('let only one request at a time into the privileged function', () => {
    assert.equal(at(functions, 'intake', 'concurrency'), 80);
    assert.equal(at(functions, 'respond', 'concurrency'), 1);
    assert.deepEqual(
      Object.keys(functions).filter(name => listAt(functions, name, 'rights').includes('projects')),
      ['respond'],
    );
  });

  it('agree on the configuration: the tested one is valid', async () => {
    const file = `${expected}/respond.json`;
    const valid = await validate(textOf(file), file);
    assert.deepEqual(valid.store, {
      firestore: {
        project: 'shop-responder',
        database: 'mesh-responder',
        guardDatabase: 'mesh-responder-guard',
      },
    });
  });

  it('agree on what is said of people: the tested configurations are valid', async () => {
    const buttons = objectOf(`${expected}/buttons.json`);
    const respond = {...objectOf(`${expected}/respond.json`), ...buttons};
    const shown = await validate(JSON.stringify(respond), 'respond.json');
    assert.equal(shown.interact?.slack?.signingSecret, undefined);
    const file = `${expected}/interact.json`;
    const taken = await validate(textOf(file), file);
    assert.deepEqual(taken.interact?.slack?.signingSecret, {
      kind: 'file',
      path: '/etc/mesh-responder/slack-signing-secret/value',
    });
    assert.deepEqual([taken.people, taken.approvers], [shown.people, shown.approvers]);
    const {interact} = objectOf(file);
    assert.equal(at(interact, 'url'), at(buttons, 'interact', 'url'));
  });

  it('agree on the console: the tested configuration is valid, names no secret, and leads to interact', async () => {
    const file = `${expected}/console.json`;
    const shown = await validate(textOf(file), file);
    const interact = await validate(textOf(`${expected}/interact.json`), 'interact.json');
    assert.match(
      shown.console?.iapAudience ?? '',
      /^\/projects\/\d+\/global\/backendServices\/\d+$/,
    );
    assert.equal(shown.console?.url, 'https://mesh.shop.example');
    assert.equal(shown.interact?.url, interact.interact?.url);
    assert.deepEqual([shown.chat, shown.store], [{}, interact.store]);
    assert.doesNotMatch(textOf(file), /"(file|env)":/);
  });

  it('agree on the filters: those that Terraform is tested with are those of the command', async () => {
    const config = `${expected}/projects.json`;
    assert.deepEqual(objectOf(config), {
      projects: objectOf(`${expected}/respond.json`)['projects'],
    });
    const args = ['filters', '--json', '--config', config];
    const ran = await command(args);
    assert.equal(ran.exit, 0, ran.stderr);
    const kept = pathToFileURL(join(root, expected, 'filters.jsonl'));
    assertAsRecorded(`what ${args.join(' ')} prints`, kept, ran.stdout);
  });

  it('name in action.json the roles that an action gives, when it may write policies', () => {
    for (const {manifest} of actions) {
      const grants = listAt(objectOf(`functions/actions/${manifest.id}/action.json`), 'grants');
      const writes = manifest.permissions.some(one => /setIamPolicy$/i.test(one));
      const wanted = writes ? [serviceAgentRole] : [];
      const file = `functions/actions/${manifest.id}/action.json`;
      assert.deepEqual(grants, wanted, `${file}: grants must be ${JSON.stringify(wanted)}`);
    }
  });

  it('agree on the fields of the store that Terraform reads', () => {
    const store = objectOf('functions/adapters/store/firestore/firestore.json');
    const {guard, ...incidents} = store;
    for (const list of [incidents, guard]) {
      assert.ok(isObject(list));
      assert.deepEqual(Object.keys(list).sort(), ['collections', 'indexes', 'ttl', 'unindexed']);
      const known = listAt(list, 'collections');
      for (const one of [...listAt(list, 'indexes'), ...listAt(list, 'ttl')]) {
        assert.ok(known.includes(at(one, 'collection')), textAt(one, 'collection'));
      }
    }
  });
});

describe('the text of the infrastructure', () => {
  const files = filesOf('infra', '.tf').map(path => ({path, text: withoutComments(textOf(path))}));

  it('replaces nobody else’s grants', () => {
    // Resources that own a whole policy or a whole role take away what others have granted: the very
    // fault that the responder repairs. https://github.com/hashicorp/terraform-provider-google/issues/10110
    for (const {path, text} of files) {
      const owning = /resource\s+"google_\w+_iam_(policy|binding|audit_config)"/.exec(text);
      assert.equal(owning?.[0], undefined, path);
    }
  });

  it('lets in nobody without a name, but where clicks are taken; who looks at pages IAM or IAP has to know', () => {
    const open = files.flatMap(({path, text}) =>
      [...text.matchAll(/^.*(?:"allUsers"|allAuthenticatedUsers|ALLOW_ALL).*$/gm)].map(
        ([line]) => `${path}: ${line.trim().replace(/\s+/g, ' ')}`,
      ),
    );
    assert.deepEqual(open, [
      'infra/functions.tf: : contains(local._asked_by_people, name) ? "ALLOW_ALL" : "ALLOW_INTERNAL_ONLY"',
      'infra/people.tf: member = "allUsers"',
    ]);
  });

  it('leaves clicks to one function, which has no other secret and no right in a project', () => {
    const clicked = Object.entries(functions).filter(([, one]) =>
      listAt(one, 'rights').includes('clicks'),
    );
    assert.deepEqual(
      clicked.map(([name, one]) => [name, listAt(one, 'rights'), at(one, 'topic')]),
      [['interact', ['look', 'guard', 'work', 'clicks'], null]],
    );
  });

  it('leaves pages to one function, which may read what there is and change nothing', () => {
    const shown = Object.entries(functions).filter(([, one]) =>
      listAt(one, 'rights').includes('pages'),
    );
    assert.deepEqual(
      shown.map(([name, one]) => [name, listAt(one, 'rights'), at(one, 'topic')]),
      [['console', ['look', 'look-guard', 'pages'], null]],
    );
  });

  it('puts IAP before each backend of a load balancer', () => {
    for (const {path, text} of files) {
      for (const block of text.split(/^(?=resource ")/m)) {
        if (!block.startsWith('resource "google_compute_backend_service"')) continue;
        assert.match(block, /^ {2}iap {\n {4}enabled\s+= true\n {2}}$/m, path);
      }
    }
  });

  it('grants no basic role and no role to act as another', () => {
    for (const {path, text} of files) {
      assert.doesNotMatch(
        text,
        /roles\/(owner|editor|viewer|iam\.serviceAccountUser|iam\.serviceAccountTokenCreator|.*[aA]dmin)"/,
        path,
      );
    }
  });

  it('spells out no permission and no filter of a runbook', () => {
    const spelt = /"(gkehub|serviceusage|container|resourcemanager)\.[a-z]+\.[a-zA-Z]+"/g;
    const found = files.flatMap(({text}) => [...text.matchAll(spelt)].map(([one]) => one));
    assert.deepEqual([...new Set(found)], ['"resourcemanager.projects.setIamPolicy"']);
  });

  it('keeps subscriptions its own', () => {
    for (const {path, text} of files) assert.doesNotMatch(text, /event_trigger\s*{/, path);
  });

  it('has a page for each example', () => {
    const examples = filesOf('infra/examples', 'main.tf').map(path => path.replace('main.tf', ''));
    assert.equal(examples.length, 6);
    for (const one of examples) assert.match(textOf(`${one}README.md`), /^# .+\n\n\S/);
  });

  it('gives every variable and output a description', () => {
    for (const {path, text} of files) {
      for (const block of text.split(/^(?=(?:variable|output) ")/m).slice(1)) {
        assert.match(block, /^ {2}description\s+= "/m, `${path}: ${block.slice(0, 40)}`);
      }
    }
  });

  it('has readable data', () => {
    for (const path of filesOf('infra', '.json')) assert.ok(isObject(objectOf(path)), path);
  });
});
