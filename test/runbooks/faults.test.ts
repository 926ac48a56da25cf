import assert from 'node:assert/strict';
import {mkdir, rm, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {actions} from '../../functions/actions/index.ts';
import {
  casesFaults,
  detectionFaults,
  textFaults,
} from '../../functions/core/contract/runbook-faults.ts';
import {runbooks} from '../../functions/runbooks/index.ts';
import {scenarios} from '../../sandbox/scenarios.ts';
import {type Scratch, scratch} from '../support/scratch.ts';
import {
  actionManifestFaults,
  folderFaults,
  lacking,
  registryFaults,
  runbookManifestFaults,
  scenarioFaults,
  unused,
} from './faults.ts';

const json = 'functions/runbooks/node-pool-full/runbook.json';
const [first] = runbooks;
const [action] = actions;
assert.ok(first !== undefined && action !== undefined);
const known = {actions: ['set-issuer'], runbooks: ['required-api-disabled']};
const manifest = {
  ...first.manifest,
  id: 'node-pool-full',
  permissions: ['resourcemanager.projects.get', 'container.clusters.get'],
  actions: ['set-issuer'],
  causes: ['required-api-disabled'],
};

describe('what a folder lacks is said with its file', () => {
  let tree: Scratch;
  const root = () => tree.path('');
  const there = {
    runbooks: [
      ...['runbook.json', 'cases.json', 'texts.ts', 'page.json', 'runbook.ts'].map(
        one => `functions/runbooks/node-pool-full/${one}`,
      ),
      'test/runbooks/node-pool-full/diagnose.test.ts',
    ],
    actions: [
      ...['action.json', 'params.ts', 'texts.ts', 'action.ts'].map(
        one => `functions/actions/drain-node/${one}`,
      ),
      'test/actions/drain-node/action.test.ts',
    ],
  };

  beforeEach(async () => {
    tree = await scratch();
    for (const path of [...there.runbooks, ...there.actions]) {
      await mkdir(dirname(join(root(), path)), {recursive: true});
      await writeFile(join(root(), path), '');
    }
  });

  afterEach(() => tree.remove());

  for (const [room, id] of [
    ['runbooks', 'node-pool-full'],
    ['actions', 'drain-node'],
  ] as const) {
    it(`is nothing for ${room} with all their files`, () => {
      assert.deepEqual(folderFaults(root(), room, id), []);
      assert.deepEqual(registryFaults(root(), room, [id]), []);
    });

    for (const path of there[room]) {
      it(`is ${path}`, async () => {
        await rm(join(root(), path));
        const [fault = '', ...more] = folderFaults(root(), room, id);
        assert.deepEqual(more, []);
        const wanted = path.startsWith('test/')
          ? `test/${room}/${id} has no test`
          : `${path} is not there: `;
        assert.ok(fault.startsWith(wanted), fault);
      });
    }

    it(`is the registry's line, or the folder of ${room}`, () => {
      const index = `functions/${room}/index.ts`;
      assert.deepEqual(registryFaults(root(), room, []), [
        `${index} lacks ${id}, which has a folder`,
      ]);
      assert.deepEqual(registryFaults(root(), room, [id, 'gone-away']), [
        `${index} names gone-away, which has no folder functions/${room}/gone-away`,
      ]);
    });
  }
});

describe('what a manifest lacks is said with its file', () => {
  const runbookFaults = (change: Partial<typeof manifest>) =>
    runbookManifestFaults({...manifest, ...change}, known);
  const breaks: readonly [what: string, change: Partial<typeof manifest>, fault: string][] = [
    [
      'the permission of every diagnosis',
      {permissions: ['container.clusters.get']},
      `${json} lacks permission resourcemanager.projects.get, used by readers.project before each diagnosis`,
    ],
    [
      'a permission that is none',
      {permissions: [...manifest.permissions, 'clusters.get']},
      `${json}: clusters.get is no permission such as container.clusters.get`,
    ],
    [
      'a permission twice',
      {permissions: [...manifest.permissions, 'container.clusters.get']},
      `${json} has permission container.clusters.get twice`,
    ],
    [
      'an action that is none',
      {actions: ['drain-node']},
      `${json} names the action drain-node, which is none of set-issuer`,
    ],
    [
      'a cause that is none',
      {causes: ['no-such-problem']},
      'functions/runbooks/causes.json names no-such-problem as a cause of node-pool-full, which functions/runbooks/index.ts lacks',
    ],
    [
      'a page of somebody else',
      {page: 'https://example.com/'},
      `${json}: page must be one of https://docs.cloud.google.com/, not https://example.com/`,
    ],
    [
      'a name that is none',
      {id: 'full'},
      'functions/runbooks/full/runbook.json: id must be two or more words of a-z with a hyphen between, not full',
    ],
  ];

  it('is nothing as it is', () => {
    assert.deepEqual(runbookFaults({}), []);
    assert.deepEqual(actionManifestFaults(action.manifest), []);
  });

  for (const [what, change, fault] of breaks) {
    it(`is ${what}`, () => {
      assert.deepEqual(runbookFaults(change), [fault]);
    });
  }

  it('is the permissions of an action, or an API', () => {
    const file = `functions/actions/${action.manifest.id}/action.json`;
    assert.deepEqual(actionManifestFaults({...action.manifest, permissions: []}), [
      `${file} lacks permissions: those that its verbs use`,
    ]);
    assert.deepEqual(actionManifestFaults({...action.manifest, apis: ['mesh']}), [
      `${file}: apis names mesh, which is no API such as mesh.googleapis.com`,
    ]);
  });

  it('is a permission that a verb uses, with the verb; or one that nothing uses', () => {
    const uses = [
      {verb: 'readers.cluster', permissions: ['container.clusters.get']},
      {verb: 'readers.mesh', permissions: ['gkehub.features.get']},
      {verb: 'readers.cluster', permissions: ['container.clusters.get']},
    ];
    assert.deepEqual(lacking(json, ['gkehub.features.get'], uses), [
      `${json} lacks permission container.clusters.get, used by readers.cluster`,
    ]);
    assert.deepEqual(unused(json, ['gkehub.features.get', 'container.pods.list'], uses), [
      `${json} has permission container.pods.list, which nothing uses`,
    ]);
  });
});

describe('what cases, texts and scenarios lack is said with their file', () => {
  const folder = 'functions/runbooks/node-pool-full';
  const names = {ours: ['one'], not: ['other']};

  it('is nothing as they are', () => {
    const silent = {...manifest, filter: undefined};
    assert.deepEqual(casesFaults(folder, manifest, names), []);
    assert.deepEqual(casesFaults(folder, silent, {...names, ours: []}), []);
    assert.deepEqual(detectionFaults(folder, manifest, false), []);
    assert.deepEqual(detectionFaults(folder, silent, true), []);
    assert.deepEqual(textFaults('texts.ts', {one: {en: 'a', ko: '가'}}, ['one']), []);
    assert.deepEqual(scenarioFaults('connect-gateway-disabled', scenarios), []);
  });

  it('is an entry of its own, a near miss, a name of its own, a filter, a survey', () => {
    const found = (parts: Partial<typeof names>) =>
      casesFaults(folder, manifest, {...names, ...parts});
    assert.deepEqual(found({ours: []}), [
      `${folder}/cases.json: ours lacks an entry that the filter of runbook.json passes`,
    ]);
    assert.deepEqual(found({not: []}), [`${folder}/cases.json: not-ours lacks a near miss`]);
    assert.deepEqual(found({not: ['one']}), [
      `${folder}/cases.json has two cases with the name 'one'`,
    ]);
    const silent = {...manifest, filter: undefined};
    assert.deepEqual(casesFaults(folder, silent, names), [
      `${folder}/runbook.json lacks the filter that passes the entries of ours in cases.json`,
    ]);
    assert.deepEqual(detectionFaults(folder, silent, false), [
      `${folder}/runbook.ts lacks a survey: without a filter nothing else finds the problem`,
    ]);
  });

  it('is a code, or one language of a sentence', () => {
    const file = `${folder}/texts.ts`;
    assert.deepEqual(textFaults(file, {}, ['headline.node-pool-full']), [
      `${file} lacks headline.node-pool-full`,
    ]);
    assert.deepEqual(textFaults(file, {one: {en: 'a'}}, []), [`${file}: one lacks ko`]);
    assert.deepEqual(textFaults(file, {one: {en: ' ', ko: '가'}}, []), [`${file}: one lacks en`]);
  });

  it('is a scenario that ends in it', () => {
    assert.deepEqual(scenarioFaults('node-pool-full', scenarios), [
      'sandbox/scenarios.ts lacks a scenario that expects an end of node-pool-full: sandbox/scenarios/node-pool-full.ts',
    ]);
  });
});
