import assert from 'node:assert/strict';
import {viewEntry} from '../../functions/core/detection/entry.ts';
import type {JsonObject} from '../../functions/core/lib/json.ts';
import {runbooks} from '../../functions/runbooks/index.ts';
import {casesOf} from '../support/entries.ts';
import {assertLinear} from '../support/linear.ts';

/** Repeats a unit up to a size, with something before and behind. */
function filled(unit: string, before = '', behind = ''): (size: number) => string {
  return size => before + unit.repeat(Math.ceil(size / unit.length)) + behind;
}

const name = 'rev.validation.istio.io';
/** Texts that cost a backtracking or rescanning reader more than their length. */
const hostile: Readonly<Record<string, (size: number) => string>> = {
  blanks: filled(' '),
  'blanks behind API': filled(' ', 'Connect Gateway API', 'has'),
  'API and a blank': filled('API '),
  'API and many blanks': filled(`API${' '.repeat(79)}`, 'Gateway has not been used '),
  'the beginning of the sentence': filled('Connect Gateway API has not been used in project '),
  'the sentence about others': filled('X API has not been used in project 1 '),
  'has and many blanks': filled(`has${' '.repeat(79)}`, '.googleapis.com/apis/api/ '),
  'the other sentence': filled('API is not enabled for this project '),
  'ErrorInfo without an end': filled('service: ', 'X has not been used in project 1 '),
  'URLs that end early': filled('/apis/api/a.b.c', 'API has not been used in project 1 '),
  'full stops behind the project': filled(
    '.',
    'Connect Gateway API has not been used in project 1',
  ),
  webhook: filled('webhook'),
  'webhook and a blank': filled('webhook '),
  'failed calling webhook': filled('failed calling webhook '),
  'names without an end': filled('failed calling webhook "'),
  'a name that never ends': filled('a', 'failed calling webhook "'),
  'a name of backslashes': filled('\\', 'failed calling webhook "', 'x"'),
  'backslashes instead of a quote': filled('\\', 'failed calling webhook '),
  'blanks between calling and webhook': filled(' ', 'failed calling', 'webhook "x"'),
  'blanks before webhook': filled(`webhook${' '.repeat(500)}`),
  'denials without an end': filled(
    'admission webhook "a" denied ',
    `failed calling webhook "${name}": `,
  ),
  'a tail of quotes': filled('service "a', `failed calling webhook "${name}": `),
  'stalled words': filled('MutatingWebhookConfiguration ', 'Unsupported channel '),
  'projects that never match': filled('cluster project environ project '),
  'the error of a container': filled('HealthCheckContainerError, message: Cloud Run error: '),
  'the code of a container and blanks': filled(' ', 'HealthCheckContainerError,', 'message:'),
  'refusals of an installer': filled('Workload identity is not enabled on '),
  'a cluster that never ends': filled('a', 'Workload identity is not enabled on ', '. Please'),
  'full stops behind a cluster': filled('a.', 'GKE workload identity is not enabled on '),
  'memberships without an end': filled('Cluster has memberships.hub.gke.io CRD but no identity '),
  'surrogate halves': filled('\ud800'),
};

function withMessage(entry: JsonObject, text: string): readonly JsonObject[] {
  const json = Object(entry['jsonPayload']) as JsonObject;
  const proto = Object(entry['protoPayload']) as JsonObject;
  return [
    {...entry, jsonPayload: {...json, message: text}},
    {...entry, protoPayload: {...proto, status: {message: `webhook ${text}`}}},
  ];
}

for (const runbook of runbooks) {
  describe(`detect of ${runbook.manifest.id} takes time linear in the text`, () => {
    const {ours, not} = casesOf(runbook.manifest.id);
    const [first] = [...ours, ...not];
    for (const [what, grow] of Object.entries(hostile)) {
      it(what, () => {
        assert.ok(first !== undefined);
        assertLinear(
          size => withMessage(first.entry, grow(size)).map(viewEntry),
          entries => {
            for (const entry of entries) if (entry !== undefined) runbook.detect(entry);
          },
        );
      });
    }

    it('and in the number of APIs that went off', () => {
      const [off] = casesOf('required-api-disabled').ours.filter(one => 'operation' in one.entry);
      assert.ok(off !== undefined);
      assertLinear(
        size => {
          const services = Array.from({length: size / 16}, (_, n) => `a/${n}.googleapis.com`);
          const proto = Object(off.entry['protoPayload']) as JsonObject;
          return viewEntry({...off.entry, protoPayload: {...proto, response: {services}}});
        },
        entry => {
          if (entry !== undefined) runbook.detect(entry);
        },
      );
    });

    it('and in the number of changes of a policy', () => {
      const agent = (n: number) =>
        `serviceAccount:service-${n}@gcp-sa-servicemesh.iam.gserviceaccount.com`;
      const role = 'roles/anthosservicemesh.serviceAgent';
      const [unbound] = casesOf('service-agent-unbound').ours;
      assert.ok(unbound !== undefined);
      assertLinear(
        size => {
          const deltas = Array.from({length: size / 64}, (_, n) => [
            {action: 'REMOVE', role, member: agent(n)},
            {action: 'ADD', role, member: agent(n)},
          ]).flat();
          const proto = Object(unbound.entry['protoPayload']) as JsonObject;
          const serviceData = {policyDelta: {bindingDeltas: deltas}};
          return viewEntry({...unbound.entry, protoPayload: {...proto, serviceData}});
        },
        entry => {
          if (entry !== undefined) runbook.detect(entry);
        },
      );
    });
  });
}
