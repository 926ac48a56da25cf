import assert from 'node:assert/strict';
import fc from 'fast-check';
import {annotation} from '../../../../functions/cli/commands/guard/github.ts';
import {at, listAt, textAt} from '../../../../functions/core/lib/json.ts';
import {command} from '../../../support/command.ts';
import {planOf, type PlannedResource} from '../../../support/plan.ts';
import {scratch, type Scratch} from '../../../support/scratch.ts';

const off: PlannedResource = {
  type: 'google_project_service',
  before: {project: 'shop-fleet', service: 'mesh.googleapis.com', disable_on_destroy: true},
};
const projects = [
  {id: 'shop-prod', number: '415104041262', fleet: 'shop-fleet', clusters: ['prod-eu-1']},
  {id: 'shop-fleet', number: '731920055417'},
];

describe('guard', () => {
  let files: Scratch;
  let config: string;

  before(async () => {
    files = await scratch();
    config = await files.write('responder.json', {projects});
  });
  after(() => files.remove());

  const judged = (input: string | Buffer, ...args: readonly string[]) =>
    command(['guard', ...args, '-'], {input});

  it('tells the address, why, the runbook and the remedy, and exits with 3', async () => {
    const {exit, stdout} = await judged(planOf(off), '--config', config);
    assert.equal(exit, 3);
    assert.match(
      stdout,
      /^Would break the mesh\n {2}google_project_service\.mesh: it turns mesh\./,
    );
    assert.match(stdout, /\(required-api-disabled\)\n {4}instead: Keep the resource/);
    assert.match(stdout, /1 would break the mesh, 0 accepted, 0 known after apply\.\n$/);
  });

  it('speaks Korean', async () => {
    const {stdout} = await judged(planOf(off), '--locale', 'ko');
    assert.match(
      stdout,
      /^메시에 장애를 일으키는 변경\n {2}google_project_service\.mesh: shop-fleet에서/,
    );
  });

  it('counts what lies outside of the configuration, and judges it without one', async () => {
    const other = {...off, before: {...off.before, project: 'other-team'}};
    const inside = await judged(planOf(other), '--config', config);
    assert.equal(inside.exit, 0);
    assert.match(inside.stdout, /^1 change in projects or clusters outside/);
    assert.equal((await judged(planOf(other))).exit, 3);
  });

  describe('takes away a role of the agent', () => {
    const role = 'roles/anthosservicemesh.serviceAgent';
    const agent = (number: string) =>
      `serviceAccount:service-${number}@gcp-sa-servicemesh.iam.gserviceaccount.com`;
    const own = agent('731920055417');

    it('that is written in another case', async () => {
      const member = own.replace('gcp-sa', 'GCP-SA');
      const gone = {
        type: 'google_project_iam_member',
        before: {project: 'shop-fleet', role, member},
      };
      assert.equal((await judged(planOf(gone), '--config', config)).exit, 3);
      const kept = {...gone, actions: ['update'], after: {...gone.before, member: own}};
      assert.equal((await judged(planOf(kept), '--config', config)).exit, 0);
    });

    it('though the agent of another fleet has it, where no configuration tells them apart', async () => {
      const of = (...members: readonly string[]) => ({folder: 'folders/1', role, members});
      const type = 'google_folder_iam_binding';
      const both = of(own, agent('1'));
      const [dropped, grown] = [
        {type, before: both, after: of(agent('1'))},
        {type, before: of(own), after: both},
      ];
      const unknown = {members: [false, true]};
      assert.equal((await judged(planOf(dropped))).exit, 3);
      assert.equal((await judged(planOf(grown))).exit, 0);
      const open = {...dropped, after: {...both, members: [agent('1'), null]}, unknown};
      assert.equal((await judged(planOf(open))).exit, 0);
      assert.equal((await judged(planOf(open), '--strict')).exit, 3);
      const swapped = {
        type: 'google_project_iam_member',
        actions: ['delete', 'create'],
        before: {project: 'shop-fleet', role, member: own},
        after: {project: 'shop-fleet', role, member: agent('1')},
      };
      assert.equal((await judged(planOf(swapped))).exit, 3);
    });
  });

  it('tells a membership that loses its mesh to another one', async () => {
    const of = (membership: string) => ({
      ...{project: 'shop-fleet', location: 'global', feature: 'servicemesh', membership},
      mesh: [{management: 'MANAGEMENT_AUTOMATIC'}],
    });
    const moved = {
      type: 'google_gke_hub_feature_membership',
      actions: ['delete', 'create'],
      before: of('prod-eu-1'),
      after: of('prod-eu-2'),
    };
    const {exit, stdout} = await judged(planOf(moved), '--config', config);
    assert.equal(exit, 3);
    assert.match(stdout, /prod-eu-1/);
    assert.equal((await judged(planOf({...moved, after: of('prod-eu-1')}))).exit, 0);
  });

  describe('a membership', () => {
    const of = (project: string, cluster: string, issuer = cluster) => {
      const path = `projects/${project}/locations/europe-west1/clusters`;
      return {
        ...{project: 'shop-fleet', location: 'global', membership_id: 'prod'},
        endpoint: [
          {gke_cluster: [{resource_link: `//container.googleapis.com/${path}/${cluster}`}]},
        ],
        authority: [
          {
            issuer: `https://container.googleapis.com/v1/projects/shop-prod/locations/europe-west1/clusters/${issuer}`,
          },
        ],
      };
    };
    const type = 'google_gke_hub_membership';

    it('that is made anew for another cluster leaves its own without one', async () => {
      const actions = ['delete', 'create'];
      const [before, after] = [of('shop-prod', 'prod-eu-1'), of('shop-prod', 'prod-eu-2')];
      assert.equal((await judged(planOf({type, actions, before, after}))).exit, 3);
    });

    it('whose issuer changes beside a project by its number may have the wrong one', async () => {
      const before = of('415104041262', 'prod-eu-1');
      const after = of('415104041262', 'prod-eu-1', 'prod-eu-2');
      const plan = planOf({type, before, after});
      assert.match((await judged(plan)).stdout, /1 known after apply/);
      assert.equal((await judged(plan, '--strict')).exit, 3);
      assert.equal((await judged(plan, '--config', config)).exit, 3);
    });
  });

  it('takes a plan with sorted names for a plan, whatever manifests it begins with', async () => {
    const object = {apiVersion: 'v1', kind: 'Namespace', metadata: {name: 'x'.repeat(5000)}};
    const {configuration: _empty, ...plan} = JSON.parse(planOf(off)) as Record<string, unknown>;
    const {exit} = await judged(JSON.stringify({configuration: {object}, ...plan}));
    assert.equal(exit, 3);
  });

  it('takes a project by its number for the one of the configuration', async () => {
    const numbered = {...off, before: {...off.before, project: '731920055417'}};
    assert.equal((await judged(planOf(numbered), '--config', config)).exit, 3);
  });

  it('exits with 0 for what is known after apply, and with 3 when it is asked to be strict', async () => {
    const unknown: PlannedResource = {
      type: 'google_project_iam_policy',
      before: {project: 'shop-prod', policy_data: '{"bindings":[]}'},
      after: {project: 'shop-prod'},
      actions: ['delete', 'create'],
      unknown: {policy_data: true},
    };
    const had =
      '{"bindings":[{"role":"roles/anthosservicemesh.serviceAgent","members":["serviceAccount:service-731920055417@gcp-sa-servicemesh.iam.gserviceaccount.com"]}]}';
    const plan = planOf({...unknown, before: {project: 'shop-prod', policy_data: had}});
    const usual = await judged(plan, '--config', config);
    assert.equal(usual.exit, 0);
    assert.match(usual.stdout, /^Known after apply\n {2}google_project_iam_policy\.mesh: whether/);
    assert.equal((await judged(plan, '--config', config, '--strict')).exit, 3);
  });

  it('says so when something is to happen that it does not know', async () => {
    const {exit, stdout} = await judged(planOf({...off, actions: ['teleport']}), '--strict');
    assert.equal(exit, 3);
    assert.match(stdout, /does not know what is to happen/);
  });

  it('shows what is accepted, and counts it again when that is over', async () => {
    const accepting = async (until: string, more = {}) =>
      judged(
        planOf(off),
        '--config',
        await files.write('accepting.json', {
          projects,
          planGuard: {
            accept: [{address: 'google_project_service.mesh', reason: 'CHG-7', until, ...more}],
          },
        }),
      );
    const now = await accepting('2999-01-01T00:00:00Z');
    assert.equal(now.exit, 0);
    assert.match(now.stdout, /^Accepted\n[\s\S]*accepted until 2999-01-01T00:00:00Z: CHG-7/);
    const over = await accepting('2020-01-01T00:00:00Z');
    assert.equal(over.exit, 3);
    assert.match(over.stdout, /was accepted until 2020-01-01T00:00:00Z, which is over: CHG-7/);
    const other = await accepting('2999-01-01T00:00:00Z', {runbook: 'service-agent-unbound'});
    assert.equal(other.exit, 3);
    assert.equal((await accepting('some day')).exit, 2);
    assert.equal((await accepting('2999-02-30T00:00:00Z')).exit, 2);
    assert.equal((await accepting('2999-01-01T00:00:00Z', {runbook: 'no-such'})).exit, 2);
  });

  describe('is given what is no plan', () => {
    const refused: Readonly<Record<string, readonly [string | Buffer, RegExp]>> = {
      nothing: ['', /is empty/],
      blanks: [' \n', /is empty/],
      'no JSON': ['{"format_version": "1.2", oops}', /is no JSON: .* at byte 26/],
      'a plan that is cut off': [planOf(off).slice(0, -2), /is no JSON/],
      'another format': ['{"format_version": "2.0"}', /format_version 2\.0; .*reads 1\.x/],
      'JSON of something else': ['{"a": 1}', /no plan of Terraform/],
      'a list': ['[1]', /is no JSON|neither/],
      'a state': ['{"format_version": "1.0", "values": {}}', /is a state and no plan/],
      'a plan that ended in errors': [
        '{"format_version": "1.2", "errored": true, "planned_values": {}}',
        /ended in errors/,
      ],
      'a saved plan': [Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), /terraform show -json/],
      'UTF-16': [Buffer.from('\ufeff{}', 'utf16le'), /is UTF-16/],
      'some words': ['hello world', /neither a plan/],
      'a document that is no YAML': ['kind: Namespace\nmetadata: [', /line 1 is no valid YAML/],
    };
    for (const [what, [input, says]] of Object.entries(refused)) {
      it(what, async () => {
        const {exit, stdout, stderr} = await judged(input);
        assert.equal(exit, 2, stdout);
        assert.match(stderr, says);
        assert.equal(stdout, '');
      });
    }

    it('a file that is not there, no file, another format of output, --live without configuration', async () => {
      for (const args of [['no-such.json'], [], ['--format', 'xml', '-'], ['--live', '-']]) {
        const {exit, stderr} = await command(['guard', ...args]);
        assert.equal(exit, 2);
        assert.match(stderr, /^mesh-responder|no-such\.json/);
      }
    });

    it('a resource of more than 16 MiB', async () => {
      const huge = {...off, before: {...off.before, service: 'x'.repeat(17 * 1024 * 1024)}};
      const {exit, stderr} = await judged(planOf(huge));
      assert.equal(exit, 2);
      assert.match(stderr, /has a resource of 18 MiB|has a resource of 17 MiB/);
    });
  });

  it('reads a byte order mark over, an unknown name, and values nested a hundred thousand deep', async () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    const plan = planOf(off).replace('"configuration"', `"more":${deep},"configuration"`);
    assert.equal((await judged(`\ufeff${plan}`)).exit, 3);
    const inside = planOf(off).replace('"shop-fleet"', `"shop-fleet","deep":${deep}`);
    assert.equal((await judged(inside)).exit, 3);
  });

  it('neutralises what steers a terminal, and never prints a sensitive value', async () => {
    const plan = planOf({
      type: 'google_container_node_pool',
      address: 'google_container_node_pool.x["\u001b[2J\u202e"]',
      after: {
        project: 'secret-project',
        cluster: 'secret-cluster',
        location: 'europe-west1',
        name: 'secret-pool',
        node_config: [{workload_metadata_config: [{mode: 'GCE_METADATA'}]}],
      },
      sensitive: {after: {project: true, cluster: true, name: true}},
    });
    for (const format of ['text', 'json', 'sarif', 'github']) {
      const {exit, stdout} = await judged(plan, '--format', format);
      assert.equal(exit, 3);
      assert.doesNotMatch(stdout, /secret-/, format);

      assert.doesNotMatch(stdout, /[\u001b\u202e]/, format);
    }
  });

  it('finds the webhook of an istiod in a text of YAML that is masked, without naming it', async () => {
    const body = `apiVersion: admissionregistration.k8s.io/v1
kind: MutatingWebhookConfiguration
metadata: {name: secret-injector}
webhooks:
  - name: namespace.sidecar-injector.istio.io
    clientConfig: {service: {namespace: istio-system, name: istiod}}`;
    const space =
      'apiVersion: v1\nkind: Namespace\nmetadata: {name: secret-space, labels: {istio.io/rev: secret-rev}}';
    const sensitive = {after: {yaml_body: true}};
    const plan = planOf(
      {type: 'kubectl_manifest', name: 'hook', after: {yaml_body: body}, sensitive},
      {type: 'kubectl_manifest', name: 'space', after: {yaml_body: space}, sensitive},
      {
        type: 'helm_release',
        name: 'istiod',
        after: {chart: 'istiod', set: [], values: ['revision: secret-rev']},
        sensitive: {after: {values: true}},
      },
    );
    const {exit, stdout} = await judged(plan);
    assert.equal(exit, 3);
    for (const name of ['kubectl_manifest.hook', 'kubectl_manifest.space', 'helm_release.istiod'])
      assert.ok(stdout.includes(`${name}: `), stdout);
    assert.doesNotMatch(stdout, /secret-/);
  });

  it('prints JSON lines', async () => {
    const {lines} = await judged(planOf(off), '--config', config, '--format', 'json');
    const [danger, summary] = lines();
    assert.equal(textAt(danger, 'runbook'), 'required-api-disabled');
    assert.deepEqual(at(danger, 'target'), {project: 'shop-fleet'});
    assert.deepEqual(summary, {
      kind: 'summary',
      ...{resources: 1, dangers: 1, accepted: 0, unknown: 0, outside: 0},
    });
  });

  it('prints SARIF whose results point to rules, places and suppressions', async () => {
    const plan = planOf(
      {...off, name: 'api["[log in](https://evil.example)"]'},
      {
        ...off,
        name: 'other',
        before: {...off.before, service: 'gkehub.googleapis.com'},
      },
    );
    const accepting = await files.write('accepting.json', {
      projects,
      planGuard: {
        accept: [
          {address: 'google_project_service.other', reason: 'why', until: '2999-01-01T00:00:00Z'},
        ],
      },
    });
    const file = await files.write('a plan,%.json', plan);
    const {stdout} = await command(['guard', '--config', accepting, '--format', 'sarif', file]);
    const [run] = listAt(JSON.parse(stdout), 'runs');
    const rules = listAt(at(run, 'tool', 'driver'), 'rules').map(one => textAt(one, 'id'));
    assert.ok(rules.length >= 7);
    const results = listAt(run, 'results');
    assert.equal(results.length, 2);
    for (const one of results) {
      assert.equal(rules[Number(at(one, 'ruleIndex'))], textAt(one, 'ruleId'));
      const said = textAt(one, 'message', 'text') ?? '';
      assert.ok(said.length > 20);
      assert.doesNotMatch(said, /\]\(/, 'no link');
      const [location] = listAt(one, 'locations');
      const uri = textAt(location, 'physicalLocation', 'artifactLocation', 'uri') ?? '';
      assert.ok(URL.canParse(uri, 'file:///'), uri);
      assert.match(uri, /a%20plan%2C%25\.json$/);
      assert.equal(at(location, 'physicalLocation', 'region', 'startLine'), 1);
    }
    assert.match(textAt(results[0], 'message', 'text') ?? '', /\[log in\] \(https/);
    assert.deepEqual(
      results.map(one => listAt(one, 'suppressions').length),
      [0, 1],
    );
  });

  it('prints annotations of GitHub that nothing in a plan can turn into another command', () => {
    fc.assert(
      fc.property(
        fc.string({unit: 'binary'}),
        fc.string({unit: fc.constantFrom('%', ':', ',', '\r', '\n', '::error::', '##[', 'x')}),
        (title, message) => {
          const line = annotation('error', title, message, {file: title, line: 3});
          assert.doesNotMatch(line, /[\r\n]/);
          const [, properties = '', data = ''] = /^::error (.*?)::(.*)$/s.exec(line) ?? [];
          const back = (text: string): string =>
            text
              .replaceAll('%2C', ',')
              .replaceAll('%3A', ':')
              .replaceAll('%0A', '\n')
              .replaceAll('%0D', '\r')
              .replaceAll('%25', '%');
          const [file = '', at = '', name = ''] = properties.split(',');
          assert.equal(back(file), `file=${title}`);
          assert.equal(at, 'line=3');
          assert.equal(back(name), `title=${title}`);
          assert.equal(
            data.replaceAll('%0A', '\n').replaceAll('%0D', '\r').replaceAll('%25', '%'),
            message,
          );
        },
      ),
    );
  });

  describe('reads manifests', () => {
    const agent = 'serviceAccount:service-731920055417@gcp-sa-servicemesh.iam.gserviceaccount.com';
    const policy = (members: string) => `---
# whole policy
apiVersion: iam.cnrm.cloud.google.com/v1beta1
kind: IAMPolicy
metadata: {name: shop-prod, namespace: shop-prod}
spec:
  resourceRef: {kind: Project, external: projects/shop-prod}
  bindings:
    - role: roles/anthosservicemesh.serviceAgent
      members: [${members}]
`;
    const cases: Readonly<Record<string, readonly [string, readonly string[]]>> = {
      'a whole policy without the agent': [
        policy('"user:a@example.com"'),
        ['service-agent-unbound IAMPolicy/shop-prod/shop-prod'],
      ],
      'a whole policy with it': [policy(`"${agent}"`), []],
      'a cluster whose pool is emptied': [
        `apiVersion: container.cnrm.cloud.google.com/v1beta1
kind: ContainerCluster
metadata: {name: prod-eu-1, namespace: shop-prod}
spec: {location: europe-west1, workloadIdentityConfig: {workloadPool: ""}}`,
        ['workload-identity-disabled ContainerCluster/shop-prod/prod-eu-1'],
      ],
      'a cluster that leaves it as it is': [
        `apiVersion: container.cnrm.cloud.google.com/v1beta1
kind: ContainerCluster
metadata: {name: prod-eu-1, namespace: shop-prod}
spec: {location: europe-west1}`,
        [],
      ],
      'a node pool with GCE_METADATA': [
        `apiVersion: container.cnrm.cloud.google.com/v1beta1
kind: ContainerNodePool
metadata: {name: batch, namespace: shop-prod}
spec: {location: europe-west1, clusterRef: {name: prod-eu-1}, nodeConfig: {workloadMetadataConfig: {mode: GCE_METADATA}}}`,
        ['workload-identity-disabled ContainerNodePool/shop-prod/batch'],
      ],
      'a member of the mesh that is manual': [
        `apiVersion: gkehub.cnrm.cloud.google.com/v1beta1
kind: GKEHubFeatureMembership
metadata: {name: mesh, namespace: shop-fleet}
spec: {location: global, featureRef: {name: servicemesh}, membershipRef: {name: prod-eu-1}, mesh: {management: MANAGEMENT_MANUAL}}`,
        ['provisioning-stalled GKEHubFeatureMembership/shop-fleet/mesh'],
      ],
      'a namespace of a revision in the cluster, and one of a managed one': [
        `kind: Namespace
apiVersion: v1
metadata: {name: orders, labels: {istio.io/rev: 1-20-3}}
---
{"kind": "Namespace", "apiVersion": "v1", "metadata": {"name": "shop", "labels": {"istio.io/rev": "asm-managed"}}}`,
        ['in-cluster-injection Namespace/orders'],
      ],
      'the webhook of an istiod, in a list': [
        `apiVersion: v1
kind: List
items:
  - apiVersion: admissionregistration.k8s.io/v1
    kind: MutatingWebhookConfiguration
    metadata: {name: istio-sidecar-injector}
    webhooks:
      - {name: namespace.sidecar-injector.istio.io, clientConfig: {service: {namespace: istio-system, name: istiod}}}`,
        ['in-cluster-injection MutatingWebhookConfiguration/istio-sidecar-injector'],
      ],
      'kinds of others': ['apiVersion: v1\nkind: Service\nmetadata: {name: web}', []],
    };
    for (const [what, [text, wanted]] of Object.entries(cases)) {
      it(what, async () => {
        const {exit, lines, stderr} = await judged(text, '--config', config, '--format', 'json');
        assert.deepEqual(namesOf(lines()), wanted, stderr);
        assert.equal(exit, wanted.length > 0 ? 3 : 0);
      });
    }

    it('takes what is gone since --before for deleted, unless it is abandoned', async () => {
      const service = (
        annotations: string,
      ) => `apiVersion: serviceusage.cnrm.cloud.google.com/v1beta1
kind: Service
metadata: {name: mesh.googleapis.com, namespace: shop-fleet, annotations: {${annotations}}}
spec: {resourceID: mesh.googleapis.com}
`;
      const gone = async (annotations: string) => {
        const before = await files.write('before.yaml', service(annotations));
        const args = ['--config', config, '--format', 'json', '--before', before];
        return namesOf((await judged('kind: Namespace\nmetadata: {name: x}', ...args)).lines());
      };
      const danger = ['required-api-disabled Service/shop-fleet/mesh.googleapis.com'];
      assert.deepEqual(await gone(''), danger);
      assert.deepEqual(await gone('cnrm.cloud.google.com/disable-on-destroy: "false"'), []);
      assert.deepEqual(await gone('cnrm.cloud.google.com/deletion-policy: abandon'), []);
    });

    it('judges each of several objects of one name, as files of several clusters have them', async () => {
      const bad = await files.write('a.yaml', policy('"user:a@example.com"'));
      const good = await files.write('b.yaml', policy(`"${agent}"`));
      const before = ['--before', good, '--before', good];
      for (const args of [
        [bad, good],
        [good, bad],
        [...before, bad, good],
      ]) {
        const {exit} = await command(['guard', '--config', config, ...args]);
        assert.equal(exit, 3, args.join(' '));
      }
    });

    it('advises what a manifest can say where one is gone, and no block of Terraform', async () => {
      const before = await files.write('before.yaml', policy(`"${agent}"`));
      const args = ['--config', config, '--before', before];
      const {exit, stdout} = await judged('kind: Namespace\nmetadata: {name: x}', ...args);
      assert.equal(exit, 3);
      assert.match(
        stdout.replace(/\s+/g, ' '),
        /deletion-policy: abandon, apply, and then remove it/,
      );
      assert.doesNotMatch(stdout, /removed block|moved block/);
    });

    it('names the file and the line in annotations', async () => {
      const file = await files.write('all.yaml', `kind: X\n${policy('"user:a@example.com"')}`);
      const {stdout} = await command(['guard', '--config', config, '--format', 'github', file]);
      assert.match(
        stdout,
        /^::error file=[^,\n]*all\.yaml,line=3,title=IAMPolicy\/shop-prod\/shop-prod::/,
      );
    });
  });
});

function namesOf(lines: readonly unknown[]): readonly string[] {
  return lines
    .filter(one => textAt(one, 'kind') === 'danger')
    .map(one => `${textAt(one, 'runbook') ?? ''} ${textAt(one, 'address') ?? ''}`);
}
