import {camel, json, type Written} from './scaffold.ts';

/**
 * The files of a new action. As they stand they keep the contract, no runbook asks for them, and what they
 * would do is harmless: to turn on an API that managed mesh needs anyway, with a person's yes.
 */
export function actionFiles(id: string): readonly Written[] {
  const [folder, mirror] = [`functions/actions/${id}`, `test/actions/${id}`];
  return [
    {path: `${folder}/action.json`, text: manifest(id)},
    {path: `${folder}/params.ts`, text: params(id)},
    {path: `${folder}/action.ts`, text: action(id)},
    {path: `${folder}/texts.ts`, text: texts(id)},
    {path: `${mirror}/driven.json`, text: driven()},
    {path: `${mirror}/action.test.ts`, text: test(id)},
  ];
}

/** What the code that is to be replaced turns on. */
const service = 'mesh.googleapis.com';

function manifest(id: string): string {
  return json({
    id,
    risk: 'high',
    atOnce: 1,
    apis: ['serviceusage.googleapis.com'],
    permissions: [
      'serviceusage.services.get',
      'serviceusage.services.enable',
      'serviceusage.operations.get',
    ],
  });
}

function params(id: string): string {
  return `import {actionKind} from '../../core/contract/action.ts';
import {exactly, someText} from '../../core/lib/schema.ts';

/** REPLACE: what the change is made to. */
export const ${camel(id)}Kind = actionKind('${id}', exactly({project: someText}));
`;
}

function action(id: string): string {
  const name = camel(id);
  return `import {type Action, actionOf} from '../../core/contract/action.ts';
import {actionManifest} from '../../core/contract/manifest.ts';
import {servicesTraces} from '../../core/detection/audit-trace.ts';
import {untilShown} from '../../mesh/operation-status.ts';
import manifest from './action.json' with {type: 'json'};
import {${name}Kind} from './params.ts';
import {phrase, texts} from './texts.ts';

/** REPLACE: what the world is to be like. */
const service = '${service}';

/** REPLACE: what it changes, the public page that says so, and how it is undone or why it cannot be. */
export const ${name}: Action = actionOf(${name}Kind, {
  manifest: actionManifest(manifest),
  texts,
  describe({project}) {
    return {
      text: phrase('action.${id}', {project}),
      command: \`gcloud services enable \${service} --project=\${project}\`,
    };
  },
  // REPLACE: its own look, right before it would write; what it does not understand, it refuses.
  async precheck({project}, readers) {
    switch (await readers.serviceState(project, service)) {
      case 'ENABLED':
        return {kind: 'already'};
      case 'DISABLED':
        return {kind: 'needed'};
      case 'UNKNOWN':
        return {kind: 'refused', reason: phrase('refused.${id}', {project})};
    }
  },
  // REPLACE: the one change; a repeat must have no second effect.
  async effect({project}, _readers, writers) {
    return writers.enableService(project, service);
  },
  // REPLACE: whether the world shows it.
  async check({project}, readers, operation) {
    const isShown = (await readers.serviceState(project, service)) === 'ENABLED';
    return untilShown(isShown, operation, name => readers.serviceOperation(name));
  },
  // REPLACE: what its call leaves in the audit log.
  traces: ({project}) => servicesTraces('Enable', project, [service]),
});
`;
}

function texts(id: string): string {
  const say = (code: string, en: string, ko: string) => `  '${code}.${id}': {
    en: 'REPLACE: ${en} (${id} in {project})',
    ko: 'REPLACE: {project}의 ${id} ${ko}',
  },
`;
  return `import {actionTexts} from '../../core/texts/more-texts.ts';

export const {texts, phrase} = actionTexts('${id}', {
${say('step', 'Change it', '변경')}  'risk.${id}': {
    en: 'REPLACE: what it costs those who run on the mesh.',
    ko: 'REPLACE: 메시에서 실행되는 워크로드에 미치는 영향을 설명합니다.',
  },
${say('action', 'Changing it', '변경하는 중')}${say('did', 'Changed it', '변경함')}${say('already', 'It was already so', '이미 변경되어 있었음')}${say('would', 'Would change it', '변경할 예정')}${say('failed', 'Could not change it', '변경하지 못함')}${say('unsure', 'Asked for the change, without a clear answer', '변경을 요청했으나 응답이 분명하지 않음')}${say('refused', 'Google reports an unknown state', '상태를 알 수 없음')}});
`;
}

function driven(): string {
  const project = 'shop-fleet';
  return json({params: {project}, broken: {project, disable: [service]}});
}

function test(id: string): string {
  return `import assert from 'node:assert/strict';
import {${camel(id)} as action} from '../../../functions/actions/${id}/action.ts';
import {shop, World} from '../../support/fakes.ts';

const params = {project: shop.id};
const service = '${service}';
const stamp = '2026-11-20T10:00:00.000Z';

describe('${id}', () => {
  let world: World;
  beforeEach(() => {
    world = new World();
    world.disable(shop.id, service);
  });

  it('REPLACE: is needed where the service is off, and nowhere else', async () => {
    assert.equal((await action.precheck(params, world.readers)).kind, 'needed');
    world.services.set(\`\${shop.id}/\${service}\`, 'ENABLED');
    assert.equal((await action.precheck(params, world.readers)).kind, 'already');
    world.services.set(\`\${shop.id}/\${service}\`, 'UNKNOWN');
    assert.equal((await action.precheck(params, world.readers)).kind, 'refused');
    assert.deepEqual(world.writes, []);
  });

  it('REPLACE: turns the service on, and sees that it is', async () => {
    const done = await action.effect(params, world.readers, world.writers, stamp);
    assert.ok(done.kind === 'accepted');
    assert.equal(await action.check(params, world.readers, done.operation, stamp), 'took');
    assert.deepEqual(world.writes, [\`enableService \${shop.id} \${service}\`]);
  });
});
`;
}
