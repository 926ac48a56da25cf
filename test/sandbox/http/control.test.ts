import assert from 'node:assert/strict';
import {at, listAt, textAt} from '../../../sandbox/json.ts';
import {startSandbox} from '../../../sandbox/start.ts';
import {start, tried} from '../start.ts';

const scenario = 'healthy';
const gateway =
  'serviceusage.googleapis.com/v1/projects/shop-fleet/services/connectgateway.googleapis.com';

describe('sandbox control', () => {
  it('changes the world, shows it, and starts over', () =>
    tried({scenario}, async ({get, post, sandbox}) => {
      const changed = await post('_sandbox/world', {
        project: 'shop-fleet',
        disable: ['connectgateway.googleapis.com'],
      });
      assert.equal(changed.status, 200);
      assert.match(changed.text, /"kind": "api",\s+"service": "connectgateway.googleapis.com"/);
      const last = sandbox.entries().at(-1);
      assert.match(textAt(last, 'protoPayload', 'methodName'), /\.DisableService$/);
      assert.equal(textAt((await get(gateway)).json, 'state'), 'DISABLED');

      await post('_sandbox/reset');
      assert.deepEqual((await get('_sandbox/requests')).json, []);
      assert.equal(textAt((await get(gateway)).json, 'state'), 'ENABLED');
    }));

  it('adds, shows and takes back faults, and keeps those of the start over a reset', () =>
    tried({scenario, faults: ['slack:*=503']}, async ({get, post}) => {
      await post('_sandbox/faults', {fault: 'chat:*=500', faults: ['gkehub:get=lost']});
      await post('_sandbox/faults', 'pubsub:*=drop');
      assert.deepEqual((await get('_sandbox/faults')).json, [
        'slack:*=503',
        'chat:*=500',
        'gkehub:get=lost',
        'pubsub:*=drop',
      ]);
      assert.deepEqual((await post('_sandbox/faults', undefined, 'DELETE')).json, []);
      await post('_sandbox/reset');
      assert.deepEqual((await get('_sandbox/faults')).json, ['slack:*=503']);
    }));

  it('shows entries as JSON and as lines, from any position', () =>
    tried({scenario}, async ({get, sandbox}) => {
      const all = await get('_sandbox/entries');
      const lines = await get('_sandbox/entries?format=ndjson&from=2');

      assert.deepEqual(all.json, sandbox.entries());
      assert.equal(lines.headers.get('content-type'), 'application/x-ndjson');
      assert.deepEqual(
        lines.text
          .trimEnd()
          .split('\n')
          .map(line => JSON.parse(line) as unknown),
        sandbox.entries().slice(2),
      );
    }));

  it('shows chat', () =>
    tried({scenario}, async ({get, post}) => {
      await post('slack.com/api/chat.postMessage', {channel: 'C0SANDBOX', text: 'hello'});
      const chat = await get('_sandbox/chat');

      assert.equal(textAt(listAt(chat.json, 'messages')[0], 'now', 'text'), 'hello');
    }));

  const wrong: readonly (readonly [string, unknown, RegExp])[] = [
    ['world', {projet: 'x'}, /no field 'projet'; it has project, enable/],
    [
      'world',
      {project: 'x', enable: ['y']},
      /no project is called 'x'; the scenario has shop-prod, shop-fleet/,
    ],
    ['world', {enable: ['y']}, /no project is called ''/],
    ['world', {project: 'shop-prod', enable: 'y'}, /enable must be a list of texts/],
    [
      'world',
      {project: 'shop-prod', bind: [{role: 'r'}]},
      /bind must be a list of \{role, member\}/,
    ],
    ['world', {foreignEdits: -1}, /foreignEdits must be a number, 0 or more/],
    ['world', {tug: {times: 1}}, /tug\.afterSeconds must be a number/],
    ['world', {force: {}}, /force\.membership must name a membership/],
    ['world', {project: 'shop-fleet', force: {membership: 'x'}}, /no membership 'x'/],
    ['world', {force: {membership: 'x', controlPlane: {}}}, /force\.controlPlane\.state must be/],
    ['world', [], /is a JSON object/],
    ['world', {cascade: {service: 'x'}}, /cascade\.dependents must be a list of texts/],
    ['world', {by: 1}, /by must be a text/],
    ['world', {memberships: []}, /memberships must be an object/],
    ...(
      [
        [
          {managment: 'x'},
          /memberships\.m has no field 'managment'; it has management, controlPlane/,
        ],
        [
          {management: 'AUTO'},
          /memberships\.m\.management must be one of MANAGEMENT_UNSPECIFIED, /,
        ],
        [{inside: {refuses: 200}}, /m\.inside\.refuses must be one of 401, 403, .*, never, normal/],
        [{inside: {workloadPool: 1}}, /inside\.workloadPool must be a text/],
        [{inside: {nodePools: {p: true}}}, /inside\.nodePools\.p must be a text/],
        [
          {inside: {webhooks: {x: null}}},
          /the name 'x' must be mutating\/NAME or validating\/NAME/,
        ],
        [{inside: {webhooks: {'mutating/x': {}}}}, /mutating\/x\.hooks must be a list of hooks/],
        [{inside: {revisions: {r: {stall: {reason: 'x'}}}}}, /r\.stall\.message must be a text/],
        [
          {inside: {namespaces: {n: {workloads: {'Job/x': {}}}}}},
          /the name 'Job\/x' must be KIND\/NAME, with KIND one of Deployment, StatefulSet, DaemonSet/,
        ],
        [
          {inside: {namespaces: {n: {workloads: {'Deployment/x': {replicas: -1}}}}}},
          /Deployment\/x\.replicas must be a whole number, 0 or more/,
        ],
        [
          {inside: {namespaces: {n: {budgets: {b: {selector: {}}}}}}},
          /n\.budgets\.b\.minAvailable must be a whole number/,
        ],
      ] as const
    ).map(([m, message]) => ['world', {memberships: {m}}, message] as const),
    ['world', {project: 'shop-fleet', memberships: {x: {}}}, /no membership 'x'/],
    ['faults', {}, /POST faults wants/],
    ['faults', {fault: 'x'}, /not of the form/],
  ];
  for (const [what, body, message] of wrong) {
    it(`says what is wrong with ${what} ${JSON.stringify(body)}`, () =>
      tried({scenario}, async ({post}) => {
        const refused = await post(`_sandbox/${what}`, body);

        assert.equal(refused.status, 400);
        assert.match(textAt(refused.json, 'error'), message);
      }));
  }

  it('names what there is when asked for something else', () =>
    tried({scenario}, async ({get}) => {
      const none = await get('_sandbox/nothing');

      assert.equal(none.status, 404);
      assert.ok(listAt(none.json, 'help').length > 5);
    }));

  it('forces a state with all its parts', () =>
    tried({scenario}, async ({post}) => {
      const plane = {state: 'STALLED', code: 'INTERNAL_ERROR', details: 'blocked'};
      const conditions = [{code: 'CONFIG_VALIDATION_ERROR', severity: 'ERROR'}];
      const state = await post('_sandbox/world', {
        project: 'shop-fleet',
        force: {membership: 'prod-eu-1', dataPlane: plane, conditions},
      });

      const mesh = at(
        listAt(listAt(state.json, 'projects')[1], 'memberships')[0],
        'state',
        'servicemesh',
      );
      assert.equal(textAt(mesh, 'dataPlaneManagement', 'state'), 'STALLED');
      assert.deepEqual(at(mesh, 'conditions'), conditions);
      assert.equal(textAt(mesh, 'controlPlaneManagement', 'state'), 'ACTIVE');
    }));

  it('changes a member of a fleet and what is in its cluster, and shows it', () =>
    tried({scenario}, async ({post}) => {
      const inside = {
        workloadPool: null,
        nodePools: {'default-pool': null, batch: ''},
        webhooks: {'mutating/istiod-asm-managed': null},
        namespaces: {
          shop: {
            labels: {'istio.io/rev': null, team: 'a'},
            workloads: {
              'Deployment/web': {upgrade: 'failed'},
              'DaemonSet/log': {injection: 'failed'},
            },
          },
          default: null,
        },
      };
      const member = {management: 'MANAGEMENT_NOT_INSTALLED', issuer: '', inside};
      const state = await post('_sandbox/world', {
        project: 'shop-fleet',
        memberships: {'prod-eu-1': member},
      });

      const [shown] = listAt(listAt(state.json, 'projects')[1], 'memberships');
      assert.equal(textAt(shown, 'management'), 'MANAGEMENT_NOT_INSTALLED');
      assert.equal(at(shown, 'issuer'), '');
      assert.equal(at(shown, 'inside', 'workloadPool'), null);
      assert.deepEqual(at(shown, 'inside', 'nodePools'), {batch: ''});
      assert.deepEqual(at(shown, 'inside', 'webhooks'), ['validating/istiod-asm-managed']);
      assert.deepEqual(Object.keys(Object(at(shown, 'inside', 'namespaces')) as object), [
        'kube-system',
        'istio-system',
        'shop',
      ]);
      assert.deepEqual(at(shown, 'inside', 'namespaces', 'shop'), {
        'kubernetes.io/metadata.name': 'shop',
        team: 'a',
      });
      assert.deepEqual(at(shown, 'inside', 'upgradeFailed'), ['shop/Deployment/web']);
      assert.deepEqual(at(shown, 'inside', 'short'), ['shop/DaemonSet/log']);
    }));

  it('says at the start what it cannot do', async () => {
    const now = () => start;
    await assert.rejects(
      startSandbox({scenario: 'none', now}),
      /no scenario is called 'none'; there are main,/,
    );
    await assert.rejects(
      startSandbox({scenario, now, timeScale: 0}),
      /timeScale must be more than 0/,
    );
    await assert.rejects(startSandbox({scenario, now, faults: ['x']}), /fault 'x'/);
  });
});
