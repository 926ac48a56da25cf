import assert from 'node:assert/strict';
import fc from 'fast-check';
import {judge} from '../../functions/cli/commands/guard/judge.ts';
import {readManifests, changesOfManifests} from '../../functions/plan/manifests/read-manifests.ts';
import {PlanError} from '../../functions/plan/plan-error.ts';
import type {Read} from '../../functions/plan/read.ts';
import {readTerraformPlan} from '../../functions/plan/terraform/read-plan.ts';
import {types} from '../../functions/plan/terraform/types.ts';
import {kinds} from '../../functions/plan/manifests/kinds.ts';
import {runbooks} from '../../functions/runbooks/index.ts';
import {planOf} from '../support/plan.ts';

const settings = {
  projects: [
    {id: 'shop-prod', number: '415104041262', fleet: 'shop-fleet'},
    {id: 'shop-fleet', number: '731920055417', fleet: 'shop-fleet'},
  ],
};

/** Values as they stand in plans: names that are asked for, and whatever else. */
const leaf = fc.oneof(
  fc.constantFrom(
    ...['shop-prod', 'projects/shop-prod', 'roles/anthosservicemesh.serviceAgent', '', 'true'],
    ...['servicemesh', 'MANAGEMENT_MANUAL', 'GCE_METADATA', 'mesh.googleapis.com', 'Namespace'],
    'serviceAccount:service-731920055417@gcp-sa-servicemesh.iam.gserviceaccount.com',
    '{"bindings":[{"role":"roles/anthosservicemesh.serviceAgent","members":[1]}]}',
  ),
  fc.jsonValue(),
);
const names = [
  ...['project', 'role', 'member', 'members', 'policy_data', 'condition', 'service', 'services'],
  ...['disable_on_destroy', 'name', 'cluster', 'location', 'node_config', 'mesh', 'management'],
  ...['workload_identity_config', 'workload_pool', 'workload_metadata_config', 'mode', 'node_pool'],
  ...['authority', 'issuer', 'endpoint', 'gke_cluster', 'resource_link', 'feature', 'membership'],
  ...['metadata', 'labels', 'webhook', 'manifest', 'yaml_body', 'chart', 'values', 'set', 'fleet'],
  ...['kind', 'apiVersion', 'spec', 'webhooks', 'clientConfig', 'bindings', 'resourceRef'],
] as const;
const values = fc.letrec(tie => ({
  tree: fc.oneof(
    {depthSize: 'small'},
    leaf,
    fc.array(tie('tree'), {maxLength: 3}),
    fc.dictionary(fc.constantFrom(...names), tie('tree'), {maxKeys: 8}),
  ),
})).tree;
const side = fc.option(fc.dictionary(fc.constantFrom(...names), values, {maxKeys: 12}));
const actions = fc.constantFrom(
  ...[['create'], ['delete'], ['update'], ['no-op'], ['forget'], ['read'], ['open', 'sesame']],
  ...[['delete', 'create'], ['create', 'delete'], ['create', 'forget'], []],
);

function assertJudged(read: () => Read): void {
  let found: Read;
  try {
    found = read();
  } catch (error) {
    assert.ok(error instanceof PlanError, String(error));
    for (const text of Object.values(error.words)) assert.ok(text.length > 10);
    return;
  }
  for (const config of [settings, undefined]) {
    const judged = judge(found, runbooks, config, 0);
    for (const one of judged.dangers) assert.ok(one.why.code.startsWith('danger.'));
  }
}

describe('reading plans and manifests', () => {
  it('is total: any JSON is judged, or refused by a sentence', () => {
    fc.assert(
      fc.property(fc.json(), text => {
        assertJudged(() => readTerraformPlan(Buffer.from(text), 'plan.json'));
      }),
    );
  });

  it('is total: any bytes are judged, or refused by a sentence', () => {
    fc.assert(
      fc.property(fc.uint8Array({maxLength: 200}), bytes => {
        assertJudged(() => readTerraformPlan(Buffer.from(bytes), 'plan.json'));
      }),
    );
  });

  it('is total: any values of the resources that it knows are judged', () => {
    const resource = fc.record({
      type: fc.constantFrom(...types.keys()),
      before: side,
      after: side,
      actions,
      unknown: values,
      sensitive: fc.record({before: values, after: values}),
    });
    fc.assert(
      fc.property(fc.array(resource, {maxLength: 4}), all => {
        assertJudged(() => readTerraformPlan(Buffer.from(planOf(...all)), 'plan.json'));
      }),
      {numRuns: 200},
    );
  });

  it('is total: any plan that is cut off or has a byte changed is judged, or refused', () => {
    const plan = planOf({
      type: 'google_project_iam_member',
      before: {project: 'shop-prod', member: 'a"b\\', role: 'r'},
    });
    fc.assert(
      fc.property(fc.nat(plan.length), fc.nat(255), fc.boolean(), (at, byte, cut) => {
        const bytes = Buffer.from(plan);
        if (!cut && at < bytes.length) bytes[at] = byte;
        assertJudged(() => readTerraformPlan(cut ? bytes.subarray(0, at) : bytes, 'plan.json'));
      }),
      {numRuns: 1000},
    );
  });

  it('is total: any objects of the kinds that it knows are judged', () => {
    const object = fc.record({
      type: fc.constantFrom(...kinds.keys()),
      metadata: values,
      spec: values,
    });
    fc.assert(
      fc.property(
        fc.array(object, {maxLength: 4}),
        fc.array(object, {maxLength: 2}),
        (all, old) => {
          const [after, before] = [all, old].map(each =>
            each
              .map(({type, ...rest}) => {
                const [group = '', kind = ''] = type.split('/');
                const apiVersion = group === '' ? 'v1' : `${group}/v1beta1`;
                return JSON.stringify({apiVersion, kind, ...rest});
              })
              .join('\n---\n'),
          );
          assertJudged(() =>
            changesOfManifests(
              readManifests(after ?? '', 'a.yaml').objects,
              readManifests(before ?? '', 'b.yaml').objects,
            ),
          );
        },
      ),
      {numRuns: 150},
    );
  });

  it('is total: any text is read as manifests, or refused', () => {
    const lines = fc.array(
      fc.constantFrom(
        '---',
        'kind: Namespace',
        '  a: &x [*x]',
        '\t',
        'metadata:',
        '- {',
        'kind: [',
        '"',
      ),
    );
    fc.assert(
      fc.property(lines, all => {
        assertJudged(() => changesOfManifests(readManifests(all.join('\n'), 'a.yaml').objects, []));
      }),
    );
  });
});
