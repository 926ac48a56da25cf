import {camel, json, type Written} from './scaffold.ts';

/** The files of a new runbook. As they stand they keep the contract, and find what nobody logs. */
export function runbookFiles(id: string): readonly Written[] {
  const folder = `functions/runbooks/${id}`;
  return [
    {path: `${folder}/runbook.json`, text: manifest(id)},
    {path: `${folder}/cases.json`, text: cases(id)},
    {path: `${folder}/detect.ts`, text: detect(id)},
    {path: `${folder}/diagnose.ts`, text: diagnose(id)},
    {path: `${folder}/texts.ts`, text: texts(id)},
    {path: `${folder}/page.json`, text: page(id)},
    {path: `${folder}/runbook.ts`, text: runbook(id)},
    {path: `test/runbooks/${id}/diagnose.test.ts`, text: test(id)},
    {path: `sandbox/scenarios/${id}.ts`, text: scenario(id)},
  ];
}

function sentence(id: string): string {
  return `REPLACE: the sentence of ${id}`;
}

function manifest(id: string): string {
  return json({
    id,
    title: `REPLACE: ${id}`,
    page: 'https://docs.cloud.google.com/service-mesh/docs/troubleshooting/troubleshoot-managed-service-mesh',
    filter: [
      'resource.type="istio_control_plane"',
      'severity>=ERROR',
      `jsonPayload.message:"${sentence(id)}"`,
    ],
    permissions: ['resourcemanager.projects.get'],
    actions: [],
  });
}

function cases(id: string): string {
  const entry = (insertId: string, type: string) => ({
    insertId,
    logName: 'projects/harbor-prod/logs/istiod',
    resource: {type, labels: {project_id: 'harbor-prod'}},
    severity: 'ERROR',
    timestamp: '2026-11-20T03:12:42.120Z',
    receiveTimestamp: '2026-11-20T03:12:43.400Z',
    jsonPayload: {message: sentence(id)},
  });
  return json({
    ours: [
      {
        name: 'the sentence of the page',
        entry: entry(`${id}-1`, 'istio_control_plane'),
        target: {project: 'harbor-prod'},
      },
    ],
    'not-ours': [
      {
        name: 'quoted by an application',
        reason: 'foreign.quoted',
        entry: entry(`${id}-2`, 'k8s_container'),
      },
    ],
  });
}

function detect(id: string): string {
  return `import {atLeast, claimedProject, type LogEntry} from '../../core/detection/entry.ts';
import {type Detection, evidenceOf, foreign, unrelated} from '../../core/detection/finding.ts';
import {target} from '../../core/detection/target.ts';
import {causesOf} from '../causes.ts';
import {phrase} from './texts.ts';

/** REPLACE: what the entry says, and the public page that says so. */
const sentence = '${sentence(id)}';

/** REPLACE: which entries these are, and which look like them. */
export function detect(entry: LogEntry): Detection {
  const {message} = entry;
  if (message?.includes(sentence) !== true) return unrelated;
  if (entry.resourceType !== 'istio_control_plane') {
    return foreign(phrase('foreign.quoted', {resource: entry.resourceType || 'no resource type'}));
  }
  if (!atLeast(entry.severity, 'ERROR')) {
    return foreign(phrase('foreign.severity', {severity: entry.severity}));
  }
  const project = claimedProject(entry);
  if (project === undefined) return foreign(phrase('foreign.no-project'));
  return {
    kind: 'finding',
    finding: {
      runbook: '${id}',
      target: target({project}),
      symptom: '${id}',
      causes: causesOf('${id}'),
      evidence: evidenceOf(entry, message),
    },
  };
}
`;
}

function diagnose(id: string): string {
  return `import type {Diagnosis} from '../../core/contract/diagnosis.ts';
import type {Look} from '../../core/contract/runbook.ts';
import {phrase} from './texts.ts';

/**
 * REPLACE: what is read, and what it means. As it stands nothing is read: a person has to look where a sign
 * was seen, and nothing is said elsewhere.
 */
export function diagnose({project, symptom}: Look): Promise<Diagnosis> {
  if (symptom === '') return Promise.resolve({kind: 'healthy', proof: []});
  const params = {project: project.id};
  return Promise.resolve({
    kind: 'person',
    // Live state was not asked, so it does not show whether this is still so.
    unseen: true,
    cause: phrase('cause.${id}'),
    detail: phrase('detail.${id}', params),
    advice: phrase('advice.${id}', params),
    proof: [],
  });
}
`;
}

function texts(id: string): string {
  return `import {runbookTexts} from '../../core/texts/more-texts.ts';

export const {texts, phrase} = runbookTexts('${id}', {
  'headline.${id}': {
    en: 'REPLACE: what is affected in {target}',
    ko: 'REPLACE: {target}에서 영향을 받는 대상',
  },
  'headline.${id}.over': {
    en: 'REPLACE: all is well in {target}',
    ko: 'REPLACE: {target}의 정상 상태',
  },
  'headline.${id}.reported': {
    en: 'Reported, not confirmed: REPLACE in {target}',
    ko: '미확인 보고: REPLACE({target})',
  },
  'cause.${id}': {
    en: 'REPLACE: what is wrong',
    ko: 'REPLACE: 원인',
  },
  'detail.${id}': {
    en: 'REPLACE: what was found in {project}, and what is expected.',
    ko: 'REPLACE: {project}에서 확인한 값과 필요한 값을 설명합니다.',
  },
  'advice.${id}': {
    en: 'REPLACE: what a person does, with this command:',
    ko: 'REPLACE: 다음 명령어를 실행하세요.',
    run: 'gcloud container fleet mesh describe --project={project}',
  },
});
`;
}

function page(id: string): string {
  const side = (what: string) => ({
    about: [`REPLACE: ${what} (about).`],
    signs: [`REPLACE: ${what} (signs).`],
    checks: [`REPLACE: ${what} (checks).`],
    does: [],
    asks: [`REPLACE: ${what} (asks).`],
    never: [],
  });
  return json({
    en: side(`say it of ${id}`),
    ko: {title: `REPLACE: ${id} 제목`, ...side(`${id} 설명`)},
    byHand: [
      {
        en: 'REPLACE: what the command shows',
        ko: 'REPLACE: 명령이 보여 주는 것',
        run: 'gcloud projects describe PROJECT',
      },
    ],
  });
}

function runbook(id: string): string {
  return `import {runbookManifest} from '../../core/contract/manifest.ts';
import type {Runbook} from '../../core/contract/runbook.ts';
import {target} from '../../core/detection/target.ts';
import {causesOf} from '../causes.ts';
import {detect} from './detect.ts';
import {diagnose} from './diagnose.ts';
import manifest from './runbook.json' with {type: 'json'};
import {texts} from './texts.ts';

/** REPLACE: the problem in one sentence. */
export const ${camel(id)}: Runbook = {
  manifest: runbookManifest(manifest, causesOf),
  texts,
  detect,
  diagnose,
  suspects: project => [target({project: project.id})],
};
`;
}

function test(id: string): string {
  return `import assert from 'node:assert/strict';
import {${camel(id)}} from '../../../functions/runbooks/${id}/runbook.ts';
import {casesOf, start} from '../../support/entries.ts';
import {incidentsOf, receive} from '../../support/drive.ts';
import {rig} from '../../support/fakes.ts';
import {runUntilSettled} from '../../../functions/engine/operate/sweep.ts';

describe('${id}', () => {
  it('REPLACE: hands what it finds to a person', async () => {
    const {deps} = await rig();
    const at = new Date(start).toISOString();
    const entries = casesOf(${camel(id)}.manifest.id).ours.map(one => ({
      ...one.entry,
      timestamp: at,
      receiveTimestamp: at,
    }));
    await receive(deps, ...entries);
    await runUntilSettled(deps);
    const states = (await incidentsOf(deps, '${id}')).map(one => one.state);
    assert.deepEqual(states, ['blocked']);
  });
});
`;
}

function scenario(id: string): string {
  return `import {controlPlaneEntry} from '../entries/control-plane.ts';
import {logged, oneProject, prodCluster} from '../shop.ts';

/** REPLACE: what is broken, what is logged of it, and the public page that says so. */
export const ${camel(id)} = oneProject('${id}', 'REPLACE: what is broken.', {
  acts: logged(ms => [controlPlaneEntry(prodCluster, '${sentence(id)}', ms - 3000)]),
  expected: {
    ends: {'${id} @ shop-prod': 'blocked cause.${id}'},
    changes: [],
  },
});
`;
}
